export const SEARCH_HIT_KINDS = ["number", "order", "campaign", "brand"] as const;
export type SearchHitKind = (typeof SEARCH_HIT_KINDS)[number];

/** One line of the global search's answer. */
export type SearchHit = {
  kind: SearchHitKind;
  /** The page it opens. */
  href: string;
  title: string;
  /** What tells it from its neighbours: place, status, carrier. */
  note: string;
};
