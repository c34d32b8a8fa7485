"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { checkMessagesAction } from "../actions";

/** Asks the carrier for the state of messages that are not delivered yet. */
export function CheckMessages({ number, denial }: { number: PhoneNumber; denial: string | null }) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [fault, setFault] = useState<string | null>(null);
  const check = () =>
    startTransition(async () => {
      const result = await settleAction(checkMessagesAction({ number }));
      setFault(result.ok ? null : result.error.message);
      router.refresh();
    });
  return (
    <>
      <span aria-live="polite" className="text-sm text-bad">
        {fault}
      </span>
      <Button size="sm" icon={<RefreshCw aria-hidden />} isBusy={isBusy} disabledReason={denial} onClick={check}>
        Check at the carrier
      </Button>
    </>
  );
}
