"use client";

import { PageBanner } from "@/components/feedback/page-banner";
import { Checkbox } from "@/components/ui/checkbox";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import type { CampaignPreflight } from "@/lib/services/orders/preview-campaign-order";
import type { AssignmentPlan } from "./plan-assignment";

/** Shown when the campaign cannot take all: how many too many, and the ways out. */
export function RoomPlan({
  preflight: { target, siblings },
  plan,
  isSplit,
  onSplit,
  campaignRowId,
}: {
  preflight: CampaignPreflight;
  plan: AssignmentPlan;
  isSplit: boolean;
  onSplit: (isSplit: boolean) => void;
  campaignRowId: string;
}) {
  if (plan.over === 0)
    return (
      <p className="text-xs text-muted">
        {target.campaignId} has room for {formatCount(target.free)} more of its {formatCount(target.capacity)}.
      </p>
    );
  return (
    <div className="flex flex-col gap-2">
      <PageBanner tone="bad" title={`${formatNoun(plan.over, "number")} too many for ${target.campaignId}`}>
        It holds {formatCount(target.used + target.pending)} of {formatCount(target.capacity)}, open orders included.
        More need a number pool: <TextLink href={`/campaigns/${campaignRowId}`}>raise its capacity</TextLink>, or leave
        some out.
      </PageBanner>
      {siblings.length > 0 ? (
        <Checkbox
          label={<span className="text-sm text-ink">Split over campaigns of the same brand</span>}
          checked={isSplit}
          onChange={(event) => onSplit(event.target.checked)}
        />
      ) : (
        <p className="text-xs text-muted">No other campaign of the brand has room.</p>
      )}
      {isSplit && siblings.length > 0 && (
        <dl className="rounded-md border border-line bg-sunken px-3 py-2 text-sm" aria-label="How many go where">
          {plan.shares.map(({ campaignId, numbers }) => (
            <div key={campaignId} className="flex justify-between gap-4">
              <dt className="font-mono text-xs">{campaignId}</dt>
              <dd className="tabular-nums">{formatNoun(numbers.length, "number")}</dd>
            </div>
          ))}
        </dl>
      )}
      {isSplit && plan.fault && <p className="text-xs text-bad">{plan.fault}</p>}
      {isSplit && !plan.fault && (
        <p className="text-xs text-muted">One order for each campaign; all are placed, or none.</p>
      )}
    </div>
  );
}
