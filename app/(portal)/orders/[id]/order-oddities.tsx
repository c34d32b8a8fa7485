"use client";

import { PageBanner } from "@/components/feedback/page-banner";
import { Button } from "@/components/ui/button";
import { formatCount, formatNoun } from "@/components/ui/format";
import { TelephoneNumber } from "@/components/number";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { OrderOddities } from "@/lib/domain/order-view";
import { useEvidence } from "./use-evidence";

/** What the carrier's answer names besides what was submitted. It belongs to no outcome and to no sum, so it has a box of its own. */
export function OrderOdditiesBox({ oddities, carrierLabel }: { oddities: OrderOddities; carrierLabel: string }) {
  const evidence = useEvidence();
  if (oddities.count === 0) return null;
  return (
    <PageBanner
      tone="unknown"
      title={`${carrierLabel}'s answer names ${formatNoun(oddities.count, "number")} that ${oddities.count === 1 ? "was" : "were"} never submitted`}
    >
      <p>
        The contract does not provide for this. Nothing was changed for them here and they are in none of the sums; ask{" "}
        {carrierLabel} what it did with them.
      </p>
      <ul aria-label="Never submitted" className="mt-2 flex flex-col gap-1">
        {oddities.first.map(({ spelling, words, callId }) => (
          <li key={spelling} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Spelling text={spelling} />
            <span className="min-w-0 flex-1 basis-60 break-words text-ink">“{words}”</span>
            {callId && (
              <Button size="sm" aria-label={`The call that names ${spelling}`} onClick={() => evidence.open(callId)}>
                The call
              </Button>
            )}
          </li>
        ))}
        {oddities.count > oddities.first.length && (
          <li>and {formatCount(oddities.count - oddities.first.length)} more</li>
        )}
      </ul>
    </PageBanner>
  );
}

function Spelling({ text }: { text: string }) {
  const known = phoneNumber.safeParse(text);
  return known.success ? (
    <TelephoneNumber e164={known.data} isLink />
  ) : (
    <code className="font-mono text-xs text-ink">{text}</code>
  );
}
