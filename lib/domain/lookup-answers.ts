import type { DriftKind } from "./drift";
import type { PhoneNumber } from "./phone-number";
import type { ReadinessStep, ReadinessStepId } from "./readiness-step";
import type { ServiceField, Standing, Tone } from "./service-state";
import type { TagView } from "./tag";
import type { Verdict } from "./verdict";
import type { TextPart } from "./verdict-text";

/** Why a number is in its state, as a group: what a person does next is the same for all of a group. Worst first. */
export const LOOKUP_CAUSES = {
  gone: "No longer listed",
  "lost-sms": "Lost SMS",
  "registration-lost": "Registration lost",
  "campaign-gone": "Left its campaign",
  "campaign-ended": "Campaign ended",
  "campaign-absent": "Campaign not known to the carrier",
  "sms-error": "SMS ended in an error",
  "import-failed": "Import failed",
  "sms-off": "SMS off",
  "no-campaign": "No campaign",
  "not-imported": "Not imported",
  "not-registered": "Not registered",
  "campaign-waiting": "Campaign not ready yet",
  "order-lost": "Result of an order lost",
  "order-open": "Order in progress",
  changing: "Changing at the carrier",
  "not-found": "Not found by the carrier",
  "campaign-unread": "Campaign never read",
  unclear: "Carrier's response unclear",
  unchecked: "Never checked",
  works: "Works",
} as const satisfies Record<string, string>;
export type LookupCause = keyof typeof LOOKUP_CAUSES;
export const LOOKUP_CAUSE_IDS = Object.keys(LOOKUP_CAUSES) as [LookupCause, ...LookupCause[]];

/** A value that some of the numbers have at one account. */
export type LookupFact = { field: ServiceField; accountId: string; carrierId: string; value: string | null };

/** What is known of one number. */
export type NumberAnswer = {
  number: PhoneNumber;
  outcome: Verdict["outcome"];
  isMoving: boolean;
  /** Null: Tandem has never seen it. */
  standing: Standing | null;
  isDoubleClaimed: boolean;
  /** What each carrier reports that carries its messages; absent where that is one at most. */
  claims?: string;
  /** Differences that nobody has settled; absent: none. */
  drift?: DriftKind[];
  cause: LookupCause;
  sentence: TextPart[];
  place: string | null;
  /** Carriers that report something about it. */
  carriers: string[];
  /** Index in the list of values, and when it was read, in epoch milliseconds. */
  facts: [fact: number, checkedAt: number][];
  /** Ids of `labels`; absent: none. */
  customer?: string;
  tags?: readonly string[];
};

/** Customers' names and tags by id: our own data, which no round keeps. */
export type LookupLabels = { customers: Readonly<Record<string, string>>; tags: Readonly<Record<string, TagView>> };

/** Answers of one moment (ISO 8601). Values and labels that many numbers share stand once. */
export type LookupAnswers = { at: string; values: LookupFact[]; numbers: NumberAnswer[]; labels?: LookupLabels };

type Decision = Pick<Verdict, "outcome" | "decidedBy">;

/** The group of a verdict, by the step that decided it. */
export function findCause({ outcome, decidedBy }: Decision): LookupCause {
  if (outcome === "can") return "works";
  if (!decidedBy) return "unchecked";
  if (decidedBy.order) return decidedBy.order.state === "unknown" ? "order-lost" : "order-open";
  return CAUSES[decidedBy.id](decidedBy);
}

const isReported = ({ accountId }: ReadinessStep) => accountId !== undefined;
const unlessMoving = (step: ReadinessStep, cause: LookupCause): LookupCause =>
  step.state === "pending" ? "changing" : cause;
const unclear = (step: ReadinessStep): LookupCause =>
  step.state === "unknown" && isReported(step) ? "unclear" : "unchecked";

const CAUSES = {
  owned: (step) => (step.state === "failed" ? "gone" : "unchecked"),
  active: unclear,
  sms: (step) => {
    if (step.drift?.kind === "lost-sms" && step.state === "missing") return "lost-sms";
    if (step.state === "failed") return "sms-error";
    if (step.state === "missing") return "sms-off";
    return step.carrierValue === "not-found" ? "not-found" : unlessMoving(step, unclear(step));
  },
  campaign: ({ campaign, drift }) => {
    if (!campaign) return drift?.kind === "campaign-gone" ? "campaign-gone" : "no-campaign";
    if (campaign.standing === "waiting") return "campaign-waiting";
    if (campaign.standing === "absent") return "campaign-absent";
    return campaign.standing === "ended" ? "campaign-ended" : "campaign-unread";
  },
  imported: (step) =>
    step.state === "failed"
      ? "import-failed"
      : unlessMoving(step, step.state === "missing" ? "not-imported" : "unclear"),
  registered: (step) => {
    if (step.drift?.kind === "registration-lost" && step.state === "missing") return "registration-lost";
    return step.state === "missing" && isReported(step) ? "not-registered" : unclear(step);
  },
  tested: unclear,
  inbound: unclear,
} as const satisfies Record<ReadinessStepId, (step: ReadinessStep) => LookupCause>;

/** How the rows of a lookup are divided: each row is in one group. Problems first. */
export const LOOKUP_GROUPS = ["cannot", "unknown", "moving", "can", "not-ours", "duplicate", "invalid"] as const;
export type LookupGroup = (typeof LOOKUP_GROUPS)[number];

export const LOOKUP_GROUP_LABELS = {
  cannot: { label: "Cannot text", tone: "bad" },
  unknown: { label: "Not known", tone: "unknown" },
  moving: { label: "Changing", tone: "pending" },
  can: { label: "Can text", tone: "good" },
  "not-ours": { label: "Not ours", tone: "neutral" },
  duplicate: { label: "Duplicate", tone: "neutral" },
  invalid: { label: "Not a number", tone: "neutral" },
} as const satisfies Record<LookupGroup, { label: string; tone: Tone }>;

/** A carrier's reading shows that we have it, or an order for it is open. */
export const isOurs = ({ standing }: Pick<NumberAnswer, "standing">) => standing === "ours" || standing === "pending";

/** The group of a number's first row. */
export function groupAnswer(answer: NumberAnswer): Exclude<LookupGroup, "duplicate" | "invalid"> {
  const { outcome, isMoving } = answer;
  if (!isOurs(answer) && outcome !== "can") return "not-ours";
  return isMoving ? "moving" : outcome;
}

/** An answer with the list that its facts point into. */
export type ValuedAnswer = { answer: NumberAnswer; values: readonly LookupFact[] };

/** Whether what is known differs: the verdict, its cause, or a value. Newer and first readings that change none of them are no change. */
export const hasChanged = (before: ValuedAnswer, now: ValuedAnswer): boolean =>
  groupAnswer(before.answer) !== groupAnswer(now.answer) ||
  before.answer.cause !== now.answer.cause ||
  before.answer.isDoubleClaimed !== now.answer.isDoubleClaimed ||
  spellDrift(before.answer) !== spellDrift(now.answer) ||
  listValueChanges(before, now).length > 0;

const spellDrift = ({ drift = [] }: NumberAnswer) => drift.join(" ");
const keyOf = ({ accountId, field }: LookupFact) => `${accountId} ${field}`;
const listFacts = ({ answer, values }: ValuedAnswer) => answer.facts.flatMap(([place]) => values[place] ?? []);

/** The values that differ, as they were; those that had never been read are left out. */
export function listValueChanges(before: ValuedAnswer, now: ValuedAnswer): { fact: LookupFact; was: string | null }[] {
  const earlier = new Map(listFacts(before).map((fact) => [keyOf(fact), fact.value]));
  return listFacts(now).flatMap((fact) => {
    const was = earlier.get(keyOf(fact));
    return was === undefined || was === fact.value ? [] : [{ fact, was }];
  });
}
