"use client";

import { RouteLink } from "./route-link";
import { useState, type ComponentProps, type ReactNode } from "react";
import { styleButton, type ButtonSize, type ButtonVariant } from "./button-style";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

type Shared = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode };

export type ButtonProps = ComponentProps<"button"> &
  Shared & {
    /** Shows a spinner and ignores clicks; the label stays, so that the width does not change. */
    isBusy?: boolean;
    /** Why the button is disabled. It stays focusable so that everyone can read it. */
    disabledReason?: string | null;
  };

/** `type` defaults to `button`. */
export function Button({
  variant = "secondary",
  size = "md",
  icon,
  isBusy = false,
  disabledReason,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const isInactive = isBusy || Boolean(disabledReason);
  // Without its tooltip it would be another element, and the focus that waits on it would be lost.
  const [hasTooltip, setHasTooltip] = useState(Boolean(disabledReason));
  if (disabledReason && !hasTooltip) setHasTooltip(true);
  const button = (
    <button
      {...rest}
      type={type}
      className={styleButton(variant, size, className)}
      aria-busy={isBusy || undefined}
      aria-disabled={isInactive || undefined}
      onClick={(event) => {
        if (isInactive) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
  return hasTooltip ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}

/** A link that looks like a button: for navigation, never for actions. */
export function ButtonLink({
  variant = "secondary",
  size = "md",
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof RouteLink> & Shared) {
  return (
    <RouteLink {...rest} className={styleButton(variant, size, className)}>
      {icon}
      {children}
    </RouteLink>
  );
}
