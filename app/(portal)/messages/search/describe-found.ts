import { formatCount, formatNoun } from "@/components/ui/format";
import type { MessageSearchQuery } from "@/lib/domain/message-search";
import type { searchMessages } from "@/lib/services/messages/search-messages";

export type Found = Awaited<ReturnType<typeof searchMessages>>;

export function describeFound({ rows, next, fault }: Pick<Found, "rows" | "next" | "fault">): string {
  if (fault) return "This search cannot be used";
  if (rows.length === 0) return next === null ? "No message matches" : "Nothing found so far";
  return next === null ? formatNoun(rows.length, "message") : `${formatCount(rows.length)}+ messages`;
}

/** The address of what is further back. */
export function toNext(query: MessageSearchQuery, after: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, after })) if (value !== undefined) params.set(name, value);
  return `/messages/search?${params}`;
}
