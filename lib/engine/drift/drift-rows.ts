import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import type { DriftFacet, DriftKind } from "@/lib/domain/drift";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";

export type NewDrift = {
  number: PhoneNumber;
  facet: DriftFacet;
  kind: DriftKind;
  before: string | null;
  after: string | null;
  raw: string | null;
  callId: string | null;
  /** When `before` was last read. */
  knownAt?: Date | null;
  facts?: ServiceFacts;
};

/** Where a difference of the same facet is still open, it goes on with what is known now. The numbers are locked. */
export async function insertDrift(
  client: PoolClient,
  account: { id: string; carrierId: string },
  drift: readonly NewDrift[],
): Promise<void> {
  if (drift.length === 0) return;
  const column = <T>(read: (one: NewDrift) => T) => drift.map(read);
  await client.query(
    `INSERT INTO drift (account_id, carrier, id, e164, facet, kind, before, after, raw, call_id, facts, known_at)
     SELECT $1, $2, u.* FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::uuid[],
       $11::jsonb[], $12::timestamptz[]) AS u
     ON CONFLICT (e164, account_id, facet) WHERE state IN ('open', 'restoring')
     DO UPDATE SET kind = excluded.kind, after = excluded.after, raw = excluded.raw, call_id = excluded.call_id, again_at = now(),
       facts = excluded.facts`,
    [
      account.id,
      account.carrierId,
      column(() => uuidv7()),
      column((one) => one.number),
      column((one) => one.facet),
      column((one) => one.kind),
      column((one) => one.before),
      column((one) => one.after),
      column((one) => one.raw),
      column((one) => one.callId),
      column((one) => (one.facts ? JSON.stringify(one.facts) : null)),
      column((one) => one.knownAt ?? null),
    ],
  );
}

/** Numbers that appeared and of which something is known now are no longer new. One that a person ignored stays so. */
export async function settleAppeared(
  client: PoolClient,
  accountId: string,
  numbers: readonly PhoneNumber[],
): Promise<void> {
  if (numbers.length === 0) return;
  await client.query(
    `UPDATE drift SET state = 'gone', settled_at = now()
     WHERE account_id = $1 AND e164 = ANY($2::text[]) AND kind = 'number-appeared' AND state = 'open'`,
    [accountId, numbers],
  );
}

/** What reversed itself is gone; what an order of ours brought back is restored. */
export async function closeDrift(
  client: PoolClient,
  closed: readonly { id: string; orderId: string | null }[],
): Promise<void> {
  if (closed.length === 0) return;
  await client.query(
    `UPDATE drift d SET state = CASE WHEN d.state = 'restoring' OR u.order_id IS NOT NULL THEN 'restored' ELSE 'gone' END,
       settled_at = now(), order_id = coalesce(u.order_id, d.order_id)
     FROM unnest($1::uuid[], $2::uuid[]) AS u(id, order_id) WHERE d.id = u.id AND d.state IN ('open', 'restoring')`,
    [closed.map(({ id }) => id), closed.map(({ orderId }) => orderId)],
  );
}
