import type { DeliveryRow } from "@/lib/domain/delivery";
import { formatCount } from "@/components/ui/format";
import { OUTCOME_STYLE } from "./outcome-style";
import { spellDay } from "./spell-day";

const WIDTH = 960;
const HEIGHT = 150;
const LEFT = 52;
const BOTTOM = 20;
const TOP = 8;
const MAX_BAR = 56;

/** Messages of each day as bars of their outcomes. The table below says the same to those who do not see it. */
export function DeliveryChart({ days }: { days: readonly DeliveryRow[] }) {
  const most = roundUp(Math.max(...days.map(({ sent }) => sent), 1));
  const step = (WIDTH - LEFT) / days.length;
  const bar = Math.min(Math.max(step - (days.length > 45 ? 1 : 4), 1), MAX_BAR);
  const plot = HEIGHT - TOP - BOTTOM;
  const toY = (count: number) => TOP + plot - (count / most) * plot;
  const labelled = chooseLabels(days.length);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Messages sent by day, at most ${formatCount(Math.max(...days.map(({ sent }) => sent)))} on a day. The table has the counts.`}
      className="hidden w-full sm:block"
    >
      {[0, most / 2, most].map((count) => (
        <g key={count}>
          <line x1={LEFT} x2={WIDTH} y1={toY(count)} y2={toY(count)} className="stroke-line" strokeWidth={1} />
          <text x={LEFT - 8} y={toY(count) + 4} textAnchor="end" className="fill-faint text-[11px] tabular-nums">
            {formatCount(count)}
          </text>
        </g>
      ))}
      {days.map((day, index) => {
        const x = LEFT + index * step + (step - bar) / 2;
        return (
          <g key={day.key}>
            <title>{describeDay(day)}</title>
            <rect x={LEFT + index * step} y={TOP} width={step} height={plot} className="fill-transparent" />
            {stack(day).map(({ name, fill, from, to }) => (
              <rect
                key={name}
                x={x}
                width={bar}
                y={toY(to)}
                // What was refused is seen however few it is.
                height={Math.max(toY(from) - toY(to), name === "refused" ? 2 : 0)}
                className={fill}
              />
            ))}
            {labelled.has(index) && (
              <text x={x + bar / 2} y={HEIGHT - 5} textAnchor="middle" className="fill-faint text-[11px]">
                {spellDay(day.key, { isShort: true })}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function stack(day: DeliveryRow) {
  let from = 0;
  return OUTCOME_STYLE.flatMap(({ name, fill }) => {
    if (day[name] === 0) return [];
    const part = { name, fill, from, to: from + day[name] };
    from = part.to;
    return [part];
  });
}

const describeDay = (day: DeliveryRow) =>
  `${spellDay(day.key, { isShort: true })}: ${formatCount(day.sent)} sent${OUTCOME_STYLE.filter(
    ({ name }) => day[name] > 0,
  )
    .map(({ name, label }) => `, ${formatCount(day[name])} ${label}`)
    .join("")}`;

/** A round number that halves well: 10, 12, 16, 20, 24, 30 … */
function roundUp(count: number): number {
  const size = 10 ** Math.max(Math.floor(Math.log10(count)), 0);
  const steps = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].map((factor) => factor * size);
  const found = steps.find((step) => step >= count) ?? count;
  return Math.max(2 * Math.ceil(found / 2), 2);
}

const MAX_LABELS = 8;

function chooseLabels(count: number): Set<number> {
  const every = Math.ceil(count / MAX_LABELS);
  return new Set(
    Array.from({ length: count }, (_, index) => index).filter((index) => (count - 1 - index) % every === 0),
  );
}
