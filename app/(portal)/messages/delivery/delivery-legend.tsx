import { cx } from "@/components/ui/cx";
import { formatCount } from "@/components/ui/format";
import type { DeliveryCounts } from "@/lib/domain/delivery";
import { OUTCOME_STYLE } from "./outcome-style";

export function DeliveryLegend({ counts }: { counts: DeliveryCounts }) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm tabular-nums">
      <li className="text-muted">
        <span className="font-semibold text-ink">{formatCount(counts.sent)}</span> sent
      </li>
      {OUTCOME_STYLE.map(({ name, label, dot }) => (
        <li key={name} className="flex items-center gap-1.5 text-muted">
          <span aria-hidden className={cx("size-2 rounded-full", dot, counts[name] === 0 && "opacity-40")} />
          <span className={cx("font-semibold", counts[name] === 0 ? "text-faint" : "text-ink")}>
            {formatCount(counts[name])}
          </span>
          {label}
        </li>
      ))}
    </ul>
  );
}
