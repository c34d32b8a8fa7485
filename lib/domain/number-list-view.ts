/** The ready-made views of the numbers list; without one, ours and pending numbers. */
export const NUMBER_VIEWS = ["cannot-text", "drifted", "stale"] as const;
export type NumberListView = (typeof NUMBER_VIEWS)[number];

/** `meaning`: what the view holds, for its tab's title and an empty list. */
export const NUMBER_VIEW_LABELS = {
  "cannot-text": {
    label: "Cannot text",
    meaning: "Numbers that a carrier reports as unable to text, and no other carrier as able.",
  },
  drifted: {
    label: "Drifted",
    meaning: "Numbers whose carrier reports something else than before, without an order of ours.",
  },
  stale: {
    label: "Not read lately",
    meaning: "Numbers with a value that is older than its limit in Settings, what was read longest ago first.",
  },
} as const satisfies Record<NumberListView, { label: string; meaning: string }>;
