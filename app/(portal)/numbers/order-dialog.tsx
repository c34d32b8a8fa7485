"use client";

import { useState, type ReactNode } from "react";
import { AccountSelect, explainMissingAccount } from "@/components/accounts/account-select";
import { settleAction } from "@/components/feedback/settle-action";
import { PageBanner } from "@/components/feedback/page-banner";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { type AccountChoice, chooseAccount, nameChoice } from "@/lib/domain/account-choice";
import { ORDER_KINDS, type PlainOrderKind } from "@/lib/domain/order";
import type { PlacedOrder } from "@/lib/domain/order-input";
import { formatNational, type PhoneNumber } from "@/lib/domain/phone-number";
import type { Result } from "@/lib/domain/result";
import { placeOrderAction } from "../orders/actions";

type Params = Record<string, string | number | boolean | null>;

type OrderDialogProps = {
  kind: PlainOrderKind;
  accounts: readonly AccountChoice[];
  numbers: readonly PhoneNumber[];
  params?: Params;
  /** What is missing in `params`. */
  paramsFault?: string | null;
  /** What speaks against the order. */
  warning?: string | null;
  children?: ReactNode;
  onClose: () => void;
  onPlaced: (order: PlacedOrder) => void;
};

export type SharedDialogProps = Omit<OrderDialogProps, "children" | "params" | "paramsFault">;

/** Confirms one kind of order for some numbers and places it; `params` and `children` are what that kind needs besides. */
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
}: OrderDialogProps) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [accountId, setAccountId] = useState(chooseAccount(accounts, kind)?.id ?? "");
  const { verb, consequences, isDangerous } = ORDER_KINDS[kind];
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
      verb={verb}
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
          <p>{consequences}</p>
          {accounts.length > 1 ? (
            <AccountSelect accounts={accounts} value={accountId} onChange={setAccountId} />
          ) : (
            account && <p className="text-muted">At {nameChoice(account)}.</p>
          )}
          {children}
        </div>
      }
      isDanger={isDangerous}
      onConfirm={place}
    />
  );
}
