"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { z } from "zod";
import { settleAction } from "@/components/feedback/settle-action";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { LabelChoice } from "@/components/numbers/label-picker";
import type { NumberEditResult } from "@/lib/domain/number-edit";
import type { Result } from "@/lib/domain/result";
import type { selectionInput } from "@/lib/domain/uploads/upload-view";
import { changeTagAction, setCustomerAction, undoEditAction } from "./actions";

export type NumberSelection = z.input<typeof selectionInput>;
type Tagged = Exclude<LabelChoice, null>;

const UNDO_MS = 10_000;

const toChoice = (choice: Tagged) => ("id" in choice ? { id: choice.id } : { name: choice.name });

/** Sets the customer of numbers and changes their tags; each act can be undone from its toast. */
export function useNumberEdit(selection: NumberSelection, onDone?: () => void) {
  const router = useRouter();
  const client = useQueryClient();
  const [isBusy, startTransition] = useTransition();

  const refresh = () => {
    void client.invalidateQueries({ queryKey: ["tags"] });
    void client.invalidateQueries({ queryKey: ["customer-suggestions"] });
    router.refresh();
  };
  const undo = (id: string) =>
    startTransition(async () => {
      const result = await settleAction(undoEditAction({ id }));
      if (!result.ok) toast.error(result.error.message);
      else if (result.data.left > 0)
        toast.warning(
          `Undone for ${result.data.restored} of ${formatNoun(result.data.restored + result.data.left, "number")}: the others were changed since.`,
        );
      else toast.success(`Undone for ${formatNoun(result.data.restored, "number")}.`);
      refresh();
    });
  const run = (
    act: (id: string) => Promise<Result<NumberEditResult>>,
    describe: (result: NumberEditResult) => string,
  ) =>
    startTransition(async () => {
      const result = await settleAction(act(crypto.randomUUID()));
      if (!result.ok) {
        toast.error(Object.values(result.error.fields ?? {}).flat()[0] ?? result.error.message);
        return;
      }
      const { id, changed, unchanged } = result.data;
      const rest = unchanged > 0 && changed > 0 ? ` ${formatNoun(unchanged, "number")} had it already.` : "";
      if (changed === 0) toast.info(`Nothing to change: ${describe({ ...result.data, changed: unchanged })} already.`);
      else
        toast.success(`${describe(result.data)}.${rest}`, {
          duration: UNDO_MS,
          action: { label: "Undo", onClick: () => undo(id) },
        });
      onDone?.();
      refresh();
    });
  return {
    isBusy,
    setCustomer: (choice: LabelChoice) =>
      run(
        (id) => setCustomerAction({ ...selection, id, customer: choice && toChoice(choice) }),
        ({ changed, label }) =>
          label === null
            ? `${formatNoun(changed, "number")} without a customer`
            : `${formatNoun(changed, "number")} set to ${label}`,
      ),
    changeTag: (choice: Tagged, isAdded: boolean) =>
      run(
        (id) => changeTagAction({ ...selection, id, tag: toChoice(choice), isAdded }),
        ({ changed, label }) =>
          isAdded
            ? `${formatNoun(changed, "number")} tagged ${label ?? ""}`
            : `${formatNoun(changed, "number")} without tag ${label ?? ""}`,
      ),
  };
}
