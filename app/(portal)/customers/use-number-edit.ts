"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { LabelChoice } from "@/components/numbers/label-picker";
import type { NumberEditResult, NumberSelection } from "@/lib/domain/number-edit";
import type { Result } from "@/lib/domain/result";
import { changeTagAction, setCustomerAction } from "./actions";
import { useEditDone, useLabelRefresh } from "./use-edit-done";

type Tagged = Exclude<LabelChoice, null>;

const UNDO_MS = 10_000;

const toChoice = (choice: Tagged) => ("id" in choice ? { id: choice.id } : { name: choice.name });

/** Sets the customer of numbers and changes their tags; each act can be undone from its toast. */
export function useNumberEdit(selection: NumberSelection, onDone?: () => void) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();

  const refresh = useLabelRefresh();
  const finish = useEditDone();
  const run = (
    act: (id: string) => Promise<Result<NumberEditResult>>,
    describe: (result: NumberEditResult) => string,
    isNewTag = false,
  ) =>
    startTransition(async () => {
      const result = await settleAction(act(crypto.randomUUID()));
      if (!result.ok) {
        const message = Object.values(result.error.fields ?? {}).flat()[0] ?? result.error.message;
        // There are too many of them: they are merged and deleted there.
        toast.error(
          message,
          isNewTag && result.error.code === "CONFLICT"
            ? { duration: UNDO_MS, action: { label: "Tags", onClick: () => router.push("/customers/tags") } }
            : undefined,
        );
        return;
      }
      const { changed, unchanged } = result.data;
      const rest = unchanged > 0 && changed > 0 ? ` ${formatNoun(unchanged, "number")} had it already.` : "";
      if (changed > 0) finish(result.data, `${describe(result.data)}.${rest}`);
      else {
        toast.info(`Nothing to change: ${describe({ ...result.data, changed: unchanged })} already.`);
        refresh();
      }
      onDone?.();
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
        isAdded && !("id" in choice),
      ),
  };
}
