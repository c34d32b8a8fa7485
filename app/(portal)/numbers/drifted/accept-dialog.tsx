"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
import { acceptDriftAction } from "./actions";
import type { DriftDialogProps } from "./restore-dialog";

/** Asks before many changes are taken for right at once. */
export function AcceptDialog({ choice, count, first, onClose, onDone }: DriftDialogProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      verb="Accept"
      noun={["change", "changes"]}
      count={count}
      items={first.map((number) => (
        <TelephoneNumber key={number} e164={number} />
      ))}
      isDanger={false}
      isReasonAsked={count > ONE_CLICK_NUMBERS}
      consequences="What the carriers report now counts as right. Nothing is sent. The changes leave this list and stay in the timeline of each number."
      onConfirm={async (reason) => {
        const result = await acceptDriftAction({ choice, reason });
        if (!result.ok) return result;
        toast.success(`Accepted ${formatNoun(result.data.accepted, "change")}`);
        onDone?.();
        router.refresh();
      }}
    />
  );
}
