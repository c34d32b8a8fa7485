import type { Sql } from "@/lib/db/client";

/** Each number stands in `orders * itemsEach / NUMBERS` orders. */
const NUMBERS = 1_000_000;
const AT_ONCE = 200;

/** The number of the nth item of all, from 0. */
export const filledNumber = (n: number) => `+1303${2_000_000 + Number((BigInt(n) * 7_919n) % BigInt(NUMBERS))}`;
export const filledRef = (order: number) => `TFILL${String(order).padStart(6, "0")}`;
export const filledExternalId = (order: number) => `ext-${order}`;

type Account = { id: string; carrier: string; kinds: readonly string[] };

/**
 * Orders as a portal of some years has them, straight into the tables: one write each, most numbers confirmed, some failed for one of
 * twelve causes, every hundredth order still open. `isBulk` leaves indexes and triggers for the end, as a restore does.
 */
export async function fillOrders(
  sql: Sql,
  {
    accounts,
    personId,
    orders,
    itemsEach,
    isBulk = false,
  }: {
    accounts: readonly Account[];
    personId: string;
    orders: number;
    itemsEach: number;
    isBulk?: boolean;
  },
): Promise<void> {
  await sql.query(
    `INSERT INTO orders (id, ref, kind, carrier, account_id, created_by_id, idempotency_key, content_hash, created_at, submitted_at)
     SELECT gen_random_uuid(), 'TFILL' || lpad(n::text, 6, '0'), a.kinds[1 + n % cardinality(a.kinds)], a.carrier, a.id, $1,
       'fill:' || n, '-', at, at
     FROM generate_series(0, $2::int - 1) n
     JOIN (SELECT t.id, t.carrier, string_to_array(t.kinds, ',') AS kinds, row_number() OVER () - 1 AS place
       FROM unnest($3::uuid[], $4::text[], $5::text[]) AS t(id, carrier, kinds)) a ON a.place = n % $6::int
     CROSS JOIN LATERAL (SELECT timestamptz '2025-01-01' + n * interval '37 min' AS at) t`,
    [
      personId,
      orders,
      accounts.map(({ id }) => id),
      accounts.map(({ carrier }) => carrier),
      accounts.map(({ kinds }) => kinds.join(",")),
      accounts.length,
    ],
  );
  await sql.query(
    `INSERT INTO dispatch (id, order_id, account_id, reference, state, size, external_id, lease_until, created_at)
     SELECT gen_random_uuid(), id, account_id, ref || '-1-1', 'done', $1, 'ext-' || ltrim(substr(ref, 6), '0'), created_at, created_at
     FROM orders WHERE ref LIKE 'TFILL%'`,
    [itemsEach],
  );
  const put = (from: number) =>
    sql.query(
      `INSERT INTO order_item (order_id, seq, e164, state, is_prechecked, dispatch_id, attempt, code, message, is_retryable, accepted_at,
           settled_at, updated_at)
         SELECT o.id, s + 1, '+1303' || 2000000 + ((o.n * $3::bigint + s) * 7919) % ${NUMBERS}, i.state, true, d.id, 1,
           CASE WHEN i.state = 'failed' THEN (25000 + (s / 50) % 12)::text END,
           CASE WHEN i.state IN ('failed', 'skipped', 'unknown') THEN 'The carrier said so.' END,
           CASE WHEN i.state = 'failed' THEN s % 100 = 0 END,
           CASE WHEN i.state IN ('accepted', 'confirmed') THEN o.created_at END,
           CASE WHEN i.state IN ('confirmed', 'failed', 'skipped') THEN o.created_at + interval '1 min' END, o.created_at
         FROM (SELECT id, created_at, substr(ref, 6)::int AS n FROM orders WHERE ref LIKE 'TFILL%' ORDER BY ref OFFSET $1 LIMIT $2) o
         JOIN dispatch d ON d.order_id = o.id
         CROSS JOIN generate_series(0, $3::int - 1) s
         CROSS JOIN LATERAL (SELECT CASE
           WHEN o.n % 100 = 7 AND s % 10 = 1 THEN 'accepted' WHEN o.n % 100 = 8 AND s % 10 = 1 THEN 'unknown'
           WHEN o.n % 3 = 0 AND s % 50 = 0 THEN 'failed' WHEN s % 97 = 0 THEN 'skipped' ELSE 'confirmed' END AS state) i`,
      [from, AT_ONCE, itemsEach],
    );
  const restore = isBulk ? await layAside(sql) : [];
  for (let from = 0; from < orders; from += AT_ONCE) await put(from);
  for (const statement of restore) await sql.query(statement);
  if (isBulk) await countAll(sql);
  for (const table of ["order_item", "orders", "dispatch"]) await sql.query(`VACUUM ANALYZE ${table}`);
}

/** Takes indexes, foreign keys and triggers of the items away; gives the statements that bring them back. */
async function layAside(sql: Sql): Promise<string[]> {
  const { rows: keys } = await sql.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = 'order_item'::regclass AND contype = 'f'`,
  );
  const { rows: indexes } = await sql.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(x.indexrelid) AS definition FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
     WHERE x.indrelid = 'order_item'::regclass AND NOT x.indisprimary`,
  );
  await sql.query(`ALTER TABLE order_item DISABLE TRIGGER USER`);
  for (const { name } of keys) await sql.query(`ALTER TABLE order_item DROP CONSTRAINT "${name}"`);
  for (const { name } of indexes) await sql.query(`DROP INDEX "${name}"`);
  return [
    ...indexes.map(({ definition }) => definition),
    ...keys.map(({ name, definition }) => `ALTER TABLE order_item ADD CONSTRAINT "${name}" ${definition}`),
    `ALTER TABLE order_item ENABLE TRIGGER USER`,
  ];
}

/** What the triggers would have counted. */
const countAll = (sql: Sql) =>
  sql.query(
    `UPDATE orders o SET requested = c.requested, accepted = c.accepted, confirmed = c.confirmed, failed = c.failed, skipped = c.skipped,
       unknown = c.unknown, settled_at = CASE WHEN c.accepted + c.unknown = 0 THEN o.created_at + interval '1 min' END
     FROM (SELECT order_id, count(*) AS requested, count(*) FILTER (WHERE state = 'accepted') AS accepted,
       count(*) FILTER (WHERE state = 'confirmed') AS confirmed, count(*) FILTER (WHERE state = 'failed') AS failed,
       count(*) FILTER (WHERE state = 'skipped') AS skipped, count(*) FILTER (WHERE state = 'unknown') AS unknown
       FROM order_item GROUP BY order_id) c WHERE c.order_id = o.id`,
  );
