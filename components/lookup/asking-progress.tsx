"use client";

import { Square } from "lucide-react";
import type { LookupRound } from "@/lib/domain/lookup-view";
import { Button } from "../ui/button";
import { formatCount, formatDuration } from "../ui/format";
import { ClockTime } from "../ui/time";
import { ProgressBar } from "../uploads/progress-bar";
import { useSecond } from "../uploads/use-second";

/** How far the carriers have been asked: one bar over all accounts, and what each of them said that did not answer. */
export function AskingProgress({
  round,
  denial,
  isStopping,
  onStop,
}: {
  round: LookupRound;
  denial: string | null;
  isStopping: boolean;
  onStop: () => void;
}) {
  const now = useSecond();
  const { asks, startedAt } = round;
  const done = asks.reduce((sum, ask) => sum + (ask.isOver ? ask.total : ask.done), 0);
  const total = asks.reduce((sum, ask) => sum + ask.total, 0);
  const seconds = (now - Date.parse(startedAt)) / 1_000;
  const perSecond = seconds >= 1 ? done / seconds : 0;
  const text = [
    `${formatCount(done)} of ${formatCount(total)} readings`,
    ...(perSecond >= 1 ? [`${formatCount(Math.round(perSecond))} per second`] : []),
    ...(perSecond > 0 && done < total ? [`about ${formatDuration(((total - done) / perSecond) * 1_000)} left`] : []),
  ].join(" · ");
  return (
    <section aria-label="Asking the carriers" className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-60 flex-1">
        <ProgressBar label="Asking the carriers" done={done} total={total} text={`Asking the carriers: ${text}`} />
        <AskFailures asks={asks} />
      </div>
      <Button size="sm" icon={<Square aria-hidden />} isBusy={isStopping} disabledReason={denial} onClick={onStop}>
        Stop asking
      </Button>
    </section>
  );
}

/** The accounts that did not answer, with what they said. */
export function AskFailures({ asks }: Pick<LookupRound, "asks">) {
  const failed = asks.filter(({ failure }) => failure !== null);
  if (failed.length === 0) return null;
  return (
    <ul className="mt-1 text-xs text-bad">
      {failed.map(({ accountId, failure, done, total, againAt }) => (
        <li key={accountId}>
          {failure} {formatCount(done)} of {formatCount(total)} read.
          {againAt && (
            <>
              {" "}
              Again at <ClockTime at={againAt} hasSeconds />.
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
