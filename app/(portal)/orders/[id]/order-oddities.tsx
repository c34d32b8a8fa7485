"use client";

import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TelephoneNumber } from "@/components/number";
import { phoneNumber } from "@/lib/domain/phone-number";
import { ODDITY_KINDS, type OddityKind, type OrderOddities, type OrderOddity } from "@/lib/domain/order-view";
import { useEvidence } from "./use-evidence";

type Words = {
  title: (carrier: string, count: number) => string;
  explain: (carrier: string) => string;
  label: string;
  callLabel: (spelling: string) => string;
};

const WORDS = {
  verdict: {
    title: (carrier) => `An answer of ${carrier} about this order contradicts itself`,
    explain: (carrier) =>
      `The numbers that it did not name clearly became unknown. ${carrier} is asked again, and the first answer that agrees with itself settles them. The call holds the raw answer.`,
    label: "Contradicting status",
    callLabel: (spelling) => `The call with the status ${spelling}`,
  },
  element: {
    title: (carrier, count) =>
      `${carrier}'s answer holds ${formatNoun(count, "element")} that its contract does not list`,
    explain: () => "Nothing was read from them. The call holds the raw answer.",
    label: "Unlisted elements",
    callLabel: (spelling) => `The call with the element ${spelling}`,
  },
  number: {
    title: (carrier, count) =>
      `${carrier}'s answer names ${formatNoun(count, "number")} that ${count === 1 ? "was" : "were"} never submitted`,
    explain: (carrier) =>
      `The contract does not provide for this. Nothing was changed for them here and they are in none of the sums; ask ${carrier} what it did with them.`,
    label: "Never submitted",
    callLabel: (spelling) => `The call that names ${spelling}`,
  },
} as const satisfies Record<OddityKind, Words>;

/** What the carrier's answers hold besides what their contract provides for. It is in no sum, so it has boxes of its own. */
export function OrderOdditiesBox({ oddities, carrierLabel }: { oddities: OrderOddities; carrierLabel: string }) {
  return ODDITY_KINDS.map((kind) => (
    <OddityBox
      key={kind}
      words={WORDS[kind]}
      first={oddities.first.filter((one) => one.kind === kind)}
      count={oddities.counts[kind] ?? 0}
      carrierLabel={carrierLabel}
    />
  ));
}

function OddityBox({
  words,
  first,
  count,
  carrierLabel,
}: {
  words: Words;
  first: readonly OrderOddity[];
  count: number;
  carrierLabel: string;
}) {
  const evidence = useEvidence();
  if (count === 0) return null;
  return (
    <PageBanner tone="unknown" title={words.title(carrierLabel, count)}>
      <p>{words.explain(carrierLabel)}</p>
      <ul aria-label={words.label} className="mt-2 flex flex-col gap-1">
        {first.map(({ kind, spelling, words: said, callId }) => (
          <li key={spelling} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Spelling kind={kind} text={spelling} />
            <span className="min-w-0 flex-1 basis-60 break-words text-ink">
              {kind === "verdict" ? said : `“${said}”`}
            </span>
            {callId && (
              <Button size="sm" aria-label={words.callLabel(spelling)} onClick={() => evidence.open(callId)}>
                The call
              </Button>
            )}
          </li>
        ))}
        {count > first.length && <li>and {formatCount(count - first.length)} more</li>}
      </ul>
    </PageBanner>
  );
}

function Spelling({ kind, text }: { kind: OddityKind; text: string }) {
  const known = kind === "number" ? phoneNumber.safeParse(text) : null;
  return known?.success ? (
    <TelephoneNumber e164={known.data} isLink />
  ) : (
    <code className="font-mono text-xs break-all text-ink">{text}</code>
  );
}
