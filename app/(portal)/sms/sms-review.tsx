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
import { checkSmsOrderAction, placeSmsOrderAction } from "./actions";
import type { Direction, SmsAccount } from "./sms-form";

/** The second half of the form: what would change, then the order. */
export function SmsReview({
  account,
  direction,
  input,
}: {
  account: SmsAccount;
  direction: Exclude<Direction, "webhook">;
  input: NumberDraftState;
}) {
  const kind = direction === "on" ? "sms-enable" : "sms-disable";
  const router = useRouter();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const [isPlacing, startTransition] = useTransition();
  const check = usePreflight(`${kind} ${account.id}`, input.judged.valid, (numbers) =>
    checkSmsOrderAction({ kind, accountId: account.id, numbers }),
  );

  const place = async (words: string) => {
    const result = await settleAction(
      placeSmsOrderAction({
        kind,
        accountId: account.id,
        numbers: [...check.chosen],
        params: {},
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
  const placeNow = () =>
    startTransition(async () => {
      setFailure(null);
      const result = await place(reason.trim());
      if (!result.ok) setFailure(result.error);
    });
  const count = check.chosen.length;
  const noneReason = count === 0 ? "No number is included. Tick a group above." : null;
  return (
    <ReviewCard check={check} input={input}>
      {check.preflight && (
        <>
          <PreflightReview preflight={check.preflight} included={check.included} onToggle={check.toggle} />
          {direction === "on" && (
            <Field label="Reason (optional)" hint="Kept in the audit.">
              <Textarea rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
            </Field>
          )}
          {failure && <FailureBanner failure={failure} title="Nothing was ordered" />}
          {direction === "on" ? (
            <Button
              variant="primary"
              size="lg"
              isBusy={isPlacing || input.isReading}
              disabledReason={noneReason}
              onClick={placeNow}
            >
              {markLive(`Switch SMS on for ${formatNoun(count, "number")}`, account.mode)}
            </Button>
          ) : (
            <Button
              variant="danger"
              size="lg"
              isBusy={input.isReading}
              disabledReason={noneReason}
              onClick={() => setIsConfirming(true)}
            >
              {markLive(`Switch SMS off on ${formatNoun(count, "number")}`, account.mode)}
            </Button>
          )}
        </>
      )}
      <ConfirmDialog
        isOpen={isConfirming}
        onOpenChange={setIsConfirming}
        verb="Switch SMS off on"
        count={count}
        mode={account.mode}
        items={check.chosen.slice(0, 5).map((number) => (
          <TelephoneNumber key={number} e164={number} />
        ))}
        consequences={`Messages to and from these numbers stop at ${account.carrierLabel}. They can be switched on again, which takes the usual time.`}
        onConfirm={place}
      />
    </ReviewCard>
  );
}
