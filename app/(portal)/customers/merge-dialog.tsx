"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { LabelOptions } from "@/components/numbers/label-picker";
import { Dialog } from "@/components/ui/dialog";
import { formatNoun } from "@/components/ui/format";
import type { NumberEditResult } from "@/lib/domain/number-edit";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
import type { Result } from "@/lib/domain/result";
import { useEditDone } from "./use-edit-done";

type MergeInput = { id: string; intoId: string; editId: string; reason?: string };

/** Asks which customer or tag takes the place of this one, then merges. */
export function MergeDialog({
  kind,
  one: { id, name, numbers },
  consequences,
  onMerge,
  onClose,
  onMerged,
}: {
  kind: "customer" | "tag";
  one: { id: string; name: string; numbers: number };
  consequences: (into: string) => string;
  onMerge: (input: MergeInput) => Promise<Result<NumberEditResult>>;
  onClose: () => void;
  onMerged?: (intoId: string) => void;
}) {
  const [editId] = useState(() => crypto.randomUUID());
  const [into, setInto] = useState<{ id: string; name: string } | null>(null);
  const finish = useEditDone();
  const dismiss = (isOpen: boolean) => !isOpen && onClose();
  if (into === null)
    return (
      <Dialog isOpen onOpenChange={dismiss} size="sm" title={`Merge ${name} into…`}>
        <div className="-mx-2 pb-2">
          <LabelOptions
            kind={kind}
            label={`The ${kind} that stays`}
            canCreate={false}
            exceptId={id}
            onPick={(choice) => choice && "id" in choice && setInto(choice)}
          />
        </div>
      </Dialog>
    );
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={dismiss}
      verb={`Merge ${name} into ${into.name}:`}
      action="Merge"
      count={numbers}
      items={[`${name} → ${into.name}, ${formatNoun(numbers, "number")}`]}
      isReasonAsked={numbers > ONE_CLICK_NUMBERS}
      consequences={consequences(into.name)}
      onConfirm={async (reason) => {
        const result = await onMerge({ id, intoId: into.id, editId, reason });
        if (!result.ok) return result;
        finish(result.data, `${name} merged into ${into.name}.`);
        onMerged?.(into.id);
      }}
    />
  );
}
