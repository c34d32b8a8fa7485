import { randomUUID } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { computeOrderStatus, sumOrder, type ItemCounts, type ItemState, type OrderKind } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { TestWorld } from "./world";

type Outcome = { code?: string; message?: string; isRetryable?: boolean };

/** Places an order at IntelePeer that no worker sends: the test puts its items where it wants them. */
export const placeItems = (world: TestWorld, numbers: readonly PhoneNumber[], kind: OrderKind = "sms-enable") =>
  world.place(kind, "intelepeer", numbers);

/** Stores a write of these items in `state`, as the sender would; returns its id. */
export async function storeDispatch(
  { database: { sql }, accountOf }: TestWorld,
  orderId: string,
  seqs: readonly number[],
  state = "sending",
): Promise<string> {
  const id = uuidv7();
  await sql.query(
    `INSERT INTO dispatch (id, order_id, account_id, reference, state, size, lease_until, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + interval '90 s', CASE WHEN $5 IN ('lost', 'accepted') THEN now() + interval '1 h' END)`,
    [id, orderId, accountOf("intelepeer"), `R${randomUUID()}`, state, seqs.length],
  );
  await sql.query(
    `UPDATE order_item SET state = 'sending', dispatch_id = $3, attempt = attempt + 1, is_prechecked = true
     WHERE order_id = $1 AND seq = ANY($2::int[])`,
    [orderId, seqs, id],
  );
  return id;
}

/** Puts items where a carrier's answer would have put them. */
export async function setItems(
  { database: { sql } }: TestWorld,
  orderId: string,
  seqs: readonly number[],
  state: ItemState,
  outcome: Outcome = {},
): Promise<void> {
  const needsReason = state === "failed" || state === "skipped" || state === "unknown";
  await sql.query(
    `UPDATE order_item SET state = $3, code = $4, message = $5, is_retryable = $6, updated_at = now(),
       accepted_at = CASE WHEN $3 IN ('accepted', 'confirmed') THEN now() ELSE accepted_at END,
       settled_at = CASE WHEN $3 IN ('confirmed', 'failed', 'skipped') THEN now() END
     WHERE order_id = $1 AND seq = ANY($2::int[])`,
    [
      orderId,
      seqs,
      state,
      outcome.code ?? null,
      outcome.message ?? (needsReason ? "No reason." : null),
      outcome.isRetryable ?? null,
    ],
  );
}

/** The order as the database counts it; throws when that differs from its items. */
export async function readChecked({ database: { sql } }: TestWorld, orderId: string) {
  const { rows } = await sql.query<
    ItemCounts & { requested: number; status: string; control: string; real: ItemCounts }
  >(
    `SELECT o.*, (SELECT jsonb_object_agg(s, (SELECT count(*) FROM order_item i WHERE i.order_id = o.id AND i.state = s))
       FROM unnest(ARRAY['queued','sending','accepted','confirmed','failed','skipped','unknown']) s) AS real
     FROM orders o WHERE o.id = $1`,
    [orderId],
  );
  const row = rows[0];
  if (!row) throw new Error("no such order");
  const sums = sumOrder(row.real);
  const status = computeOrderStatus(row.real, { isSubmitted: true, isCancelled: row.control === "cancelled" });
  const isEqual = Object.entries(row.real).every(([state, count]) => row[state as ItemState] === count);
  if (!isEqual || sums.requested !== row.requested || status !== row.status)
    throw new Error(`the order differs from its items: ${JSON.stringify({ row, status })}`);
  return row;
}

export const countAudit = ({ database: { db } }: TestWorld, action: string) =>
  db.auditEvent.count({ where: { action } });

/** `count` numbers starting with +1 303 555 0000 plus `offset`. */
export const testNumbers = (count: number, offset = 0): PhoneNumber[] =>
  Array.from({ length: count }, (_, n) => phoneNumber.parse(`+1${3_035_550_000 + offset + n}`));
