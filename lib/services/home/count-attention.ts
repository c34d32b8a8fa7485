import "server-only";
import type { Context } from "@/lib/context";
import { addDays, dayIn, startOfDay } from "@/lib/domain/time-zone";
import { countNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import type { Counted } from "@/lib/services/numbers/number-scan";
import { countOverdue, type SqlValues } from "@/lib/services/orders/order-filter";
import { listExpectations } from "@/lib/services/orders/list-expectations";

/** What wants a person: numbers, and the orders that hold them. `recent` looks back this many days; unknown and overdue have no age. */
export type Attention = {
  failed: { numbers: number; orders: number };
  unknown: { numbers: number; orders: number };
  overdue: { numbers: number; orders: number };
  /** Numbers whose messages go through two carriers at once; exact up to 10,000. */
  doubleClaims: Counted;
  /** First day of `failed`, ISO date in the person's time zone, for the link into the ledger. */
  since: string;
  days: number;
};

const DAYS = 7;

export async function countAttention(ctx: Context): Promise<Attention> {
  const since = addDays(dayIn(ctx.now(), ctx.timeZone), 1 - DAYS);
  const values: SqlValues = [];
  const overdue = countOverdue(values, await listExpectations(ctx));
  const [failed, open, doubleClaims] = await Promise.all([
    ctx.sql.query<{ numbers: number; orders: number }>(
      `SELECT coalesce(sum(failed), 0)::int8 AS numbers, count(*) AS orders FROM orders
       WHERE created_at >= $1 AND failed > 0`,
      [startOfDay(since, ctx.timeZone)],
    ),
    // Few orders are unsettled at a time, and an index holds just those.
    ctx.sql.query<{ unknown: number; overdue: number }>(
      `SELECT o.unknown, ${overdue} AS overdue FROM orders o WHERE o.queued + o.sending + o.accepted + o.unknown > 0`,
      values,
    ),
    countNumbers(ctx, numberQuery.parse({ doubleClaim: "yes" })),
  ]);
  const total = (read: (row: { unknown: number; overdue: number }) => number) => ({
    numbers: open.rows.reduce((sum, row) => sum + Number(read(row)), 0),
    orders: open.rows.filter((row) => Number(read(row)) > 0).length,
  });
  return {
    failed: failed.rows[0] ?? { numbers: 0, orders: 0 },
    unknown: total((row) => row.unknown),
    overdue: total((row) => row.overdue),
    doubleClaims,
    since,
    days: DAYS,
  };
}
