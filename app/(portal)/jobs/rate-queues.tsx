"use client";

import { Clock, Gauge } from "lucide-react";
import { formatNoun } from "@/components/ui/format";
import { ClockTime } from "@/components/ui/time";
import { describeRateQueue, type RateQueue } from "@/lib/domain/job-center";

/** One line per allowance, from the rate limiter's state. */
export function RateQueues({ queues }: { queues: readonly RateQueue[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {queues.map((queue) => (
        <li key={`${queue.accountId} ${queue.group}`} className="flex items-start gap-2.5 py-2.5 text-sm">
          <Gauge aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
          <div className="flex min-w-0 flex-col gap-0.5">
            <span className="text-ink tabular-nums">{describeRateQueue(queue)}</span>
            {queue.blockedUntil && (
              <span className="flex items-start gap-1.5 text-pending">
                <Clock aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                <span>
                  {queue.carrierLabel} asked us to wait until <ClockTime at={queue.blockedUntil} hasSeconds />
                  {queue.blockedMessage && ` (${queue.blockedMessage.replace(/[.\s]+$/, "")})`}.
                </span>
              </span>
            )}
            <span className="text-xs text-muted tabular-nums">
              {queue.accountLabel} · {queue.groupLabel} · {formatNoun(queue.callsLastMinute, "call")} in the last minute
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
