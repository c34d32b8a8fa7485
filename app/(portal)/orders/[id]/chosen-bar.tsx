"use client";

import { Copy, Gavel } from "lucide-react";
import { useState } from "react";
import { SelectionBar } from "@/components/data-table/selection";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { EscalationButton } from "@/components/orders/escalation-drawer";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { type ItemChoice, MAX_CHOSEN } from "@/lib/domain/order-query";
import type { OrderHead } from "@/lib/domain/order-view";
import { MAX_ESCALATED } from "@/lib/domain/stuck";
import { readChosen } from "./chosen-id";
import { DecideDialog } from "./decide-dialog";
import { LeftOutBanner } from "./left-out-banner";
import type { OrderRights } from "./order-rights";
import { RetryButton } from "./retry-button";
import { useRetry } from "./use-retry";

type Chosen = ReturnType<typeof readChosen>;
type Props = { order: OrderHead; rights: OrderRights };

const TOO_MANY = `At most ${formatCount(MAX_CHOSEN)} numbers can be chosen one by one; take their whole cause instead.`;

const toChoice = (chosen: readonly Chosen[]): ItemChoice => ({
  by: "seqs",
  seqs: chosen.map(({ seq }) => seq).sort((a, b) => a - b),
});

/** What can be done with the ticked numbers of an order: what failed is tried again, what is unknown is decided on. */
export function ChosenBar({ order, rights }: Props) {
  const retry = useRetry(order);
  return (
    <>
      {retry.failure && <FailureBanner failure={retry.failure} />}
      {retry.placed && <LeftOutBanner child={retry.placed} />}
      <SelectionBar noun="chosen">
        {(selected, clear) => {
          const chosen = selected.map(readChosen);
          const numbers = chosen.map(({ number }) => number);
          const unknown = chosen.filter(({ isUnknown }) => isUnknown);
          const again = chosen.filter(({ isUnknown }) => !isUnknown);
          return (
            <>
              <Button
                size="sm"
                icon={<Copy aria-hidden />}
                onClick={() => void copyText(numbers.join("\n"), formatNoun(numbers.length, "number"))}
              >
                Copy numbers
              </Button>
              {unknown.length > 0 && unknown.length <= MAX_ESCALATED && (
                <EscalationButton
                  query={{ orders: order.id, seqs: unknown.map(({ seq }) => seq).join(",") }}
                  label={`Write to ${order.carrierLabel}`}
                  what={formatNoun(unknown.length, "unknown number")}
                />
              )}
              {unknown.length > 0 && <DecideChosen order={order} chosen={unknown} rights={rights} onDecided={clear} />}
              {again.length > 0 && (
                <RetryButton
                  order={order}
                  size="sm"
                  variant={again.some(({ mayWork }) => mayWork) ? "primary" : "secondary"}
                  label={`Retry ${formatNoun(again.length, "number")}`}
                  count={again.length}
                  items={again.slice(0, 5).map(({ number }) => number)}
                  retry={retry}
                  choice={toChoice(again)}
                  disabledReason={rights.write ?? (again.length > MAX_CHOSEN ? TOO_MANY : null)}
                />
              )}
            </>
          );
        }}
      </SelectionBar>
    </>
  );
}

function DecideChosen({
  order,
  chosen,
  rights,
  onDecided,
}: Props & { chosen: readonly Chosen[]; onDecided: () => void }) {
  const [isDeciding, setIsDeciding] = useState(false);
  return (
    <>
      <Button
        size="sm"
        icon={<Gavel aria-hidden />}
        disabledReason={rights.decide ?? (chosen.length > MAX_CHOSEN ? TOO_MANY : null)}
        onClick={() => setIsDeciding(true)}
      >
        Decide on {formatNoun(chosen.length, "number")}
      </Button>
      <DecideDialog
        order={order}
        count={chosen.length}
        first={chosen.slice(0, 5).map(({ number }) => number)}
        choice={toChoice(chosen)}
        isOpen={isDeciding}
        onOpenChange={setIsDeciding}
        onDecided={onDecided}
      />
    </>
  );
}
