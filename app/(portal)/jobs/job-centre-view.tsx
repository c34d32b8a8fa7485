"use client";

import { CloudOff, Hourglass } from "lucide-react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { Elapsed } from "@/components/ui/time";
import type { JobCentre } from "@/lib/domain/job-centre";
import { JobCard } from "./job-card";
import { RateQueues } from "./rate-queues";
import { useJobs, type JobsError } from "./use-jobs";

/** Everything under way, kept current while somebody looks. */
export function JobCentreView({ initial, deniedReason }: { initial: JobCentre; deniedReason: string | null }) {
  const { centre, fault } = useJobs(initial);
  const { jobs, more, queues } = centre;
  return (
    <>
      {fault && <Disconnected fault={fault} at={centre.at} />}
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
              An order appears here as soon as it is placed, and leaves when every number has its outcome.
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
    </>
  );
}

function Disconnected({ fault, at }: { fault: JobsError; at: string }) {
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-bad">
      <CloudOff aria-hidden className="size-3.5 shrink-0" />
      {fault.isSignedOut ? (
        <span>
          You are signed out: these figures no longer move. The work goes on.{" "}
          <TextLink href="/sign-in?next=/jobs">Sign in again</TextLink>
        </span>
      ) : (
        <span>
          Not connected: these figures are <Elapsed since={at} /> old. Trying again; the work goes on.
        </span>
      )}
    </p>
  );
}
