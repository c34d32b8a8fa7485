"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { settleAction } from "@/components/feedback/settle-action";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { NumberEditResult } from "@/lib/domain/number-edit";
import { undoEditAction } from "./actions";

const UNDO_MS = 10_000;

/** After a change of customers or tags: reads again what shows them. */
export function useLabelRefresh() {
  const router = useRouter();
  const client = useQueryClient();
  return () => {
    for (const queryKey of [["tags"], ["customer-suggestions"], ["lookup"]])
      void client.invalidateQueries({ queryKey });
    router.refresh();
  };
}

/** Gives numbers back what they had before an act. */
function useUndoEdit() {
  const refresh = useLabelRefresh();
  return async (id: string) => {
    const result = await settleAction(undoEditAction({ id }));
    if (!result.ok) toast.error(result.error.message);
    else if (result.data.left > 0)
      toast.warning(
        `Undone for ${result.data.restored} of ${formatNoun(result.data.restored + result.data.left, "number")}: the others were changed since.`,
      );
    else toast.success(`Undone for ${formatNoun(result.data.restored, "number")}.`);
    refresh();
  };
}

/** Says what an act did, with the way back. */
export function useEditDone() {
  const undo = useUndoEdit();
  const refresh = useLabelRefresh();
  return ({ id }: NumberEditResult, text: string) => {
    toast.success(text, {
      duration: UNDO_MS,
      action: { label: "Undo", onClick: () => void undo(id) },
    });
    refresh();
  };
}
