import { findDoubleClaim, type Claim } from "./double-claim";
import type { PhoneNumber } from "./phone-number";
import { listTextRoutes, type ReadinessInput, type TextRoute } from "./readiness";
import type { NumberAccount, ReadinessStep, ReadinessStepId } from "./readiness-step";
import { isSettledStep } from "./readiness-step";
import {
  describeBreak,
  describeDoubt,
  describeOrder,
  findReadAction,
  type Reason,
  type ReasonInput,
  type VerdictAction,
} from "./verdict-reason";
import { describeOtherDrift } from "./verdict-drift";
import { atInstant, onDate, type TextPart } from "./verdict-text";

const DAY_MS = 86_400_000;

/** The answer to "can this number text?" in one sentence. Instants are ISO 8601. */
export type Verdict = {
  outcome: "can" | "cannot" | "unknown";
  /** Something in progress will change the answer. */
  isMoving: boolean;
  sentence: TextPart[];
  /** When the deciding reading was made, if more than a day ago. */
  asOf: string | null;
  /** Who caused the deciding state; for a broken campaign, who assigned it. */
  by: { person: string | null; orderRef: string | null; isAssignment?: boolean } | null;
  /** The carrier call that proves it. */
  callId: string | null;
  action: VerdictAction | null;
  /** What each carrier reports, if two report that they carry the number's messages. */
  claims: Claim[];
  /** For the customer: no carrier, code or order. */
  customerText: TextPart[];
  /** The step that decides it; null where nothing is known of any. */
  decidedBy: ReadinessStep | null;
};

type VerdictInput = Pick<ReadinessInput, "accounts" | "now" | "origins"> & {
  number: PhoneNumber;
  steps: readonly ReadinessStep[];
};

/**
 * Whether the number can text: can, cannot or not known. Only a carrier's report leads to one of the first two. The sentence states every
 * difference that nobody has settled, as the drift list does.
 */
export function evaluateVerdict(input: VerdictInput): Verdict {
  const verdict = decideVerdict(input);
  const { sentence, outcome, decidedBy } = verdict;
  const isAsked = outcome === "can" || decidedBy?.order !== undefined;
  const other = describeOtherDrift(input.accounts, { sentence, step: isAsked ? null : decidedBy });
  if (other.length === 0) return verdict;
  return { ...verdict, sentence: [...sentence, ...(outcome === "can" ? ["."] : []), ...other] };
}

function decideVerdict(input: VerdictInput): Verdict {
  const { steps, accounts, now, number } = input;
  const routes = listTextRoutes(steps);
  const best = routes[0];
  const services = accounts.flatMap(({ service }) => service ?? []);
  const claims = findDoubleClaim(services, input.origins);
  const base = { claims, isMoving: false, by: null, callId: null, asOf: null, decidedBy: null };
  if (!best) return { ...base, ...describeNoRoute(steps, accounts, number) };
  if (best.form === "works")
    return {
      ...base,
      ...describeWorking(
        routes.filter(({ form }) => form === "works"),
        input,
      ),
    };

  const step = findDecidingStep(best);
  const isContradicted = best.primary.state === "done" && step.id !== "campaign";
  const isOwned = steps.some(({ id, state }) => id === "owned" && state === "done");
  const reasonInput: ReasonInput = { step, accounts, isOwned };
  const order = describeOrder(reasonInput);
  const isBroken = isReportedBreak(step) && !order && !isContradicted;
  const reason = order ?? (isReportedBreak(step) ? describeBreak(reasonInput) : describeDoubt(reasonInput));
  const asOf = findAsOf([step], now);
  const isMoving = step.state === "pending";
  const by = step.by ? { ...step.by, isAssignment: step.id === "campaign" } : null;
  const evidence = { asOf, isMoving, by, callId: step.callId ?? null, action: reason.action, decidedBy: step };
  if (isBroken)
    return {
      ...base,
      ...evidence,
      outcome: "cannot",
      sentence: [isMoving ? "Cannot text yet" : "Cannot text", ...spellAsOf(asOf), ": ", ...spellReason(reason)],
      customerText: [
        `${number} cannot send or receive text messages at the moment: ${CUSTOMER_REASONS[step.id]}.`,
        ...spellConfirmed("As of ", step.at ?? now.toISOString()),
      ],
    };
  const contrast = best.primary.state === "done" && !order ? [`${describePrimary(best.primary)}, but `] : [];
  return {
    ...base,
    ...evidence,
    outcome: "unknown",
    sentence: [isMoving ? "Not known yet" : "Not known", ...spellAsOf(asOf), ": ", ...contrast, ...spellReason(reason)],
    customerText:
      isMoving && step.since
        ? [`A change to the text messaging of ${number} is in progress since `, atInstant(step.since), "."]
        : describeUnconfirmed(number, step.at ?? null),
  };
}

/** A campaign that is not ready counts as a carrier's report against texting, though it may become ready. */
const isReportedBreak = ({ state, accountId, campaign }: ReadinessStep) =>
  state === "failed" || (state === "missing" && accountId !== undefined) || campaign?.standing === "waiting";

/** The step that decides: first what a carrier reports as broken, then what is in progress, then what is unknown. */
function findDecidingStep({ needed, form, primary }: TextRoute): ReadinessStep {
  const open = needed.filter((step) => !isSettledStep(step));
  const failed = open.find(({ state }) => state === "failed");
  const moving = open.find(({ state }) => state === "pending");
  const missing = open.find((step) => isReportedBreak(step));
  return (form === "moves" ? moving : (failed ?? missing)) ?? open[0] ?? primary;
}

function describeWorking(working: readonly TextRoute[], { now, number, accounts }: VerdictInput) {
  const reported = working.filter(({ primary }) => primary.state === "done");
  const { primary, needed } = reported[0] ?? working[0] ?? { primary: undefined, needed: [] };
  const since = latest(needed.map((step) => step.since));
  const asOf = findAsOf(needed, now);
  const carriers = [...new Set(reported.flatMap((route) => route.primary.carrierLabel ?? []))];
  const through = carriers.length > 0 ? ` through ${carriers.join(" and ")}` : ", as its last message shows";
  const decisive = needed.find((step) => step.since === since && step.by) ?? primary;
  return {
    outcome: "can" as const,
    sentence: ["Can text", ...(since ? [" since ", onDate(since)] : []), through, ...spellAsOf(asOf)],
    asOf,
    by: decisive?.by ?? null,
    callId: primary?.callId ?? null,
    decidedBy: primary ?? null,
    action: asOf && primary ? findReadAction({ step: primary, accounts }) : null,
    customerText: [
      `${number} can send and receive text messages`,
      ...(since ? [" since ", atInstant(since)] : []),
      ".",
      ...spellConfirmed("Last confirmed ", earliest(needed.map(({ at }) => at))),
    ],
  };
}

function describeNoRoute(steps: readonly ReadinessStep[], accounts: readonly NumberAccount[], number: PhoneNumber) {
  const step = steps[0];
  const isChecked = accounts.some(({ service }) => service !== null);
  const order = step ? describeOrder({ step, accounts, isOwned: false }) : null;
  const usable = accounts.filter(({ isEnabled }) => isEnabled);
  const first = usable.find(({ capabilities }) => capabilities.includes("sms-enable")) ?? usable[0];
  const action: VerdictAction | null = first
    ? { type: "read", accountId: first.id, carrierLabel: first.carrierLabel }
    : null;
  const reason = order ?? {
    text: [
      usable.length === 0
        ? "no carrier account is in use"
        : isChecked
          ? "no carrier has reported anything about its text messages"
          : "this number has not been checked at any carrier",
    ],
    fix: first ? `Read ${first.carrierLabel} now.` : null,
    action,
  };
  const isMoving = step?.state === "pending";
  return {
    outcome: "unknown" as const,
    isMoving,
    sentence: [isMoving ? "Not known yet: " : "Not known: ", ...spellReason(reason)],
    action: reason.action,
    decidedBy: step?.order ? step : null,
    customerText: describeUnconfirmed(number, null),
  };
}

const describePrimary = ({ id, carrierLabel }: ReadinessStep) =>
  id === "sms"
    ? `${carrierLabel ?? "a carrier"} reports SMS on`
    : `${carrierLabel ?? "a carrier"} lists it as registered`;

/** A text for the customer. */
const CUSTOMER_REASONS = {
  owned: "it is no longer in our inventory",
  active: "its voice route is not set",
  sms: "text messaging is switched off for it",
  campaign: "it has no active messaging registration",
  imported: "its setup for text messaging is not complete",
  registered: "its setup for text messaging is not complete",
  tested: "it has not been tested",
  inbound: "it has not been tested",
} as const satisfies Record<ReadinessStepId, string>;

const describeUnconfirmed = (number: PhoneNumber, at: string | null): TextPart[] => [
  `It is not confirmed at the moment whether ${number} can send and receive text messages.`,
  ...spellConfirmed("Last checked ", at),
];

const spellReason = ({ text, fix }: Reason): TextPart[] => [...text, ".", ...(fix ? [` ${fix}`] : [])];
const spellAsOf = (asOf: string | null): TextPart[] => (asOf ? [" as of ", onDate(asOf)] : []);
const spellConfirmed = (prefix: string, at: string | null | undefined): TextPart[] =>
  at ? [` ${prefix}`, atInstant(at), "."] : [];

type Instants = readonly (string | null | undefined)[];
const sorted = (instants: Instants) => instants.filter((at) => at != null).sort();
const latest = (instants: Instants) => sorted(instants).at(-1) ?? null;
const earliest = (instants: Instants) => sorted(instants)[0] ?? null;

/** The oldest reading behind a verdict, if it is more than a day old. */
function findAsOf(steps: readonly ReadinessStep[], now: Date): string | null {
  const oldest = earliest(steps.map(({ at }) => at));
  return oldest !== null && now.getTime() - Date.parse(oldest) > DAY_MS ? oldest : null;
}
