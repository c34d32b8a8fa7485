"use client";

import { useState } from "react";
import { NumberInput } from "@/components/number-input/number-input";
import { useNumberDraft } from "@/components/number-input/use-number-draft";
import { replaceInUrl, useOnceInUrl } from "@/components/number-input/use-once-in-url";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useIsHydrated } from "@/components/ui/use-now";
import { SmsReview } from "./sms-review";
import { WebhookReview } from "./webhook-review";

export type Direction = "on" | "off" | "webhook";
export type AccountChoice = { id: string; name: string; carrierLabel: string };
type Props = { accounts: readonly AccountChoice[]; account?: string; direction: Direction; given?: string };

export function SmsForm(props: Props) {
  // The draft lives in the browser alone: the server cannot draw it.
  if (!useIsHydrated()) return <Skeleton className="h-96" />;
  return <SmsFields {...props} />;
}

function SmsFields({ accounts, account, direction: initial, given }: Props) {
  const [accountId, setAccountId] = useState(accounts.find(({ id }) => id === account)?.id ?? accounts[0]?.id ?? "");
  const [direction, setDirection] = useState<Direction>(initial);
  const input = useNumberDraft("sms", { given, readFileUrl: "/import/read-file" });
  useOnceInUrl("numbers");
  const chosen = accounts.find(({ id }) => id === accountId);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex flex-wrap items-end gap-4">
          <Field label="Carrier account" className="w-64">
            <Select
              options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
              value={accountId}
              onChange={(event) => {
                setAccountId(event.target.value);
                replaceInUrl({ account: event.target.value });
              }}
            />
          </Field>
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
      {chosen && direction !== "webhook" && <SmsReview account={chosen} direction={direction} input={input} />}
      {chosen && direction === "webhook" && <WebhookReview key={chosen.id} account={chosen} input={input} />}
    </div>
  );
}
