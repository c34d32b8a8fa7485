"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { settleAction } from "@/components/feedback/settle-action";
import { TelephoneNumber } from "@/components/number";
import { PreflightReview } from "@/components/number-input/preflight-review";
import { ReviewCard } from "@/components/number-input/review-card";
import type { NumberDraftState } from "@/components/number-input/use-number-draft";
import { usePreflight } from "@/components/number-input/use-preflight";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatNoun } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { markLive } from "@/lib/domain/account-choice";
import { readCallbackAddressAction } from "../numbers/actions";
import { checkWebhookOrderAction, placeSmsOrderAction } from "./actions";
import type { SmsAccount } from "./sms-form";
import { findUrlFault } from "./webhook-url";

/** Where messages to the numbers shall go, what that would change, then the order. */
export function WebhookReview({ account, input }: { account: SmsAccount; input: NumberDraftState }) {
  const router = useRouter();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState<string | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);
  const own = useQuery({
    queryKey: ["callback-address", account.id],
    queryFn: async () => {
      const result = await settleAction(readCallbackAddressAction({ accountId: account.id }));
      return result.ok ? result.data : "";
    },
  });
  const url = (typed ?? own.data ?? "").trim();
  const fault = findUrlFault(url);
  const check = usePreflight(`webhook ${account.id} ${url}`, input.judged.valid, (numbers) =>
    checkWebhookOrderAction({ accountId: account.id, numbers, url }),
  );
  const count = check.chosen.length;
  const place = async (reason: string) => {
    const result = await settleAction(
      placeSmsOrderAction({
        kind: "webhook-set",
        accountId: account.id,
        numbers: [...check.chosen],
        params: { url },
        reason,
        idempotencyKey,
      }),
    );
    if (result.ok) {
      input.clear();
      router.push(`/orders/${result.data.orderId}`);
    }
    return result;
  };
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Field
        label="Deliver messages to"
        isRequired
        hint="This portal's own address unless you change it: messages then show up here."
        errors={typed !== null && fault ? [fault] : undefined}
      >
        <Input isMono type="url" value={typed ?? own.data ?? ""} onChange={(event) => setTyped(event.target.value)} />
      </Field>
      {/* What is checked depends on the address: not before it is there. */}
      <ReviewCard check={check} input={{ ...input, isReading: input.isReading || own.isPending }}>
        {check.preflight && (
          <>
            <PreflightReview preflight={check.preflight} included={check.included} onToggle={check.toggle} />
            <Button
              variant="primary"
              size="lg"
              isBusy={input.isReading}
              disabledReason={fault ?? (count === 0 ? "No number is included. Tick a group above." : null)}
              onClick={() => setIsConfirming(true)}
            >
              {markLive(`Set the webhook of ${formatNoun(count, "number")}`, account.mode)}
            </Button>
          </>
        )}
        <ConfirmDialog
          isOpen={isConfirming}
          onOpenChange={setIsConfirming}
          verb="Set the webhook of"
          count={count}
          mode={account.mode}
          isDanger={false}
          items={check.chosen.slice(0, 5).map((number) => (
            <TelephoneNumber key={number} e164={number} />
          ))}
          consequences={
            <>
              Messages to these numbers go to <span className="font-mono text-xs break-all">{url}</span> from then on,
              and no longer to {account.carrierLabel}&apos;s own platform.
            </>
          }
          onConfirm={place}
        />
      </ReviewCard>
    </div>
  );
}
