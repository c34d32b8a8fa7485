"use client";

import { useQuery } from "@tanstack/react-query";
import { z } from "zod/mini";
import { toElevenDigits, toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import { CarrierMark } from "../carriers/carrier-mark";
import { copyText } from "../ui/copy-button";
import { Skeleton } from "../ui/skeleton";
import { RelativeTime } from "../ui/time";
import { ToneDot } from "../ui/tone";
import { VerdictSentence } from "./verdict-sentence";
import { toVerdictTone } from "./verdict-tone";

const answer = z.object({
  state: z.nullable(z.string()),
  rateCenter: z.nullable(z.string()),
  isTollFree: z.boolean(),
  verdict: z.object({
    outcome: z.enum(["can", "cannot", "unknown"]),
    isMoving: z.boolean(),
    asOf: z.nullable(z.string()),
    claims: z.array(z.unknown()),
    sentence: z.array(
      z.union([z.string(), z.object({ type: z.enum(["date", "instant", "elapsed"]), at: z.string() })]),
    ),
  }),
  accounts: z.array(
    z.object({
      carrierLabel: z.string(),
      service: z.nullable(z.object({ facts: z.record(z.string(), z.object({ checkedAt: z.string() })) })),
    }),
  ),
});

async function fetchCard(e164: PhoneNumber, signal: AbortSignal) {
  const response = await fetch(`/api/numbers/${encodeURIComponent(e164)}`, { signal });
  if (!response.ok) throw new Error(`the number's state could not be read: ${response.status}`);
  return answer.parse(await response.json());
}

/** What is known of a number, asked for when the card opens. */
export function NumberCard({ e164 }: { e164: PhoneNumber }) {
  const card = useQuery({
    queryKey: ["number-card", e164],
    queryFn: ({ signal }) => fetchCard(e164, signal),
    retry: false,
  });
  return (
    <div className="flex flex-col gap-2 font-sans text-sm whitespace-normal text-ink">
      {card.isPending && <Skeleton className="h-10 w-full" />}
      {card.isError && <p className="text-muted">What is known of this number could not be read.</p>}
      {card.data && <Known {...card.data} />}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-2 text-xs text-muted">
        Copy
        {[e164, toElevenDigits(e164), toTenDigits(e164)].map((text) => (
          <button
            key={text}
            type="button"
            onClick={() => void copyText(text, text)}
            className="h-6 font-mono text-accent hover:underline"
          >
            {text}
          </button>
        ))}
      </p>
    </div>
  );
}

function Known({ verdict, accounts, isTollFree, rateCenter, state }: z.output<typeof answer>) {
  const read = accounts.flatMap(({ carrierLabel, service }) => {
    const ages = Object.values(service?.facts ?? {})
      .map(({ checkedAt }) => checkedAt)
      .sort();
    return ages[0] === undefined ? [] : [{ carrierLabel, at: ages[0] }];
  });
  const place = isTollFree ? "Toll-free" : [rateCenter, state].filter(Boolean).join(", ");
  return (
    <>
      <p className="flex items-start gap-2 font-medium">
        <ToneDot tone={toVerdictTone(verdict)} className="mt-[7px]" />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <VerdictSentence parts={verdict.sentence} />
        </span>
      </p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        {place && <span>{place}</span>}
        {read.map(({ carrierLabel, at }) => (
          <span key={carrierLabel} className="inline-flex items-center gap-1">
            <CarrierMark carrier={carrierLabel} /> <RelativeTime at={at} prefix="read" />
          </span>
        ))}
      </p>
    </>
  );
}
