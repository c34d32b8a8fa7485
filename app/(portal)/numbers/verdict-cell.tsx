import { VerdictSentence } from "@/components/numbers/verdict-sentence";
import { toVerdictTone } from "@/components/numbers/verdict-tone";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { TONE_TEXT, ToneDot } from "@/components/ui/tone";
import { describeClaims } from "@/lib/domain/double-claim";
import type { NumberRow } from "@/lib/services/numbers/number-view";

const FIRST = /^(Can text|Cannot text yet|Cannot text|Not known yet|Not known)/;

/** Whether the number can text, in one line, or in up to three where it is all that a row says; only the answer is colored, and only where it is not good. */
export function VerdictCell({
  verdict,
  isDoubleClaimed = false,
  isWrapped = false,
}: Pick<NumberRow, "verdict"> & { isDoubleClaimed?: boolean; isWrapped?: boolean }) {
  const tone = toVerdictTone(verdict);
  const [start, ...rest] = verdict.sentence;
  const answer = typeof start === "string" ? (FIRST.exec(start)?.[0] ?? "") : "";
  const after = typeof start === "string" ? [start.slice(answer.length), ...rest] : verdict.sentence;
  return (
    <span className={cx("flex min-w-0 gap-2", isWrapped ? "items-start" : "items-center")}>
      <ToneDot tone={tone} className={isWrapped ? "mt-[5px]" : undefined} />
      {isDoubleClaimed && (
        <span title={describeClaims(verdict.claims)}>
          <Badge tone="bad">Two carriers</Badge>
          <span className="sr-only">: {describeClaims(verdict.claims)}</span>
        </span>
      )}
      <span className={cx("min-w-0", isWrapped ? "line-clamp-3 whitespace-normal" : "truncate")}>
        <span className={cx("font-medium", verdict.outcome === "can" ? "text-ink" : TONE_TEXT[tone])}>{answer}</span>
        <span className="text-muted">
          <VerdictSentence parts={after} />
        </span>
      </span>
    </span>
  );
}
