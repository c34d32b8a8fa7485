import { cx } from "@/components/ui/cx";
import { formatCount } from "@/components/ui/format";
import { TONE_TEXT } from "@/components/ui/tone";
import type { Tone } from "@/lib/domain/service-state";

/** A count in a column; zero is faint, what needs attention is in color. */
export function Figure({ count, tone = "neutral" }: { count: number; tone?: Tone }) {
  const color = count === 0 ? "text-faint" : tone === "neutral" ? "text-ink" : TONE_TEXT[tone];
  return (
    <span
      data-empty={count === 0 || undefined}
      className={cx("tabular-nums", color, count > 0 && tone !== "neutral" && "font-medium")}
    >
      {formatCount(count)}
    </span>
  );
}
