import type { Tone } from "./service-state";

export const SEARCH_HIT_KINDS = [
  "number",
  "order",
  "campaign",
  "brand",
  "customer",
  "upload",
  "lookup",
  "person",
] as const;
export type SearchHitKind = (typeof SEARCH_HIT_KINDS)[number];

/** One result of the global search. */
export type SearchHit = {
  kind: SearchHitKind;
  /** What identifies it: the number, or the id. */
  key: string;
  /** The page it opens. */
  href: string;
  title: string;
  /** Its state, as a word with its color; null where it has none. */
  state: { label: string; tone: Tone } | null;
  /** Tells it apart from similar hits: place, carrier, person. */
  note: string;
};

/** `numbers`: how many numbers contain the digits, at least so many where not exact. `nearest`: hits for a text that matches nothing. */
export type SearchAnswer = {
  hits: SearchHit[];
  numbers: { count: number; isExact: boolean } | null;
  nearest: SearchHit[];
};
