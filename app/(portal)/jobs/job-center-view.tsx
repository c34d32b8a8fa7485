import { Section } from "@/components/ui/card";
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
        <Section title="Rate queues">
          <RateQueues queues={queues} />
        </Section>
      )}
      {jobs.length > 0 && (
        <Section title={`In progress: ${formatNoun(jobs.length + more, "order")}`}>
          <ul className="flex flex-col divide-y divide-line border-y border-line">
            {jobs.map((job) => (
              <li key={job.id}>
                <JobCard job={job} deniedReason={deniedReason} />
              </li>
            ))}
          </ul>
          {more > 0 && (
            <p className="text-sm text-muted">
              {formatNoun(more, "older order")} in progress:{" "}
              <TextLink href="/orders?status=PROCESSING">all orders in progress</TextLink>
            </p>
          )}
        </Section>
      )}
      {jobs.length + ended.length === 0 && (
        <p className="text-sm text-muted">
          An order is listed here from the moment it is placed until every number has a result, and stays for the day.{" "}
          <TextLink href="/sms">Turn SMS on</TextLink>
        </p>
      )}
      {ended.length > 0 && <EndedJobs jobs={ended} more={moreEnded} />}
    </>
  );
}
