/** Part of a sentence: text, or an instant (ISO 8601) formatted in the reader's time zone. */
export type TextPart = string | { type: "date" | "instant" | "elapsed"; at: string };

export const onDate = (at: string): TextPart => ({ type: "date", at });
export const atInstant = (at: string): TextPart => ({ type: "instant", at });
export const elapsedSince = (at: string): TextPart => ({ type: "elapsed", at });

/** The sentence as plain text; `spell` formats an instant. */
export const spellParts = (parts: readonly TextPart[], spell: (part: Exclude<TextPart, string>) => string): string =>
  parts.map((part) => (typeof part === "string" ? part : spell(part))).join("");
