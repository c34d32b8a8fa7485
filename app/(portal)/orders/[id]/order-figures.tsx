"use client";

import { useEffect, useRef, useState } from "react";
import { EscalationButton } from "@/components/orders/escalation-drawer";
import { OrderWaits } from "@/components/orders/order-waits";
import { formatCount } from "@/components/ui/format";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { RelativeTime } from "@/components/ui/time";
import { sumOrder } from "@/lib/domain/order";
import { describeSums, spellRate, type OrderProgress } from "@/lib/domain/order-progress";

/** How far the order is and what it waits for. */
export function OrderFigures({ orderId, progress }: { orderId: string; progress: OrderProgress }) {
  const isSettled = progress.settledAt !== null;
  const sums = sumOrder(progress.counts);
  const announced = useAnnouncement(describeSums(sums), isSettled);
  return (
    <section aria-label="Progress" className="flex flex-col gap-3">
      <OutcomeBar sums={sums} hasLegend />
      <OrderWaits progress={progress} />
      {progress.overdue > 0 && (
        <div>
          <EscalationButton
            query={{ orders: orderId }}
            label={`Write to ${progress.carrierLabel}`}
            what={`${formatCount(progress.overdue)} overdue`}
          />
        </div>
      )}
      <Foot progress={progress} requested={sums.requested} isSettled={isSettled} />
      <p aria-live="polite" className="sr-only">
        {announced}
      </p>
    </section>
  );
}

type FootProps = { progress: OrderProgress; requested: number; isSettled: boolean };

function Foot({ progress, requested, isSettled }: FootProps) {
  if (isSettled && progress.settledAt)
    return (
      <p className="text-xs text-faint">
        {requested === 1
          ? "Done: the number has a result"
          : `Done: all ${formatCount(requested)} numbers have a result`}
        ; ended <RelativeTime at={progress.settledAt} />.
      </p>
    );
  return progress.sentPerSecond !== null && progress.counts.queued + progress.counts.sending > 0 ? (
    <p className="text-xs text-faint tabular-nums">Current rate: {spellRate(progress.sentPerSecond)}.</p>
  ) : null;
}

const ANNOUNCED_EVERY_MS = 10_000;

/** Changes at most every ten seconds and at the end: a screen reader must not be interrupted. */
function useAnnouncement(text: string, isFinal: boolean): string {
  const [announced, setAnnounced] = useState("");
  const announcedAt = useRef(0);
  useEffect(() => {
    const wait = isFinal ? 0 : Math.max(announcedAt.current + ANNOUNCED_EVERY_MS - Date.now(), 0);
    const timer = setTimeout(() => {
      announcedAt.current = Date.now();
      setAnnounced(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, isFinal]);
  return announced;
}
