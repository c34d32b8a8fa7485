/** What the entries of a number's timeline are about. */
export const TIMELINE_TOPICS = ["orders", "readings", "drift", "messages", "notes", "labels", "campaigns"] as const;
export type TimelineTopic = (typeof TIMELINE_TOPICS)[number];

export const TIMELINE_LABELS = {
  orders: "Orders",
  readings: "Readings",
  drift: "Drift",
  messages: "Messages",
  notes: "Notes",
  labels: "Customer and tags",
  campaigns: "Campaigns",
} as const satisfies Record<TimelineTopic, string>;
