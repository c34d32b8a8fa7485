import { RouteLink } from "@/components/ui/route-link";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { formatCount, formatNoun } from "@/components/ui/format";
import type { CoveragePlace } from "@/lib/domain/coverage-query";
import { findShade, shadeCounts, type Shade } from "./shade-counts";
import { MAP_HEIGHT, MAP_WIDTH, STATE_SHAPES, type StateShape } from "./state-shapes";

const fillOf = (shade: Shade | null) =>
  shade ? `color-mix(in oklab, var(--accent) ${shade.strength}%, var(--surface))` : "var(--sunken)";
const inkOf = (shade: Shade | null) =>
  shade === null ? "var(--muted)" : shade.strength > 80 ? "var(--on-accent)" : "var(--ink)";

/** The states, shaded by how many numbers are on offer; each leads to its rate centers, as its row in the table does. */
export function StateMap({ places, hrefOf }: { places: readonly CoveragePlace[]; hrefOf: (state: string) => string }) {
  const counts = new Map(places.flatMap(({ state, count }) => (state === null ? [] : [[state, count] as const])));
  const drawn = STATE_SHAPES.map((shape) => ({ shape, count: counts.get(shape.code) ?? 0 }));
  const shades = shadeCounts(drawn.map(({ count }) => count));
  const elsewhere = places.filter(({ state }) => !STATE_SHAPES.some(({ code }) => code === state)).length;
  return (
    <Card className="flex flex-col gap-3 lg:sticky lg:top-4">
      <svg
        viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
        role="group"
        aria-label="Map of the states, shaded by numbers on offer"
        className="h-auto w-full"
      >
        {drawn.map(({ shape, count }) => (
          <StateOnMap
            key={shape.code}
            shape={shape}
            count={count}
            shade={findShade(shades, count)}
            href={hrefOf(shape.code)}
          />
        ))}
      </svg>
      <ul aria-label="Numbers on offer" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted tabular-nums">
        {shades.map((shade) => (
          <LegendItem key={shade.from} shade={shade}>
            {shade.to === null
              ? `${formatCount(shade.from)} and more`
              : `${formatCount(shade.from)}–${formatCount(shade.to)}`}
          </LegendItem>
        ))}
        {drawn.some(({ count }) => count === 0) && <LegendItem shade={null}>None</LegendItem>}
      </ul>
      {elsewhere > 0 && (
        <p className="text-xs text-muted">
          {formatNoun(elsewhere, "place")} off the map {elsewhere === 1 ? "is" : "are"} shown only in the table.
        </p>
      )}
    </Card>
  );
}

function LegendItem({ shade, children }: { shade: Shade | null; children: React.ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span
        aria-hidden
        className="size-3 rounded-sm border border-control-line"
        style={{ backgroundColor: fillOf(shade) }}
      />
      {children}
    </li>
  );
}

function StateOnMap({
  shape,
  count,
  shade,
  href,
}: {
  shape: StateShape;
  count: number;
  shade: Shade | null;
  href: string;
}) {
  const { code, name, path, x, y, isSmall } = shape;
  const text = count === 0 ? `${name}: none` : `${name}: ${formatNoun(count, "number")}`;
  const drawing = (
    <>
      <title>{text}</title>
      <path
        d={path}
        style={{ fill: fillOf(shade) }}
        className={cx(
          "stroke-surface stroke-[1.5]",
          count > 0 &&
            "group-hover/state:stroke-ink group-hover/state:stroke-2 group-focus-visible/state:stroke-ink group-focus-visible/state:stroke-4",
        )}
      />
      <g aria-hidden className="hidden sm:block">
        {isSmall && (
          <rect
            x={x - 17}
            y={y - 12}
            width={34}
            height={23}
            rx={4}
            style={{ fill: fillOf(shade) }}
            className={cx(
              "stroke-line-strong",
              count > 0 &&
                "group-hover/state:stroke-ink group-focus-visible/state:stroke-ink group-focus-visible/state:stroke-4",
            )}
          />
        )}
        <text
          x={x}
          y={y}
          textAnchor="middle"
          dominantBaseline="central"
          style={{ fill: inkOf(shade) }}
          className="pointer-events-none text-[15px] font-medium"
        >
          {code}
        </text>
      </g>
    </>
  );
  if (count === 0) return <g>{drawing}</g>;
  return (
    <RouteLink href={href} scroll={false} aria-label={text} className="group/state outline-none">
      {drawing}
    </RouteLink>
  );
}
