export const SEARCH_HIT_KINDS = ["number", "order", "campaign", "brand"] as const;
export type SearchHitKind = (typeof SEARCH_HIT_KINDS)[number];

/** One result of the global search. */
export type SearchHit = {
  kind: SearchHitKind;
  /** The page it opens. */
  href: string;
  title: string;
  /** Tells it apart from similar hits: place, status, carrier. */
  note: string;
};
