import { CircleAlert, CircleDot, Copy } from "lucide-react";
import type { NumberCounts } from "@/lib/domain/number-list";
import { formatCount } from "../ui/format";
import { Spinner } from "../ui/spinner";

/** What was read: valid + duplicate + invalid, which together are the rows. */
export function NumberSummary({ counts, isReading }: { counts: NumberCounts; isReading: boolean }) {
  const parts = [
    {
      label: counts.valid === 1 ? "number" : "different numbers",
      count: counts.valid,
      icon: CircleDot,
      tone: "text-accent",
    },
    {
      label: counts.duplicate === 1 ? "duplicate" : "duplicates",
      count: counts.duplicate,
      icon: Copy,
      tone: "text-pending",
    },
    { label: "invalid", count: counts.invalid, icon: CircleAlert, tone: "text-bad" },
  ];
  return (
    <div aria-live="polite" className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm tabular-nums">
      <span>
        <strong className="font-semibold text-ink">{formatCount(counts.total)}</strong>{" "}
        <span className="text-muted">{counts.total === 1 ? "row" : "rows"}</span>
      </span>
      <span aria-hidden className="text-faint">
        =
      </span>
      {parts.map(({ label, count, icon: Icon, tone }) => (
        <span key={label} className="flex items-center gap-1.5">
          <Icon aria-hidden className={count === 0 ? "size-3.5 text-faint" : `size-3.5 ${tone}`} />
          <strong className={count === 0 ? "font-semibold text-faint" : "font-semibold text-ink"}>
            {formatCount(count)}
          </strong>
          <span className="text-muted">{label}</span>
        </span>
      ))}
      {isReading && (
        <span className="flex items-center gap-1.5 text-xs text-muted">
          <Spinner /> reading
        </span>
      )}
    </div>
  );
}
