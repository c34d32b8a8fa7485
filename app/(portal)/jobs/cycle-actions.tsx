"use client";

import { FailureBanner } from "@/components/feedback/failure-banner";
import { useReloadingAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import { type CycleView, READING_LABELS } from "@/lib/domain/reading-cycle";
import { controlCycleAction } from "./actions";

const DONE = {
  now: "Begins within seconds",
  paused: "Paused. It keeps its place",
  run: "Resumed",
} as const;

export function CycleActions({ cycle, deniedReason }: { cycle: CycleView; deniedReason: string | null }) {
  const { run, isBusy, failure } = useReloadingAction();
  const { accountId, group, state, carrierLabel } = cycle;
  const control = (to: keyof typeof DONE) =>
    run(
      () => controlCycleAction({ accountId, group, to }),
      () => toast.success(DONE[to]),
    );
  const name = `${READING_LABELS[group].label} at ${carrierLabel}`;
  return (
    <span className="flex justify-end gap-1.5">
      <Button
        size="sm"
        isBusy={isBusy}
        disabledReason={deniedReason ?? (state === "running" ? "It is being read." : null)}
        aria-label={`Read now: ${name}`}
        onClick={() => control("now")}
      >
        Read now
      </Button>
      <Button
        size="sm"
        isBusy={isBusy}
        disabledReason={deniedReason}
        aria-label={`${state === "paused" ? "Resume" : "Pause"}: ${name}`}
        onClick={() => control(state === "paused" ? "run" : "paused")}
      >
        {state === "paused" ? "Resume" : "Pause"}
      </Button>
      {failure && <FailureBanner failure={failure} />}
    </span>
  );
}
