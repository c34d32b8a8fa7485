"use client";

import { Ban, Pause, Play } from "lucide-react";
import { useState } from "react";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { Job } from "@/lib/domain/job-center";
import { useReloadingAction } from "@/components/feedback/use-action";
import { controlOrderAction } from "../orders/actions";
import { StopDialog } from "../orders/stop-dialog";

/** Pause, resume or stop what is not sent yet; nothing where all of it is. */
export function JobActions({ job, name, deniedReason }: { job: Job; name: string; deniedReason: string | null }) {
  const { run, isBusy, failure } = useReloadingAction();
  // The count of the moment when the dialog opened; sending goes on meanwhile.
  const [stopping, setStopping] = useState<Pick<Job, "unsent"> & { count: number }>();
  const { queued } = job.progress.counts;
  const isPaused = job.progress.control === "paused";
  if (queued === 0 && !failure && !stopping) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        size="sm"
        icon={isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        isBusy={isBusy}
        disabledReason={deniedReason}
        aria-label={`${isPaused ? "Resume" : "Pause"} ${name} (${job.ref})`}
        onClick={() =>
          run(
            () => controlOrderAction({ orderId: job.id, to: isPaused ? "run" : "paused" }),
            () => toast.success(isPaused ? "Order resumed" : "Paused. Numbers that are being sent are not stopped"),
          )
        }
      >
        {isPaused ? "Resume" : "Pause"}
      </Button>
      <Button
        size="sm"
        icon={<Ban aria-hidden />}
        disabledReason={deniedReason}
        aria-label={`Stop the rest of ${name} (${job.ref})`}
        onClick={() => setStopping({ unsent: job.unsent, count: queued })}
      >
        Stop the rest…
      </Button>
      {stopping && (
        <StopDialog
          orderId={job.id}
          count={stopping.count}
          first={stopping.unsent}
          run={run}
          onClose={() => setStopping(undefined)}
        />
      )}
      {failure && (
        <div className="w-full">
          <FailureBanner failure={failure} />
        </div>
      )}
    </div>
  );
}
