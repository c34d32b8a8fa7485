/** Part of a sentence: text, or an instant (ISO 8601) formatted in the reader's time zone. */
export type TextPart = string | { type: "date" | "instant" | "elapsed"; at: string };

export const onDate = (at: string): TextPart => ({ type: "date", at });
export const atInstant = (at: string): TextPart => ({ type: "instant", at });
export const elapsedSince = (at: string): TextPart => ({ type: "elapsed", at });

/** The sentence as plain text; `spell` formats an instant. */
export const spellParts = (parts: readonly TextPart[], spell: (part: Exclude<TextPart, string>) => string): string =>
  parts.map((part) => (typeof part === "string" ? part : spell(part))).join("");

/** The same for a file, where "4 min ago" would be wrong as soon as it is read: the instant itself takes its place. */
export const spellPartsInFile = (parts: readonly TextPart[], spellTime: (at: string) => string): string =>
  parts
    .map((part, n) => {
      if (typeof part !== "string") {
        const time = spellTime(part.at);
        return part.type === "date" ? time.slice(0, 10) : part.type === "elapsed" ? `at ${time}` : time;
      }
      const before = parts[n - 1];
      return typeof before === "object" && before.type === "elapsed" ? part.replace(/^ ago\b/, "") : part;
    })
    .join("");
