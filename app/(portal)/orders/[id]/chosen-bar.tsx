"use client";

import { Copy } from "lucide-react";
import { SelectionBar } from "@/components/data-table/selection";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { MOST_CHOSEN } from "@/lib/domain/order-query";
import type { OrderHead } from "@/lib/domain/order-view";
import { LeftOutBanner } from "./left-out-banner";
import { readChosen } from "./chosen-id";
import { RetryButton } from "./retry-button";
import { useRetry } from "./use-retry";

/** What can be done with the ticked numbers of an order: only those that may be tried again can be ticked. */
export function ChosenBar({ order, denial }: { order: OrderHead; denial: string | null }) {
  const retry = useRetry(order);
  return (
    <>
      {retry.failure && <FailureBanner failure={retry.failure} />}
      {retry.placed && <LeftOutBanner child={retry.placed} />}
      <SelectionBar noun="chosen">
        {(selected) => {
          const chosen = selected.map(readChosen);
          const numbers = chosen.map(({ number }) => number);
          const tooMany = `At most ${formatCount(MOST_CHOSEN)} numbers can be chosen one by one; retry their cause instead.`;
          return (
            <>
              <Button
                size="sm"
                icon={<Copy aria-hidden />}
                onClick={() => void copyText(numbers.join("\n"), formatNoun(numbers.length, "number"))}
              >
                Copy numbers
              </Button>
              <RetryButton
                order={order}
                size="sm"
                variant="primary"
                label={`Retry ${formatNoun(chosen.length, "number")}`}
                count={chosen.length}
                items={numbers.slice(0, 5)}
                retry={retry}
                choice={{ by: "seqs", seqs: chosen.map(({ seq }) => seq).sort((a, b) => a - b) }}
                disabledReason={denial ?? (chosen.length > MOST_CHOSEN ? tooMany : null)}
              />
            </>
          );
        }}
      </SelectionBar>
    </>
  );
}
