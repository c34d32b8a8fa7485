"use client";

import { CircleAlert } from "lucide-react";
import { createContext, use, useId, type ReactNode } from "react";
import { cx } from "./cx";

type FieldControl = { id: string; describedBy: string | undefined; isInvalid: boolean; isRequired: boolean };

const FieldContext = createContext<FieldControl | null>(null);

/** The props that connect a control to its `Field`'s label, hint and error; empty outside a `Field`. */
export function useFieldProps() {
  const field = use(FieldContext);
  if (field === null) return {};
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.isInvalid || undefined,
    required: field.isRequired || undefined,
  };
}

/** Label, control, hint and error. `errors` comes from `Failure.fields`. The control is an `Input`, `Select`, `Textarea` … */
export function Field({
  label,
  hint,
  errors,
  isRequired = false,
  isLabelHidden = false,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  errors?: readonly string[];
  isRequired?: boolean;
  isLabelHidden?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const hasErrors = errors !== undefined && errors.length > 0;
  const describedBy = [hint ? `${id}-hint` : "", hasErrors ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext value={{ id, describedBy, isInvalid: hasErrors, isRequired }}>
      <div className={cx("flex min-w-0 flex-col gap-1", className)}>
        <label htmlFor={id} className={cx("w-fit text-xs font-medium text-muted", isLabelHidden && "sr-only")}>
          {label}
        </label>
        {children}
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-faint">
            {hint}
          </p>
        )}
        {hasErrors && (
          <p id={`${id}-error`} className="flex items-start gap-1 text-xs text-bad">
            <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
            <span>{errors.join(" ")}</span>
          </p>
        )}
      </div>
    </FieldContext>
  );
}
