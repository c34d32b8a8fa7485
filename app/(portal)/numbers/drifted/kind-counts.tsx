import { formatCount, formatNoun } from "@/components/ui/format";
import { RouteLink } from "@/components/ui/route-link";
import { cx } from "@/components/ui/cx";
import { ToneDot } from "@/components/ui/tone";
import { DRIFT_LABELS, type DriftCounts, type DriftFilter, LISTED_KINDS } from "@/lib/domain/drift";

/** The page's answer: what is there, and what of it is new. */
export function describeDriftAnswer({ total, recent, kinds }: DriftCounts): string {
  if (total === 0) return "Every number is as it was";
  const lost = kinds["lost-sms"].recent;
  const news =
    lost > 0
      ? `${formatCount(lost)} lost SMS in the last 24 hours`
      : recent > 0
        ? `${formatCount(recent)} of them in the last 24 hours`
        : "none of them in the last 24 hours";
  return `${formatNoun(total, "change")} that no order explains, ${news}`;
}

/** Each kind with its count; a click filters by it, another one takes the filter back. */
export function KindCounts({ counts, filter }: { counts: DriftCounts; filter: DriftFilter }) {
  const shown = LISTED_KINDS.filter((kind) => counts.kinds[kind].total > 0 || filter.kind === kind);
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Changes by kind">
      {shown.map((kind) => {
        const { total, recent } = counts.kinds[kind];
        const isChosen = filter.kind === kind;
        return (
          <li key={kind}>
            <RouteLink
              href={isChosen ? "/numbers/drifted" : `/numbers/drifted?kind=${kind}`}
              aria-current={isChosen ? "true" : undefined}
              className={cx(
                "flex min-w-36 flex-col gap-0.5 rounded-md border px-3 py-2 hover:bg-sunken",
                isChosen ? "border-accent bg-accent-soft" : "border-line",
              )}
            >
              <span className="flex items-center gap-1.5 text-xs text-muted">
                <ToneDot tone={DRIFT_LABELS[kind].tone} />
                {DRIFT_LABELS[kind].label}
              </span>
              <span className="flex items-baseline gap-2">
                <span className="text-lg font-semibold text-ink tabular-nums">{formatCount(total)}</span>
                {recent > 0 && <span className="text-xs text-muted tabular-nums">{formatCount(recent)} in 24 h</span>}
              </span>
            </RouteLink>
          </li>
        );
      })}
    </ul>
  );
}
