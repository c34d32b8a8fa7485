"use client";

import { Square } from "lucide-react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { useReloadingAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { ProgressBar } from "@/components/uploads/progress-bar";
import type { LookupJob } from "@/lib/domain/job-center";
import { stopAskingAction } from "../lookup/actions";

/** Lookups that ask the carriers now; one can be stopped, and keeps what was read. */
export const LookupJobs = ({ jobs, deniedReason }: { jobs: readonly LookupJob[]; deniedReason: string | null }) => (
  <Section title={`Asking carriers: ${formatNoun(jobs.length, "lookup")}`}>
    <ul className="divide-y divide-line border-y border-line">
      {jobs.map((job) => (
        <LookupJobRow key={job.id} job={job} deniedReason={deniedReason} />
      ))}
    </ul>
  </Section>
);

function LookupJobRow({ job, deniedReason }: { job: LookupJob; deniedReason: string | null }) {
  const { run, isBusy, failure } = useReloadingAction();
  const { id, name, done, total, personName, startedAt, failures } = job;
  const stop = () =>
    run(
      () => stopAskingAction({ id }),
      () => toast.success("Stopped. What was read so far is kept"),
    );
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="text-sm font-semibold text-ink">
          <TextLink href={`/lookup/${id}`}>{name}</TextLink>
        </h3>
        <p className="mt-0.5 text-xs text-muted">
          Started <RelativeTime at={startedAt} /> by {personName ?? "Tandem"}
        </p>
      </div>
      <div className="min-w-0 flex-1 basis-56">
        <ProgressBar
          label={`Asking the carriers: ${name}`}
          done={done}
          total={total}
          text={`${formatCount(done)} of ${formatCount(total)} readings`}
        />
        {failures.map((text) => (
          <p key={text} className="mt-1 text-xs text-bad">
            {text}
          </p>
        ))}
      </div>
      <Button
        size="sm"
        icon={<Square aria-hidden />}
        isBusy={isBusy}
        disabledReason={deniedReason}
        aria-label={`Stop asking: ${name}`}
        onClick={stop}
      >
        Stop asking
      </Button>
      {failure && (
        <div className="w-full">
          <FailureBanner failure={failure} />
        </div>
      )}
    </li>
  );
}
