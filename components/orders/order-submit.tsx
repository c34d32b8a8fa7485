"use client";

import { useState, useTransition, type ReactNode } from "react";
import { markLive } from "@/lib/domain/account-choice";
import type { Failure, Result } from "@/lib/domain/result";
import { ConfirmDialog } from "../feedback/confirm-dialog";
import { FailureBanner } from "../feedback/failure-banner";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { formatNoun } from "../ui/format";
import { Textarea } from "../ui/textarea";

/** What is asked before the order is placed; `verb` and `count` name the part that needs it. */
export type Confirmation = {
  verb: string;
  count: number;
  items: readonly ReactNode[];
  consequences: ReactNode;
  isDangerous: boolean;
};

/**
 * The last step of every order form: a reason, the button, and a dialog where the order needs one (`confirmation`).
 */
export function OrderSubmit({
  verb,
  count,
  mode,
  confirmation,
  isBusy,
  disabledReason,
  reason,
  onPlace,
}: {
  /** Up to the count: "Import" 12 numbers. */
  verb: string;
  count: number;
  mode: "live" | "sandbox";
  confirmation: Confirmation | null;
  isBusy: boolean;
  disabledReason: string | null;
  /** Absent where the form asks for the reason elsewhere; the dialog asks for its own. */
  reason?: { value: string; onChange: (reason: string) => void };
  onPlace: (reason: string) => Promise<Result<unknown>>;
}) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const [isPlacing, startTransition] = useTransition();
  const placeNow = () =>
    startTransition(async () => {
      setFailure(null);
      const result = await onPlace(reason?.value.trim() ?? "");
      if (!result.ok) setFailure(result.error);
    });
  return (
    <>
      {!confirmation && reason && (
        <Field label="Reason (optional)" hint="Kept in the audit.">
          <Textarea rows={2} maxLength={500} value={reason.value} onText={reason.onChange} />
        </Field>
      )}
      {failure && <FailureBanner failure={failure} title="Nothing was ordered" />}
      <Button
        variant={confirmation?.isDangerous ? "danger" : "primary"}
        size="lg"
        isBusy={isPlacing || isBusy}
        disabledReason={disabledReason}
        onClick={confirmation ? () => setIsConfirming(true) : placeNow}
      >
        {markLive(`${verb} ${formatNoun(count, "number")}`, mode)}
      </Button>
      {confirmation && (
        <ConfirmDialog
          isOpen={isConfirming}
          onOpenChange={setIsConfirming}
          verb={confirmation.verb}
          count={confirmation.count}
          mode={mode}
          items={confirmation.items}
          consequences={confirmation.consequences}
          isDanger={confirmation.isDangerous}
          isReasonAsked={reason !== undefined}
          onConfirm={onPlace}
        />
      )}
    </>
  );
}
