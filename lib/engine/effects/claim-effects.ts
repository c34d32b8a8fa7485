import "server-only";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { empty, queryRows, raw } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { itemState, type ItemState } from "@/lib/domain/order";
import { chooseLastStart, LEASE_SECONDS, READ_LEASE_SECONDS } from "@/lib/engine/claim";
import type { Effect } from "./define-effect";
import { effectKind, type EffectKind } from "./kinds";

type Claimed = Effect & { kind: EffectKind; input: unknown; dispatchId: string };
/** One effect to send: its intent is stored, `dispatchId` is the fencing token, and it must have left before `writeBefore`. */
export type ClaimedEffect = Claimed & { writeBefore: number };
/** One effect to read about. */
export type ClaimedEffectRead = Claimed & {
  state: ItemState;
  step: "poll" | "settle";
  polls: number;
  absentReads: number;
};

const effectRow = z.object({
  id: z.string(),
  kind: effectKind,
  input: z.unknown(),
  actor_id: z.string().nullable(),
  attempt: z.number(),
  refusals: z.number(),
});
const toEffect = ({ id, actor_id, attempt, refusals, kind, input }: z.infer<typeof effectRow>) => ({
  id,
  actorId: actor_id,
  attempt,
  refusals,
  kind,
  input,
});

const dueRow = z.object({ writes: z.boolean(), reads: z.boolean() });

/** Whether effects of the account are due to be sent (`writes`) or read about (`reads`). */
export async function findDueEffects(sql: Sql, accountId: string): Promise<{ writes: boolean; reads: boolean }> {
  const [row] = await queryRows(sql, dueRow)`
    SELECT EXISTS (SELECT FROM effect WHERE account_id = ${accountId} AND state = 'queued' AND due_at <= now()) AS writes,
      EXISTS (SELECT FROM dispatch WHERE account_id = ${accountId} AND effect_id IS NOT NULL AND state IN ('accepted', 'lost') AND due_at <= now()) AS reads`;
  return row ?? { writes: false, reads: false };
}

/** Claims up to `units` effects and stores the intent of each before any call leaves. `isTrial`: also one that is not due yet. */
export function claimEffects(
  sql: Sql,
  accountId: string,
  { units, isTrial = false }: { units: number; isTrial?: boolean },
): Promise<ClaimedEffect[]> {
  return inTransaction(sql, async (client) => {
    const rows = await queryRows(client, effectRow)`
      SELECT id, kind, input, actor_id, attempt + 1 AS attempt, refusals FROM effect
      WHERE account_id = ${accountId} AND state = 'queued' ${isTrial ? empty : raw("AND due_at <= now()")}
      ORDER BY due_at, id LIMIT ${units} FOR UPDATE SKIP LOCKED`;
    const claimed = rows.map((row) => ({ ...toEffect(row), dispatchId: uuidv7(), writeBefore: chooseLastStart() }));
    for (const { id, attempt, dispatchId } of claimed) {
      await client.query(
        `INSERT INTO dispatch (id, effect_id, account_id, reference, attempt, state, size, lease_until)
         VALUES ($1, $2, $3, $4, $5, 'sending', 1, now() + $6 * interval '1 s')`,
        [dispatchId, id, accountId, `${id}-${attempt}`, attempt, LEASE_SECONDS],
      );
      await client.query(`UPDATE effect SET state = 'sending', dispatch_id = $2, attempt = $3 WHERE id = $1`, [
        id,
        dispatchId,
        attempt,
      ]);
    }
    return claimed;
  });
}

const readRow = z.object({
  ...effectRow.shape,
  dispatch_id: z.string(),
  state: itemState,
  dispatch_state: z.enum(["accepted", "lost"]),
  polls: z.number(),
  absent_reads: z.number(),
});

/** Claims one effect that is due for a reading. */
export async function claimEffectRead(sql: Sql, accountId: string): Promise<ClaimedEffectRead | null> {
  const [row] = await queryRows(sql, readRow)`
    WITH p AS MATERIALIZED (SELECT id FROM dispatch
      WHERE account_id = ${accountId} AND effect_id IS NOT NULL AND state IN ('accepted', 'lost') AND due_at <= now()
      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE dispatch d SET due_at = now() + ${READ_LEASE_SECONDS} * interval '1 s', polls = d.polls + 1 FROM effect e, p
    WHERE d.id = p.id AND e.id = d.effect_id
    RETURNING e.id, e.kind, e.input, e.actor_id, e.attempt, e.refusals, e.state, d.id AS dispatch_id, d.state AS dispatch_state,
      d.polls, d.absent_reads`;
  if (!row) return null;
  return {
    ...toEffect(row),
    state: row.state,
    dispatchId: row.dispatch_id,
    step: row.dispatch_state === "accepted" ? "poll" : "settle",
    polls: row.polls,
    absentReads: row.absent_reads,
  };
}
