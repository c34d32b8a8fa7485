import { RouteLink } from "./route-link";
import type { ComponentProps } from "react";
import { TAP_AREA } from "./control-style";
import { cx } from "./cx";

/** A link in text or a table cell. */
export function TextLink({ className, ...rest }: ComponentProps<typeof RouteLink>) {
  return (
    <RouteLink
      {...rest}
      className={cx(
        "font-medium text-accent underline-offset-2 hover:text-accent-strong hover:underline",
        TAP_AREA,
        className,
      )}
    />
  );
}
