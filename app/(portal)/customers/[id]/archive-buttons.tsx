"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import { archiveCustomerAction, deleteCustomerAction } from "../actions";

type Props = { id: string; name: string; isArchived: boolean; hasNumbers: boolean; denial: string | null };

/** Archives a customer or takes it back into use; one without numbers can be deleted. */
export function ArchiveButtons({ id, name, isArchived, hasNumbers, denial }: Props) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const setArchived = (next: boolean) =>
    startTransition(async () => {
      const result = await settleAction(archiveCustomerAction({ id, isArchived: next }));
      if (!result.ok) toast.error(result.error.message);
      else
        toast.success(next ? `${name} archived.` : `${name} is in use again.`, {
          duration: 10_000,
          action: { label: "Undo", onClick: () => setArchived(!next) },
        });
      router.refresh();
    });
  const remove = () =>
    startTransition(async () => {
      const result = await settleAction(deleteCustomerAction({ id }));
      if (!result.ok) return void toast.error(result.error.message);
      toast.success(`${name} deleted.`);
      router.push("/customers");
    });
  return (
    <>
      <Button isBusy={isBusy} disabledReason={denial} onClick={() => setArchived(!isArchived)}>
        {isArchived ? "Restore" : "Archive"}
      </Button>
      {isArchived && !hasNumbers && (
        <Button variant="danger" isBusy={isBusy} disabledReason={denial} onClick={remove}>
          Delete customer
        </Button>
      )}
    </>
  );
}
