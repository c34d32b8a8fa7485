import { formatCount, formatNoun } from "@/components/ui/format";
import { EMPTY_COUNTS, sumOrder } from "@/lib/domain/order";
import type { RowCounts } from "@/lib/domain/uploads/upload";
import type { UploadResults } from "@/lib/domain/uploads/upload-view";

export const pickItems = ({ "not-sent": _, ...items }: UploadResults["counts"]) => items;

/** "41 of 42 confirmed, 1 failed". */
export function describeOutcome({ counts, isSettled, labels, orders }: UploadResults): string {
  const { requested, confirmed, failed, unknown, skipped, pending } = sumOrder({
    ...EMPTY_COUNTS,
    ...pickItems(counts),
  });
  // Labels are not confirmed by a carrier: they are set.
  const done = labels && orders.length === 0 ? "set" : labels ? "done" : "confirmed";
  const left = labels && orders.length === 0 ? "unchanged" : "skipped";
  const undone = labels?.undone ?? 0;
  if (requested === 0) return isSettled ? "Nothing was sent" : "The first numbers are about to be sent";
  const parts = [
    `${formatCount(confirmed)} of ${formatCount(requested)} ${done}`,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(undone > 0 ? [`${formatCount(undone)} undone`] : []),
    ...(skipped > undone ? [`${formatCount(skipped - undone)} ${left}`] : []),
    ...(unknown > 0 ? [`${formatCount(unknown)} unknown`] : []),
    ...(pending > 0 ? [`${formatCount(pending)} in progress`] : []),
  ];
  return parts.join(", ");
}

/** "3 rows were not sent: 2 blocked, 1 removed". */
export function describeNotSent(
  rows: number,
  { problem, blocked, removed }: RowCounts,
  done: "sent" | "set" = "sent",
): string {
  const known = [
    { count: problem, name: "to fix" },
    { count: blocked, name: "blocked" },
    { count: removed, name: "removed" },
  ].filter(({ count }) => count > 0);
  // Duplicates of rows that were not sent, and what was left out of the dry run.
  const rest = rows - known.reduce((sum, { count }) => sum + count, 0);
  const parts = [...known, ...(rest > 0 ? [{ count: rest, name: "left out" }] : [])];
  return `${formatNoun(rows, "row was", "rows were")} not ${done}: ${parts.map(({ count, name }) => `${formatCount(count)} ${name}`).join(", ")}.`;
}
