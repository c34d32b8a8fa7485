"use client";

import type { ComponentProps, ReactNode } from "react";
import { CONTROL } from "./control-style";
import { cx } from "./cx";
import { useFieldProps } from "./field";
import { listenToText, type OnText } from "./on-text";

/** Single-line text. `isMono` for telephone numbers and IDs; telephone numbers are `type="tel"` or text, never `number`. */
export function Input({
  className,
  isMono = false,
  isTall = false,
  leading,
  trailing,
  onText,
  ...rest
}: ComponentProps<"input"> &
  OnText & { isMono?: boolean; isTall?: boolean; leading?: ReactNode; trailing?: ReactNode }) {
  const field = useFieldProps();
  const input = (
    <input
      {...field}
      {...rest}
      {...listenToText(onText)}
      className={cx(
        CONTROL,
        isTall ? "h-9 max-sm:h-10" : "h-8 max-sm:h-10",
        isMono && "font-mono",
        leading != null && "pl-8",
        trailing != null && "pr-9",
        !leading && !trailing && className,
      )}
    />
  );
  if (!leading && !trailing) return input;
  return (
    <span className={cx("relative block min-w-0", className)}>
      {leading && (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint [&>svg]:size-3.5">
          {leading}
        </span>
      )}
      {input}
      {trailing && <span className="absolute inset-y-0 right-1 flex items-center">{trailing}</span>}
    </span>
  );
}
