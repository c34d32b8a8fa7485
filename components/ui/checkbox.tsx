"use client";

import { Check, Minus } from "lucide-react";
import { useEffect, useRef, type ComponentProps, type ReactNode } from "react";
import { cx } from "./cx";

/** A native checkbox with a 24 px target. Without `label`, pass `aria-label`. */
export function Checkbox({
  label,
  isIndeterminate = false,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type" | "ref"> & { label?: ReactNode; isIndeterminate?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = isIndeterminate;
  }, [isIndeterminate]);
  const box = (
    <span className="relative inline-flex size-6 shrink-0 items-center justify-center">
      <input
        {...rest}
        ref={input}
        type="checkbox"
        className="peer absolute inset-0 z-[1] m-0 size-6 cursor-pointer appearance-none rounded-sm disabled:cursor-not-allowed max-sm:-inset-2 max-sm:size-10"
      />
      <span
        className={cx(
          "pointer-events-none flex size-4 items-center justify-center rounded-sm border border-control-line bg-surface text-on-accent transition-colors duration-100",
          "peer-checked:border-accent peer-checked:bg-accent peer-indeterminate:border-accent peer-indeterminate:bg-accent peer-disabled:opacity-50",
          "[&>svg]:size-3 [&>svg]:opacity-0 peer-checked:[&>svg]:opacity-100 peer-indeterminate:[&>svg]:opacity-100",
        )}
      >
        {isIndeterminate ? <Minus aria-hidden strokeWidth={3} /> : <Check aria-hidden strokeWidth={3} />}
      </span>
    </span>
  );
  if (!label) return <span className={className}>{box}</span>;
  return (
    <label className={cx("inline-flex cursor-pointer items-center gap-1 text-sm text-ink", className)}>
      {box}
      <span>{label}</span>
    </label>
  );
}
