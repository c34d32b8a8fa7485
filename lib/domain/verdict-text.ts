/** A piece of a sentence: text, or an instant (ISO 8601) that the reader's time zone puts into words. */
export type TextPart = string | { type: "date" | "instant" | "elapsed"; at: string };

export const onDate = (at: string): TextPart => ({ type: "date", at });
export const atInstant = (at: string): TextPart => ({ type: "instant", at });
export const elapsedSince = (at: string): TextPart => ({ type: "elapsed", at });

/** The sentence as plain text; `spell` puts an instant into words. */
export const spellParts = (parts: readonly TextPart[], spell: (part: Exclude<TextPart, string>) => string): string =>
  parts.map((part) => (typeof part === "string" ? part : spell(part))).join("");
