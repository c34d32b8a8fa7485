"use client";

import type { TextPart } from "@/lib/domain/verdict-text";
import { spellParts } from "@/lib/domain/verdict-text";
import { formatDate, formatDuration, formatInstant } from "../ui/format";
import { useTimeZone } from "../ui/time-zone";
import { useNow } from "../ui/use-now";

/** Spells sentences in the person's time zone. */
export function useSpell(): (parts: readonly TextPart[]) => string {
  const timeZone = useTimeZone() ?? undefined;
  const now = useNow();
  return (parts) =>
    spellParts(parts, ({ type, at }) => {
      const instant = Date.parse(at);
      if (type === "elapsed") return formatDuration(now - instant);
      return type === "date" ? formatDate(instant, timeZone) : formatInstant(instant, timeZone);
    });
}
