import type { Capability } from "@/lib/carriers/carrier";
import type { OrderKind } from "@/lib/domain/order";
import { describeNotFound } from "@/lib/domain/service-labels";
import type { ServiceField } from "@/lib/domain/service-state";
import type {
  AccountView,
  MessageMarks,
  PendingItem,
  ReadinessStep,
  ReadinessStepId,
  ReadinessSummary,
  ServiceView,
} from "./number-view";

type ReadinessAccount = Pick<AccountView, "isEnabled" | "capabilities"> & { service: ServiceView | null };
export type ReadinessInput = {
  accounts: readonly ReadinessAccount[];
  pending: readonly Pick<PendingItem, "kind" | "state" | "carrierLabel" | "ref">[];
  marks: MessageMarks;
  isTollFree: boolean;
};
type Finding = Pick<ReadinessStep, "state" | "detail"> & { at?: string | null };
type Step = { id: ReadinessStepId; label: string; applies: boolean; find: () => Finding };

const done = (detail: string, at: string | null): Finding => ({ state: "done", detail, at });
const missing = (detail: string): Finding => ({ state: "missing", detail });
const unknown = (detail: string): Finding => ({ state: "unknown", detail });
const readAt = ({ facts }: ServiceView, field: ServiceField) => facts[field]?.checkedAt ?? null;

/**
 * The path of a number from owned to inbound seen, in order. A step stands there when one of the number's carriers offers it (10DLC
 * campaigns are not for toll-free numbers); it is done only in words that a carrier gave.
 */
export function listReadiness({ accounts: all, pending, marks, isTollFree }: ReadinessInput): ReadinessStep[] {
  const accounts = chooseAccounts(all);
  const services = accounts.flatMap((account) => account.service ?? []);
  const owner = services.find((service) => service.ownership === "owned");
  const has = (capability: Capability) =>
    accounts.some((account) => isOffered(account, capability)) ||
    hasSpoken(services, capability) ||
    pending.some((item) => item.kind === capability);
  const wait = (kind: OrderKind): Finding | null => {
    const item = pending.find((one) => one.kind === kind);
    if (!item) return null;
    return item.state === "unknown"
      ? unknown(`${item.carrierLabel}: the outcome of ${item.ref} is not known yet`)
      : { state: "pending", detail: `${item.carrierLabel}: order ${item.ref} is under way` };
  };

  const steps: Step[] = [
    { id: "owned", label: "Owned", applies: has("purchase"), find: () => wait("purchase") ?? findOwner(services) },
    {
      id: "active",
      label: "Active",
      applies: owner !== undefined,
      find: () =>
        owner?.route
          ? done(`${owner.carrierLabel}: routed to ${owner.route}`, readAt(owner, "route"))
          : unknown(`${owner?.carrierLabel ?? "The carrier"} has told no route`),
    },
    {
      id: "sms",
      label: "SMS on",
      applies: has("sms-enable"),
      find: () => wait("sms-enable") ?? wait("sms-disable") ?? findSms(services),
    },
    {
      id: "campaign",
      label: "Campaign",
      applies: !isTollFree && has("campaign-assign"),
      find: () => {
        const service = services.find((one) => one.campaignId !== null);
        return (
          wait("campaign-assign") ??
          (service
            ? done(`${service.carrierLabel}: ${service.campaignId}`, readAt(service, "campaignId"))
            : missing("In no campaign that we know of"))
        );
      },
    },
    {
      id: "imported",
      label: "Imported",
      applies: has("import"),
      find: () => wait("import") ?? wait("remove") ?? findImport(services),
    },
    {
      id: "registered",
      label: "Registered",
      applies: has("register"),
      find: () => wait("register") ?? findRegistration(services),
    },
    {
      id: "tested",
      label: "Test sent",
      applies: has("messaging"),
      find: () =>
        marks.sentAt
          ? done(`${marks.sentBy ?? "The carrier"} reported a message as sent`, marks.sentAt)
          : marks.sendingAt
            ? { state: "pending", detail: "A message is on its way" }
            : missing("No message has been sent from here"),
    },
    {
      id: "inbound",
      label: "Inbound seen",
      applies: has("messaging") || marks.inboundAt !== null || services.some((service) => service.webhookUrl !== null),
      find: () =>
        marks.inboundAt
          ? done(`${marks.inboundBy ?? "The carrier"} delivered a message`, marks.inboundAt)
          : missing("No message has come in yet"),
    },
  ];
  const found = steps
    .filter((step) => step.applies)
    .map(({ id, label, find }): ReadinessStep => ({ id, label, at: null, ...find(), isNext: false }));
  const next = found.findIndex((step) => step.state !== "done");
  return found.map((step, index) => ({ ...step, isNext: index === next }));
}

/** Once a number texts through some carrier, only the carriers that have it are its own; before that, any of them may become so. */
function chooseAccounts(accounts: readonly ReadinessAccount[]): readonly ReadinessAccount[] {
  if (!accounts.some(({ service }) => service && isTextedBy(service))) return accounts;
  return accounts.filter(({ service }) => service && (isTextedBy(service) || isOwnedBy(service)));
}

const isTextedBy = ({ smsState, importState, registrationState }: ServiceView) =>
  [smsState, importState, registrationState].some(
    (state) => state !== null && state !== "none" && state !== "not-found",
  );

const isOwnedBy = ({ ownership, campaignId }: ServiceView) => ownership !== "unknown" || campaignId !== null;

const isOffered = (account: ReadinessAccount, capability: Capability) =>
  account.isEnabled && account.capabilities.includes(capability);

/** What a carrier has said stays on the path though its account was switched off since. */
function hasSpoken(services: readonly ServiceView[], capability: Capability): boolean {
  return services.some((service) =>
    capability === "sms-enable"
      ? service.smsState !== null
      : capability === "import"
        ? service.importState !== null
        : capability === "register"
          ? service.registrationState !== null
          : capability === "purchase" && service.ownership === "owned",
  );
}

function findOwner(services: readonly ServiceView[]): Finding {
  const owner = services.find((service) => service.ownership === "owned");
  if (owner) return done(`${owner.carrierLabel} lists it in our account`, readAt(owner, "ownership"));
  const lost = services.find((service) => service.ownership === "gone");
  return lost
    ? { state: "failed", detail: `${lost.carrierLabel} no longer lists it in our account` }
    : unknown("No carrier has listed it in our account");
}

function findSms(services: readonly ServiceView[]): Finding {
  const spoken = services.filter((service) => service.smsState !== null);
  const on = spoken.find((service) => service.smsState === "provisioned");
  if (on) return done(`${on.carrierLabel}: provisioned`, readAt(on, "smsState"));
  const first = spoken[0];
  if (!first) return missing("Never asked for");
  const detail = `${first.carrierLabel}: ${first.smsState}`;
  if (first.smsState === "error") return { state: "failed", detail };
  if (first.smsState === "unknown") return unknown(detail);
  if (first.smsState === "none") return missing(`${first.carrierLabel}: no SMS state reported`);
  if (first.smsState === "not-found") return missing(describeNotFound(first.carrierLabel));
  return { state: "pending", detail };
}

function findImport(services: readonly ServiceView[]): Finding {
  const spoken = services.filter((service) => service.importState !== null);
  const imported = spoken.find((service) => service.importState === "imported");
  if (imported) return done(`${imported.carrierLabel}: imported`, readAt(imported, "importState"));
  const first = spoken[0];
  if (!first || first.importState === "none") return missing("Not imported");
  const detail = `${first.carrierLabel}: ${first.importState}`;
  if (first.importState === "failed") return { state: "failed", detail };
  return first.importState === "requested" ? { state: "pending", detail } : unknown(detail);
}

function findRegistration(services: readonly ServiceView[]): Finding {
  const registered = services.find((service) => service.registrationState === "registered");
  if (registered)
    return done(
      `${registered.carrierLabel}: application ${registered.applicationId ?? "not told"}`,
      readAt(registered, "registrationState"),
    );
  const isUnclear = services.some((service) => service.registrationState === "unknown");
  return isUnclear ? unknown("The carrier's answer was unclear") : missing("Registered to no application");
}

/** A path in two words, for lists: the furthest step that is done, and the first that is not. */
export function summarizeReadiness(steps: readonly ReadinessStep[]): ReadinessSummary {
  const next = steps.find((step) => step.isNext) ?? null;
  const toWord = (step: ReadinessStep) => ({ id: step.id, label: step.label, state: step.state, detail: step.detail });
  const reached = steps.findLast((step) => step.state === "done");
  return { reached: reached ? toWord(reached) : null, next: next ? toWord(next) : null };
}
