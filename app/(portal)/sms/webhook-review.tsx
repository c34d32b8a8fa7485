"use client";

import { useState } from "react";
import type { NumberDraftState } from "@/components/number-input/use-number-draft";
import { PlainOrderReview } from "../orders/plain-order-review";
import type { SmsAccount } from "./sms-form";
import { WebhookField, useCallbackAddress } from "./webhook-field";
import { findUrlFault } from "./webhook-url";

/** Where messages to the numbers go, what that would change, then the order. */
export function WebhookReview({ account, input }: { account: SmsAccount; input: NumberDraftState }) {
  const [typed, setTyped] = useState<string | null>(null);
  const own = useCallbackAddress(account.id);
  const url = (typed ?? own.data ?? "").trim();
  const fault = findUrlFault(url);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <WebhookField
        label="Deliver messages to"
        value={typed ?? own.data ?? ""}
        isPending={own.isPending}
        errors={typed !== null && fault ? [fault] : undefined}
        onChange={setTyped}
      />
      {/* The preview depends on the address: nothing is checked before it is there. */}
      <PlainOrderReview
        kind="webhook-set"
        account={account}
        input={{ ...input, isReading: input.isReading || own.isPending }}
        params={{ url }}
        previewParams={{ url }}
        describe={() => ({
          fault,
          confirmation: {
            consequences: (
              <>
                Messages to these numbers go to <span className="font-mono text-xs break-all">{url}</span> from then on,
                and no longer to {account.carrierLabel}&apos;s own platform.
              </>
            ),
          },
        })}
      />
    </div>
  );
}
