import { formatCount, formatNoun } from "@/components/ui/format";
import type { AnswerPart } from "@/lib/domain/answer";
import { describeCampaignEnd, isEntryMoving } from "@/lib/domain/campaign";
import { STATES } from "@/lib/domain/labels";
import type { CampaignDetail } from "@/lib/services/campaigns/get-entry";

/** Whether its numbers can text, and how many there are. */
export function describeCampaign({
  state,
  standing,
  event,
  used,
  pending,
  capacity,
}: Pick<CampaignDetail, "state" | "standing" | "event" | "used" | "pending" | "capacity">): AnswerPart[] {
  const room = {
    text: `${formatCount(used + pending)} of ${formatNoun(capacity, "number")}`,
    ...(used + pending >= capacity && { tone: "pending" as const }),
  };
  if (state !== "registered") {
    const { label, tone } = STATES.entry[state];
    return [{ text: state === "unknown" ? "Not known whether it is registered" : label, tone }, room];
  }
  if (standing === null) return [{ text: "Not known: never read at the carrier", tone: "unknown" }, room];
  if (standing === "ended") return [{ text: `This campaign ${describeCampaignEnd(event)}`, tone: "bad" }, room];
  const { label, tone } = STATES.campaign[standing];
  return [{ text: label, ...(standing !== "ready" && { tone }) }, room];
}

/** Whether something of it is under way, so that it changes by itself. */
export const isCampaignMoving = ({
  state,
  answer,
  standing,
  pending,
}: Pick<CampaignDetail, "state" | "answer" | "standing" | "pending">): boolean =>
  isEntryMoving(state) || answer?.againAt !== undefined || standing === "waiting" || pending > 0;
