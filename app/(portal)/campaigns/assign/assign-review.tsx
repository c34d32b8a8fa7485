"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { PageBanner } from "@/components/feedback/page-banner";
import { settleAction } from "@/components/feedback/settle-action";
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
import type { AssignTarget } from "@/lib/services/campaigns/list-targets";
import { assignNumbersAction, checkCampaignOrderAction } from "../actions";
import { planAssignment } from "./plan-assignment";
import { RoomPlan } from "./room-plan";

/** The second half of the form: what would change, whether there is room, then one order per campaign. */
export function AssignReview({ target, input }: { target: AssignTarget; input: NumberDraftState }) {
  const { accountId, campaignId } = target;
  const router = useRouter();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState("");
  const [isSplit, setIsSplit] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const [isPlacing, startTransition] = useTransition();
  const check = usePreflight(`${accountId} ${campaignId}`, input.judged.valid, (numbers) =>
    checkCampaignOrderAction({ accountId, campaignId, numbers }),
  );
  const { preflight } = check;
  const plan = preflight && planAssignment(preflight, check.chosen, isSplit);

  const place = async (words: string) => {
    const result = await settleAction(
      assignNumbersAction({
        accountId,
        shares: plan?.shares ?? [],
        isMoveConfirmed: (plan?.moving.length ?? 0) > 0,
        reason: words || undefined,
        idempotencyKey,
      }),
    );
    if (result.ok) {
      input.clear();
      const [only, ...more] = result.data;
      router.push(only && more.length === 0 ? `/orders/${only.orderId}` : "/orders?kind=campaign-assign");
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
  const isMove = plan !== null && plan.moving.length > 0;
  return (
    <ReviewCard check={check} input={input}>
      {preflight && plan && (
        <>
          {target.standing !== null && target.standing !== "ready" && (
            <PageBanner tone="pending" title="The campaign was not ready when it was last read">
              The carrier may refuse the numbers until it is.
            </PageBanner>
          )}
          <PreflightReview preflight={preflight} included={check.included} onToggle={check.toggle} />
          <RoomPlan
            preflight={preflight}
            plan={plan}
            isSplit={isSplit}
            onSplit={setIsSplit}
            campaignRowId={target.id}
          />
          {!isMove && (
            <Field label="Reason (optional)" hint="Kept in the audit.">
              <Textarea rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
            </Field>
          )}
          {failure && <FailureBanner failure={failure} title="Nothing was ordered" />}
          <Button
            variant={isMove ? "danger" : "primary"}
            size="lg"
            isBusy={isPlacing || input.isReading}
            disabledReason={count === 0 ? "No number is included. Tick a group above." : plan.fault}
            onClick={isMove ? () => setIsConfirming(true) : placeNow}
          >
            {markLive(`Assign ${formatNoun(count, "number")}`, target.mode)}
          </Button>
          <ConfirmDialog
            isOpen={isConfirming}
            onOpenChange={setIsConfirming}
            verb="Move"
            count={plan.moving.length}
            mode={target.mode}
            items={plan.moving.slice(0, 5).map((number) => (
              <TelephoneNumber key={number} e164={number} />
            ))}
            consequences={`They leave the campaign that they are in now. Until the networks know the new one, messages from these numbers may be held or lost; no call takes the move back.${
              count > plan.moving.length
                ? ` The other ${formatNoun(count - plan.moving.length, "number")} go with them.`
                : ""
            }`}
            onConfirm={place}
          />
        </>
      )}
    </ReviewCard>
  );
}
