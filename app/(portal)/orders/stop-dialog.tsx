"use client";

import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { settleAction } from "@/components/feedback/settle-action";
import { TelephoneNumber } from "@/components/number";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { controlOrderAction } from "./actions";
import type { useReloadingAction } from "@/components/feedback/use-action";

/** Stops the part of an order that is not sent yet. `count` is that of the moment when the dialog opened; sending goes on meanwhile. */
export function StopDialog({
  orderId,
  count,
  first,
  run,
  onClose,
}: {
  orderId: string;
  count: number;
  first: readonly PhoneNumber[];
  run: ReturnType<typeof useReloadingAction>["run"];
  onClose: () => void;
}) {
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      verb="Stop sending"
      dismissLabel="Keep sending"
      count={count}
      items={first.map((number) => (
        <TelephoneNumber key={number} e164={number} />
      ))}
      consequences="Only numbers that are not sent by then are cancelled; what the carrier has already received is not stopped. The cancelled numbers can be ordered again later."
      onConfirm={async (reason) => {
        const result = await settleAction(controlOrderAction({ orderId, to: "cancelled", reason }));
        if (result.ok)
          run(
            async () => result,
            ({ cancelled }) => toast.success(`${formatNoun(cancelled, "number")} cancelled before sending`),
          );
        return result;
      }}
    />
  );
}
