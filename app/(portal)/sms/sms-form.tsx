"use client";

import { useState } from "react";
import { AccountSelect } from "@/components/accounts/account-select";
import { ChooseFirst } from "@/components/number-input/review-card";
import { NumberInput } from "@/components/number-input/number-input";
import { useNumberDraft } from "@/components/number-input/use-number-draft";
import { replaceInUrl, useOnceInUrl } from "@/components/number-input/use-once-in-url";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useIsHydrated } from "@/components/ui/use-now";
import { type AccountChoice, chooseAccount } from "@/lib/domain/account-choice";
import { SmsReview } from "./sms-review";
import { WebhookReview } from "./webhook-review";

export type Direction = "on" | "off" | "webhook";
export type SmsAccount = AccountChoice & { carrierLabel: string };
type Props = { accounts: readonly SmsAccount[]; account?: string; direction: Direction; given?: string };

const USES = { on: "sms-enable", off: "sms-disable", webhook: "webhook-set" } as const;

export function SmsForm(props: Props) {
  // The draft lives in the browser alone: the server cannot draw it.
  if (!useIsHydrated()) return <Skeleton className="h-96" />;
  return <SmsFields {...props} />;
}

function SmsFields({ accounts, account, direction: initial, given }: Props) {
  const [accountId, setAccountId] = useState(chooseAccount(accounts, USES[initial], account)?.id ?? "");
  const [direction, setDirection] = useState<Direction>(initial);
  const input = useNumberDraft("sms", { given, readFileUrl: "/api/numbers/read-file" });
  useOnceInUrl("numbers");
  const chosen = accounts.find(({ id }) => id === accountId);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-w-0 flex-col gap-4">
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
            options={[
              { value: "on", label: "SMS on" },
              { value: "off", label: "SMS off" },
              { value: "webhook", label: "Webhook" },
            ]}
            onChange={(next) => {
              setDirection(next);
              replaceInUrl({ do: next });
            }}
          />
        </div>
        <NumberInput input={input} />
      </div>
      {!chosen && <ChooseFirst />}
      {chosen && direction !== "webhook" && <SmsReview account={chosen} direction={direction} input={input} />}
      {chosen && direction === "webhook" && <WebhookReview key={chosen.id} account={chosen} input={input} />}
    </div>
  );
}
