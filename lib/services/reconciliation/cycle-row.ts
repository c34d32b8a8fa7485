import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { type ReadingGroup, readingGroup } from "@/lib/domain/reading-cycle";

/** Renewed while its worker lives. */
const LEASE_SECONDS = 30;

/** A cycle that is this worker's until its lease ends; nothing of it is stored once another token counts. */
export type Claim = {
  accountId: string;
  group: ReadingGroup;
  token: number;
  startedAt: Date;
  cursor: string | null;
  isPartial: boolean;
  faults: number;
  /** It begins now. */
  isNew: boolean;
};

const claimRow = z.object({
  account_id: z.string(),
  group: readingGroup,
  token: z.number(),
  started_at: z.date(),
  cursor: z.string().nullable(),
  is_partial: z.boolean(),
  faults: z.number(),
  is_new: z.boolean(),
});

/** The cycle that is due longest, whose account is none of `except`; null where none is. */
export async function claimCycle(sql: Sql, except: readonly string[]): Promise<Claim | null> {
  const [row] = await queryRows(sql, claimRow)`
    WITH due AS MATERIALIZED (
      SELECT c.account_id, c."group", c.ended_at IS NOT NULL OR c.started_at IS NULL AS is_new
      FROM reading_cycle c JOIN carrier_account a ON a.id = c.account_id AND a.is_enabled
      WHERE NOT c.is_paused AND coalesce(c.lease_until <= now(), true) AND NOT c.account_id = ANY(${except}::uuid[])
        AND (c.next_at <= now() OR (c.started_at IS NOT NULL AND c.ended_at IS NULL))
      ORDER BY coalesce(c.lease_until, c.next_at) LIMIT 1 FOR UPDATE OF c SKIP LOCKED)
    UPDATE reading_cycle c SET token = c.token + 1, lease_until = now() + ${LEASE_SECONDS} * interval '1 s',
      next_at = NULL, ended_at = NULL,
      started_at = CASE WHEN d.is_new THEN now() ELSE c.started_at END,
      cursor = CASE WHEN d.is_new THEN NULL ELSE c.cursor END,
      is_partial = NOT d.is_new AND c.is_partial,
      total = CASE WHEN d.is_new THEN 0 ELSE c.total END, read = CASE WHEN d.is_new THEN 0 ELSE c.read END,
      changed = CASE WHEN d.is_new THEN 0 ELSE c.changed END, failed = CASE WHEN d.is_new THEN 0 ELSE c.failed END,
      calls = CASE WHEN d.is_new THEN 0 ELSE c.calls END, faults = CASE WHEN d.is_new THEN 0 ELSE c.faults END,
      fault = CASE WHEN d.is_new THEN NULL ELSE c.fault END
    FROM due d WHERE c.account_id = d.account_id AND c."group" = d."group"
    RETURNING c.account_id, c."group", c.token, c.started_at, c.cursor, c.is_partial, c.faults, d.is_new`;
  if (!row) return null;
  const { account_id: accountId, started_at: startedAt, is_partial: isPartial, is_new: isNew, ...rest } = row;
  return { ...rest, accountId, startedAt, isPartial, isNew };
}

/** What a batch adds to the cycle. */
export type Progress = {
  cursor: string;
  read: number;
  failed: number;
  calls: number;
  total?: number;
  isPartial: boolean;
};

const heldRow = z.object({ is_paused: z.boolean() });

/** Thrown where another worker has the cycle by now. */
export class Superseded extends Error {
  constructor() {
    super("another worker has this cycle by now");
  }
}

/** Runs in one transaction with the cycle held; throws Superseded where the claim is another's. */
export function withClaim<T>(sql: Sql, claim: Claim, run: (client: PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(sql, async (client) => {
    const [held] = await queryRows(client, heldRow)`
      SELECT is_paused FROM reading_cycle
      WHERE account_id = ${claim.accountId} AND "group" = ${claim.group} AND token = ${claim.token} FOR UPDATE`;
    if (!held) throw new Superseded();
    return run(client);
  });
}

/** In the transaction of `withClaim`. */
export async function addProgress(client: PoolClient, claim: Claim, progress: Progress & { changed: number }) {
  await client.query(
    `UPDATE reading_cycle SET cursor = $3, read = read + $4, changed = changed + $5, failed = failed + $6, calls = calls + $7,
       total = greatest(coalesce($8, total), read + $4), is_partial = $9, fault = NULL, faults = 0, lease_until = now() + $10 * interval '1 s'
     WHERE account_id = $1 AND "group" = $2`,
    [
      claim.accountId,
      claim.group,
      progress.cursor,
      progress.read,
      progress.changed,
      progress.failed,
      progress.calls,
      progress.total ?? null,
      progress.isPartial,
      LEASE_SECONDS,
    ],
  );
}

/** In the transaction of `withClaim`. `nextAt` null: not planned again. */
export const endCycle = (client: PoolClient, claim: Claim, nextAt: Date | null) =>
  client.query(
    `UPDATE reading_cycle SET ended_at = now(), next_at = $3, lease_until = NULL, cursor = NULL, fault = NULL, faults = 0, asked_by = NULL,
       last = jsonb_build_object('startedAt', started_at, 'endedAt', now(), 'total', total, 'read', read, 'changed', changed,
         'failed', failed, 'calls', calls, 'isPartial', is_partial)
     WHERE account_id = $1 AND "group" = $2`,
    [claim.accountId, claim.group, nextAt],
  );

/** Gives the cycle back, due again in `seconds`. `fault`: what held it up; null: nothing. */
export async function releaseCycle(
  sql: Sql,
  { accountId, group, token }: Claim,
  { seconds, fault, isFault, calls }: { seconds: number; fault: string | null; isFault: boolean; calls: number },
): Promise<void> {
  await sql.query(
    `UPDATE reading_cycle SET lease_until = now() + $4 * interval '1 s', fault = $5, faults = CASE WHEN $6 THEN faults + 1 ELSE faults END,
       calls = calls + $7
     WHERE account_id = $1 AND "group" = $2 AND token = $3`,
    [accountId, group, token, seconds, fault, isFault, calls],
  );
}

/** Renews the lease; false where the cycle is another's or paused. */
export async function renewLease(sql: Sql, { accountId, group, token }: Claim): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE reading_cycle SET lease_until = now() + $4 * interval '1 s'
     WHERE account_id = $1 AND "group" = $2 AND token = $3 AND NOT is_paused`,
    [accountId, group, token, LEASE_SECONDS],
  );
  return rowCount === 1;
}
