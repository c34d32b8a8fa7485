"use client";

import { useState, type ReactNode } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { OrderKind } from "@/lib/domain/order";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { controlOrderAction, undoOrderAction } from "../actions";
import { phraseKind } from "../order-words";
import { LeftOutBanner } from "./left-out-banner";
import { useChildOrder } from "./use-retry";
import { useOrderAction } from "./use-order-action";

type Props = { order: OrderHead; groups: readonly OutcomeGroup[]; disabledReason: string | null; icon: ReactNode };

const listFirst = (groups: readonly OutcomeGroup[], state: OutcomeGroup["state"]) =>
  groups.filter((group) => group.state === state).flatMap((group) => group.first);

const toItems = (numbers: readonly PhoneNumber[]) =>
  numbers.map((number) => <TelephoneNumber key={number} e164={number} />);

/** Takes back the part not yet sent. The count is that of the moment in which the dialog opened; the queue may run on meanwhile. */
export function CancelButton({ order, groups, disabledReason, icon }: Props) {
  const [opened, setOpened] = useState<{ count: number; first: readonly PhoneNumber[] } | null>(null);
  const { run } = useOrderAction();
  return (
    <>
      <Button
        icon={icon}
        disabledReason={disabledReason}
        onClick={() => setOpened({ count: order.counts.queued, first: listFirst(groups, "queued") })}
      >
        Cancel the rest
      </Button>
      {opened && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setOpened(null)}
          verb="Cancel"
          count={opened.count}
          items={toItems(opened.first)}
          consequences="Only what has not been sent by then is cancelled; what is with the carrier goes its way. The cancelled numbers can be put into a new order later."
          onConfirm={async (reason) => {
            const result = await settleAction(controlOrderAction({ orderId: order.id, to: "cancelled", reason }));
            if (result.ok)
              run(
                async () => result,
                ({ cancelled }) => toast.success(`${formatNoun(cancelled, "number")} cancelled before sending`),
              );
            return result;
          }}
        />
      )}
    </>
  );
}

/** An order of the contrary kind on what this order changed. */
export function UndoButton({ order, kind, groups, disabledReason, icon }: Props & { kind: OrderKind }) {
  const [isOpen, setIsOpen] = useState(false);
  const child = useChildOrder();
  return (
    <>
      <Button icon={icon} disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Undo
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        verb={phraseKind(kind)}
        count={order.counts.confirmed}
        mode={order.isSandbox ? "sandbox" : "live"}
        items={toItems(listFirst(groups, "confirmed"))}
        consequences="A new order takes back what this one changed. Numbers that this order skipped, because they were so already, stay as they are."
        onConfirm={async (reason) => {
          const result = await settleAction(undoOrderAction({ orderId: order.id, round: order.undos, reason }));
          if (result.ok) child.place(async () => result);
          return result;
        }}
      />
      {child.placed && (
        <div className="order-last w-full">
          <LeftOutBanner child={child.placed} />
        </div>
      )}
    </>
  );
}
