import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { addJob } from "@/lib/jobs/queue";
import type { EffectInputs, EffectKind } from "./kinds";

type NewEffect<K extends EffectKind> = {
  /** The id of the row that the effect is for; a repeated id enqueues nothing. */
  id: string;
  accountId: string;
  kind: K;
  input: EffectInputs[K];
  actorId: string;
};

/**
 * Stores the intent to change something at a carrier, in the caller's transaction; the worker sends it. False: it was stored before.
 * `isRepeatable`: one that is settled by now is requested again; for kinds that are read before they are sent.
 */
export async function enqueueEffect<K extends EffectKind>(
  client: PoolClient,
  { id, accountId, kind, input, actorId }: NewEffect<K>,
  { isRepeatable = false } = {},
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO effect AS e (id, account_id, kind, input, actor_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) ${isRepeatable ? REQUEST_AGAIN : "DO NOTHING"}`,
    [id, accountId, kind, JSON.stringify(input), actorId],
  );
  if (rowCount === 1) await wake(client, accountId);
  return rowCount === 1;
}

const REQUEST_AGAIN = `DO UPDATE SET state = 'queued', input = excluded.input, actor_id = excluded.actor_id, due_at = now(),
  dispatch_id = NULL, external_id = NULL, settled_at = NULL WHERE e.state IN ('confirmed', 'failed', 'skipped')`;

const requeuedRow = z.object({ account_id: z.string() });

/**
 * On a person's decision: an effect that failed, waits or is unknown is sent again, with `input` as it is now: what was stored may not fit
 * this release. In the caller's transaction.
 */
export async function requeueEffect<K extends EffectKind>(
  client: PoolClient,
  { id, kind, input, actorId }: Omit<NewEffect<K>, "accountId">,
): Promise<void> {
  // One that the carrier accepted is polled further, and not sent again.
  await client.query(`UPDATE dispatch SET state = 'done', due_at = NULL WHERE effect_id = $1 AND state = 'lost'`, [id]);
  const [row] = await queryRows(client, requeuedRow)`
    UPDATE effect SET state = 'queued', due_at = now(), dispatch_id = NULL, settled_at = NULL, actor_id = ${actorId},
      input = ${JSON.stringify(input)}::jsonb
    WHERE id = ${id} AND kind = ${kind} AND state IN ('queued', 'failed', 'unknown') RETURNING account_id`;
  if (row) await wake(client, row.account_id);
}

const wake = (client: PoolClient, accountId: string) =>
  addJob(client, "account.wake", { accountId }, { jobKey: `account.wake:${accountId}` });
