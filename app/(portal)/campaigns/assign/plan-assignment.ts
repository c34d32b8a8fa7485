import { type CampaignShare, splitNumbers } from "@/lib/domain/campaign";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { CampaignPreflight } from "@/lib/services/orders/preview-campaign-order";

export type AssignmentPlan = {
  shares: CampaignShare[];
  /** How many more than the campaign takes. */
  over: number;
  /** Chosen numbers that leave another campaign. */
  moving: PhoneNumber[];
  /** Why it cannot be ordered like this. */
  fault: string | null;
};

/** How many of the chosen numbers go where. Those that the campaign has already need no room and stay with it. */
export function planAssignment(
  { target, siblings, held, moving }: CampaignPreflight,
  chosen: readonly PhoneNumber[],
  isSplit: boolean,
): AssignmentPlan {
  const inside = new Set(held);
  const leaving = new Set(moving);
  const kept = chosen.filter((number) => inside.has(number));
  const added = chosen.filter((number) => !inside.has(number));
  const over = Math.max(added.length - target.free, 0);
  const about = { over, moving: chosen.filter((number) => leaving.has(number)) };
  if (over === 0 || !isSplit)
    return {
      ...about,
      shares: chosen.length > 0 ? [{ campaignId: target.campaignId, numbers: [...chosen] }] : [],
      fault: over === 0 ? null : `${target.campaignId} has no room for ${over} of these numbers.`,
    };
  const { shares, left } = splitNumbers(added, [target, ...siblings]);
  const own = shares.find(({ campaignId }) => campaignId === target.campaignId);
  if (own) own.numbers.push(...kept);
  else if (kept.length > 0) shares.unshift({ campaignId: target.campaignId, numbers: kept });
  return {
    ...about,
    shares,
    fault: left.length === 0 ? null : `The brand's campaigns have no room for ${left.length} of these numbers.`,
  };
}
