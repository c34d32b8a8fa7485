import type { OrderSums } from "@/lib/domain/order";
import { cx } from "./cx";
import { formatCount } from "./format";

const PARTS = [
  { key: "confirmed", label: "confirmed", bar: "bg-good-solid" },
  { key: "failed", label: "failed", bar: "bg-bad-solid" },
  { key: "unknown", label: "unknown", bar: "bg-unknown-solid" },
  { key: "skipped", label: "skipped", bar: "bg-line-strong" },
  { key: "pending", label: "pending", bar: "bg-pending-solid" },
] as const;

/** A bar of requested = confirmed + failed + skipped + pending + unknown; `hasLegend` adds the counts as text. */
export function OutcomeBar({
  sums,
  hasLegend = false,
  className,
}: {
  sums: OrderSums;
  hasLegend?: boolean;
  className?: string;
}) {
  const parts = PARTS.filter(({ key }) => sums[key] > 0).map(({ key, label }) => `${formatCount(sums[key])} ${label}`);
  const total = Math.max(1, sums.requested);
  return (
    <div className={cx("min-w-0", className)}>
      <div
        role="img"
        aria-label={`${formatCount(sums.requested)} requested: ${parts.join(", ") || "nothing yet"}`}
        className={cx("flex w-full gap-px overflow-hidden rounded-full bg-sunken", hasLegend ? "h-2" : "h-1.5")}
      >
        {PARTS.map(
          ({ key, bar }) =>
            sums[key] > 0 && (
              <span
                key={key}
                className={cx(
                  "h-full min-w-0.5 transition-[flex-grow] duration-300",
                  // In a list, color is for what went wrong.
                  key === "confirmed" && !hasLegend ? "bg-neutral-solid" : bar,
                )}
                style={{ flexGrow: sums[key] / total, flexBasis: 0 }}
              />
            ),
        )}
      </div>
      {hasLegend && (
        <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
          <LegendEntry label="requested" count={sums.requested} />
          {PARTS.map(({ key, label, bar }) => (
            <LegendEntry key={key} label={label} count={sums[key]} dot={bar} />
          ))}
        </ul>
      )}
    </div>
  );
}

function LegendEntry({ label, count, dot }: { label: string; count: number; dot?: string }) {
  return (
    <li className="flex items-center gap-1.5 text-sm tabular-nums">
      {dot && <span aria-hidden className={cx("size-2 rounded-full", dot, count === 0 && "opacity-40")} />}
      <span className={cx("font-semibold", count === 0 ? "text-faint" : "text-ink")}>{formatCount(count)}</span>
      <span className="text-muted">{label}</span>
    </li>
  );
}
