"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { TelephoneNumber } from "@/components/number";
import { PreflightReview } from "@/components/number-input/preflight-review";
import { ReviewCard } from "@/components/number-input/review-card";
import type { NumberDraftState } from "@/components/number-input/use-number-draft";
import { usePreflight } from "@/components/number-input/use-preflight";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Textarea } from "@/components/ui/textarea";
import { markLive } from "@/lib/domain/account-choice";
import type { Failure } from "@/lib/domain/result";
import type { ImportAccount } from "@/lib/services/accounts/list-import-accounts";
import { checkImportOrderAction, placeImportOrderAction } from "./actions";

/** The second half of the form: what would be imported, then the order. Importing again what is there resets it, so that asks twice. */
export function ImportReview({
  account,
  registerWith,
  input,
}: {
  account: ImportAccount;
  registerWith: string;
  input: NumberDraftState;
}) {
  const router = useRouter();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const [isPlacing, startTransition] = useTransition();
  const check = usePreflight(account.id, input.judged.valid, (numbers) =>
    checkImportOrderAction({ accountId: account.id, numbers }),
  );
  const count = check.chosen.length;
  const again = check.preflight?.groups.find((group) => group.code === "imported" && check.included.has(group.code));

  const place = async (words: string) => {
    const result = await settleAction(
      placeImportOrderAction({
        kind: "import",
        accountId: account.id,
        numbers: [...check.chosen],
        params: registerWith === "" ? {} : { registerWith },
        reason: words || undefined,
        idempotencyKey,
      }),
    );
    if (result.ok) {
      input.clear();
      router.push(`/orders/${result.data.orderId}`);
    }
    return result;
  };
  const placeNow = () => {
    if (again) return setIsConfirming(true);
    startTransition(async () => {
      setFailure(null);
      const result = await place(reason.trim());
      if (!result.ok) setFailure(result.error);
    });
  };
  return (
    <ReviewCard check={check} input={input}>
      {check.preflight && (
        <>
          <PreflightReview preflight={check.preflight} included={check.included} onToggle={check.toggle} />
          {!again && (
            <Field label="Reason (optional)" hint="Kept in the audit.">
              <Textarea rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
            </Field>
          )}
          {failure && <FailureBanner failure={failure} title="Nothing was ordered" />}
          <p className="text-xs text-muted">
            {registerWith === ""
              ? "The numbers are imported, and not registered to an application."
              : "Each number that the carrier confirms is then registered to the chosen application, by an order of its own."}
          </p>
          <Button
            variant="primary"
            size="lg"
            isBusy={isPlacing || input.isReading}
            disabledReason={count === 0 ? "No number is included. Tick a group above." : null}
            onClick={placeNow}
          >
            {markLive(`Import ${formatNoun(count, "number")}`, account.mode)}
          </Button>
        </>
      )}
      <ConfirmDialog
        isOpen={isConfirming}
        onOpenChange={setIsConfirming}
        verb="Import"
        count={count}
        mode={account.mode}
        items={check.chosen.slice(0, 5).map((number) => (
          <TelephoneNumber key={number} e164={number} />
        ))}
        consequences={`${formatNoun(again?.numbers.length ?? 0, "number")} of them ${again?.numbers.length === 1 ? "is" : "are"} in the account already. Importing again resets what is set for them at ${account.carrierLabel}; that cannot be taken back.`}
        onConfirm={place}
      />
    </ReviewCard>
  );
}
