"use client";

import { useState } from "react";
import { SelectionBar, useSelection } from "@/components/data-table/selection";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { formatNoun } from "@/components/ui/format";
import { phoneNumber } from "@/lib/domain/phone-number";
import { OrderDialog } from "./order-dialog";

/** What can be done with the picked numbers; those of earlier searches are among them. */
export function OrderBar({
  accountId,
  carrierLabel,
  denial,
}: {
  accountId: string;
  carrierLabel: string;
  denial: string | null;
}) {
  const selection = useSelection();
  const [isOpen, setIsOpen] = useState(false);
  const numbers = [...(selection?.selected ?? [])].flatMap((id) => phoneNumber.safeParse(id).data ?? []).sort();
  return (
    <>
      <SelectionBar noun={numbers.length === 1 ? "number picked" : "numbers picked"}>
        {() => (
          <>
            <CopyButton label="Copy" text={numbers.join("\n")} what={formatNoun(numbers.length, "number")} />
            <Button size="sm" variant="primary" disabledReason={denial} onClick={() => setIsOpen(true)}>
              Order {formatNoun(numbers.length, "number")}
            </Button>
          </>
        )}
      </SelectionBar>
      {isOpen && (
        <OrderDialog
          accountId={accountId}
          carrierLabel={carrierLabel}
          picked={numbers}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
