"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { DriftChoice } from "@/lib/domain/drift";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { acceptDriftAction } from "./actions";

/** Asks before many changes are taken for right at once. */
export function AcceptDialog({
  choice,
  count,
  first,
  onClose,
  onDone,
}: {
  choice: DriftChoice;
  count: number;
  first: readonly PhoneNumber[];
  onClose: () => void;
  onDone: () => void;
}) {
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
      consequences="What the carriers report now counts as right. Nothing is sent. The changes leave this list and stay in the timeline of each number."
      onConfirm={async (reason) => {
        const result = await acceptDriftAction({ choice, reason });
        if (!result.ok) return result;
        toast.success(`Accepted ${formatNoun(result.data.accepted, "change")}`);
        onDone();
        router.refresh();
      }}
    />
  );
}
