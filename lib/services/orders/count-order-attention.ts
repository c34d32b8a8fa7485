import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { addDays, dayIn, startOfDay } from "@/lib/domain/time-zone";
import { listExpectations } from "./list-expectations";
import { countOverdue } from "./order-filter";

type Counted = { numbers: number; orders: number };

/** Numbers that want a person, and the orders that hold them. `failed` looks back `days`; unknown and overdue have no age. */
export type OrderAttention = {
  failed: Counted;
  unknown: Counted;
  overdue: Counted;
  /** Orders with any of the three, each counted once. */
  orders: number;
  /** First day of `failed`, ISO date in the person's time zone, for the link into the ledger. */
  since: string;
  days: number;
};

const DAYS = 7;

/** Since when refusals count: the first day, ISO date in the person's time zone, and its start. */
export function readRefusedSince({ now, timeZone }: Pick<Context, "now" | "timeZone">): { since: string; from: Date } {
  const since = addDays(dayIn(now(), timeZone), 1 - DAYS);
  return { since, from: startOfDay(since, timeZone) };
}

const failedRow = z.object({ numbers: z.number(), orders: z.number(), closed: z.number() });
const openRow = z.object({ failed: z.number(), unknown: z.number(), overdue: z.number() });

export async function countOrderAttention(ctx: Context): Promise<OrderAttention> {
  const { since, from } = readRefusedSince(ctx);
  const overdue = countOverdue(await listExpectations(ctx));
  const [failed, open] = await Promise.all([
    queryRows(ctx.sql, failedRow)`
      SELECT coalesce(sum(failed), 0)::int8 AS numbers, count(*) AS orders,
        count(*) FILTER (WHERE queued + sending + accepted + unknown = 0) AS closed
      FROM orders WHERE created_at >= ${from} AND failed > 0`,
    // Few orders are unsettled at a time, and an index holds just those.
    queryRows(ctx.sql, openRow)`
      SELECT CASE WHEN o.created_at >= ${from} THEN o.failed ELSE 0 END AS failed, o.unknown, ${overdue} AS overdue
      FROM orders o WHERE o.queued + o.sending + o.accepted + o.unknown > 0`,
  ]);
  const total = (read: (row: z.infer<typeof openRow>) => number): Counted => ({
    numbers: open.reduce((sum, row) => sum + read(row), 0),
    orders: open.filter((row) => read(row) > 0).length,
  });
  const { numbers, orders, closed } = failed[0] ?? { numbers: 0, orders: 0, closed: 0 };
  return {
    failed: { numbers, orders },
    unknown: total((row) => row.unknown),
    overdue: total((row) => row.overdue),
    orders: closed + total((row) => row.failed + row.unknown + row.overdue).orders,
    since,
    days: DAYS,
  };
}
