"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import { archiveCustomerAction, deleteCustomerAction, mergeCustomersAction } from "../actions";
import { MergeDialog } from "../merge-dialog";

type Props = { id: string; name: string; isArchived: boolean; numbers: number; denial: string | null };

/** Merges a customer into another, archives it or takes it back into use; one without numbers can be deleted. */
export function ArchiveButtons({ id, name, isArchived, numbers, denial }: Props) {
  const [isMerging, setIsMerging] = useState(false);
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
      <Button disabledReason={denial} onClick={() => setIsMerging(true)}>
        Merge…
      </Button>
      {isMerging && (
        <MergeDialog
          kind="customer"
          one={{ id, name, numbers }}
          consequences={(into) =>
            `The numbers of ${name} get the customer ${into}, and ${name} is deleted. Its reference and note stay in the audit log.`
          }
          onMerge={(input) => mergeCustomersAction(input)}
          onClose={() => setIsMerging(false)}
          onMerged={(into) => router.push(`/customers/${into}`)}
        />
      )}
      <Button isBusy={isBusy} disabledReason={denial} onClick={() => setArchived(!isArchived)}>
        {isArchived ? "Restore" : "Archive"}
      </Button>
      {isArchived && numbers === 0 && (
        <Button variant="danger" isBusy={isBusy} disabledReason={denial} onClick={remove}>
          Delete customer
        </Button>
      )}
    </>
  );
}
