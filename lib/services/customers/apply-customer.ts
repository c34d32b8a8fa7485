import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import type { CustomerName } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

export type CustomerChange = { number: PhoneNumber; customer: CustomerName | null };
export type AppliedCustomer = CustomerChange & { before: CustomerName | null };

const lockedRow = z.object({ e164: phoneNumber, customer_id: z.string().nullable(), name: z.string().nullable() });

/**
 * Sets the customer of numbers, which have a row each, in the caller's transaction: each change is on the number's timeline, and customers
 * count their numbers. The only place that writes either. Resolves with what changed. Throws CONFLICT (a customer was archived or deleted
 * meanwhile), unless `canBeArchived`. `origin` follows the message on the timeline: " (upload U7F3KQ2M)".
 */
export async function applyCustomers(
  client: PoolClient,
  actorId: string,
  changes: readonly CustomerChange[],
  { canBeArchived = false, origin = "" }: { canBeArchived?: boolean; origin?: string } = {},
): Promise<AppliedCustomer[]> {
  const wanted = new Map(changes.map((change) => [change.number, change]));
  // Sorted, as everyone who changes these rows locks them.
  const rows = await queryRows(client, lockedRow)`
    SELECT n.e164, n.customer_id, (SELECT c.name FROM customer c WHERE c.id = n.customer_id) AS name
    FROM number n WHERE n.e164 = ANY(${[...wanted.keys()].sort()}::text[]) ORDER BY n.e164 FOR NO KEY UPDATE`;
  const applied = rows.flatMap(({ e164, customer_id, name }): AppliedCustomer[] => {
    const change = wanted.get(e164);
    if (!change || (change.customer?.id ?? null) === customer_id) return [];
    return [{ ...change, before: customer_id === null ? null : { id: customer_id, name: name ?? "" } }];
  });
  if (applied.length === 0) return [];
  const column = <T>(read: (one: AppliedCustomer) => T) => applied.map(read);
  await refuseGone(() =>
    client.query(
      `UPDATE number n SET customer_id = u.customer_id FROM unnest($1::text[], $2::uuid[]) u(e164, customer_id) WHERE n.e164 = u.e164`,
      [column(({ number }) => number), column(({ customer }) => customer?.id ?? null)],
    ),
  );
  await client.query(
    `INSERT INTO number_event (id, e164, kind, field, before, after, message, actor_id)
     SELECT gen_random_uuid(), u.e164, 'customer', 'customer', u.before, u.after,
       CASE WHEN u.after IS NULL THEN 'Customer removed' ELSE 'Customer: ' || u.after END || $5, $1
     FROM unnest($2::text[], $3::text[], $4::text[]) u(e164, before, after)`,
    [
      actorId,
      column(({ number }) => number),
      column(({ before }) => before?.name ?? null),
      column(({ customer }) => customer?.name ?? null),
      origin,
    ],
  );
  await countNumbers(client, applied, canBeArchived);
  return applied;
}

/** Customers are locked after all numbers, in one order: two acts never wait for one another in a circle. */
async function countNumbers(
  client: PoolClient,
  applied: readonly AppliedCustomer[],
  canBeArchived: boolean,
): Promise<void> {
  const more = new Map<string, number>();
  const add = (id: string | undefined, by: number) => id !== undefined && more.set(id, (more.get(id) ?? 0) + by);
  for (const { before, customer } of applied) {
    add(before?.id, -1);
    add(customer?.id, 1);
  }
  const ids = [...more.keys()].sort();
  await client.query(`SELECT FROM customer WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, [ids]);
  await client.query(
    `UPDATE customer c SET numbers = c.numbers + u.more, changed_at = now()
     FROM unnest($1::uuid[], $2::int[]) u(id, more) WHERE c.id = u.id`,
    [ids, ids.map((id) => more.get(id) ?? 0)],
  );
  if (canBeArchived) return;
  const taken = [...new Set(applied.flatMap(({ customer }) => customer?.id ?? []))];
  const archived = await queryRows(client, nameRow)`
    SELECT name FROM customer WHERE id = ANY(${taken}::uuid[]) AND archived_at IS NOT NULL LIMIT 1`;
  const [first] = archived;
  if (first) throw new AppError("CONFLICT", `${first.name} was archived meanwhile. Nothing was changed.`);
}

const nameRow = z.object({ name: z.string() });

/** A customer or a tag that was deleted meanwhile is a foreign key without a row. */
export async function refuseGone<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "23503")
      throw new AppError("NOT_FOUND", "It was deleted meanwhile. Nothing was changed. Reload the page.");
    throw error;
  }
}
