import { formatCount, formatNoun } from "@/components/ui/format";
import type { AnswerPart } from "@/lib/domain/answer";
import type { JobCenter } from "@/lib/domain/job-center";

/** What is in progress in one line, and what keeps it from going on; of an idle center, what ended today. */
export function describeJobs({ jobs, more, ended, moreEnded, lookups, pauses }: JobCenter): AnswerPart[] {
  const done = ended.length + moreEnded;
  const overdue = jobs.filter(({ progress }) => progress.overdue > 0).length;
  const paused = jobs.filter(({ progress: { control, counts } }) => control === "paused" && counts.queued > 0).length;
  const orders = jobs.length + more;
  const running = [
    orders > 0 && formatNoun(orders, "order"),
    lookups.length > 0 && `${formatNoun(lookups.length, "lookup")}`,
  ].filter((text) => typeof text === "string");
  return [
    { text: running.length === 0 ? "Nothing in progress" : `${running.join(" and ")} in progress` },
    ...(pauses.length > 0 ? [{ text: `${formatNoun(pauses.length, "account")} paused`, tone: "bad" } as const] : []),
    ...(paused > 0 ? [{ text: `${formatCount(paused)} paused by a person`, tone: "pending" } as const] : []),
    ...(overdue > 0 ? [{ text: `${formatCount(overdue)} overdue`, tone: "pending" } as const] : []),
    ...(done > 0 ? [{ text: `${formatNoun(done, "order")} ended today` }] : []),
  ];
}
