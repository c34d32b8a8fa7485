"use client";

import { formatDate, formatDuration, formatInstant } from "@/components/ui/format";
import { useShownZone } from "@/components/ui/time-zone";
import { useNow } from "@/components/ui/use-now";
import { spellParts, type TextPart } from "@/lib/domain/verdict-text";

type Instant = Exclude<TextPart, string>;

function useSpelling(): (part: Instant) => string {
  const now = useNow();
  const timeZone = useShownZone();
  return ({ type, at }) => {
    const instant = Date.parse(at);
    if (type === "elapsed") return formatDuration(now - instant);
    return type === "date" ? formatDate(instant, timeZone) : formatInstant(instant, timeZone);
  };
}

/** Spells many sentences as plain text, in the person's time zone. */
export function useSpell(): (parts: readonly TextPart[]) => string {
  const spell = useSpelling();
  return (parts) => spellParts(parts, spell);
}

/** The sentence as plain text, in the person's time zone. */
export function useSpelled(parts: readonly TextPart[]): string {
  return useSpell()(parts);
}

/** The sentence, with each instant as a `time` that never breaks. */
export function VerdictSentence({ parts }: { parts: readonly TextPart[] }) {
  const spell = useSpelling();
  const timeZone = useShownZone();
  return parts.map((part, index) =>
    typeof part === "string" ? (
      part
    ) : (
      <time
        key={index}
        dateTime={part.at}
        title={formatInstant(Date.parse(part.at), timeZone)}
        suppressHydrationWarning
        className="whitespace-nowrap"
      >
        {spell(part)}
      </time>
    ),
  );
}
