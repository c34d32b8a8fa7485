import type { LucideIcon } from "lucide-react";
import type { Tone } from "@/lib/domain/service-state";
import { cx } from "./cx";
import { TONE_ICONS, TONE_SOFT, TONE_TEXT, ToneDot } from "./tone";
import { Tooltip } from "./tooltip";

/** Icon, label and color; what is well is quiet: a dot and ink. `raw` is the carrier's value, shown on hover and focus. `plain` omits the box, for dense tables. */
export function StateBadge({
  tone,
  label,
  raw,
  icon,
  look = "box",
}: {
  tone: Tone;
  label: string;
  raw?: string | null;
  icon?: LucideIcon;
  look?: "box" | "plain";
}) {
  const Icon = icon ?? TONE_ICONS[tone];
  const isQuiet = tone === "good" && icon === undefined;
  const badge = (
    <span
      tabIndex={raw ? 0 : undefined}
      className={cx(
        "inline-flex max-w-full items-center gap-1 align-middle text-xs font-medium whitespace-nowrap",
        isQuiet
          ? "h-5 text-ink"
          : look === "box"
            ? cx("h-5 rounded-sm border px-1.5", TONE_SOFT[tone])
            : TONE_TEXT[tone],
      )}
    >
      {isQuiet ? (
        <ToneDot tone={tone} className="mx-[3px]" />
      ) : (
        <Icon aria-hidden className="size-3 shrink-0" strokeWidth={2.25} />
      )}
      <span className="truncate">{label}</span>
    </span>
  );
  return raw ? <Tooltip content={<span className="font-mono">{raw}</span>}>{badge}</Tooltip> : badge;
}
