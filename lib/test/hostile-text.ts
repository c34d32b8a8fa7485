import fc from "fast-check";
import { cleanText } from "@/lib/domain/clean-text";

/** Texts that one part of a system or another has been seen to refuse, to lose or to fall over. */
export const HOSTILE_TEXTS: readonly string[] = [
  "NUL \u0000 in the middle",
  "\u0000",
  String.raw`the six characters \u0000 as text`,
  String.raw`a quote " and a backslash \ and \\u0000`,
  "half of a pair \ud83d here",
  "the other half \ude00 here",
  "\ude00\ud83d the wrong way round",
  "bell \u0007, escape \u001b[31m, delete \u007f, next line \u0085, C1 \u0080\u009f",
  "tab\tand\nlines",
  "right to left: \u202eabc\u202c مرحبا שלום",
  "emoji 😀 👩‍👩‍👧 🇺🇸",
  "not a character \ufffe \uffff, replaced \ufffd",
  "'; DROP TABLE number; --",
  "<script>alert(1)</script>&amp;&#0;",
  '=HYPERLINK("http://x")',
  "%00 %25 %ED%A0%80 %",
  "combining z\u0335\u0321\u0321\u0322\u031b",
  "NFD e\u0301 and NFC \u00e9",
  "{}[]\\N\\.",
  "$1 ${x} {{x}}",
];

export const MEGABYTE = "long 😀 ".repeat(130_000);

/** The fixed list, and some random texts, with lone halves of pairs and control characters among them. */
export const TEXTS: readonly string[] = [
  ...HOSTILE_TEXTS,
  ...fc.sample(fc.string({ unit: "binary", maxLength: 60 }), { numRuns: 10, seed: 9 }),
];

/** What is to be left of a text that a form or a carrier's field trims. */
export const kept = (text: string): string => cleanText(text).trim();
