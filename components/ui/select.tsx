"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { CONTROL } from "./control-style";
import { cx } from "./cx";
import { useFieldProps } from "./field";
import { listenToText, type OnText } from "./on-text";

export type SelectOption = { value: string; label: string; isDisabled?: boolean };

/** A styled native select: it works with every keyboard, screen reader and phone. */
export function Select({
  options,
  placeholder,
  className,
  onText,
  ...rest
}: Omit<ComponentProps<"select">, "children"> & OnText & { options: readonly SelectOption[]; placeholder?: string }) {
  const field = useFieldProps();
  return (
    <span className={cx("relative block min-w-0", className)}>
      <select
        {...field}
        {...rest}
        {...listenToText(onText)}
        className={cx(CONTROL, "h-8 max-sm:h-10 appearance-none truncate pr-8")}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map(({ value, label, isDisabled }) => (
          <option key={value} value={value} disabled={isDisabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-faint" />
    </span>
  );
}
