"use client";

import { useState, type ReactNode } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { controlOrderAction, undoOrderAction } from "../actions";
import { LeftOutBanner } from "./left-out-banner";
import { useChildOrder } from "./use-retry";
import { useOrderAction } from "./use-order-action";

type Props = { order: OrderHead; groups: readonly OutcomeGroup[]; disabledReason: string | null; icon: ReactNode };

const listFirst = (groups: readonly OutcomeGroup[], state: OutcomeGroup["state"]) =>
  groups.filter((group) => group.state === state).flatMap((group) => group.first);

const toItems = (numbers: readonly PhoneNumber[]) =>
  numbers.map((number) => <TelephoneNumber key={number} e164={number} />);

/** Stops the part not yet sent. The count is that of the moment when the dialog opened; sending goes on meanwhile. */
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
        Stop the rest…
      </Button>
      {opened && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setOpened(null)}
          verb="Stop sending"
          dismissLabel="Keep sending"
          count={opened.count}
          items={toItems(opened.first)}
          consequences="Only numbers that are not sent by then are cancelled; what the carrier has already received is not stopped. You can retry the cancelled numbers later."
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

/** An order of the inverse kind for what this order changed. */
export function UndoButton({ order, kind, groups, disabledReason, icon }: Props & { kind: OrderKind }) {
  const [isOpen, setIsOpen] = useState(false);
  const child = useChildOrder();
  return (
    <>
      <Button icon={icon} disabledReason={disabledReason} onClick={() => setIsOpen(true)}>
        Undo…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        verb={ORDER_KINDS[kind].verb}
        count={order.counts.confirmed}
        mode={order.isSandbox ? "sandbox" : "live"}
        items={toItems(listFirst(groups, "confirmed"))}
        consequences="A new order undoes what this one changed. Numbers that this order skipped stay as they are."
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
