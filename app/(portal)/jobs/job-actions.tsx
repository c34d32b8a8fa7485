"use client";

import { Ban, Pause, Play } from "lucide-react";
import { useState } from "react";
import { settleAction } from "@/components/feedback/settle-action";
import { ConfirmDialog } from "@/components/feedback/confirm-dialog";
import { FailureBanner } from "@/components/feedback/failure-banner";
import { TelephoneNumber } from "@/components/number";
import { Button } from "@/components/ui/button";
import { formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import type { Job } from "@/lib/domain/job-center";
import { useOrderAction } from "../orders/[id]/use-order-action";
import { controlOrderAction } from "../orders/actions";

/** Hold back, go on, or take back what has not been sent; nothing where all of it has. */
export function JobActions({ job, name, deniedReason }: { job: Job; name: string; deniedReason: string | null }) {
  const { run, isBusy, failure } = useOrderAction();
  // The count of the moment in which the dialog opened; the queue may run on meanwhile.
  const [cancelling, setCancelling] = useState<Pick<Job, "unsent"> & { count: number }>();
  const { queued } = job.progress.counts;
  const isPaused = job.progress.control === "paused";
  if (queued === 0 && !failure && !cancelling) return null;
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
            () => toast.success(isPaused ? "The order goes on" : "Paused: what is being sent goes its way"),
          )
        }
      >
        {isPaused ? "Resume" : "Pause"}
      </Button>
      <Button
        size="sm"
        icon={<Ban aria-hidden />}
        disabledReason={deniedReason}
        aria-label={`Cancel the rest of ${name} (${job.ref})`}
        onClick={() => setCancelling({ unsent: job.unsent, count: queued })}
      >
        Cancel the rest
      </Button>
      {cancelling && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setCancelling(undefined)}
          verb="Cancel"
          count={cancelling.count}
          items={cancelling.unsent.map((number) => (
            <TelephoneNumber key={number} e164={number} />
          ))}
          consequences="Only what has not been sent by then is cancelled; what is with the carrier goes its way. The cancelled numbers can be put into a new order later."
          onConfirm={async (reason) => {
            const result = await settleAction(controlOrderAction({ orderId: job.id, to: "cancelled", reason }));
            if (result.ok)
              run(
                async () => result,
                ({ cancelled }) => toast.success(`${formatNoun(cancelled, "number")} cancelled before sending`),
              );
            return result;
          }}
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
