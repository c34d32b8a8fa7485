import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { isRefused } from "@/lib/db/batch";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import type { ItemState } from "@/lib/domain/order";
import { NOT_STORED } from "@/lib/domain/order-view";
import { describeSetAside, SET_ASIDE } from "@/lib/domain/set-aside";
import { changeDispatches, type DispatchChange, storedMessage } from "@/lib/engine/item-moves";
import { log } from "@/lib/log";
import type { Effect, EffectMove, EffectRecord } from "./define-effect";
import { EFFECT_KINDS, effectKind, type EffectKind } from "./kinds";

type Stored = Effect & { kind: EffectKind; input: unknown; dispatchId: string };
/** `move` null: the effect stays as it is. It takes place only while the effect belongs to `dispatchId` and is in one of `from`. */
export type EffectChange = { from: readonly ItemState[]; move: EffectMove | null; dispatch: DispatchChange };

/**
 * Stores an outcome with all that follows from it, in one transaction; storing it twice changes nothing. An outcome that the database
 * refuses becomes `unknown`, as our fault with the log's reference, and waits for a person.
 */
export async function storeEffect(
  sql: Sql,
  account: EffectRecord<unknown>["account"],
  effect: Stored,
  change: EffectChange,
  callId: string | null,
): Promise<void> {
  const store = (one: EffectChange, record?: typeof recordMove) =>
    inTransaction(sql, (client) => applyChange(client, account, effect, one, callId, record));
  try {
    await store(change);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const ref = crypto.randomUUID().slice(0, 8);
    log.error({ ref, err: error, effectId: effect.id }, "a carrier's answer could not be stored");
    const message = `Our fault: the carrier's answer could not be stored (log reference ${ref}).`;
    const aside: EffectChange = {
      from: change.from,
      move: { to: "unknown", code: NOT_STORED, message, refusals: 0 },
      dispatch: { ...change.dispatch, to: "lost", externalId: null, dueIn: null },
    };
    await store(aside, recordIfPossible);
  }
}

/** Takes an effect that cannot be carried out or read about out of the queue, with its cause; it waits for a person. */
export async function parkEffect(
  sql: Sql,
  account: EffectRecord<unknown>["account"],
  effect: Stored,
  { to, fault }: { to: "failed" | "unknown"; fault: string },
): Promise<void> {
  const message = describeSetAside(to, fault);
  log.error({ effectId: effect.id, kind: effect.kind }, message);
  const { dispatchId } = effect;
  const change: EffectChange = {
    from: ["sending", "accepted", "unknown"],
    move: { to, code: SET_ASIDE, message, isRetryable: false, refusals: 0 },
    dispatch: {
      dispatchId,
      from: ["sending", "accepted", "lost"],
      to: to === "failed" ? "void" : "lost",
      dueIn: null,
    },
  };
  await inTransaction(sql, (client) => applyChange(client, account, effect, change, null, recordIfPossible));
}

const recordMove = (client: PoolClient, kind: EffectKind, record: EffectRecord<unknown>): Promise<void> =>
  EFFECT_KINDS[kind].record(client, record);

/** Where the row that the effect is for takes no outcome at all, the effect is moved without it: nothing else may wait for that row. */
async function recordIfPossible(client: PoolClient, kind: EffectKind, record: EffectRecord<unknown>): Promise<void> {
  await client.query("SAVEPOINT before_record");
  try {
    await recordMove(client, kind, record);
  } catch (error) {
    if (!isRefused(error)) throw error;
    await client.query("ROLLBACK TO SAVEPOINT before_record");
    log.error({ err: error, effectId: record.effect.id }, "an effect's outcome could not be recorded");
  }
}

async function applyChange(
  client: PoolClient,
  account: EffectRecord<unknown>["account"],
  { dispatchId, ...effect }: Stored,
  { from, move, dispatch }: EffectChange,
  callId: string | null,
  record = recordMove,
): Promise<void> {
  await changeDispatches(client, [dispatch]);
  if (!move) return;
  const { rowCount } = await client.query(
    `UPDATE effect SET state = $4, code = $5, message = $6, external_id = coalesce($7, external_id), refusals = $8,
       due_at = CASE WHEN $9::float8 IS NULL THEN due_at ELSE now() + $9 * interval '1 s' END,
       dispatch_id = CASE WHEN $4 = 'queued' THEN NULL ELSE dispatch_id END, last_call_id = coalesce($10, last_call_id),
       settled_at = CASE WHEN $4 IN ('confirmed', 'failed', 'skipped') THEN now() END
     WHERE id = $1 AND dispatch_id = $2 AND state = ANY($3::text[])`,
    [
      effect.id,
      dispatchId,
      from,
      move.to,
      move.code ?? null,
      storedMessage(move.to, move.message),
      move.externalId ?? null,
      move.refusals,
      move.dueIn ?? null,
      callId,
    ],
  );
  // Somebody else's by now: a late result from a worker whose lease expired.
  if (rowCount === 0) return;
  const { input, kind, ...own } = effect;
  await record(client, kind, { account, effect: own, input, move, callId });
}

const storedRow = z.object({
  id: z.string(),
  kind: effectKind,
  input: z.unknown(),
  actor_id: z.string().nullable(),
  attempt: z.number(),
  refusals: z.number(),
  dispatch_id: z.string(),
});

/** What `expireLeases` does for effects: the outcome of these writes is not known, so a reading settles them. */
export async function loseEffects(
  client: PoolClient,
  account: EffectRecord<unknown>["account"],
  dispatchIds: readonly string[],
): Promise<void> {
  const rows = await queryRows(client, storedRow)`
    SELECT id, kind, input, actor_id, attempt, refusals, dispatch_id FROM effect
    WHERE dispatch_id = ANY(${dispatchIds}::uuid[]) AND state = 'sending' FOR UPDATE`;
  for (const { actor_id: actorId, dispatch_id: dispatchId, ...row } of rows)
    await applyChange(
      client,
      account,
      { ...row, actorId, dispatchId },
      {
        from: ["sending"],
        move: { to: "unknown", message: "The sender stopped before the answer came.", refusals: 0 },
        dispatch: { dispatchId, from: ["sending"], to: "lost", dueIn: 0 },
      },
      null,
      recordIfPossible,
    );
}
