"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { settleAction } from "@/components/feedback/settle-action";
import { TelephoneNumber } from "@/components/number";
import { formatNoun } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import { DRIFT_LABELS, type DriftChoice, type RestorePlan } from "@/lib/domain/drift";
import { WITHOUT_ORDER } from "@/lib/domain/drift-rules";
import { ONE_CLICK_NUMBERS } from "@/lib/domain/order-input";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { planRestoreAction, restoreDriftAction } from "./actions";

/** What the dialogs of drift are about. `first`: the first numbers of `choice`, to be listed. */
export type DriftDialogProps = {
  choice: DriftChoice;
  count: number;
  first: readonly PhoneNumber[];
  onClose: () => void;
  onDone?: () => void;
};

/** Shows the orders that bring the former state back, and places them. */
export function RestoreDialog({ choice, count, first, onClose, onDone }: DriftDialogProps) {
  const router = useRouter();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const plan = useQuery({
    queryKey: ["restore-plan", choice],
    queryFn: async () => {
      const result = await settleAction(planRestoreAction({ choice }));
      if (!result.ok) throw new Error(result.error.message);
      return result.data;
    },
    retry: false,
    gcTime: 0,
  });
  const numbers = plan.data?.orders.reduce((sum, order) => sum + order.numbers, 0);
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      verb="Restore"
      count={numbers ?? count}
      items={first.map((number) => (
        <TelephoneNumber key={number} e164={number} />
      ))}
      isDanger={false}
      isReasonAsked={(numbers ?? count) > ONE_CLICK_NUMBERS}
      missing={
        plan.isPending
          ? "Reading what would be ordered."
          : plan.isError
            ? plan.error.message
            : numbers === 0 && "No order brings these back."
      }
      consequences={plan.data ? <PlanText plan={plan.data} /> : <Skeleton className="h-10 w-full" />}
      onConfirm={async (reason) => {
        const result = await restoreDriftAction({ choice, reason, idempotencyKey });
        if (!result.ok) return result;
        const { orders } = result.data;
        const [order] = orders;
        toast.success(`Placed ${formatNoun(orders.length, "order")}`);
        onDone?.();
        if (orders.length === 1 && order) router.push(`/orders/${order.id}`);
        else router.refresh();
      }}
    />
  );
}

const PlanText = ({ plan: { orders, left } }: { plan: RestorePlan }) => (
  <div className="flex flex-col gap-2">
    {orders.length > 0 && (
      <ul className="flex flex-col gap-1">
        {orders.map(({ kind, accountLabel, numbers, to }) => (
          <li key={`${kind} ${accountLabel} ${to}`}>
            <span className="font-medium">{ORDER_KINDS[kind].label}</span>
            {to !== null && <span className="font-mono text-xs"> {to}</span>} for {formatNoun(numbers, "number")} at{" "}
            {accountLabel}
          </li>
        ))}
      </ul>
    )}
    {left.map(({ kind, numbers }) => (
      <p key={kind} className="text-muted">
        {DRIFT_LABELS[kind].label}, {formatNoun(numbers, "number")}:{" "}
        {WITHOUT_ORDER[kind] ?? "what there was before is not known, so no order brings it back."}
      </p>
    ))}
  </div>
);
