import { FlaskConical } from "lucide-react";
import { ExportMenu } from "@/components/exports/export-menu";
import { OrderStatusBadge } from "@/components/state-badges";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { OutcomeBar } from "@/components/ui/outcome-bar";
import { RelativeTime } from "@/components/ui/time";
import type { EndedJob } from "@/lib/domain/job-center";
import { ORDER_KINDS } from "@/lib/domain/order";
import { describeSums } from "@/lib/domain/order-progress";

/** Today's ended orders, latest first, each with a link and the export of its results. */
export function EndedJobs({ jobs, more }: { jobs: readonly EndedJob[]; more: number }) {
  return (
    <Section title={`Ended today: ${formatNoun(jobs.length + more, "order")}`}>
      <ul className="divide-y divide-line border-y border-line">
        {jobs.map((job) => (
          <EndedJobRow key={job.id} job={job} />
        ))}
      </ul>
      {more > 0 && (
        <p className="text-sm text-muted">
          {formatNoun(more, "more order")} ended today: <TextLink href="/orders">all orders</TextLink>
        </p>
      )}
    </Section>
  );
}

function EndedJobRow({ job }: { job: EndedJob }) {
  const name = `${ORDER_KINDS[job.kind].label}: ${formatNoun(job.sums.requested, "number")}`;
  return (
    <li>
      <article aria-labelledby={`job-${job.id}`} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
        <div className="min-w-0 flex-1 basis-64">
          <h3
            id={`job-${job.id}`}
            className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-semibold text-ink"
          >
            <TextLink href={`/orders/${job.ref}`}>{name}</TextLink>
            <OrderStatusBadge status={job.status} />
            {job.isSandbox && <Badge icon={FlaskConical}>Sandbox</Badge>}
          </h3>
          <p className="mt-0.5 text-xs text-muted">
            {job.carrierLabel} · {job.accountLabel} · <code className="font-mono">{job.ref}</code> · ended{" "}
            <RelativeTime at={job.settledAt} />, placed by {job.personName ?? "Tandem"}
          </p>
        </div>
        <div className="min-w-0 flex-1 basis-56">
          <OutcomeBar sums={job.sums} />
          <p className="mt-1 text-xs text-muted tabular-nums">{describeSums(job.sums)}</p>
        </div>
        <ExportMenu href={`/api/orders/${job.id}/export`} label="Results" of={`${name} (${job.ref})`} />
      </article>
    </li>
  );
}
