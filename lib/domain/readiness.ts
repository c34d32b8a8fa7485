import { chooseAccounts } from "./readiness-accounts";
import {
  findCampaign,
  findImport,
  findInbound,
  findOpenOrder,
  findOwner,
  findRegistration,
  findRoute,
  findSms,
  findTest,
  isFresh,
} from "./readiness-findings";
import {
  type FactOrigin,
  isSettledStep,
  type MessageMarks,
  type NumberAccount,
  type NumberCampaign,
  type OpenOrder,
  type ReadinessStep,
  type ReadinessStepId,
  type ReadinessSummary,
  type StepFinding,
} from "./readiness-step";
import { listStepKinds, ORDER_KINDS } from "./order";

/** Maximum age of the last message, in days, to count as proof; administrators can change it. */
export const DEFAULT_MESSAGE_AGE_DAYS = 90;

export type ReadinessInput = {
  accounts: readonly NumberAccount[];
  pending: readonly OpenOrder[];
  marks: MessageMarks;
  campaigns: readonly NumberCampaign[];
  isTollFree: boolean;
  now: Date;
  messageAgeDays: number;
  /** Where the values came from; lists omit it. */
  origins?: readonly FactOrigin[];
};

type Step = { id: ReadinessStepId; label: string; applies: boolean; find: () => StepFinding };

/** Ways to text: `primary` must be reported by the carrier; `others` must be in order too. */
const TEXT_ROUTES = [
  { primary: "sms", others: ["owned", "campaign"] },
  { primary: "registered", others: ["owned", "imported", "campaign"] },
] as const satisfies readonly { primary: ReadinessStepId; others: readonly ReadinessStepId[] }[];

/**
 * A number's path from owned to inbound seen, in order, with only the steps that apply to its carriers (10DLC campaigns do
 * not apply to toll-free numbers). A step is done only if a carrier reported it.
 */
export function listReadiness(input: ReadinessInput): ReadinessStep[] {
  const { pending, marks, campaigns, isTollFree, origins = [] } = input;
  const { accounts, isKnown } = chooseAccounts(input.accounts, pending);
  const services = accounts.flatMap((account) => account.service ?? []);
  const age = { now: input.now, maxAgeDays: input.messageAgeDays };
  const offers = (capability: string) =>
    accounts.some((account) => account.isEnabled && account.capabilities.includes(capability));
  const isOpen = (step: ReadinessStepId) => pending.some(({ kind }) => ORDER_KINDS[kind].step?.id === step);
  const findOrder = (step: ReadinessStepId) => findOpenOrder(pending, listStepKinds(step));
  const reports = (field: "smsState" | "importState" | "registrationState" | "campaignId") =>
    services.some((service) => service[field] !== null);
  const isOwner = services.some(({ ownership }) => ownership === "owned");
  const isListed = services.some(({ ownership }) => ownership !== "unknown");
  const hasMessages = marks.sentAt !== null || marks.sendingAt !== null;
  const smsCarrierLabel =
    accounts.find(({ capabilities }) => capabilities.includes("sms-enable"))?.carrierLabel ?? null;

  const steps: Step[] = [
    {
      id: "owned",
      label: "Owned",
      applies: offers("purchase") || isListed || isOpen("owned"),
      find: () => findOrder("owned") ?? findOwner(services, origins),
    },
    { id: "active", label: "Active", applies: isOwner, find: () => findRoute(services, origins) },
    {
      id: "sms",
      label: "SMS on",
      applies: offers("sms-enable") || reports("smsState") || isOpen("sms"),
      find: () => findOrder("sms") ?? findSms(services, origins, smsCarrierLabel),
    },
    {
      id: "campaign",
      label: "Campaign",
      applies: !isTollFree && (offers("campaign-assign") || reports("campaignId") || isOpen("campaign")),
      find: () => findOrder("campaign") ?? findCampaign(services, campaigns, origins),
    },
    {
      id: "imported",
      label: "Imported",
      applies: offers("import") || reports("importState") || isOpen("imported"),
      find: () => findOrder("imported") ?? findImport(services, origins),
    },
    {
      id: "registered",
      label: "Registered",
      applies: offers("register") || reports("registrationState") || isOpen("registered"),
      find: () => findOrder("registered") ?? findRegistration(services, origins),
    },
    {
      id: "tested",
      label: "Test sent",
      applies: offers("messaging") || hasMessages,
      find: () => findTest(marks, age),
    },
    {
      id: "inbound",
      label: "Inbound seen",
      applies:
        offers("messaging") || marks.inboundAt !== null || services.some(({ webhookUrl }) => webhookUrl !== null),
      find: () => findInbound(marks, age),
    },
  ];
  /** Messages go through another carrier, and prove nothing of this one. */
  const isOtherWay = (id: ReadinessStepId, { accountId }: StepFinding) =>
    id === "sms" &&
    accountId !== undefined &&
    !accounts.find((one) => one.id === accountId)?.capabilities.includes("messaging");
  const lastText =
    [marks.sentAt, marks.inboundAt]
      .filter((at) => isFresh(at, age))
      .sort()
      .at(-1) ?? null;
  const found = steps
    .filter(({ applies }) => applies)
    .map(({ id, label, find }): ReadinessStep => {
      const finding = find();
      return {
        id,
        label,
        isNext: false,
        isRequired: false,
        ...(isSetUp(id) && !isOtherWay(id, finding) ? allowForMessages(finding, lastText) : finding),
      };
    });
  return markNext(markRequired(isKnown ? found : found.slice(0, 1)));
}

const isSetUp = (id: ReadinessStepId) => id !== "tested" && id !== "inbound";

/** A number that texts has what it needs, so an older gap is "not recorded" rather than "missing". */
function allowForMessages(finding: StepFinding, lastText: string | null): StepFinding {
  const isOpen = finding.state === "missing" || (finding.state === "unknown" && !finding.order);
  if (lastText === null || !isOpen || (finding.at ?? "") >= lastText) return finding;
  const { detail, carrierLabel } = finding;
  return { state: "unrecorded", detail: `${detail}; its messages show that it texts`, at: lastText, carrierLabel };
}

/** The states of a way to text, best first. */
const ROUTE_ORDER = ["works", "moves", "unclear", "broken"] as const;

/** `broken` needs a carrier reading; if something is merely not recorded here, the way is `unclear`. */
function evaluateRoute(steps: readonly ReadinessStep[]): (typeof ROUTE_ORDER)[number] {
  if (steps.every(isSettledStep)) return "works";
  if (steps.some(({ state }) => state === "failed")) return "broken";
  if (steps.some(({ state }) => state === "pending")) return "moves";
  return steps.some(({ state, accountId }) => state === "missing" && accountId !== undefined) ? "broken" : "unclear";
}

/** The ways to text in a path, best first. */
export function listTextRoutes(steps: readonly ReadinessStep[]) {
  return TEXT_ROUTES.flatMap(({ primary, others }) => {
    const first = steps.find(({ id }) => id === primary);
    if (!first) return [];
    const needed = steps.filter(
      ({ id, state }) =>
        id === primary ||
        (others as readonly ReadinessStepId[]).some((other) => other === id && (id !== "owned" || state !== "unknown")),
    );
    return [{ primary: first, needed, form: evaluateRoute(needed) }];
  }).sort((a, b) => ROUTE_ORDER.indexOf(a.form) - ROUTE_ORDER.indexOf(b.form));
}
export type TextRoute = ReturnType<typeof listTextRoutes>[number];

function markRequired(steps: readonly ReadinessStep[]): ReadinessStep[] {
  const best = listTextRoutes(steps)[0];
  return steps.map((step) => ({ ...step, isRequired: best?.needed.some(({ id }) => id === step.id) ?? false }));
}

/** Required steps come first. */
function markNext(steps: readonly ReadinessStep[]): ReadinessStep[] {
  const open = steps.filter((step) => !isSettledStep(step));
  const next = open.find(({ isRequired }) => isRequired) ?? open[0];
  return steps.map((step) => ({ ...step, isNext: step === next }));
}

/** A path in two steps, for lists: the last one done and the next one to do. */
export function summarizeReadiness(steps: readonly ReadinessStep[]): ReadinessSummary {
  const next = steps.find((step) => step.isNext) ?? null;
  const summarizeStep = (step: ReadinessStep) => ({
    id: step.id,
    label: step.label,
    state: step.state,
    detail: step.detail,
  });
  const reached = steps.findLast((step) => step.state === "done");
  return { reached: reached ? summarizeStep(reached) : null, next: next ? summarizeStep(next) : null };
}
