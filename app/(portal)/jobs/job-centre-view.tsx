import { Hourglass } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import type { JobCentre } from "@/lib/domain/job-centre";
import { EndedJobs } from "./ended-jobs";
import { JobCard } from "./job-card";
import { RateQueues } from "./rate-queues";

/** Everything under way, what it waits for, and what ended today. */
export function JobCentreView({ centre, deniedReason }: { centre: JobCentre; deniedReason: string | null }) {
  const { jobs, more, queues, ended, moreEnded } = centre;
  return (
    <>
      {queues.length > 0 && (
        <Section title="Rate queues" description="How fast each carrier lets us go, and what waits for its turn.">
          <RateQueues queues={queues} />
        </Section>
      )}
      <Section title={jobs.length === 0 ? "Under way" : `Under way: ${formatNoun(jobs.length + more, "order")}`}>
        {jobs.length === 0 ? (
          <Card isFlush>
            <EmptyState
              icon={Hourglass}
              title="Nothing is under way"
              actions={<ButtonLink href="/orders">Finished orders</ButtonLink>}
            >
              An order appears here as soon as it is placed. Once every number has a result it moves to “Ended today”.
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
            {formatNoun(more, "older order")} under way besides:{" "}
            <TextLink href="/orders?status=PROCESSING">all in the ledger</TextLink>
          </p>
        )}
      </Section>
      {ended.length > 0 && <EndedJobs jobs={ended} more={moreEnded} />}
    </>
  );
}
