"use client";

import { Ban, Pause, Play, RefreshCw, Undo2 } from "lucide-react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { OrderHead, OutcomeGroup } from "@/lib/domain/order-view";
import { controlOrderAction, reconcileOrderAction } from "../actions";
import { StopButton, UndoButton } from "./costly-actions";
import { LeftOutBanner } from "./left-out-banner";
import { MoreMenu } from "./more-menu";
import type { OrderRights } from "./order-rights";
import { planRetry } from "./plan-retry";
import { RetryButton } from "./retry-button";
import { useReloadingAction } from "@/components/feedback/use-action";
import { useRetry } from "./use-retry";

type Props = { order: OrderHead; groups: readonly OutcomeGroup[]; rights: OrderRights };

/** What can be done with the order as a whole now. */
export function OrderActions({ order, groups, rights }: Props) {
  const { counts } = order;
  const control = useReloadingAction();
  const retry = useRetry(order);
  const failure = control.failure ?? retry.failure;
  const open = counts.accepted + counts.unknown;
  const { offers, reason } = planRetry(order, groups);
  return (
    <>
      {offers.map((offer) => (
        <RetryButton key={offer.choice.by} order={order} {...offer} retry={retry} disabledReason={rights.write} />
      ))}
      {open > 0 && (
        <Button
          icon={<RefreshCw aria-hidden />}
          isBusy={control.isBusy}
          disabledReason={rights.check ?? (order.isAccountOpen ? null : "The carrier account is turned off.")}
          onClick={() =>
            control.run(
              () => reconcileOrderAction({ orderId: order.id }),
              ({ writes }) =>
                toast.success(
                  writes > 0
                    ? `Checking ${formatNoun(writes, "request")} at ${order.carrierLabel} now`
                    : "Nothing is open anymore",
                ),
            )
          }
        >
          {counts.unknown > 0 ? "Check again" : "Check now"}
        </Button>
      )}
      {counts.queued > 0 && order.control !== "cancelled" && (
        <>
          <Button
            icon={order.control === "paused" ? <Play aria-hidden /> : <Pause aria-hidden />}
            isBusy={control.isBusy}
            disabledReason={rights.write}
            onClick={() =>
              control.run(
                () => controlOrderAction({ orderId: order.id, to: order.control === "paused" ? "run" : "paused" }),
                () =>
                  toast.success(
                    order.control === "paused"
                      ? "Order resumed"
                      : "Paused. Numbers that are being sent are not stopped",
                  ),
              )
            }
          >
            {order.control === "paused" ? "Resume" : "Pause"}
          </Button>
          <StopButton order={order} groups={groups} disabledReason={rights.write} icon={<Ban aria-hidden />} />
        </>
      )}
      {order.inverse && counts.confirmed > 0 && counts.queued + counts.sending + counts.accepted === 0 && (
        <UndoButton
          order={order}
          kind={order.inverse}
          groups={groups}
          disabledReason={rights.write}
          icon={<Undo2 aria-hidden />}
        />
      )}
      <MoreMenu orderId={order.id} hasFailed={counts.failed > 0} />
      {reason && <p className="w-full text-sm text-pretty text-muted">{reason}</p>}
      {failure && (
        <div className="w-full">
          <FailureBanner failure={failure} />
        </div>
      )}
      {retry.placed && (
        <div className="w-full">
          <LeftOutBanner child={retry.placed} />
        </div>
      )}
    </>
  );
}
