"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { handOverNumbers } from "@/components/number-input/draft-store";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { ORDER_KINDS } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { Failure } from "@/lib/domain/result";
import type { OfferedStep } from "@/lib/services/orders/list-next-steps";

const LOST: Failure = { code: "INTERNAL", message: "The numbers could not be read. Try again; nothing was changed." };

/** Opens a form with the order's confirmed numbers in it. */
export function SendOn({ orderId, count, steps }: { orderId: string; count: number; steps: readonly OfferedStep[] }) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, startTransition] = useTransition();
  const send = ({ kind }: OfferedStep) =>
    startTransition(async () => {
      setFailure(null);
      const response = await fetch(`/api/orders/${orderId}/numbers?state=confirmed`).catch(() => null);
      if (!response?.ok) {
        setFailure(LOST);
        return;
      }
      const numbers = (await response.text()).split("\n").flatMap((line) => phoneNumber.safeParse(line).data ?? []);
      router.push(handOverNumbers(kind, numbers));
    });
  return (
    <>
      <p className="text-sm text-muted">Send the {formatNoun(count, "confirmed number")} on to:</p>
      <div className="flex flex-wrap gap-2">
        {steps.map((step) => (
          <Button key={step.kind} icon={<ArrowRight aria-hidden />} isBusy={isBusy} onClick={() => send(step)}>
            {ORDER_KINDS[step.kind].action} ({step.carriers.join(", ")})
          </Button>
        ))}
      </div>
      {failure && <FailureBanner failure={failure} />}
    </>
  );
}
