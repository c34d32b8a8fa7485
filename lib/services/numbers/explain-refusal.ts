import { ORDER_KINDS, type NumberAction } from "@/lib/domain/order";
import type { AccountView, PendingItem } from "./number-view";

/** Why an action makes no sense now; null when it can be ordered. The carrier has the last word. */
export function explainRefusal(
  action: NumberAction,
  account: Pick<AccountView, "id" | "carrierLabel" | "isEnabled" | "service">,
  pending: readonly PendingItem[],
): string | null {
  if (!account.isEnabled) return "This carrier account is turned off.";
  const { rivals, numberPage } = ORDER_KINDS[action];
  const rival = pending.find((item) => item.accountId === account.id && rivals.includes(item.kind));
  if (rival)
    return rival.state === "unknown"
      ? `The result of order ${rival.ref} is not known yet. Settle that first.`
      : `Order ${rival.ref} is in progress.`;
  return numberPage?.refuse(account) ?? null;
}

/** What a person has to know before ordering an action that can be ordered; null where there is nothing. */
export const warnOfAction = (
  action: NumberAction,
  account: Pick<AccountView, "carrierLabel" | "service">,
): string | null => ORDER_KINDS[action].numberPage?.warn?.(account) ?? null;
