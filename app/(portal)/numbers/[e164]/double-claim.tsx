"use client";

import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";
import { TONE_ICONS, TONE_SOFT } from "@/components/ui/tone";
import { cx } from "@/components/ui/cx";
import type { Claim } from "@/lib/domain/double-claim";
import { ORDER_KINDS, type NumberAction } from "@/lib/domain/order";
import { explainRefusal } from "@/lib/services/numbers/explain-refusal";
import { Author } from "./author";
import { EvidenceLink } from "./evidence-link";
import type { VerdictProps } from "./verdict-props";
import { VerdictSentence } from "@/components/numbers/verdict-sentence";

/** What would end each claim. */
const ENDINGS = { sms: "sms-disable", registration: "remove" } as const satisfies Record<Claim["type"], NumberAction>;

/** Two carriers report that the number's messages go through them: what each reports, since when and by whom, and how to end one. */
export function DoubleClaim({ claims, status, rights, onAsk }: VerdictProps & { claims: readonly Claim[] }) {
  const Icon = TONE_ICONS.bad;
  return (
    <div role="status" className={cx("flex items-start gap-3 rounded-lg border px-4 py-3", TONE_SOFT.bad)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-col gap-2 text-sm text-ink">
        <p>
          <strong className="font-semibold text-bad">Double claim.</strong> Two carriers report that messages of this
          number go through them. Messages to it reach only one of them: keep one, and end the other.
        </p>
        <ul className="flex flex-col gap-1.5">
          {claims.map((claim) => {
            const account = status.accounts.find(({ id }) => id === claim.accountId);
            const action = ENDINGS[claim.type];
            return (
              <li key={claim.accountId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span>
                  <span className="font-medium">{claim.carrierLabel}</span>{" "}
                  {claim.type === "sms" ? "reports SMS on" : "lists it as registered"} (
                  <code className="font-mono text-xs">{claim.carrierValue}</code>)
                  {claim.since && <VerdictSentence parts={[" since ", { type: "date", at: claim.since }]} />}
                </span>
                {claim.by && <Author by={claim.by} />}
                {claim.checkedAt && <RelativeTime at={claim.checkedAt} prefix="read" />}
                <EvidenceLink callId={claim.callId} of={`the claim of ${claim.carrierLabel}`} />
                {account?.capabilities.includes(action) && (
                  <Button
                    size="sm"
                    className="ml-auto"
                    disabledReason={rights.order ?? explainRefusal(action, account, status.pending)}
                    onClick={() => onAsk(action, account)}
                  >
                    {ORDER_KINDS[action].action} at {claim.carrierLabel}…
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}
