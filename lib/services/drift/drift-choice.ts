import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { and, queryRows, type QueryRunner, sql, type SqlPart } from "@/lib/db/sql";
import { NO_CUSTOMER } from "@/lib/domain/customer";
import { type DriftChoice, driftKind, type DriftFilter } from "@/lib/domain/drift";
import { phoneNumber } from "@/lib/domain/phone-number";
import { startOfDay } from "@/lib/domain/time-zone";

/** Which of the two lists: changes of our numbers, or numbers that appeared. */
export type DriftList = "drift" | "discover";

/** What the list holds with this filter, as conditions on `drift d`. */
export function listConditions(ctx: Pick<Context, "timeZone">, list: DriftList, filter: DriftFilter): SqlPart[] {
  const { kind, carrier, account, customer, since } = filter;
  return [
    sql`d.state IN ('open', 'restoring')`,
    list === "discover" ? sql`d.kind = 'number-appeared'` : sql`d.kind <> 'number-appeared'`,
    ...(kind ? [sql`d.kind = ${kind}`] : []),
    ...(carrier ? [sql`d.carrier = ${carrier}`] : []),
    ...(account ? [sql`d.account_id = ${account}::uuid`] : []),
    ...(customer === undefined ? [] : [hasCustomer(customer === NO_CUSTOMER ? null : customer)]),
    ...(since ? [sql`d.seen_at >= ${startOfDay(since, ctx.timeZone)}`] : []),
  ];
}

/** An unknown number has no row of its own, and no customer. */
const hasCustomer = (id: string | null): SqlPart =>
  id === null
    ? sql`NOT EXISTS (SELECT FROM number n WHERE n.e164 = d.e164 AND n.customer_id IS NOT NULL)`
    : sql`EXISTS (SELECT FROM number n WHERE n.e164 = d.e164 AND n.customer_id = ${id}::uuid)`;

const chosenRow = z.object({
  id: z.string(),
  e164: phoneNumber,
  account_id: z.string(),
  carrier: z.string(),
  kind: driftKind,
  facet: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  facts: z.unknown(),
  call_id: z.string().nullable(),
});
export type ChosenDrift = z.output<typeof chosenRow>;

/** The chosen differences that are still open, by number. All matching: those that the person's page could hold, and none since. */
export const readChosen = (
  runner: QueryRunner,
  ctx: Pick<Context, "timeZone">,
  list: DriftList,
  choice: DriftChoice,
): Promise<ChosenDrift[]> => queryRows(runner, chosenRow)`
  SELECT d.id, d.e164, d.account_id, d.carrier, d.kind, d.facet, d.before, d.after, d.facts, d.call_id FROM drift d
  WHERE d.state = 'open' AND ${and([
    ...listConditions(ctx, list, "filter" in choice ? choice.filter : {}),
    "ids" in choice ? sql`d.id = ANY(${choice.ids}::uuid[])` : sql`d.seen_at <= ${choice.until}::timestamptz`,
  ])} ORDER BY d.e164, d.id`;

/** The same with their numbers held, in the order in which readings hold them. */
export async function lockChosen(
  client: PoolClient,
  ctx: Pick<Context, "timeZone">,
  list: DriftList,
  choice: DriftChoice,
): Promise<ChosenDrift[]> {
  const chosen = await readChosen(client, ctx, list, choice);
  const numbers = chosen.map(({ e164 }) => e164);
  await client.query(`SELECT FROM number WHERE e164 = ANY($1::text[]) ORDER BY e164 FOR NO KEY UPDATE`, [numbers]);
  // What a reading has settled meanwhile is no longer among them.
  return readChosen(client, ctx, list, choice);
}

/** In the transaction that holds the numbers. */
export const settleChosen = (
  client: PoolClient,
  chosen: readonly ChosenDrift[],
  state: "accepted" | "ignored",
  personId: string,
) =>
  client.query(
    `UPDATE drift SET state = $2, settled_at = now(), settled_by = $3 WHERE id = ANY($1::uuid[]) AND state = 'open'`,
    [chosen.map(({ id }) => id), state, personId],
  );

/** By account, in one order everywhere. */
export function groupByAccount(chosen: readonly ChosenDrift[]): [{ id: string; carrierId: string }, ChosenDrift[]][] {
  return [...new Set(chosen.map(({ account_id }) => account_id))].sort().map((id) => {
    const rows = chosen.filter(({ account_id }) => account_id === id);
    return [{ id, carrierId: rows[0]?.carrier ?? "" }, rows];
  });
}
