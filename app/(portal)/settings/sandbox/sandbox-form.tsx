import type { ReactNode } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import type { Failure } from "@/lib/domain/result";

/** A form with one button. A failure that names fields is shown at the fields. */
export function SandboxForm({
  submitLabel,
  disabledReason = null,
  failure,
  isBusy,
  onSubmit,
  children,
}: {
  submitLabel: string;
  disabledReason?: string | null;
  failure: Failure | undefined;
  isBusy: boolean;
  onSubmit: () => void;
  children: ReactNode;
}) {
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (disabledReason === null && !isBusy) onSubmit();
      }}
    >
      {failure && !failure.fields && <FailureBanner failure={failure} />}
      {children}
      <div>
        <Button type="submit" variant="primary" isBusy={isBusy} disabledReason={disabledReason}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
