import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import type { DriftKind } from "@/lib/domain/drift";
import { EXPLAINED_BY, MAY_HAVE_CAUSED } from "@/lib/domain/drift-rules";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

export type Suspect = { number: PhoneNumber; kind: DriftKind; knownAt: Date };

const toPairs = (kinds: Partial<Record<DriftKind, readonly string[]>>) =>
  Object.entries(kinds).flatMap(([drift, orders]) => orders.map((order) => `${drift} ${order}`));
const EXPLAINED = toPairs(EXPLAINED_BY);
const MAY_HAVE = toPairs(MAY_HAVE_CAUSED);

const explainedRow = z.object({ e164: phoneNumber, kind: z.string() });

/**
 * The differences that an order of ours may have caused: one that was sent and is still open, or that settled since the value was last
 * read. An item that was never sent has caused nothing.
 */
export async function findExplained<S extends Suspect>(
  client: PoolClient,
  accountId: string,
  suspects: readonly S[],
): Promise<Set<S>> {
  if (suspects.length === 0) return new Set();
  const rows = await queryRows(client, explainedRow)`
    SELECT DISTINCT s.e164, s.kind
    FROM unnest(${suspects.map((one) => one.number)}::text[], ${suspects.map((one) => one.kind)}::text[],
      ${suspects.map((one) => one.knownAt)}::timestamptz[]) AS s(e164, kind, known_at)
    JOIN order_item i ON i.e164 = s.e164 JOIN orders o ON o.id = i.order_id AND o.account_id = ${accountId}
    WHERE (i.attempt > 0 OR i.dispatch_id IS NOT NULL) AND CASE
      WHEN i.state = 'unknown' THEN s.kind || ' ' || o.kind = ANY(${MAY_HAVE}::text[])
      ELSE (i.state IN ('queued', 'sending', 'accepted') OR i.settled_at > s.known_at)
        AND s.kind || ' ' || o.kind = ANY(${EXPLAINED}::text[]) END`;
  const explained = new Set(rows.map((row) => `${row.e164} ${row.kind}`));
  return new Set(suspects.filter(({ number, kind }) => explained.has(`${number} ${kind}`)));
}
