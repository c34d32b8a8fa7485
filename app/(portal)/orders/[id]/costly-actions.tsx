"use client";

import { useState, type ReactNode } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { undoOrderAction } from "../actions";
import { StopDialog } from "../stop-dialog";
import { LeftOutBanner } from "./left-out-banner";
import { useChildOrder } from "./use-retry";
import { useReloadingAction } from "@/components/feedback/use-action";

type Props = { order: OrderHead; groups: readonly OutcomeGroup[]; disabledReason: string | null; icon: ReactNode };

const listFirst = (groups: readonly OutcomeGroup[], state: OutcomeGroup["state"]) =>
  groups.filter((group) => group.state === state).flatMap((group) => group.first);

const toItems = (numbers: readonly PhoneNumber[]) =>
  numbers.map((number) => <TelephoneNumber key={number} e164={number} />);

/** Stops the part not yet sent. The count is that of the moment when the dialog opened; sending goes on meanwhile. */
export function StopButton({ order, groups, disabledReason, icon }: Props) {
  const [opened, setOpened] = useState<{ count: number; first: readonly PhoneNumber[] } | null>(null);
  const { run } = useReloadingAction();
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
        <StopDialog
          orderId={order.id}
          count={opened.count}
          first={opened.first}
          run={run}
          onClose={() => setOpened(null)}
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
