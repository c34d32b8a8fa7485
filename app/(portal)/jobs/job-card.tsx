"use client";

import { CircleAlert, FlaskConical, Pause } from "lucide-react";
import { OrderWaits } from "@/components/orders/order-waits";
import { OrderStatusBadge } from "@/components/state-badges";
import { Badge } from "@/components/ui/badge";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { RelativeTime } from "@/components/ui/time";
import type { Job } from "@/lib/domain/job-center";
import { ORDER_KINDS } from "@/lib/domain/order";
import { spellRate } from "@/lib/domain/order-progress";
import { JobActions } from "./job-actions";

/** One order: progress, speed, what it waits for, and what can be done. */
export function JobCard({ job, deniedReason }: { job: Job; deniedReason: string | null }) {
  const { sums, progress } = job;
  const name = `${ORDER_KINDS[job.kind].label}: ${formatNoun(sums.requested, "number")}`;
  return (
    <article aria-labelledby={`job-${job.id}`} className="flex flex-col gap-3 py-4">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3
            id={`job-${job.id}`}
            className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-semibold text-ink"
          >
            <TextLink href={`/orders/${job.ref}`}>{name}</TextLink>
            <OrderStatusBadge status={progress.status} />
            {progress.control === "paused" && progress.counts.queued > 0 && <Badge icon={Pause}>Paused</Badge>}
            {progress.pause && (
              <Badge tone="bad" icon={CircleAlert}>
                Carrier paused
              </Badge>
            )}
            {job.isSandbox && <Badge icon={FlaskConical}>Sandbox</Badge>}
          </h3>
          <p className="mt-0.5 text-xs text-muted">
            {progress.carrierLabel} · {job.accountLabel} · <code className="font-mono">{job.ref}</code> · started{" "}
            <RelativeTime at={job.createdAt} /> by {job.personName ?? "Tandem"}
          </p>
        </div>
        <JobActions job={job} name={name} deniedReason={deniedReason} />
      </header>
      <OutcomeBar sums={sums} hasLegend />
      <Figures job={job} />
      <OrderWaits progress={progress} />
    </article>
  );
}

function Figures({ job: { sums, progress } }: { job: Job }) {
  const ended = sums.confirmed + sums.failed + sums.skipped;
  const figures = [
    { label: "Done", value: `${formatCount(ended)} of ${formatCount(sums.requested)}` },
    { label: "Current speed", value: `${formatNoun(progress.sentLastMinute, "number")} in the last minute` },
    {
      label: "Allowed",
      value:
        progress.allowedPerSecond === null
          ? "unknown"
          : `${spellRate(progress.allowedPerSecond)}${spellUnit(progress.writeSize)}`,
    },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
      {figures.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="text-sm text-ink tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const spellUnit = (writeSize: number) => (writeSize === 1 ? "" : `, up to ${formatCount(writeSize)} numbers each`);
