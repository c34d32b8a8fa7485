import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { countRow, queryRows, raw, sql } from "@/lib/db/sql";
import type { EndedJob, Job, JobCenter } from "@/lib/domain/job-center";
import { phoneNumber } from "@/lib/domain/phone-number";
import { dayIn, startOfDay } from "@/lib/domain/time-zone";
import { listPauses } from "@/lib/engine/breaker/list-pauses";
import { listOrderProgress } from "@/lib/services/orders/get-order-progress";
import { listAsking } from "@/lib/services/lookup/list-asking";
import { IS_IN_PROGRESS, ORDER_COLUMNS, orderSqlRow, toOrderView } from "@/lib/services/orders/order-columns";
import { listCycles } from "@/lib/services/reconciliation/list-cycles";
import { listRateQueues } from "./list-rate-queues";

const MAX_JOBS = 50;
const FIRST_UNSENT = 5;
const COUNTED_TO = 10_000;

const jobRow = orderSqlRow.extend({ unsent: z.array(phoneNumber).nullable() });

/** Orders that are under way or wait, newest first, what they wait for, and what ended today; all of one moment. */
export const listJobs = (ctx: Context): Promise<JobCenter> => inSnapshot(ctx, readJobs);

async function readJobs(ctx: Context): Promise<JobCenter> {
  const pauses = await listPauses(ctx);
  const [rows, counted, queues, ended] = await Promise.all([
    queryRows(ctx.sql, jobRow)`
      SELECT ${raw(ORDER_COLUMNS)}, q.unsent
      FROM (SELECT * FROM orders o WHERE ${IS_IN_PROGRESS} ORDER BY o.created_at DESC LIMIT ${MAX_JOBS}) o
      JOIN carrier_account a ON a.id = o.account_id LEFT JOIN person p ON p.id = o.created_by_id
      LEFT JOIN LATERAL (SELECT array_agg(f.e164) AS unsent FROM (
        SELECT e164 FROM order_item i WHERE o.queued > 0 AND i.order_id = o.id AND i.state = 'queued' LIMIT ${FIRST_UNSENT}) f) q ON true
      ORDER BY o.created_at DESC`,
    queryRows(ctx.sql, countRow)`SELECT count(*) AS count FROM orders o WHERE ${IS_IN_PROGRESS}`,
    listRateQueues(ctx, pauses),
    readEnded(ctx),
  ]);
  const progress = await listOrderProgress(
    ctx,
    rows.map((row) => row.id),
  );
  const jobs = rows.flatMap((row): Job[] => {
    const own = progress.get(row.id);
    if (!own) return [];
    const { id, ref, kind, accountLabel, isSandbox, personName, createdAt, sums } = toOrderView(row);
    const unsent = row.unsent ?? [];
    return [{ id, ref, kind, accountLabel, isSandbox, personName, createdAt, sums, progress: own, unsent }];
  });
  return {
    at: ctx.now().toISOString(),
    jobs,
    more: Math.max((counted[0]?.count ?? 0) - rows.length, 0),
    ...ended,
    queues,
    pauses,
    lookups: await listAsking(ctx),
    cycles: await listCycles(ctx),
  };
}

/** Today is the person's day. What is open again since (a number that was looked up later) is among the jobs. */
async function readEnded(ctx: Context): Promise<Pick<JobCenter, "ended" | "moreEnded">> {
  const today = startOfDay(dayIn(ctx.now(), ctx.timeZone), ctx.timeZone);
  const condition = sql`o.settled_at >= ${today} AND NOT (${IS_IN_PROGRESS})`;
  const [rows, counted] = await Promise.all([
    queryRows(ctx.sql, orderSqlRow)`
      SELECT ${raw(ORDER_COLUMNS)} FROM (SELECT * FROM orders o WHERE ${condition} ORDER BY o.settled_at DESC LIMIT ${MAX_JOBS}) o
      JOIN carrier_account a ON a.id = o.account_id LEFT JOIN person p ON p.id = o.created_by_id ORDER BY o.settled_at DESC`,
    queryRows(ctx.sql, countRow)`
      SELECT count(*) AS count FROM (SELECT FROM orders o WHERE ${condition} LIMIT ${COUNTED_TO}) o`,
  ]);
  const ended = rows.flatMap((row): EndedJob[] => {
    const { id, ref, kind, carrierLabel, accountLabel, isSandbox, personName, createdAt, sums, status, settledAt } =
      toOrderView(row);
    if (settledAt === null) return [];
    return [{ id, ref, kind, carrierLabel, accountLabel, isSandbox, personName, createdAt, sums, status, settledAt }];
  });
  return { ended, moreEnded: Math.max((counted[0]?.count ?? 0) - rows.length, 0) };
}
