import "server-only";
import { raw, sql, type SqlPart } from "@/lib/db/sql";
import type { OrderQuery } from "@/lib/domain/order-query";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { addDays, startOfDay } from "@/lib/domain/time-zone";
import { isTollFreeSql, type Expectation } from "./list-expectations";

/** How many numbers of order `o` the carrier accepted and has not confirmed in the time that it usually takes. */
export function countOverdue(expectations: readonly Expectation[]): SqlPart {
  const overdue = selectOverdue(expectations);
  return overdue === null ? sql`0` : sql`(SELECT count(*) ${overdue} AND o.accepted > 0)`;
}

/** Whether there is one. Said of the order first: the few that are open have an index of their own. */
function isOverdue(expectations: readonly Expectation[]): SqlPart {
  const overdue = selectOverdue(expectations);
  return overdue === null
    ? sql`false`
    : sql`(o.queued + o.sending + o.accepted + o.unknown > 0 AND o.accepted > 0 AND EXISTS (SELECT 1 ${overdue}))`;
}

/** FROM and WHERE of the items `i` of order `o` that `countOverdue` counts; null: nothing is expected anywhere. */
export function selectOverdue(expectations: readonly Expectation[]): SqlPart | null {
  if (expectations.length === 0) return null;
  return sql`FROM order_item i,
      unnest(${expectations.map((one) => one.accountId)}::uuid[], ${expectations.map((one) => one.kind)}::text[],
        ${expectations.map((one) => one.seconds)}::float8[], ${expectations.map((one) => one.tollFreeSeconds)}::float8[]) AS e(account_id, kind, seconds, toll_free)
    WHERE i.order_id = o.id AND i.state = 'accepted' AND e.account_id = o.account_id AND e.kind = o.kind
      AND i.accepted_at < now() - CASE WHEN ${raw(isTollFreeSql("i.e164"))} THEN e.toll_free ELSE e.seconds END * interval '1 s'`;
}

/**
 * The conditions of the ledger on `orders o`. A number is looked for in the index of items first: the planner then reads those few
 * orders instead of walking the ledger in search of one. `fault` says why a filter cannot be understood. The days of the
 * query are those of `timeZone`.
 */
export function filterOrders(
  query: OrderQuery,
  { expectations, timeZone }: { expectations: readonly Expectation[]; timeZone: string },
): { conditions: SqlPart[]; fault: string | null } {
  const conditions: SqlPart[] = [];
  let fault: string | null = null;
  const equal = (column: string, value: string | undefined) => {
    if (value !== undefined) conditions.push(sql`${raw(column)} = ${value}`);
  };
  equal("o.carrier", query.carrier);
  equal("o.account_id", query.account);
  equal("o.kind", query.kind);
  equal("o.status", query.status);
  equal("o.created_by_id", query.person);
  if (query.from) conditions.push(sql`o.created_at >= ${startOfDay(query.from, timeZone)}`);
  if (query.to) conditions.push(sql`o.created_at < ${startOfDay(addDays(query.to, 1), timeZone)}`);
  if (query.reference) {
    const exact = query.reference;
    const prefix = exact.toUpperCase();
    // Compared byte by byte, as the index on the beginnings of references does, whatever the database's own order of letters is.
    conditions.push(sql`(upper(o.ref) ~>=~ ${prefix} AND upper(o.ref) ~<~ (${prefix} || '~') OR o.id = ANY (ARRAY(
      SELECT order_id FROM dispatch WHERE reference = ${exact}
      UNION (SELECT id FROM orders WHERE lower(params ->> 'ourReference') = lower(${exact}) LIMIT 1000)
      UNION (SELECT order_id FROM dispatch WHERE external_id = ${exact} LIMIT 1000))))`);
  }
  if (query.number) {
    const parsed = parsePhoneNumber(query.number);
    if (parsed.ok)
      conditions.push(
        sql`o.id = ANY (ARRAY(SELECT order_id FROM order_item WHERE e164 = ${parsed.number} LIMIT 1000))`,
      );
    else fault = parsed.message;
  }
  if (query.attention) {
    const failed = sql`o.failed > 0`;
    const unknown = sql`o.unknown > 0`;
    const asksOverdue = query.attention === "any" || query.attention === "overdue";
    const overdue = asksOverdue ? isOverdue(expectations) : sql`false`;
    conditions.push({ failed, unknown, overdue, any: sql`(${unknown} OR ${failed} OR ${overdue})` }[query.attention]);
  }
  return { conditions, fault };
}
