import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import type { DriftFacet } from "@/lib/domain/drift";
import { phoneNumber } from "@/lib/domain/phone-number";
import { insertDrift } from "@/lib/engine/drift/drift-rows";
import type { ListedNumber } from "./account-lists";

type Account = { id: string; carrierId: string };
const unknownRow = z.object({ e164: phoneNumber, is_ignored: z.boolean() });

/**
 * Of the numbers that a carrier lists, those of which nothing is known at this account, and which no order of ours brought there, have
 * appeared: they wait for a person, without facts. Returns the others.
 */
export async function noteAppeared(
  client: PoolClient,
  account: Account,
  { facet, callId }: { facet: DriftFacet; callId: string | null },
  listed: readonly ListedNumber[],
): Promise<ListedNumber[]> {
  if (listed.length === 0) return [];
  const rows = await queryRows(client, unknownRow)`
    SELECT u.e164, EXISTS (SELECT 1 FROM drift d WHERE d.e164 = u.e164 AND d.account_id = ${account.id} AND d.state = 'ignored') AS is_ignored
    FROM unnest(${listed.map((one) => one.number)}::text[]) AS u(e164)
    WHERE NOT EXISTS (SELECT 1 FROM number_fact f WHERE f.e164 = u.e164 AND f.account_id = ${account.id})
      AND NOT EXISTS (SELECT 1 FROM order_item i JOIN orders o ON o.id = i.order_id AND o.account_id = ${account.id}
        WHERE i.e164 = u.e164 AND (i.attempt > 0 OR i.dispatch_id IS NOT NULL) AND i.state <> 'failed')`;
  const unknown = new Map(rows.map((row) => [row.e164, row.is_ignored]));
  await insertDrift(
    client,
    account,
    listed
      .filter(({ number }) => unknown.get(number) === false)
      .map(({ number, facts, raw }) => ({
        number,
        facet,
        kind: "number-appeared",
        before: null,
        after: facts.ownership ?? facts.registrationState ?? null,
        raw: JSON.stringify(raw),
        callId,
        facts,
      })),
  );
  return listed.filter(({ number }) => !unknown.has(number));
}

/**
 * At the end of a list: numbers that appeared and have become known meanwhile are no longer new. `notSince`: neither are those that the
 * list has not named since; null where it could not be read as a whole.
 */
export async function closeAppeared(
  client: PoolClient,
  account: Account,
  { facet, notSince }: { facet: DriftFacet; notSince: Date | null },
): Promise<void> {
  await client.query(
    `UPDATE drift d SET state = 'gone', settled_at = now()
     WHERE d.account_id = $1 AND d.facet = $2 AND d.kind = 'number-appeared' AND d.state = 'open'
       AND (d.again_at < $3 OR EXISTS (SELECT 1 FROM number_fact f WHERE f.e164 = d.e164 AND f.account_id = d.account_id))`,
    [account.id, facet, notSince],
  );
}
