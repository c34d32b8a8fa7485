import { countRows } from "@/lib/domain/uploads/upload-labels";
import type { RowCounts } from "@/lib/domain/uploads/upload";
import { cx } from "../ui/cx";
import { formatCount } from "../ui/format";
import { NoValue } from "../ui/no-value";

/** `988 ready · 12 to fix · 0 blocked`; what is nought and rarely matters is left out, in a line of a list all that is nought. */
export function RowCountsLine({ counts, isWrapped = false }: { counts: RowCounts; isWrapped?: boolean }) {
  if (countRows(counts) === 0) return <NoValue>no rows yet</NoValue>;
  const parts = [
    { count: counts.ready, label: "ready", tone: "text-ink" },
    { count: counts.problem, label: "to fix", tone: "text-bad" },
    { count: counts.blocked, label: "blocked", tone: "text-unknown" },
    ...(counts.duplicate > 0
      ? [
          {
            count: counts.duplicate,
            label: counts.duplicate === 1 ? "duplicate" : "duplicates",
            tone: "text-ink",
          },
        ]
      : []),
    ...(counts.removed > 0 ? [{ count: counts.removed, label: "removed", tone: "text-muted" }] : []),
  ].filter(({ count, label }) => isWrapped || count > 0 || label === "ready");
  return (
    <span
      className={cx(
        "inline-flex items-baseline gap-x-1.5 text-sm whitespace-nowrap tabular-nums",
        isWrapped && "flex-wrap",
      )}
    >
      {parts.map(({ count, label, tone }, index) => (
        <span key={label}>
          {index > 0 && <span className="mr-1.5 text-faint">·</span>}
          <span className={cx("font-medium", count === 0 ? "text-faint" : tone)}>{formatCount(count)}</span>{" "}
          <span className="text-muted">{label}</span>
        </span>
      ))}
    </span>
  );
}
