import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { addDays, dayIn, startOfDay } from "@/lib/domain/time-zone";
import { countNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import type { Counted } from "@/lib/services/numbers/number-scan";
import { countOverdue } from "@/lib/services/orders/order-filter";
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

const failedRow = z.object({ numbers: z.number(), orders: z.number() });
const openRow = z.object({ unknown: z.number(), overdue: z.number() });

export async function countAttention(ctx: Context): Promise<Attention> {
  const since = addDays(dayIn(ctx.now(), ctx.timeZone), 1 - DAYS);
  const overdue = countOverdue(await listExpectations(ctx));
  const [failed, open, doubleClaims] = await Promise.all([
    queryRows(ctx.sql, failedRow)`
      SELECT coalesce(sum(failed), 0)::int8 AS numbers, count(*) AS orders FROM orders
      WHERE created_at >= ${startOfDay(since, ctx.timeZone)} AND failed > 0`,
    // Few orders are unsettled at a time, and an index holds just those.
    queryRows(ctx.sql, openRow)`
      SELECT o.unknown, ${overdue} AS overdue FROM orders o WHERE o.queued + o.sending + o.accepted + o.unknown > 0`,
    countNumbers(ctx, numberQuery.parse({ doubleClaim: "yes" })),
  ]);
  const total = (read: (row: z.infer<typeof openRow>) => number) => ({
    numbers: open.reduce((sum, row) => sum + read(row), 0),
    orders: open.filter((row) => read(row) > 0).length,
  });
  return {
    failed: failed[0] ?? { numbers: 0, orders: 0 },
    unknown: total((row) => row.unknown),
    overdue: total((row) => row.overdue),
    doubleClaims,
    since,
    days: DAYS,
  };
}
