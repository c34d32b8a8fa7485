"use client";

import { RefreshCw } from "lucide-react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { ORDER_KINDS } from "@/lib/domain/order";
import { chooseAction } from "../next-step";
import { type ReadTarget, useRefresh } from "./use-refresh";
import type { VerdictProps } from "./verdict-props";

/** The one thing that leads on from the verdict; nothing where there is nothing to do. */
export function VerdictButton({ status, rights, onAsk, onRead }: VerdictProps) {
  const { read, isBusy, outcome } = useRefresh(status.number, onRead);
  const { action, outcome: answer } = status.verdict;
  const readButton = (label: string, target: ReadTarget) => (
    <>
      <Button
        variant={answer === "can" ? "secondary" : "primary"}
        icon={<RefreshCw aria-hidden />}
        isBusy={isBusy}
        disabledReason={rights.refresh}
        onClick={() => read(target)}
      >
        {label}
      </Button>
      <div aria-live="polite" className="order-last w-full text-sm text-muted empty:hidden">
        {outcome &&
          ("message" in outcome ? (
            outcome.message
          ) : (
            <FailureBanner failure={outcome.failure} title="Nothing was changed" />
          ))}
      </div>
    </>
  );
  switch (action?.type) {
    case undefined:
      return null;
    case "read":
      return readButton(`Read ${action.carrierLabel} now`, { accountId: action.accountId });
    case "read-campaign":
      return readButton(`Read campaign ${action.campaignId} now`, { campaignRowId: action.rowId });
    case "add-campaign":
      return <ButtonLink href="/campaigns">Open campaigns</ButtonLink>;
    case "open-order":
      return <ButtonLink href={`/orders/${action.ref}`}>Open order {action.ref}</ButtonLink>;
    case "order": {
      const choice = chooseAction(action.step, status);
      if (!choice) return null;
      return (
        <Button
          variant="primary"
          disabledReason={rights.order ?? choice.reason}
          onClick={() => onAsk(choice.action, choice.account)}
        >
          {ORDER_KINDS[choice.action].action}…
        </Button>
      );
    }
  }
}
