import "server-only";
import type { OrderQuery } from "@/lib/domain/order-query";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { addDays, startOfDay } from "@/lib/domain/time-zone";
import { isTollFreeSql, type Expectation } from "./list-expectations";

export type SqlValues = unknown[];
/** Adds a value to the statement and gives its placeholder. */
export const bind = (values: SqlValues, value: unknown) => `$${values.push(value)}`;

/** How many numbers of order `o` the carrier accepted and has not confirmed in the time that it usually takes. */
export function countOverdue(values: SqlValues, expectations: readonly Expectation[]): string {
  const overdue = selectOverdue(values, expectations);
  return overdue === null ? "0" : `(SELECT count(*) ${overdue} AND o.accepted > 0)`;
}

/** Whether there is one. Said of the order first: the few that are open have an index of their own. */
function isOverdue(values: SqlValues, expectations: readonly Expectation[]): string {
  const overdue = selectOverdue(values, expectations);
  return overdue === null
    ? "false"
    : `(o.queued + o.sending + o.accepted + o.unknown > 0 AND o.accepted > 0 AND EXISTS (SELECT 1 ${overdue}))`;
}

function selectOverdue(values: SqlValues, expectations: readonly Expectation[]): string | null {
  if (expectations.length === 0) return null;
  const column = (read: (one: Expectation) => string | number) => bind(values, expectations.map(read));
  const [accounts, kinds, seconds, tollFree] = [
    column((one) => one.accountId),
    column((one) => one.kind),
    column((one) => one.seconds),
    column((one) => one.tollFreeSeconds),
  ];
  return `FROM order_item i,
      unnest(${accounts}::uuid[], ${kinds}::text[], ${seconds}::float8[], ${tollFree}::float8[]) AS e(account_id, kind, seconds, toll_free)
    WHERE i.order_id = o.id AND i.state = 'accepted' AND e.account_id = o.account_id AND e.kind = o.kind
      AND i.accepted_at < now() - CASE WHEN ${isTollFreeSql("i.e164")} THEN e.toll_free ELSE e.seconds END * interval '1 s'`;
}

/**
 * The conditions of the ledger on `orders o`. A number is looked for in the index of items first: the planner then reads those few
 * orders instead of walking the ledger in search of one. `fault` says, in words, why a filter cannot be understood. The days of the
 * query are those of `timeZone`.
 */
export function filterOrders(
  query: OrderQuery,
  { expectations, timeZone }: { expectations: readonly Expectation[]; timeZone: string },
  values: SqlValues,
): { conditions: string[]; fault: string | null } {
  const conditions: string[] = [];
  let fault: string | null = null;
  const equal = (column: string, value: string | undefined) => {
    if (value !== undefined) conditions.push(`${column} = ${bind(values, value)}`);
  };
  equal("o.carrier", query.carrier);
  equal("o.account_id", query.account);
  equal("o.kind", query.kind);
  equal("o.status", query.status);
  equal("o.created_by_id", query.person);
  if (query.from) conditions.push(`o.created_at >= ${bind(values, startOfDay(query.from, timeZone))}`);
  if (query.to) conditions.push(`o.created_at < ${bind(values, startOfDay(addDays(query.to, 1), timeZone))}`);
  if (query.reference) {
    const exact = bind(values, query.reference);
    const prefix = bind(values, query.reference.toUpperCase());
    // Compared byte by byte, as the index on the beginnings of references does, whatever the database's own order of letters is.
    conditions.push(`(upper(o.ref) ~>=~ ${prefix} AND upper(o.ref) ~<~ (${prefix} || '~') OR o.id = ANY (ARRAY(
      SELECT order_id FROM dispatch WHERE reference = ${exact}
      UNION (SELECT id FROM orders WHERE lower(params ->> 'ourReference') = lower(${exact}) LIMIT 1000)
      UNION (SELECT order_id FROM dispatch WHERE external_id = ${exact} LIMIT 1000))))`);
  }
  if (query.number) {
    const parsed = parsePhoneNumber(query.number);
    if (parsed.ok)
      conditions.push(
        `o.id = ANY (ARRAY(SELECT order_id FROM order_item WHERE e164 = ${bind(values, parsed.number)} LIMIT 1000))`,
      );
    else fault = parsed.message;
  }
  if (query.attention) {
    const failed = "o.failed > 0";
    const unknown = "o.unknown > 0";
    const asksOverdue = query.attention === "any" || query.attention === "overdue";
    const overdue = asksOverdue ? isOverdue(values, expectations) : "";
    conditions.push({ failed, unknown, overdue, any: `(${unknown} OR ${failed} OR ${overdue})` }[query.attention]);
  }
  return { conditions, fault };
}
