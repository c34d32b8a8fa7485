import type { ReactNode } from "react";
import type { Failure } from "@/lib/domain/result";
import { FailureBanner } from "../feedback/failure-banner";
import { Button } from "../ui/button";

/** What a dialog asks for, with the way out beside the button that sends it. */
export function DialogForm({
  submitLabel,
  variant = "primary",
  missing = null,
  dismissLabel = "Cancel",
  failure,
  failureTitle,
  isBusy,
  noValidate,
  onSubmit,
  onClose,
  children,
}: {
  submitLabel: string;
  variant?: "primary" | "danger";
  /** Why it cannot be sent yet. */
  missing?: string | null;
  dismissLabel?: string;
  /** What no field shows. */
  failure: Failure | null;
  failureTitle?: string;
  isBusy: boolean;
  noValidate?: boolean;
  onSubmit: (data: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <form
      noValidate={noValidate}
      className="flex flex-col gap-4 pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null && !isBusy) onSubmit(new FormData(event.currentTarget));
      }}
    >
      {children}
      {failure && <FailureBanner failure={failure} title={failureTitle} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{dismissLabel}</Button>
        <Button type="submit" variant={variant} isBusy={isBusy} disabledReason={missing}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
