"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { z } from "zod/mini";
import { settleAction } from "@/components/feedback/settle-action";
import { useToastedAction } from "@/components/feedback/use-action";
import { Button } from "@/components/ui/button";
import { formatCount, formatDuration, formatNoun } from "@/components/ui/format";
import { toast } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { ProgressBar } from "@/components/uploads/progress-bar";
import type { RefreshRun } from "@/lib/domain/refresh-run";
import { startRefreshAction, stopRefreshAction } from "./actions";

const KEY = ["refreshes"];
const EVERY_MS = 2_000;

const answer = z.object({
  runs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.enum(["running", "done", "stopped"]),
      total: z.number(),
      done: z.number(),
      reported: z.number(),
      faults: z.array(z.string()),
      createdAt: z.string(),
      endedAt: z.nullable(z.string()),
    }),
  ),
});

/** Has a worker read the selection at its carriers; the progress shows on the list. */
export function useStartRefresh() {
  const client = useQueryClient();
  const { run, isBusy: isStarting } = useToastedAction();
  const start = (selection: Parameters<typeof startRefreshAction>[0]) =>
    run(
      () => startRefreshAction(selection),
      () => client.invalidateQueries({ queryKey: KEY }),
    );
  return { start, isStarting };
}

/** The person's readings of many numbers: under way with a bar, and how the last ones ended. `initial`: as the page was rendered. */
export function RefreshProgress({ initial }: { initial: readonly RefreshRun[] }) {
  const query = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      const response = await fetch("/api/numbers/refreshes", { signal, cache: "no-store" });
      if (!response.ok) throw new Error(`the readings could not be read: ${response.status}`);
      return answer.parse(await response.json()).runs;
    },
    initialData: [...initial],
    refetchInterval: ({ state }) => (state.data?.some((run) => run.state === "running") ? EVERY_MS : false),
  });
  if (query.data.length === 0) return null;
  return (
    <ul aria-label="Readings" className="flex flex-col gap-3 border-y border-line py-3">
      {query.data.map((run) => (
        <li key={run.id}>{run.state === "running" ? <Running run={run} /> : <Ended run={run} />}</li>
      ))}
    </ul>
  );
}

function Running({ run }: { run: RefreshRun }) {
  const client = useQueryClient();
  const [isStopping, startTransition] = useTransition();
  const now = useNow();
  const elapsed = Math.max(now - Date.parse(run.createdAt), 1_000);
  const left = run.done > 0 ? (elapsed / run.done) * (run.total - run.done) : null;
  const stop = () =>
    startTransition(async () => {
      const result = await settleAction(stopRefreshAction({ id: run.id }));
      if (!result.ok) toast.error(result.error.message);
      await client.invalidateQueries({ queryKey: KEY });
    });
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <p className="min-w-0 flex-1 basis-64 truncate text-sm font-medium text-ink">
        Reading {formatNoun(run.total, "number")}: <span className="font-normal text-muted">{run.name}</span>
      </p>
      <div className="min-w-48 flex-1" aria-live="polite">
        <ProgressBar
          label={`Reading ${formatNoun(run.total, "number")}`}
          done={run.done}
          total={run.total}
          text={`${formatCount(run.done)} of ${formatCount(run.total)}${left === null ? "" : `, about ${formatDuration(left)} left`}`}
        />
      </div>
      <Button size="sm" isBusy={isStopping} onClick={stop}>
        Stop
      </Button>
    </div>
  );
}

function Ended({ run }: { run: RefreshRun }) {
  const router = useRouter();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
      <p className="min-w-0 flex-1 text-ink">
        {run.state === "stopped" ? "Stopped" : "Done"}: the carriers reported on {formatCount(run.reported)} of{" "}
        {formatNoun(run.done, "number")}
        {run.state === "stopped" && `, ${formatNoun(run.total - run.done, "number")} left as they were`}.
        {run.faults.length > 0 && <span className="text-unknown"> Not all could be read. {run.faults[0]}</span>}
      </p>
      <Button size="sm" variant="ghost" onClick={() => router.refresh()}>
        Reload the list
      </Button>
    </div>
  );
}
