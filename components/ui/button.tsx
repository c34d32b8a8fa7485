"use client";

import { RouteLink } from "./route-link";
import type { ComponentProps, ReactNode } from "react";
import { styleButton, type ButtonSize, type ButtonVariant } from "./button-style";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

type Shared = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode };

export type ButtonProps = ComponentProps<"button"> &
  Shared & {
    /** Shows a spinner and takes no further clicks; the words stay, so that the width does not jump. */
    isBusy?: boolean;
    /** Why the button cannot be used now, in words. It stays focusable, so that everyone can find out. */
    disabledReason?: string | null;
  };

/** `type` is `button` unless told otherwise. */
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
  const isHeld = isBusy || Boolean(disabledReason);
  const button = (
    <button
      {...rest}
      type={type}
      className={styleButton(variant, size, className)}
      aria-busy={isBusy || undefined}
      aria-disabled={isHeld || undefined}
      onClick={(event) => {
        if (isHeld) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
    </button>
  );
  return disabledReason ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}

/** A link that looks like a button: for going somewhere, never for doing something. */
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
