"use client";

import { useState } from "react";
import { PageBanner } from "@/components/feedback/page-banner";
import type { NumberDraftState } from "@/components/number-input/use-number-draft";
import { OrderReview } from "@/components/orders/order-review";
import { formatNoun } from "@/components/ui/format";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { AssignTarget } from "@/lib/services/campaigns/list-targets";
import type { CampaignPreflight } from "@/lib/services/orders/preview-campaign-order";
import { assignNumbersAction, previewCampaignOrderAction } from "../actions";
import { planAssignment } from "./plan-assignment";
import { RoomPlan } from "./room-plan";

/** What would change, whether there is room, then one order per campaign. */
export function AssignReview({ target, input }: { target: AssignTarget; input: NumberDraftState }) {
  const { accountId, campaignId } = target;
  const [isSplit, setIsSplit] = useState(false);
  const describe = (preflight: CampaignPreflight, chosen: readonly PhoneNumber[]) => {
    const plan = planAssignment(preflight, chosen, isSplit);
    const others = chosen.length - plan.moving.length;
    return {
      fault: plan.fault,
      notes: (
        <>
          {target.standing !== null && target.standing !== "ready" && (
            <PageBanner tone="pending" title="The campaign was not ready when it was last read">
              The carrier may refuse the numbers until it is.
            </PageBanner>
          )}
          <RoomPlan
            preflight={preflight}
            plan={plan}
            isSplit={isSplit}
            onSplit={setIsSplit}
            campaignRowId={target.id}
          />
        </>
      ),
      confirmation:
        plan.moving.length === 0
          ? null
          : {
              verb: "Move",
              numbers: plan.moving,
              isDangerous: true,
              consequences: `${ORDER_KINDS["campaign-assign"].consequences}${
                others > 0 ? ` ${formatNoun(others, "other number is", "other numbers are")} assigned with them.` : ""
              }`,
            },
    };
  };
  return (
    <OrderReview<CampaignPreflight>
      kind="campaign-assign"
      mode={target.mode}
      input={input}
      question={`${accountId} ${campaignId}`}
      preview={(numbers) => previewCampaignOrderAction({ accountId, campaignId, numbers })}
      describe={describe}
      place={async ({ numbers, ...order }, preflight) => {
        const { shares, moving } = planAssignment(preflight, numbers, isSplit);
        const result = await assignNumbersAction({ accountId, shares, isMoveConfirmed: moving.length > 0, ...order });
        if (!result.ok) return result;
        const [only, ...more] = result.data;
        const href = only && more.length === 0 ? `/orders/${only.orderId}` : "/orders?kind=campaign-assign";
        return { ok: true, data: href };
      }}
    />
  );
}
