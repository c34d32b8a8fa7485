"use client";

import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { TAP_AREA } from "./control-style";
import { Tooltip } from "./tooltip";

/** An icon button; `label` is its accessible name and tooltip. 28 px, or 24 px with `size` `sm`. */
export function IconButton({
  label,
  icon,
  size = "md",
  hasTooltip = true,
  className,
  type = "button",
  ...rest
}: Omit<ComponentProps<"button">, "children"> & {
  label: string;
  icon: ReactNode;
  size?: "sm" | "md";
  hasTooltip?: boolean;
}) {
  const button = (
    <button
      {...rest}
      type={type}
      aria-label={label}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-ink active:bg-pressed disabled:opacity-50",
        TAP_AREA,
        size === "sm" ? "size-6 [&>svg]:size-3.5" : "size-7 [&>svg]:size-4",
        className,
      )}
    >
      {icon}
    </button>
  );
  return hasTooltip ? <Tooltip content={label}>{button}</Tooltip> : button;
}
