import type { ThreadQuery } from "@/lib/services/messages/list-threads";

/** The messages page with the same filters, and another thread or position. */
export function toMessagesHref(query: ThreadQuery, change: { thread?: string; after?: string }): string {
  const params = new URLSearchParams();
  const next = { q: query.q, only: query.only, after: query.after, thread: query.thread, ...change };
  for (const [name, value] of Object.entries(next)) if (value !== undefined) params.set(name, value);
  return `/messages?${params}`;
}
