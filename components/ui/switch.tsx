"use client";

import { Switch as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { useFieldProps } from "./field";

/** For a setting that takes effect at once. Pass `label` or put it in a `Field`. */
export function Switch({
  label,
  isOn,
  onChange,
  isDisabled = false,
  className,
}: {
  label?: ReactNode;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  isDisabled?: boolean;
  className?: string;
}) {
  const { required: _, ...field } = { required: undefined, ...useFieldProps() };
  const knob = (
    <Radix.Root
      {...field}
      checked={isOn}
      onCheckedChange={onChange}
      disabled={isDisabled}
      className="relative inline-flex h-5 w-8 shrink-0 items-center rounded-full bg-control-line transition-colors duration-100 disabled:opacity-50 data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-surface transition-transform duration-100 data-[state=checked]:translate-x-3.5" />
    </Radix.Root>
  );
  if (!label) return knob;
  return (
    <label
      className={cx(
        "inline-flex min-h-6 max-sm:min-h-10 cursor-pointer items-center gap-2 text-sm text-ink",
        className,
      )}
    >
      {knob}
      <span>{label}</span>
    </label>
  );
}
