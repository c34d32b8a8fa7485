"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { cx } from "@/components/ui/cx";
import { CheckedAt } from "@/components/ui/time";
import { TONE_ICONS, TONE_TEXT } from "@/components/ui/tone";
import { toVerdictTone } from "@/components/numbers/verdict-tone";
import { Author } from "./author";
import { DoubleClaim } from "./double-claim";
import { EvidenceLink } from "./evidence-link";
import { VerdictButton } from "./verdict-button";
import type { VerdictProps } from "./verdict-props";
import { useSpelled, VerdictSentence } from "@/components/numbers/verdict-sentence";

/** The answer of the page: one sentence, who and what stands behind it, and the one thing to do about it. */
export function VerdictPanel(props: VerdictProps) {
  const { verdict, steps } = props.status;
  const tone = toVerdictTone(verdict);
  const Icon = TONE_ICONS[tone];
  const customerText = useSpelled(verdict.customerText);
  const readings = steps.flatMap(({ isRequired, at }) => (isRequired && at ? [at] : []));
  return (
    <section aria-label="Verdict" className="flex flex-col gap-3">
      <h2
        className="flex max-w-[60rem] items-start gap-3 text-[1.75rem] leading-9 font-semibold tracking-tight text-pretty text-ink max-sm:text-[1.375rem] max-sm:leading-7"
        aria-live="polite"
      >
        {tone === "good" ? (
          <span aria-hidden className="mt-3.5 size-2 shrink-0 rounded-full bg-good-solid" />
        ) : (
          <Icon aria-hidden className={cx("mt-1.5 size-6 shrink-0", TONE_TEXT[tone])} />
        )}
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <VerdictSentence parts={verdict.sentence} />
        </span>
      </h2>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted empty:hidden">
        {verdict.by && <Author by={verdict.by} />}
        {readings.length > 0 && <CheckedAt at={readings.sort()[0] ?? null} staleAfter={86_400_000} />}
        <EvidenceLink callId={verdict.callId} of="the verdict" />
      </p>
      <div className="flex flex-wrap items-start gap-2">
        <VerdictButton {...props} />
        <CopyButton text={customerText} label="Copy for customer" what="the text for the customer" size="md" />
      </div>
      {verdict.claims.length > 0 && <DoubleClaim {...props} claims={verdict.claims} />}
    </section>
  );
}
