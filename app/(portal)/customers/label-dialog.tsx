"use client";

import { endLabelRequest, useLabelRequest } from "@/components/numbers/label-requests";
import { LabelOptions } from "@/components/numbers/label-picker";
import { Dialog } from "@/components/ui/dialog";
import type { LabelRequest } from "@/lib/domain/palette";
import { useNumberEdit } from "./use-number-edit";

/** Asks for what the palette was asked to change: the customer or a tag of numbers. */
export function LabelDialog() {
  const request = useLabelRequest();
  return request && <RequestDialog request={request} />;
}

const VERBS = {
  "set-customer": "Customer of",
  "add-tag": "Add a tag to",
  "remove-tag": "Remove a tag from",
} as const satisfies Record<LabelRequest["act"], string>;

function RequestDialog({ request: { act, selection, text } }: { request: LabelRequest }) {
  const { setCustomer, changeTag } = useNumberEdit(selection);
  const title = `${VERBS[act]} ${selection.name}`;
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && endLabelRequest()} size="sm" title={title}>
      <div className="-mx-2 pb-2">
        <LabelOptions
          kind={act === "set-customer" ? "customer" : "tag"}
          label={title}
          canCreate={act !== "remove-tag"}
          isClearable={act === "set-customer"}
          initialText={text}
          onPick={(choice) => {
            endLabelRequest();
            if (act === "set-customer") setCustomer(choice);
            else if (choice) changeTag(choice, act === "add-tag");
          }}
        />
      </div>
    </Dialog>
  );
}
