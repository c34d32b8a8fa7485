"use client";

import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TelephoneNumber } from "@/components/number";
import { phoneNumber } from "@/lib/domain/phone-number";
import {
  UNDOCUMENTED_KINDS,
  type UndocumentedKind,
  type UndocumentedEntries,
  type UndocumentedEntry,
} from "@/lib/domain/order-view";
import { useEvidence } from "./use-evidence";

type Texts = {
  title: (carrier: string, count: number) => string;
  explain: (carrier: string) => string;
  label: string;
  callLabel: (spelling: string) => string;
};

const TEXTS = {
  verdict: {
    title: (carrier) => `${carrier}'s response about this order contradicts itself`,
    explain: (carrier) =>
      `The numbers that it did not name clearly became unknown. ${carrier} is asked again, and the first consistent response settles them. The call holds the raw response.`,
    label: "Contradicting status",
    callLabel: (spelling) => `The call with the status ${spelling}`,
  },
  element: {
    title: (carrier, count) =>
      `${carrier}'s response has ${formatNoun(count, "element")} that its contract does not list`,
    explain: () => "Nothing was read from them. The call holds the raw response.",
    label: "Unlisted elements",
    callLabel: (spelling) => `The call with the element ${spelling}`,
  },
  number: {
    title: (carrier, count) =>
      `${carrier}'s response names ${formatNoun(count, "number")} that ${count === 1 ? "was" : "were"} never submitted`,
    explain: (carrier) =>
      `The contract does not allow this. Nothing was changed for them here and they are not counted; ask ${carrier} what it did with them.`,
    label: "Never submitted",
    callLabel: (spelling) => `The call that names ${spelling}`,
  },
} as const satisfies Record<UndocumentedKind, Texts>;

/** Parts of the carrier's responses that its contract does not list. They are not counted, so they are shown apart. */
export function UndocumentedBox({
  undocumented,
  carrierLabel,
}: {
  undocumented: UndocumentedEntries;
  carrierLabel: string;
}) {
  return UNDOCUMENTED_KINDS.map((kind) => (
    <UndocumentedList
      key={kind}
      texts={TEXTS[kind]}
      first={undocumented.first.filter((one) => one.kind === kind)}
      count={undocumented.counts[kind] ?? 0}
      carrierLabel={carrierLabel}
    />
  ));
}

function UndocumentedList({
  texts,
  first,
  count,
  carrierLabel,
}: {
  texts: Texts;
  first: readonly UndocumentedEntry[];
  count: number;
  carrierLabel: string;
}) {
  const evidence = useEvidence();
  if (count === 0) return null;
  return (
    <PageBanner tone="unknown" title={texts.title(carrierLabel, count)}>
      <p>{texts.explain(carrierLabel)}</p>
      <ul aria-label={texts.label} className="mt-2 flex flex-col gap-1">
        {first.map(({ kind, spelling, message, callId }) => (
          <li key={spelling} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Spelling kind={kind} text={spelling} />
            <span className="min-w-0 flex-1 basis-60 break-words text-ink">
              {kind === "verdict" ? message : `“${message}”`}
            </span>
            {callId && (
              <Button size="sm" aria-label={texts.callLabel(spelling)} onClick={() => evidence.open(callId)}>
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

function Spelling({ kind, text }: { kind: UndocumentedKind; text: string }) {
  const known = kind === "number" ? phoneNumber.safeParse(text) : null;
  return known?.success ? (
    <TelephoneNumber e164={known.data} isLink />
  ) : (
    <code className="font-mono text-xs break-all text-ink">{text}</code>
  );
}
