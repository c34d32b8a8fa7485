"use client";

import { useState } from "react";
import { AccountSelect } from "@/components/accounts/account-select";
import { ChooseFirst } from "@/components/number-input/review-card";
import { replaceInUrl } from "@/components/number-input/use-once-in-url";
import { OrderForm } from "@/components/orders/order-form";
import { Segmented } from "@/components/ui/segmented";
import { type AccountChoice, chooseAccount } from "@/lib/domain/account-choice";
import { ORDER_KINDS } from "@/lib/domain/order";
import { PlainOrderReview } from "../orders/plain-order-review";
import { WebhookReview } from "./webhook-review";

const KINDS = { on: "sms-enable", off: "sms-disable", webhook: "webhook-set" } as const;
const CHOICES = (["on", "off", "webhook"] as const).map((value) => ({ value, label: ORDER_KINDS[KINDS[value]].label }));

export type Direction = keyof typeof KINDS;
export type SmsAccount = AccountChoice & { carrierLabel: string };
type Props = { accounts: readonly SmsAccount[]; account?: string; direction: Direction; given?: string };

export function SmsForm({ accounts, account, direction: initial, given }: Props) {
  const [accountId, setAccountId] = useState(chooseAccount(accounts, KINDS[initial], account)?.id ?? "");
  const [direction, setDirection] = useState<Direction>(initial);
  const chosen = accounts.find(({ id }) => id === accountId);
  return (
    <OrderForm
      draft="sms"
      given={given}
      head={
        <div className="flex flex-wrap items-end gap-4">
          <AccountSelect
            className="w-64"
            accounts={accounts}
            value={accountId}
            onChange={(id) => {
              setAccountId(id);
              replaceInUrl({ account: id });
            }}
          />
          <Segmented
            label="What to do"
            name="direction"
            value={direction}
            options={CHOICES}
            onChange={(next) => {
              setDirection(next);
              replaceInUrl({ do: next });
            }}
          />
        </div>
      }
      review={(input) => {
        if (!chosen) return <ChooseFirst />;
        if (direction === "webhook") return <WebhookReview key={chosen.id} account={chosen} input={input} />;
        const kind = KINDS[direction];
        return (
          <PlainOrderReview
            key={kind}
            kind={kind}
            account={chosen}
            input={input}
            describe={() => ({ confirmation: ORDER_KINDS[kind].isDangerous ? {} : null })}
          />
        );
      }}
    />
  );
}
