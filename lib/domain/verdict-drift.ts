import { CAMPAIGN_STATE, type DriftKind } from "./drift";
import type { NumberAccount, OpenDrift, ReadinessStep } from "./readiness-step";
import { atInstant, type TextPart } from "./verdict-text";

type CarrierDrift = { drift: OpenDrift; carrierLabel: string };

/** The kinds that a step's own reason states where its value is the difference. */
const STATED_BY_STEP: readonly DriftKind[] = ["lost-sms", "campaign-gone", "registration-lost", "number-gone"];

/** The difference that makes a step what it is; null where there is none. */
export const findCausingDrift = ({ drift }: Pick<ReadinessStep, "drift">): OpenDrift | null =>
  drift && STATED_BY_STEP.includes(drift.kind) ? drift : null;

/** What happened, as a clause without its end: "lost SMS at IntelePeer since …". */
export function describeDrift({ drift, carrierLabel: carrier }: CarrierDrift): TextPart[] {
  const { kind, before, after, seenAt, knownAt } = drift;
  const since: TextPart[] = [" since ", atInstant(seenAt)];
  const until: TextPart[] = knownAt ? [" until ", atInstant(knownAt)] : [" before"];
  const campaign = before === null ? "its campaign" : `campaign ${before}`;
  switch (kind) {
    case "lost-sms":
      return [
        `lost SMS at ${carrier}`,
        ...since,
        ": it was provisioned",
        ...until,
        `; the carrier now ${after === "not-found" ? "answers 404" : `reports “${after}”`}`,
      ];
    case "gained-sms":
      return [
        `SMS is on at ${carrier} without an order of ours`,
        ...since,
        ": it was ",
        before === "not-found" ? "not found" : before === "none" ? "off" : `“${before}”`,
        ...until,
      ];
    case "campaign-gone":
      return drift.facet === CAMPAIGN_STATE
        ? [`its campaign is not known to ${carrier} any more`, ...since]
        : [`left ${campaign} at ${carrier}`, ...since, ": it was in it", ...until];
    case "campaign-changed":
      return [`moved from ${campaign} to ${after ?? "another one"} at ${carrier} without an order of ours`, ...since];
    case "campaign-joined":
      return [
        `joined ${after === null ? "a campaign" : `campaign ${after}`} at ${carrier} without an order of ours`,
        ...since,
        ": it was in none",
        ...until,
      ];
    case "campaign-ended":
    case "campaign-suspended":
      return [
        `its campaign ${kind === "campaign-ended" ? "ended" : "was suspended"} at ${carrier}${after ? ` (carrier: ${after})` : ""}`,
        ...since,
      ];
    case "registration-lost":
      return [`lost its registration at ${carrier}`, ...since, ": it was registered", ...until];
    case "registration-gained":
      return [
        `gained a registration at ${carrier} without an order of ours`,
        ...since,
        ": it was unregistered",
        ...until,
      ];
    case "number-gone":
      return [`disappeared from our account at ${carrier}`, ...since, ": it was listed", ...until];
    case "number-returned":
      return [`returned to our account at ${carrier} without an order of ours`, ...since, ": it was gone", ...until];
    case "number-appeared":
      return [`appeared in our account at ${carrier}`, ...since];
  }
}

type Stated = { sentence: readonly TextPart[]; step: ReadinessStep | null };

/** The reason of an ended campaign has another form. */
function isStated(
  { sentence, step }: Stated,
  drift: OpenDrift,
  first: TextPart | undefined,
  accountId: string,
): boolean {
  if (typeof first === "string" && sentence.some((part) => typeof part === "string" && part.includes(first)))
    return true;
  const isOver = step?.campaign?.standing === "ended" || step?.campaign?.standing === "absent";
  return drift.facet === CAMPAIGN_STATE && isOver && step?.accountId === accountId;
}

/** The differences that the verdict does not state so far, as sentences that follow it. `step`: the one that its reason is about. */
export function describeOtherDrift(accounts: readonly NumberAccount[], stated: Stated): TextPart[] {
  return accounts.flatMap(({ id, carrierLabel, service }) =>
    (service?.drift ?? []).flatMap((drift): TextPart[] => {
      const [first, ...rest] = describeDrift({ drift, carrierLabel });
      if (isStated(stated, drift, first, id)) return [];
      const start = typeof first === "string" ? first.charAt(0).toUpperCase() + first.slice(1) : first;
      return [" ", ...(start === undefined ? [] : [start]), ...rest, "."];
    }),
  );
}
