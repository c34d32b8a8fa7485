import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { readOrderTimes } from "@/lib/domain/expected-times";
import { orderKind, orderStatus } from "@/lib/domain/order";
import type { OrderProgress } from "@/lib/domain/order-progress";
import { orderTrouble, type OrderTrouble } from "@/lib/domain/order-trouble";
import { ORDER_CONTROLS } from "@/lib/domain/order-view";
import { listPauses } from "@/lib/engine/breaker/list-pauses";
import { CURRENT_PACE, REFUSED_LAST_MINUTE } from "@/lib/engine/limits/carrier-pace";
import { findOpenAccount } from "@/lib/services/accounts/find-open-account";
import { readExpectedTimes } from "./expected-times";
import { isTollFreeSql } from "./list-expectations";
import { COUNT_COLUMNS, countColumns, labelCarrier, pickCounts, toIso } from "./order-columns";

/** The span over which the present speed is measured, for the estimate; what is shown as "now" is a whole minute's. */
const MEASURED_SECONDS = 15;
/** Before so many seconds of sending a measured speed says nothing. */
const TOO_EARLY_SECONDS = 3;

const progressRow = z.object({
  ...countColumns,
  id: z.string(),
  kind: orderKind,
  carrier: z.string(),
  account_id: z.string(),
  status: orderStatus,
  control: z.enum(ORDER_CONTROLS),
  at: z.date(),
  settled_at: z.date().nullable(),
  trouble: orderTrouble.nullable().catch(null),
  sent_lately: z.number(),
  sent_last_minute: z.number(),
  sending_for: z.number().nullable(),
  other_orders: z.number(),
  next_read_at: z.date().nullable(),
  next_check_at: z.date().nullable(),
  last_status: z.number().nullable(),
  last_fault: z.string().nullable(),
});
type ProgressRow = z.infer<typeof progressRow>;

/** How far an order is, and what it waits for. Cheap enough to be asked every second. Throws AppError NOT_FOUND. */
export async function getOrderProgress(ctx: Context, orderId: string): Promise<OrderProgress> {
  const progress = (await listOrderProgress(ctx, [orderId])).get(orderId);
  if (!progress) throw new AppError("NOT_FOUND", "There is no such order.");
  if (progress.counts.accepted === 0 || progress.expectedWithin === null) return progress;
  return { ...progress, ...(await countOverdueItems(ctx, orderId, progress)) };
}

/** The same for many orders at once, by id; without counting what is overdue, which reads every accepted number. */
export async function listOrderProgress(ctx: Context, ids: readonly string[]): Promise<Map<string, OrderProgress>> {
  const [rows, pauses, times] = await Promise.all([readRows(ctx, ids), listPauses(ctx), readExpectedTimes(ctx)]);
  const accountIds = [...new Set(rows.map((row) => row.account_id))];
  const [accounts, blocks] = await Promise.all([
    Promise.all(accountIds.map(async (id) => [id, await findOpenAccount(ctx, id)] as const)).then(
      (all) => new Map(all),
    ),
    readBlocks(ctx, accountIds),
  ]);
  return new Map(
    rows.map((row): [string, OrderProgress] => {
      const account = accounts.get(row.account_id) ?? null;
      const program = account?.carrier.programs[row.kind];
      const block = blocks.find((one) => one.account_id === row.account_id && one.endpoint_group === program?.group);
      const pause = pauses.find((one) => one.accountId === row.account_id);
      const measuredFor = Math.min(row.sending_for ?? 0, MEASURED_SECONDS);
      return [
        row.id,
        {
          status: row.status,
          control: row.control,
          counts: pickCounts(row),
          at: row.at.toISOString(),
          settledAt: toIso(row.settled_at),
          carrierLabel: labelCarrier(row.carrier),
          callsPerSecond: account && program ? account.readRate(program.group).perSecond * (block?.pace ?? 1) : null,
          allowedPerSecond: account && program ? account.readRate(program.group).perSecond : null,
          refusedLastMinute: block?.refused ?? 0,
          writeSize: program?.writeSize ?? 1,
          sentPerSecond: measuredFor >= TOO_EARLY_SECONDS && row.sent_lately > 0 ? row.sent_lately / measuredFor : null,
          sentLastMinute: row.sent_last_minute,
          otherOrders: row.other_orders,
          blockedUntil: row.queued > 0 ? toIso(block?.blocked_until ?? null) : null,
          blockedMessage: row.queued > 0 ? (block?.blocked_message ?? null) : null,
          pause: pause && row.settled_at === null ? pause : null,
          trouble: readTrouble(row),
          lastRefusal: row.queued > 0 ? spellRefusal(row) : null,
          nextReadAt: toIso(row.next_read_at),
          nextCheckAt: toIso(row.next_check_at),
          expectedWithin: program ? readOrderTimes(times, row.carrier, row.kind, program).seconds : null,
          expectedTollFree: null,
          overdue: 0,
        },
      ];
    }),
  );
}

const readRows = (ctx: Context, ids: readonly string[]): Promise<ProgressRow[]> =>
  queryRows(ctx.sql, progressRow)`
    SELECT o.id, o.kind, o.carrier, o.account_id, o.status, o.control, o.settled_at, o.trouble, now() AS at, ${raw(COUNT_COLUMNS)},
      d.sent_lately, d.sent_last_minute, extract(epoch FROM now() - o.first_sent_at)::float8 AS sending_for,
      CASE WHEN o.queued = 0 THEN 0 ELSE (SELECT count(*) FROM orders x
       WHERE x.account_id = o.account_id AND x.id <> o.id AND x.queued > 0 AND x.control = 'run') END AS other_orders,
      CASE WHEN o.accepted + o.unknown = 0 THEN NULL ELSE (SELECT min(d.due_at) FROM dispatch d
       WHERE d.order_id = o.id AND d.state IN ('accepted', 'lost')) END AS next_read_at,
      CASE WHEN o.trouble->>'step' = 'check' THEN (SELECT min(i.due_at) FROM order_item i
       WHERE i.order_id = o.id AND i.state = 'queued' AND NOT i.is_prechecked)
       WHEN o.trouble->>'step' = 'write' THEN o.write_after END AS next_check_at,
      c.status AS last_status, c.fault AS last_fault
    FROM orders o
    CROSS JOIN LATERAL (SELECT
       coalesce(sum(d.size) FILTER (WHERE d.created_at > now() - ${MEASURED_SECONDS} * interval '1 s'), 0) AS sent_lately,
       coalesce(sum(d.size), 0) AS sent_last_minute
      FROM dispatch d WHERE d.order_id = o.id AND d.created_at > now() - interval '1 min' AND d.state <> 'void') d
    LEFT JOIN LATERAL (SELECT c.status, c.fault FROM carrier_call c
      WHERE o.queued > 0 AND c.order_id = o.id ORDER BY c.started_at DESC LIMIT 1) c ON true
    WHERE o.id = ANY(${ids}::uuid[])`;

/** What keeps being lost on the way is no trouble any more once nothing is to be sent. */
const readTrouble = ({ trouble, queued }: ProgressRow): OrderTrouble | null =>
  trouble?.step === "write" && queued === 0 ? null : trouble;

/** The carrier's last answer to this order's calls, where it is what holds the numbers up. */
function spellRefusal({ last_status, last_fault }: ProgressRow): string | null {
  if (last_fault !== null) return last_fault;
  if (last_status === null || last_status === 429) return null;
  return last_status >= 500 || last_status === 401 || last_status === 403 ? `HTTP ${last_status}` : null;
}

const blockRow = z.object({
  account_id: z.string(),
  endpoint_group: z.string(),
  blocked_until: z.date().nullable(),
  blocked_message: z.string().nullable(),
  pace: z.number(),
  refused: z.number(),
});

/** The carriers' own "not before", and the pace that their refusals left. */
const readBlocks = (ctx: Context, accountIds: readonly string[]) =>
  queryRows(ctx.sql, blockRow)`
    SELECT account_id, endpoint_group, CASE WHEN blocked_until > now() THEN blocked_until END AS blocked_until,
      CASE WHEN blocked_until > now() THEN blocked_message END AS blocked_message, ${raw(CURRENT_PACE)} AS pace, ${raw(REFUSED_LAST_MINUTE)} AS refused
    FROM rate_slot r WHERE account_id = ANY(${accountIds}::uuid[])`;

const routeRow = z.object({ account_id: z.string(), carrier: z.string(), kind: orderKind });
const overdueRow = z.object({ overdue: z.number(), toll_free: z.number() });

/** Toll-free numbers have a time of their own at some carriers; `expectedTollFree` is null where the order holds none. */
async function countOverdueItems(ctx: Context, orderId: string, { expectedWithin }: OrderProgress) {
  const [order] = await queryRows(
    ctx.sql,
    routeRow,
  )`SELECT account_id, carrier, kind FROM orders WHERE id = ${orderId}`;
  const account = order && (await findOpenAccount(ctx, order.account_id));
  const program = order && account?.carrier.programs[order.kind];
  const own = program && readOrderTimes(await readExpectedTimes(ctx), order.carrier, order.kind, program);
  const tollFree = own && own.tollFreeSeconds !== own.seconds ? own.tollFreeSeconds : null;
  const [row] = await queryRows(ctx.sql, overdueRow)`
    SELECT count(*) FILTER (WHERE accepted_at < now() - CASE WHEN ${raw(isTollFreeSql("e164"))} THEN ${tollFree ?? expectedWithin}::float8 ELSE ${expectedWithin}::float8 END * interval '1 s') AS overdue,
      count(*) FILTER (WHERE ${raw(isTollFreeSql("e164"))}) AS toll_free
    FROM order_item WHERE order_id = ${orderId} AND state = 'accepted'`;
  return { overdue: row?.overdue ?? 0, expectedTollFree: (row?.toll_free ?? 0) > 0 ? tollFree : null };
}
