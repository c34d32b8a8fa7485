import { STATES } from "./labels";
import type {
  FactOrigin,
  MessageMarks,
  NumberCampaign,
  NumberService,
  OpenOrder,
  StepFinding,
  StepState,
} from "./readiness-step";
import type { OrderKind } from "./order";
import type { ServiceField } from "./service-state";

type Services = readonly NumberService[];
export type Origins = readonly FactOrigin[];

const DAY_MS = 86_400_000;

/** One fact as shown in a step: with age, evidence and origin. */
function fromFact(
  state: StepState,
  detail: string,
  service: NumberService,
  field: ServiceField,
  origins: Origins,
): StepFinding {
  const fact = service.facts[field];
  const value = service[field];
  const origin = origins.find(
    (one) => one.accountId === service.accountId && one.field === field && one.value === value,
  );
  return {
    state,
    detail,
    at: fact?.checkedAt ?? null,
    since: origin?.at ?? fact?.changedAt ?? null,
    accountId: service.accountId,
    carrierLabel: service.carrierLabel,
    carrierValue: value,
    callId: fact?.callId ?? origin?.callId ?? null,
    by: origin?.person || origin?.orderRef ? { person: origin.person, orderRef: origin.orderRef } : null,
    ...findDrift(service, field),
  };
}

function findDrift({ drift }: NumberService, field: ServiceField): Pick<StepFinding, "drift"> {
  const found = drift?.find(({ facet }) => facet === field);
  return found ? { drift: found } : {};
}

/** The newest open order of these kinds; a lost result makes the step unknown. */
export function findOpenOrder(orders: readonly OpenOrder[], kinds: readonly OrderKind[]): StepFinding | null {
  const order = orders.find((one) => kinds.includes(one.kind));
  if (!order) return null;
  const { carrierLabel, accountId, ref } = order;
  const isLost = order.state === "unknown";
  return {
    state: isLost ? "unknown" : "pending",
    detail: `${carrierLabel}: ${isLost ? `the result of order ${ref} is not known yet` : `order ${ref} is in progress`}`,
    since: order.createdAt,
    accountId,
    carrierLabel,
    order,
  };
}

export function findOwner(services: Services, origins: Origins): StepFinding {
  const owner = services.find(({ ownership }) => ownership === "owned");
  if (owner) return fromFact("done", `${owner.carrierLabel} lists it in our account`, owner, "ownership", origins);
  const gone = services.find(({ ownership }) => ownership === "gone");
  return gone
    ? fromFact("failed", `${gone.carrierLabel} no longer lists it in our account`, gone, "ownership", origins)
    : { state: "unknown", detail: "No carrier has listed it in our account" };
}

export function findRoute(services: Services, origins: Origins): StepFinding {
  const routed = services.find(({ route }) => route !== null);
  if (routed) return fromFact("done", `${routed.carrierLabel}: routed to ${routed.route}`, routed, "route", origins);
  const owner = services.find(({ ownership }) => ownership === "owned");
  return { state: "unknown", detail: `${owner?.carrierLabel ?? "The carrier"} has reported no route` };
}

const SMS_STEPS = {
  provisioned: "done",
  none: "missing",
  "not-found": "unknown",
  requested: "pending",
  provisioning: "pending",
  derequested: "pending",
  deprovisioning: "pending",
  error: "failed",
  unknown: "unknown",
} as const satisfies Record<NonNullable<NumberService["smsState"]>, StepState>;

/** Best report first: one account with SMS on is enough. An account that lost it comes before those that never had it. */
const SMS_ORDER = ["done", "pending", "failed", "lost", "unknown", "missing"] as const;

/** SMS was on at this account, and is not found or off by now. */
export const hasLostSms = ({ smsState, drift }: NumberService) =>
  (smsState === "none" || smsState === "not-found") && (drift?.some(({ kind }) => kind === "lost-sms") ?? false);

export function findSms(services: Services, origins: Origins, carrier: string | null): StepFinding {
  const found = services.flatMap((service) =>
    service.smsState === null
      ? []
      : [
          {
            service,
            rank: hasLostSms(service) ? ("lost" as const) : SMS_STEPS[service.smsState],
            word: service.smsState,
          },
        ],
  );
  const first = found.sort((a, b) => SMS_ORDER.indexOf(a.rank) - SMS_ORDER.indexOf(b.rank))[0];
  if (!first) return { state: "unknown", detail: `${carrier ?? "The carrier"} has not been checked yet` };
  const { service, rank, word } = first;
  if (rank === "lost")
    return fromFact(
      "missing",
      `${service.carrierLabel}: ${word === "none" ? "off" : "not found"}, it was on`,
      service,
      "smsState",
      origins,
    );
  const state = rank;
  const detail =
    word === "not-found"
      ? `${service.carrierLabel} does not find it: off, or not ours`
      : `${service.carrierLabel}: ${word === "none" ? "off" : word}`;
  return fromFact(state, detail, service, "smsState", origins);
}

const STANDING_STEPS = { ready: "done", waiting: "pending", ended: "failed", absent: "failed" } as const;

/** Based on the campaign's status at its carrier; having a campaign is not enough. */
export function findCampaign(services: Services, campaigns: readonly NumberCampaign[], origins: Origins): StepFinding {
  const service = services.find(({ campaignId }) => campaignId !== null);
  if (!service?.campaignId) {
    const without = services.find(({ facts }) => facts.campaignId !== undefined);
    return without
      ? fromFact("missing", `${without.carrierLabel}: in no campaign`, without, "campaignId", origins)
      : { state: "missing", detail: "No campaign is recorded here" };
  }
  const { campaignId, carrierLabel } = service;
  const base = fromFact("unknown", "", service, "campaignId", origins);
  const found = campaigns.find((one) => one.accountId === service.accountId && one.campaignId === campaignId);
  if (!found)
    return {
      ...base,
      detail: `${carrierLabel}: ${campaignId}, which is not recorded here`,
      carrierValue: null,
      campaign: { campaignId, standing: "unlisted" },
    };
  const { standing, event, rowId } = found;
  const word = standing === null ? "never read" : STATES.campaign[standing].label.toLowerCase();
  return {
    ...base,
    state: standing === null ? "unknown" : STANDING_STEPS[standing],
    detail: `${carrierLabel}: ${campaignId}, ${word}${event === null ? "" : ` (${event})`}`,
    // Membership and status come from different calls: the step is as old as the older one.
    at: standing === null ? base.at : [base.at, found.checkedAt].filter((at) => at != null).sort()[0],
    since:
      standing === "ready"
        ? [base.since, found.since]
            .filter((at) => at != null)
            .sort()
            .at(-1)
        : found.since,
    carrierValue: event,
    callId: found.callId ?? (standing === "ready" ? base.callId : null),
    campaign: { campaignId, standing, rowId },
  };
}

export function findImport(services: Services, origins: Origins): StepFinding {
  const found = services.filter(({ importState }) => importState !== null);
  const service = found.find(({ importState }) => importState === "imported") ?? found[0];
  const registered = services.find(({ registrationState }) => registrationState === "registered");
  const state = service?.importState ?? null;
  const isBeforeRegistration =
    (service?.facts.importState?.checkedAt ?? "") <= (registered?.facts.registrationState?.checkedAt ?? "");
  if (registered && (state === null || (state === "none" && isBeforeRegistration)))
    return { state: "unrecorded", detail: `Not recorded here; ${registered.carrierLabel} lists it as registered` };
  if (!service || state === null) return { state: "missing", detail: "Not imported" };
  const word = {
    imported: "done",
    requested: "pending",
    failed: "failed",
    none: "missing",
    unknown: "unknown",
  } as const;
  const detail = `${service.carrierLabel}: ${state === "none" ? "not imported" : state}`;
  return fromFact(word[state], detail, service, "importState", origins);
}

export function findRegistration(services: Services, origins: Origins): StepFinding {
  const found = services.filter(({ registrationState }) => registrationState !== null);
  const service = found.find(({ registrationState }) => registrationState === "registered") ?? found[0];
  if (!service) return { state: "missing", detail: "Not registered to an application" };
  const { carrierLabel, registrationState, applicationId } = service;
  if (registrationState === "registered")
    return fromFact(
      "done",
      `${carrierLabel}: application ${applicationId ?? "not reported"}`,
      service,
      "registrationState",
      origins,
    );
  return registrationState === "unknown"
    ? fromFact("unknown", `${carrierLabel}: the response was unclear`, service, "registrationState", origins)
    : fromFact("missing", `${carrierLabel}: not registered to an application`, service, "registrationState", origins);
}

/** An older message does not prove that the number works now. */
export type MessageAge = { now: Date; maxAgeDays: number };

export const isFresh = (at: string | null, { now, maxAgeDays }: MessageAge) =>
  at !== null && now.getTime() - Date.parse(at) <= maxAgeDays * DAY_MS;

export function findTest(marks: MessageMarks, age: MessageAge): StepFinding {
  const carrierLabel = marks.sentBy ?? undefined;
  if (marks.sentAt !== null && isFresh(marks.sentAt, age))
    return {
      state: "done",
      detail: `${marks.sentBy ?? "The carrier"} reported a message as sent`,
      at: marks.sentAt,
      carrierLabel,
    };
  if (marks.sendingAt !== null) return { state: "pending", detail: "A message is on its way", since: marks.sendingAt };
  return marks.sentAt === null
    ? { state: "missing", detail: "No message has been sent from here" }
    : {
        state: "stale",
        detail: `The last message sent is more than ${age.maxAgeDays} days old`,
        at: marks.sentAt,
        carrierLabel,
      };
}

export function findInbound(marks: MessageMarks, age: MessageAge): StepFinding {
  const { inboundAt } = marks;
  if (inboundAt === null) return { state: "missing", detail: "No message has come in yet" };
  const carrierLabel = marks.inboundBy ?? undefined;
  return isFresh(inboundAt, age)
    ? { state: "done", detail: `${marks.inboundBy ?? "The carrier"} delivered a message`, at: inboundAt, carrierLabel }
    : {
        state: "stale",
        detail: `The last message received is more than ${age.maxAgeDays} days old`,
        at: inboundAt,
        carrierLabel,
      };
}
