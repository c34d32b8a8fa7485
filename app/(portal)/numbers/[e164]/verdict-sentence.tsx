"use client";

import { formatDate, formatDuration, formatInstant } from "@/components/ui/format";
import { useIsHydrated, useNow } from "@/components/ui/use-now";
import { spellParts, type TextPart } from "@/lib/domain/verdict-text";

type Instant = Exclude<TextPart, string>;

/** In the reader's zone, in UTC until the page is live. */
function useSpelling(): (part: Instant) => string {
  const now = useNow();
  const timeZone = useIsHydrated() ? undefined : "UTC";
  return ({ type, at }) => {
    const instant = Date.parse(at);
    if (type === "elapsed") return formatDuration(now - instant);
    return type === "date" ? formatDate(instant, timeZone) : formatInstant(instant, timeZone);
  };
}

export function useSpelled(parts: readonly TextPart[]): string {
  return spellParts(parts, useSpelling());
}

/** The sentence, with each instant as a `time` that never breaks. */
export function VerdictSentence({ parts }: { parts: readonly TextPart[] }) {
  const spell = useSpelling();
  return parts.map((part, index) =>
    typeof part === "string" ? (
      part
    ) : (
      <time
        key={index}
        dateTime={part.at}
        title={formatInstant(Date.parse(part.at), "UTC")}
        suppressHydrationWarning
        className="whitespace-nowrap"
      >
        {spell(part)}
      </time>
    ),
  );
}
