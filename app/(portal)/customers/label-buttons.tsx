"use client";

import { Contact, Tag } from "lucide-react";
import { LabelPicker } from "@/components/numbers/label-picker";
import { Button } from "@/components/ui/button";
import { useOfferedNumbers } from "@/components/numbers/label-requests";
import type { NumberSelection } from "@/lib/domain/number-edit";
import { useNumberEdit } from "./use-number-edit";

/** Why the role may not; null where it may. */
export type LabelRights = { customer: string | null; annotate: string | null };

/** Sets the customer of a selection of numbers, and adds or removes a tag. */
export function LabelButtons({
  selection,
  rights,
  size = "sm",
}: {
  selection: NumberSelection;
  rights: LabelRights;
  size?: "sm" | "md";
}) {
  const { isBusy, setCustomer, changeTag } = useNumberEdit(selection);
  useOfferedNumbers(selection);
  const customer = (
    <Button size={size} icon={<Contact aria-hidden />} isBusy={isBusy} disabledReason={rights.customer}>
      Set customer…
    </Button>
  );
  const add = (
    <Button size={size} icon={<Tag aria-hidden />} disabledReason={rights.annotate}>
      Add tag…
    </Button>
  );
  const remove = (
    <Button size={size} disabledReason={rights.annotate}>
      Remove tag…
    </Button>
  );
  return (
    <>
      {rights.customer === null ? (
        <LabelPicker
          kind="customer"
          label="Set customer"
          canCreate
          isClearable
          trigger={customer}
          onPick={setCustomer}
        />
      ) : (
        customer
      )}
      {rights.annotate === null ? (
        <>
          <LabelPicker
            kind="tag"
            label="Add tag"
            canCreate
            trigger={add}
            onPick={(tag) => tag && changeTag(tag, true)}
          />
          <LabelPicker
            kind="tag"
            label="Remove tag"
            canCreate={false}
            trigger={remove}
            onPick={(tag) => tag && changeTag(tag, false)}
          />
        </>
      ) : (
        <>
          {add}
          {remove}
        </>
      )}
    </>
  );
}
