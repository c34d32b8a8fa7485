import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { itemState, type ItemState } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

/** One change of one item. It takes place only if the item still belongs to `dispatchId` and is still in one of `from`. */
export type ItemMove = {
  orderId: string;
  seq: number;
  dispatchId: string | null;
  from: readonly ItemState[];
  to: ItemState;
  code?: string | null;
  message?: string | null;
  isRetryable?: boolean | null;
  callId?: string | null;
  /** For a queued item: seconds from now until it is due. */
  dueIn?: number;
  /** For a queued item: its reading before the first write is done. */
  isPrechecked?: boolean;
  /** Joins a write that was not ours. */
  newDispatchId?: string;
};

export type MovedItem = { orderId: string; seq: number; number: PhoneNumber; state: ItemState };

/** What is stored as the message of a state: the database refuses a failed, skipped or unknown one without a reason. */
export const storedMessage = (state: ItemState, message: string | null | undefined): string | null =>
  message?.trim() ||
  (state === "failed" || state === "skipped" || state === "unknown" ? "The carrier gave no reason." : null);

const movedRow = z.object({ order_id: z.string(), seq: z.number(), e164: phoneNumber, state: itemState });

export async function moveItems(client: PoolClient, moves: readonly ItemMove[]): Promise<MovedItem[]> {
  if (moves.length === 0) return [];
  const column = <T>(read: (move: ItemMove) => T) => moves.map(read);
  const rows = await queryRows(client, movedRow)`
    UPDATE order_item i SET
      state = u.to_state, code = u.code, message = u.message, is_retryable = u.is_retryable,
      last_call_id = coalesce(u.call_id, i.last_call_id),
      dispatch_id = CASE WHEN u.to_state = 'queued' THEN NULL ELSE coalesce(u.new_dispatch_id, i.dispatch_id) END,
      is_prechecked = i.is_prechecked OR u.is_prechecked,
      due_at = CASE WHEN u.due_in IS NULL THEN i.due_at ELSE now() + u.due_in * interval '1 s' END,
      accepted_at = CASE WHEN u.to_state IN ('accepted', 'confirmed') THEN coalesce(i.accepted_at, now()) ELSE i.accepted_at END,
      settled_at = CASE WHEN u.to_state IN ('confirmed', 'failed', 'skipped') THEN now() END,
      updated_at = now()
    FROM unnest(
      ${column((m) => m.orderId)}::uuid[],
      ${column((m) => m.seq)}::int[],
      ${column((m) => m.dispatchId)}::uuid[],
      ${column((m) => m.from.join(","))}::text[],
      ${column((m) => m.to)}::text[],
      ${column((m) => m.code ?? null)}::text[],
      ${column((m) => storedMessage(m.to, m.message))}::text[],
      ${column((m) => m.isRetryable ?? null)}::bool[],
      ${column((m) => m.callId ?? null)}::uuid[],
      ${column((m) => m.dueIn ?? null)}::float8[],
      ${column((m) => m.isPrechecked ?? false)}::bool[],
      ${column((m) => m.newDispatchId ?? null)}::uuid[])
      AS u(order_id, seq, guard, from_states, to_state, code, message, is_retryable, call_id, due_in, is_prechecked, new_dispatch_id)
    WHERE i.order_id = u.order_id AND i.seq = u.seq AND i.dispatch_id IS NOT DISTINCT FROM u.guard
      AND i.state = ANY (string_to_array(u.from_states, ','))
    RETURNING i.order_id, i.seq, i.e164, i.state`;
  return rows.map((row) => ({ orderId: row.order_id, seq: row.seq, number: row.e164, state: row.state }));
}

export type DispatchChange = {
  dispatchId: string;
  /** The change is refused when the dispatch has left these states: a late result from a worker whose lease expired. */
  from: readonly ("sending" | "accepted" | "lost")[];
  to: "accepted" | "lost" | "done" | "void";
  externalId?: string | null;
  dueIn?: number | null;
  absentReads?: number;
  callId?: string | null;
};

export async function changeDispatches(client: PoolClient, changes: readonly DispatchChange[]): Promise<void> {
  if (changes.length === 0) return;
  const column = <T>(read: (change: DispatchChange) => T) => changes.map(read);
  await client.query(
    `UPDATE dispatch d SET state = u.to_state, external_id = coalesce(u.external_id, d.external_id),
       due_at = CASE WHEN u.due_in IS NULL THEN NULL ELSE now() + u.due_in * interval '1 s' END,
       absent_reads = coalesce(u.absent_reads, d.absent_reads), last_call_id = coalesce(u.call_id, d.last_call_id)
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::int[], $7::uuid[])
       AS u(id, from_states, to_state, external_id, due_in, absent_reads, call_id)
     WHERE d.id = u.id AND d.state = ANY (string_to_array(u.from_states, ','))`,
    [
      column((c) => c.dispatchId),
      column((c) => c.from.join(",")),
      column((c) => c.to),
      column((c) => c.externalId ?? null),
      column((c) => c.dueIn ?? null),
      column((c) => c.absentReads ?? null),
      column((c) => c.callId ?? null),
    ],
  );
}
