"use client";

import type { ComponentProps } from "react";
import { CONTROL } from "./control-style";
import { cx } from "./cx";
import { useFieldProps } from "./field";
import { listenToText, type OnText } from "./on-text";

export function Textarea({
  className,
  isMono = false,
  onText,
  ...rest
}: ComponentProps<"textarea"> & OnText & { isMono?: boolean }) {
  const field = useFieldProps();
  return (
    <textarea
      rows={4}
      {...field}
      {...rest}
      {...listenToText(onText)}
      className={cx(CONTROL, "py-1.5", isMono && "font-mono", className)}
    />
  );
}
