import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { OrderParams } from "@/lib/carriers/carrier";
import type { Sql } from "@/lib/db/client";
import { empty, queryRows, raw } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { orderKind, type OrderKind } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

export type ClaimedOrder = { orderId: string; ref: string; kind: OrderKind; params: OrderParams; isUrgent: boolean };
export type ClaimedItem = { seq: number; number: PhoneNumber };
/** One write to make: its intent is stored, its id is the fencing token, and it must have left before `writeBefore`. */
export type ClaimedWrite = ClaimedOrder & {
  dispatchId: string;
  reference: string;
  /** 1 for the first try of its numbers. */
  attempt: number;
  /** Some of its numbers were sent before: those of several tries may share a write. */
  isResend: boolean;
  items: ClaimedItem[];
  writeBefore: number;
  /** The last writes of its order failed. */
  isInTrouble: boolean;
};
export type ClaimedCheck = ClaimedOrder & { items: ClaimedItem[] };
/** Writes to read about, all of one order and one step. */
export type ClaimedRead = ClaimedOrder & {
  step: "poll" | "settle";
  dispatches: ClaimedDispatch[];
};
export type ClaimedDispatch = {
  dispatchId: string;
  reference: string;
  /** 0 for a write that was found under way. */
  attempt: number;
  externalId: string | null;
  polls: number;
  absentReads: number;
  ageSeconds: number;
  size: number;
};

/** A write's claim: long enough for a slot and a whole call; after it the intent counts as lost and is settled by reading. */
export const LEASE_SECONDS = 45;
/** No write leaves later than this long before its lease ends: the longest write (20 s) must be over by then. */
const LAST_START_BEFORE_LEASE_END_SECONDS = 23;
export const READ_LEASE_SECONDS = 60;

// Rows are picked in materialized CTEs: a join may run a subquery again, which then picks more rows than its limit.

/** Until when (epoch milliseconds) a write that is claimed now may leave. */
export const chooseLastStart = () => Date.now() + (LEASE_SECONDS - LAST_START_BEFORE_LEASE_END_SECONDS) * 1000;

const orderParams = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const orderRow = z.object({
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  params: orderParams,
  priority: z.number(),
});
const turnRow = z.object({ ...orderRow.shape, is_in_trouble: z.boolean() });

const toOrder = (row: z.infer<typeof orderRow>): ClaimedOrder => ({
  orderId: row.id,
  ref: row.ref,
  kind: row.kind,
  params: row.params,
  isUrgent: row.priority === 0,
});

type OrderWanted = { isPrechecked: boolean; isUrgentOnly?: boolean; isDue?: boolean; hasPriority?: boolean };

/** The order whose turn it is: urgent ones first, then the one served longest ago. */
async function pickOrder(
  client: PoolClient,
  accountId: string,
  { isPrechecked, isUrgentOnly = false, isDue = true, hasPriority = true }: OrderWanted,
): Promise<z.infer<typeof turnRow> | undefined> {
  const [row] = await queryRows(client, turnRow)`
    SELECT o.id, o.ref, o.kind, o.params, o.priority, o.write_after IS NOT NULL AS is_in_trouble FROM orders o
    WHERE o.account_id = ${accountId} AND o.queued > 0 AND o.control = 'run' AND o.submitted_at IS NOT NULL
      ${isUrgentOnly ? raw("AND o.priority = 0") : empty} ${isPrechecked && isDue ? raw("AND coalesce(o.write_after <= now(), true)") : empty}
      AND EXISTS (SELECT 1 FROM order_item i WHERE i.order_id = o.id AND i.state = 'queued' AND i.is_prechecked = ${isPrechecked} ${isDue ? raw("AND i.due_at <= now()") : empty})
    ORDER BY ${hasPriority ? raw("o.priority,") : empty} o.served_at NULLS FIRST LIMIT 1`;
  return row;
}

const waitingRow = z.object({
  seq: z.number(),
  e164: phoneNumber,
  attempt: z.number(),
  params: orderParams.nullable(),
});
type WaitingRow = z.infer<typeof waitingRow>;

/** Rows in their order, cut where a write is full and where the next number has other parameters of its own. */
function cutWrites(rows: readonly WaitingRow[], size: number): WaitingRow[][] {
  const writes: WaitingRow[][] = [];
  let own = "";
  for (const row of rows) {
    const current = writes.at(-1);
    const params = JSON.stringify(row.params);
    if (current && current.length < size && params === own) current.push(row);
    else writes.push([row]);
    own = params;
  }
  return writes;
}

const foundRow = z.object({ found: z.boolean() });

/** Whether a small order, for which a person waits, has anything unsent. */
export async function hasUrgent(sql: Sql, accountId: string): Promise<boolean> {
  const [row] = await queryRows(sql, foundRow)`
    SELECT EXISTS (SELECT 1 FROM orders WHERE account_id = ${accountId} AND queued > 0 AND priority = 0 AND control = 'run') AS found`;
  return row?.found ?? false;
}

/**
 * Claims up to `units` writes of one order, each of at most `writeSize` numbers, and stores their intent before any call leaves.
 * `isTrial`: to test whether the carrier accepts writes again. It takes the least tried numbers of the order served longest ago, and
 * what is not due yet where nothing else is.
 */
export function claimWrites(
  sql: Sql,
  accountId: string,
  {
    units,
    writeSize,
    isUrgentOnly = false,
    isTrial = false,
  }: { units: number; writeSize: (kind: OrderKind) => number; isUrgentOnly?: boolean; isTrial?: boolean },
): Promise<ClaimedWrite[]> {
  return inTransaction(sql, async (client) => {
    const order = isTrial
      ? ((await pickOrder(client, accountId, { isPrechecked: true, hasPriority: false })) ??
        (await pickOrder(client, accountId, { isPrechecked: true, hasPriority: false, isDue: false })))
      : await pickOrder(client, accountId, { isPrechecked: true, isUrgentOnly });
    if (!order) return [];
    const size = writeSize(order.kind);
    const rows = await queryRows(client, waitingRow)`
      SELECT seq, e164, attempt, params FROM order_item
      WHERE order_id = ${order.id} AND state = 'queued' AND is_prechecked ${isTrial ? empty : raw("AND due_at <= now()")}
      ORDER BY ${isTrial ? raw("due_at > now(), attempt,") : empty} seq LIMIT ${units * size} FOR UPDATE SKIP LOCKED`;
    if (rows.length === 0) return [];
    const writes: ClaimedWrite[] = [];
    for (const part of cutWrites(rows, size).slice(0, units)) {
      const [first] = part;
      if (!first) break;
      writes.push({
        ...toOrder(order),
        isInTrouble: order.is_in_trouble,
        params: { ...order.params, ...first.params },
        dispatchId: uuidv7(),
        reference: `${order.ref}-${first.seq}-${first.attempt + 1}`,
        attempt: first.attempt + 1,
        isResend: part.some((row) => row.attempt > 0),
        items: part.map((row) => ({ seq: row.seq, number: row.e164 })),
        writeBefore: chooseLastStart(),
      });
    }
    await client.query(
      `INSERT INTO dispatch (id, order_id, account_id, reference, attempt, state, size, lease_until)
       SELECT d.id, $1, $2, d.reference, d.attempt, 'sending', d.size, now() + $3 * interval '1 s'
       FROM unnest($4::uuid[], $5::text[], $6::int[], $7::int[]) AS d(id, reference, size, attempt)`,
      [
        order.id,
        accountId,
        LEASE_SECONDS,
        writes.map((w) => w.dispatchId),
        writes.map((w) => w.reference),
        writes.map((w) => w.items.length),
        writes.map((w) => w.attempt),
      ],
    );
    await client.query(
      `UPDATE order_item i SET state = 'sending', dispatch_id = u.dispatch_id, attempt = i.attempt + 1, updated_at = now()
       FROM unnest($2::int[], $3::uuid[]) AS u(seq, dispatch_id) WHERE i.order_id = $1 AND i.seq = u.seq`,
      [
        order.id,
        writes.flatMap((w) => w.items.map((item) => item.seq)),
        writes.flatMap((w) => w.items.map(() => w.dispatchId)),
      ],
    );
    await client.query(`UPDATE orders SET served_at = clock_timestamp() WHERE id = $1`, [order.id]);
    return writes;
  });
}

const checkRow = z.object({ seq: z.number(), e164: phoneNumber });

/** Claims queued items of one order that need a reading before their first write. Doing it twice is harmless. */
export function claimCheck(
  sql: Sql,
  accountId: string,
  readSize: (kind: OrderKind) => number,
  { isUrgentOnly = false }: { isUrgentOnly?: boolean } = {},
): Promise<ClaimedCheck | null> {
  return inTransaction(sql, async (client) => {
    const order = await pickOrder(client, accountId, { isPrechecked: false, isUrgentOnly });
    if (!order) return null;
    const rows = await queryRows(client, checkRow)`
      WITH p AS MATERIALIZED (
        SELECT seq FROM order_item WHERE order_id = ${order.id} AND state = 'queued' AND due_at <= now() AND NOT is_prechecked
        ORDER BY seq LIMIT ${readSize(order.kind)} FOR UPDATE SKIP LOCKED)
      UPDATE order_item i SET due_at = now() + ${READ_LEASE_SECONDS} * interval '1 s' FROM p
      WHERE i.order_id = ${order.id} AND i.seq = p.seq RETURNING i.seq, i.e164`;
    if (rows.length === 0) return null;
    await client.query(`UPDATE orders SET served_at = clock_timestamp() WHERE id = $1`, [order.id]);
    const items = rows.map((row) => ({ seq: row.seq, number: row.e164 })).sort((a, b) => a.seq - b.seq);
    return { ...toOrder(order), items };
  });
}

const oldestRow = z.object({ ...orderRow.shape, state: z.enum(["accepted", "lost"]) });
const dueRow = z.object({
  dispatch_id: z.string(),
  reference: z.string(),
  attempt: z.number(),
  external_id: z.string().nullable(),
  polls: z.number(),
  absent_reads: z.number(),
  age: z.number(),
  size: z.number(),
});

/** Claims accepted and lost writes that are due for a reading, of the one order whose oldest is due longest. */
export function claimRead(sql: Sql, accountId: string, most: (kind: OrderKind) => number): Promise<ClaimedRead | null> {
  return inTransaction(sql, async (client) => {
    const [order] = await queryRows(client, oldestRow)`
      SELECT o.id, o.ref, o.kind, o.params, o.priority, d.state FROM dispatch d JOIN orders o ON o.id = d.order_id
      WHERE d.account_id = ${accountId} AND d.state IN ('accepted', 'lost') AND d.due_at <= now() ORDER BY d.due_at LIMIT 1`;
    if (!order) return null;
    const rows = await queryRows(client, dueRow)`
      WITH p AS MATERIALIZED (
        SELECT id FROM dispatch WHERE account_id = ${accountId} AND order_id = ${order.id} AND state = ${order.state} AND due_at <= now()
        ORDER BY due_at LIMIT ${most(order.kind)} FOR UPDATE SKIP LOCKED)
      UPDATE dispatch d SET due_at = now() + ${READ_LEASE_SECONDS} * interval '1 s', polls = d.polls + 1 FROM p
      WHERE d.id = p.id
      RETURNING d.id AS dispatch_id, d.reference, d.attempt, d.external_id, d.polls, d.absent_reads, d.size,
        extract(epoch FROM now() - d.created_at)::float8 AS age`;
    if (rows.length === 0) return null;
    return {
      ...toOrder(order),
      step: order.state === "accepted" ? "poll" : "settle",
      dispatches: rows.map((row) => ({
        dispatchId: row.dispatch_id,
        reference: row.reference,
        attempt: row.attempt,
        externalId: row.external_id,
        polls: row.polls,
        absentReads: row.absent_reads,
        ageSeconds: row.age,
        size: row.size,
      })),
    };
  });
}
