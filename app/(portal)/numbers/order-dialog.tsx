"use client";

import { useState, type ReactNode } from "react";
import { AccountSelect, explainMissingAccount } from "@/components/accounts/account-select";
import { settleAction } from "@/components/feedback/settle-action";
import { PageBanner } from "@/components/feedback/page-banner";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { type AccountChoice, chooseAccount, formatChoice } from "@/lib/domain/account-choice";
import { ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import type { PlacedOrder } from "@/lib/domain/order-input";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import type { Result } from "@/lib/domain/result";
import { placeOrderAction } from "./actions";

type Params = Record<string, string | number | boolean | null>;

const VERBS: Partial<Record<OrderKind, string>> = {
  "sms-enable": "Switch SMS on for",
  "sms-disable": "Switch SMS off on",
};

const CONSEQUENCES: Partial<Record<OrderKind, string>> = {
  "sms-enable":
    "Each number is looked up first: one that has SMS already is skipped. The others are followed until the carrier confirms them. One that the carrier does not list is off, or not ours: if it is not ours, it fails.",
  "sms-disable":
    "The numbers can neither send nor receive text messages afterwards. One whose SMS is not on is skipped.",
  import:
    "Numbers of other carriers become known to this account. Importing one that is there already resets all its attributes.",
  remove: "The number leaves this account and stays with its own carrier; its messages no longer come here.",
  register: "Messages to the number then go to the application's address.",
  "webhook-set": "Messages to the number then go to this address, and no longer to the carrier's own platform.",
};

/** Confirms one kind of order for some numbers and places it; `params` and `children` are what that kind asks for besides. */
export function OrderDialog({
  kind,
  accounts,
  numbers,
  params = {},
  paramsFault = null,
  warning = null,
  children,
  onClose,
  onPlaced,
}: {
  kind: Exclude<OrderKind, "purchase" | "campaign-assign">;
  accounts: readonly AccountChoice[];
  numbers: readonly PhoneNumber[];
  params?: Params;
  /** What is missing in `params`, in words. */
  paramsFault?: string | null;
  /** What is known against it, in words. */
  warning?: string | null;
  children?: ReactNode;
  onClose: () => void;
  onPlaced: (order: PlacedOrder) => void;
}) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [accountId, setAccountId] = useState(chooseAccount(accounts, kind)?.id ?? "");
  const account = accounts.find(({ id }) => id === accountId);

  const place = async (reason: string): Promise<Result<unknown>> => {
    if (paramsFault) return { ok: false, error: { code: "INVALID_INPUT", message: paramsFault } };
    const result = await settleAction(
      placeOrderAction({ kind, accountId, numbers: [...numbers], params, reason, idempotencyKey }),
    );
    if (result.ok) onPlaced(result.data);
    return result;
  };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      verb={VERBS[kind] ?? ORDER_KINDS[kind].verb}
      count={numbers.length}
      mode={account?.mode}
      missing={explainMissingAccount(account)}
      items={numbers.slice(0, 5).map((number) => (
        <span key={number} className="font-mono">
          {formatNational(number)}
        </span>
      ))}
      consequences={
        <div className="flex flex-col gap-3">
          {warning && <PageBanner tone="unknown">{warning}</PageBanner>}
          <p>{CONSEQUENCES[kind]}</p>
          {accounts.length > 1 ? (
            <AccountSelect accounts={accounts} value={accountId} onChange={setAccountId} />
          ) : (
            account && <p className="text-muted">At {formatChoice(account)}.</p>
          )}
          {children}
        </div>
      }
      isDanger={kind === "sms-disable" || kind === "remove"}
      onConfirm={place}
    />
  );
}
