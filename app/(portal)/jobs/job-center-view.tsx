import { Hourglass } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import type { JobCenter } from "@/lib/domain/job-center";
import { EndedJobs } from "./ended-jobs";
import { JobCard } from "./job-card";
import { RateQueues } from "./rate-queues";

/** Everything in progress, what it waits for, and what ended today. */
export function JobCenterView({ center, deniedReason }: { center: JobCenter; deniedReason: string | null }) {
  const { jobs, more, queues, ended, moreEnded } = center;
  return (
    <>
      {queues.length > 0 && (
        <Section title="Rate queues" description="Each carrier's rate limit, and what is waiting for it.">
          <RateQueues queues={queues} />
        </Section>
      )}
      <Section title={jobs.length === 0 ? "In progress" : `In progress: ${formatNoun(jobs.length + more, "order")}`}>
        {jobs.length === 0 ? (
          <Card isFlush>
            <EmptyState
              icon={Hourglass}
              title="Nothing in progress"
              actions={<ButtonLink href="/orders">Finished orders</ButtonLink>}
            >
              Orders appear here when they are placed. When every number has a result, the order moves to “Ended today”.
            </EmptyState>
          </Card>
        ) : (
          <ul className="flex flex-col gap-3">
            {jobs.map((job) => (
              <li key={job.id}>
                <JobCard job={job} deniedReason={deniedReason} />
              </li>
            ))}
          </ul>
        )}
        {more > 0 && (
          <p className="text-sm text-muted">
            {formatNoun(more, "older order")} in progress:{" "}
            <TextLink href="/orders?status=PROCESSING">all orders in progress</TextLink>
          </p>
        )}
      </Section>
      {ended.length > 0 && <EndedJobs jobs={ended} more={moreEnded} />}
    </>
  );
}
