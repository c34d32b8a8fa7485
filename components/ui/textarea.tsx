"use client";

import type { ComponentProps } from "react";
import { CONTROL } from "./control-style";
import { cx } from "./cx";
import { useFieldProps } from "./field";

export function Textarea({ className, isMono = false, ...rest }: ComponentProps<"textarea"> & { isMono?: boolean }) {
  const field = useFieldProps();
  return <textarea rows={4} {...field} {...rest} className={cx(CONTROL, "py-1.5", isMono && "font-mono", className)} />;
}
