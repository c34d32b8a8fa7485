import { randomUUID } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Context } from "@/lib/context";
import { openDatabase } from "@/lib/db/client";
import { computeOrderStatus, sumOrder, type ItemCounts, type ItemState, type OrderKind } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { ensureAccounts } from "@/lib/services/accounts/ensure-accounts";
import { createCarriers } from "@/lib/engine/accounts/open-account";
import { placeOrder } from "@/lib/services/orders/place-order";
import { createTestDatabase } from "./database";
import { enableAccounts } from "./enable-accounts";

const KEY = "a key for tests only, of more than 32 characters";

export type Outcome = { code?: string; message?: string; isRetryable?: boolean };
export type OrderDesk = Awaited<ReturnType<typeof openOrderDesk>>;

/** Database, one IntelePeer account and a person: orders without any carrier or worker behind them. For one test file. */
export async function openOrderDesk() {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url);
  const { sql, db } = database;
  await ensureAccounts(db, KEY, [
    {
      carrierId: "intelepeer",
      mode: "sandbox",
      settings: { INTELEPEER_URL: "http://127.0.0.1:9", INTELEPEER_TOKEN: "no-token-at-all" },
    },
  ]);
  await enableAccounts(db);
  const account = await db.carrierAccount.findFirstOrThrow();
  const person = await db.person.create({
    data: { id: randomUUID(), email: "ada@example.com", name: "Ada", role: "administrator", passwordHash: "-" },
  });
  const ctx: Context = {
    actor: { id: person.id, name: person.name, email: person.email, role: "administrator", sessionId: randomUUID() },
    db,
    sql,
    carriers: createCarriers(database, KEY),
    timeZone: "UTC",
    now: () => new Date(),
  };

  async function place(numbers: readonly PhoneNumber[], kind: OrderKind = "sms-enable"): Promise<string> {
    const key = randomUUID();
    const input = { kind, accountId: account.id, numbers: [...numbers], params: {}, idempotencyKey: key };
    return (await placeOrder(ctx, input)).orderId;
  }

  /** Stores a write of these items as the sender would, in `state`, and gives its id. */
  async function dispatch(orderId: string, seqs: readonly number[], state = "sending"): Promise<string> {
    const id = uuidv7();
    await sql.query(
      `INSERT INTO dispatch (id, order_id, account_id, reference, state, size, lease_until, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + interval '90 s', CASE WHEN $5 IN ('lost', 'accepted') THEN now() + interval '1 h' END)`,
      [id, orderId, account.id, `R${randomUUID()}`, state, seqs.length],
    );
    await sql.query(
      `UPDATE order_item SET state = 'sending', dispatch_id = $3, attempt = attempt + 1, is_checked = true
       WHERE order_id = $1 AND seq = ANY($2::int[])`,
      [orderId, seqs, id],
    );
    return id;
  }

  /** Puts items where a carrier's answer would have put them. */
  async function set(orderId: string, seqs: readonly number[], state: ItemState, outcome: Outcome = {}): Promise<void> {
    const needsWords = state === "failed" || state === "skipped" || state === "unknown";
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
        outcome.message ?? (needsWords ? "No reason." : null),
        outcome.isRetryable ?? null,
      ],
    );
  }

  /** The order as the database counts it, after checking it against its items. Throws where the two differ. */
  async function read(orderId: string) {
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

  const countAudit = async (action: string) => db.auditEvent.count({ where: { action } });

  return {
    ctx,
    sql,
    db,
    accountId: account.id,
    place,
    dispatch,
    set,
    read,
    countAudit,
    close: async () => {
      await database.close();
      await testDatabase.drop();
    },
  };
}

/** `count` numbers from +1 303 555 0000 on, `offset` further. */
export const deskNumbers = (count: number, offset = 0): PhoneNumber[] =>
  Array.from({ length: count }, (_, n) => phoneNumber.parse(`+1${3_035_550_000 + offset + n}`));
