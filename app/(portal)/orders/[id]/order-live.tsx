"use client";

import { CloudOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { OrderWaits } from "@/components/orders/order-waits";
import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/link";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { Elapsed, RelativeTime } from "@/components/ui/time";
import { sumOrder } from "@/lib/domain/order";
import { describeSums, spellRate, type OrderProgress } from "@/lib/domain/order-progress";
import { useOrderProgress, type ProgressError } from "./use-order-progress";

/** How far the order is and what it waits for, kept current while anything is open. */
export function OrderLive({ orderId, initial }: { orderId: string; initial: OrderProgress }) {
  const { progress, isSettled, fault } = useOrderProgress(orderId, initial);
  const sums = sumOrder(progress.counts);
  const spoken = useAnnouncement(describeSums(progress.counts), isSettled);
  return (
    <Card className="flex flex-col gap-3">
      <OutcomeBar sums={sums} hasLegend />
      <OrderWaits progress={progress} />
      <Foot progress={progress} isSettled={isSettled} />
      {fault && !isSettled && <Disconnected fault={fault} at={progress.at} />}
      <p aria-live="polite" className="sr-only">
        {spoken}
      </p>
    </Card>
  );
}

function Foot({ progress, isSettled }: { progress: OrderProgress; isSettled: boolean }) {
  if (isSettled && progress.settledAt)
    return (
      <p className="text-xs text-faint">
        Every number has its outcome; ended <RelativeTime at={progress.settledAt} />.
      </p>
    );
  return progress.sentPerSecond !== null && progress.counts.queued + progress.counts.sending > 0 ? (
    <p className="text-xs text-faint tabular-nums">Sent lately: {spellRate(progress.sentPerSecond)}.</p>
  ) : null;
}

function Disconnected({ fault, at }: { fault: ProgressError; at: string }) {
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-bad">
      <CloudOff aria-hidden className="size-3.5 shrink-0" />
      {fault.isSignedOut ? (
        <span>
          You are signed out: these figures no longer move. The order goes on.{" "}
          <TextLink href="/sign-in">Sign in again</TextLink>
        </span>
      ) : (
        <span>
          Not connected: these figures are <Elapsed since={at} /> old. Trying again; the order goes on.
        </span>
      )}
    </p>
  );
}

const ANNOUNCED_EVERY_MS = 10_000;

/** The words, changed at most every ten seconds and at the end, so that a screen reader is not talked over. */
function useAnnouncement(words: string, isFinal: boolean): string {
  const [spoken, setSpoken] = useState("");
  const spokenAt = useRef(0);
  useEffect(() => {
    const wait = isFinal ? 0 : Math.max(spokenAt.current + ANNOUNCED_EVERY_MS - Date.now(), 0);
    const timer = setTimeout(() => {
      spokenAt.current = Date.now();
      setSpoken(words);
    }, wait);
    return () => clearTimeout(timer);
  }, [words, isFinal]);
  return spoken;
}
