import type { OrderKind } from "@/lib/domain/order";
import { describeNotFound } from "@/lib/domain/service-labels";
import type { AccountView, PendingItem } from "./number-view";

/** What a number's page can ask of a carrier account, in the order of the buttons. */
export const NUMBER_ACTIONS = [
  "sms-enable",
  "sms-disable",
  "import",
  "register",
  "remove",
  "campaign-assign",
  "webhook-set",
] as const satisfies readonly OrderKind[];
export type NumberAction = (typeof NUMBER_ACTIONS)[number];

/** The orders that would run into one another. */
const RIVALS: Record<NumberAction, readonly OrderKind[]> = {
  "sms-enable": ["sms-enable", "sms-disable"],
  "sms-disable": ["sms-enable", "sms-disable"],
  import: ["import", "remove"],
  register: ["register", "import", "remove"],
  remove: ["register", "import", "remove"],
  "campaign-assign": ["campaign-assign"],
  "webhook-set": ["webhook-set", "sms-disable"],
};

/** Why an action makes no sense now, in words; null when it can be asked for. The carrier has the last word. */
export function judgeAction(
  action: NumberAction,
  account: Pick<AccountView, "id" | "carrierLabel" | "isEnabled" | "service">,
  pending: readonly PendingItem[],
): string | null {
  if (!account.isEnabled) return "This carrier account is switched off.";
  const rival = pending.find((item) => item.accountId === account.id && RIVALS[action].includes(item.kind));
  if (rival)
    return rival.state === "unknown"
      ? `The outcome of order ${rival.ref} is not known yet. Settle that first.`
      : `Order ${rival.ref} is under way.`;
  return judgeState(action, account);
}

/**
 * What a person has to know before asking for an action that can be asked for; null where there is nothing. A carrier that does not list a number
 * leaves open whether it is ours.
 */
export function warnOfAction(
  action: NumberAction,
  { carrierLabel, service }: Pick<AccountView, "carrierLabel" | "service">,
): string | null {
  if (action !== "sms-enable" || service?.smsState !== "not-found") return null;
  return `${describeNotFound(carrierLabel)} If it is not ours, ${carrierLabel} refuses the order.`;
}

function judgeState(
  action: NumberAction,
  { carrierLabel, service }: Pick<AccountView, "carrierLabel" | "service">,
): string | null {
  const sms = service?.smsState ?? null;
  switch (action) {
    case "sms-enable":
      if (sms === "provisioned") return `SMS is on at ${carrierLabel} already.`;
      return isMoving(sms) ? `${carrierLabel} is still at it: “${sms}”.` : null;
    case "sms-disable":
      if (sms === "provisioned") return null;
      if (sms === "not-found") return `Possible only where SMS is on. ${describeNotFound(carrierLabel)}`;
      return isMoving(sms)
        ? `${carrierLabel} is still at it: “${sms}”.`
        : `Possible only where SMS is on (“provisioned”); ${carrierLabel} says ${sms === null ? "nothing of it" : `“${sms}”`}.`;
    case "import":
      return service?.importState === "requested" ? `${carrierLabel} has been asked already.` : null;
    case "register":
      if (service?.registrationState === "registered") return "Registered already.";
      return service?.importState === "imported" ? null : `Import it to ${carrierLabel} first.`;
    case "remove":
      return service?.importState === "imported" ? null : `It is not imported to ${carrierLabel}.`;
    case "campaign-assign":
      return service?.ownership === "owned" ? null : `${carrierLabel} does not list it in our account.`;
    case "webhook-set":
      if (sms === "provisioned") return null;
      return sms === "not-found"
        ? `Possible only where SMS is on. ${describeNotFound(carrierLabel)}`
        : `Possible only where SMS is on at ${carrierLabel}.`;
  }
}

const MOVING = ["requested", "provisioning", "derequested", "deprovisioning"];
const isMoving = (sms: string | null) => sms !== null && MOVING.includes(sms);
