import { hasLostSms } from "./readiness-findings";
import type { NumberAccount, NumberService, OpenOrder } from "./readiness-step";

/**
 * The accounts that matter for the number: those that reported something or have an open order. If none of them can carry
 * its texts, the next best is added. `isKnown` is false if none reported anything; then only the account to read first is returned.
 */
export function chooseAccounts(
  accounts: readonly NumberAccount[],
  orders: readonly Pick<OpenOrder, "accountId">[],
): { accounts: readonly NumberAccount[]; isKnown: boolean } {
  const isIn = ({ id, service }: NumberAccount) =>
    (service !== null && isInvolved(service)) || orders.some((order) => order.accountId === id);
  const involved = accounts.filter(isIn);
  if (involved.some(isTexting)) return { accounts: involved, isKnown: true };
  const candidate = findIdle(accounts);
  if (involved.length === 0 && !candidate) {
    const first = findOffering(accounts, "purchase") ?? findTexting(accounts);
    return { accounts: first ? [first] : [], isKnown: false };
  }
  const texting = candidate ?? findTexting(accounts);
  return { accounts: accounts.filter((account) => involved.includes(account) || account === texting), isKnown: true };
}

/** Whether it reported more than "nothing there". */
function isInvolved(service: NumberService): boolean {
  const { ownership, smsState, importState, registrationState, campaignId, webhookUrl, route } = service;
  return (
    ownership !== "unknown" ||
    campaignId !== null ||
    webhookUrl !== null ||
    route !== null ||
    hasLostSms(service) ||
    ![null, "none", "not-found"].includes(smsState) ||
    ![null, "none"].includes(importState) ||
    ![null, "none"].includes(registrationState)
  );
}

const isTexting = ({ capabilities, service }: NumberAccount) =>
  ["sms-enable", "import", "register"].some((capability) => capabilities.includes(capability)) ||
  (service !== null && (service.smsState ?? service.importState ?? service.registrationState) !== null);

/** An account that reported that nothing is there; one that knows the number comes first. */
function findIdle(accounts: readonly NumberAccount[]): NumberAccount | undefined {
  const idle = accounts.filter((account) => account.isEnabled && account.service !== null && isTexting(account));
  return (
    idle.find(({ service }) => service?.smsState === "none") ??
    idle.find(({ service }) => service?.importState === "none") ??
    idle.find(({ service }) => service?.smsState === "not-found") ??
    idle.find(({ service }) => service?.registrationState === "none")
  );
}

const findOffering = (accounts: readonly NumberAccount[], capability: string) =>
  accounts.find((account) => account.isEnabled && account.capabilities.includes(capability));

const findTexting = (accounts: readonly NumberAccount[]) =>
  findOffering(accounts, "sms-enable") ?? findOffering(accounts, "import");
