import { Section } from "@/components/ui/card";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TextLink } from "@/components/ui/link";
import { NoValue } from "@/components/ui/no-value";
import { StateBadge } from "@/components/ui/state-badge";
import { Elapsed, RelativeTime } from "@/components/ui/time";
import { type CycleRun, type CycleState, type CycleView, READING_LABELS } from "@/lib/domain/reading-cycle";
import type { Tone } from "@/lib/domain/service-state";
import { CYCLES_TABLE } from "@/lib/domain/cycle-tables";
import { formatDuration } from "./format-duration";
import { CycleActions } from "./cycle-actions";

const STATES = {
  running: { tone: "pending", label: "Reading" },
  waiting: { tone: "unknown", label: "Waiting" },
  planned: { tone: "good", label: "Planned" },
  paused: { tone: "neutral", label: "Paused" },
  off: { tone: "neutral", label: "Off" },
} as const satisfies Record<CycleState, { tone: Tone; label: string }>;

/** What is read again at each account: when, how far, what it found. */
export const CycleList = ({ cycles, deniedReason }: { cycles: readonly CycleView[]; deniedReason: string | null }) => (
  <div id="readings">
    <Section
      title="Readings"
      actions={
        <>
          <TextLink href="/numbers/drifted">Drifted numbers</TextLink>
          <TextLink href="/settings">Intervals</TextLink>
        </>
      }
    >
      <DataTable
        label="Readings of each account"
        columns={CYCLES_TABLE}
        rows={cycles}
        keyOf={({ accountId, group }) => `${accountId} ${group}`}
        cells={{
          what: ({ group, carrierLabel, accountLabel, hours }) => (
            <span className="flex flex-col gap-0.5 py-1 sm:whitespace-nowrap">
              <span className="font-medium">{READING_LABELS[group].label}</span>
              <span className="text-xs text-muted">
                {carrierLabel} · {accountLabel}, {hours === null ? "off" : `every ${formatNoun(hours, "hour")}`}
              </span>
            </span>
          ),
          state: ({ state, fault, run }) => (
            <span className="flex flex-col gap-0.5">
              <StateBadge {...STATES[state]} look="plain" />
              {fault && <span className="max-w-72 text-xs text-muted">{fault}</span>}
              {run && <Progress run={run} />}
            </span>
          ),
          last: ({ last, group }) =>
            last === null ? (
              <NoValue>never read</NoValue>
            ) : (
              <LastRun run={last} noun={group === "campaigns" ? "campaign" : "number"} />
            ),
          next: ({ nextAt, state }) =>
            state === "running" ? (
              <NoValue>now</NoValue>
            ) : nextAt === null || state === "paused" ? (
              <NoValue>{state === "off" ? "never: it is off" : "when it is resumed"}</NoValue>
            ) : (
              <span className="text-xs whitespace-nowrap">
                <RelativeTime at={nextAt} />
              </span>
            ),
          actions: (cycle) => <CycleActions cycle={cycle} deniedReason={deniedReason} />,
        }}
        empty={<EmptyState title="No readings yet">They are planned when a worker has seen the accounts.</EmptyState>}
      />
    </Section>
  </div>
);

const Progress = ({ run: { startedAt, read, total, calls } }: { run: CycleRun }) => (
  <span className="text-xs text-muted tabular-nums">
    {formatCount(read)}
    {total > 0 && ` of ${formatCount(total)}`}, {formatNoun(calls, "call")}, <Elapsed since={startedAt} />
  </span>
);

const LastRun = ({ run, noun }: { run: CycleRun; noun: string }) => (
  <span className="flex max-w-80 flex-col gap-0.5 py-1 text-xs lg:w-72">
    <span className="whitespace-nowrap">
      {run.endedAt && <RelativeTime at={run.endedAt} />}
      <span className="text-muted">
        {run.endedAt && `, took ${formatDuration(Date.parse(run.endedAt) - Date.parse(run.startedAt))}`}
      </span>
    </span>
    <span className="text-muted tabular-nums">
      {formatNoun(run.read, noun)} read, {formatNoun(run.changed, "number")} changed, {formatNoun(run.calls, "call")}
      {run.failed > 0 && <span className="font-medium text-bad">, {formatCount(run.failed)} not readable</span>}
      {run.isPartial && ". The list had unreadable entries, so nothing counts as gone."}
    </span>
  </span>
);
