import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import type { ItemCounts, OrderKind, OrderStatus } from "@/lib/domain/order";
import type { OrderProgress } from "@/lib/domain/order-progress";
import type { OrderControl } from "@/lib/domain/order-view";
import { openAccount } from "./get-order";
import { COUNT_COLUMNS, labelCarrier, pickCounts, toIso } from "./order-columns";

/** The span over which the present speed is measured. */
const MEASURED_SECONDS = 15;
/** Before so many seconds of sending a measured speed says nothing. */
const TOO_EARLY_SECONDS = 3;

type ProgressRow = ItemCounts & {
  kind: OrderKind;
  carrier: string;
  account_id: string;
  status: OrderStatus;
  control: OrderControl;
  at: Date;
  settled_at: Date | null;
  sent_lately: number;
  sending_for: number | null;
  other_orders: number;
  next_read_at: Date | null;
  endpoint_group: string | null;
};

/** How far an order is, and what it waits for. Cheap enough to be asked every second. Throws AppError NOT_FOUND. */
export async function getOrderProgress(ctx: Context, orderId: string): Promise<OrderProgress> {
  const { rows } = await ctx.sql.query<ProgressRow>(
    `SELECT o.kind, o.carrier, o.account_id, o.status, o.control, o.settled_at, now() AS at, ${COUNT_COLUMNS},
       (SELECT coalesce(sum(d.size), 0) FROM dispatch d
        WHERE d.order_id = o.id AND d.created_at > now() - $2 * interval '1 s') AS sent_lately,
       extract(epoch FROM now() - o.first_sent_at)::float8 AS sending_for,
       CASE WHEN o.queued = 0 THEN 0 ELSE (SELECT count(*) FROM orders x
        WHERE x.account_id = o.account_id AND x.id <> o.id AND x.queued > 0 AND x.control = 'run') END AS other_orders,
       CASE WHEN o.accepted + o.unknown = 0 THEN NULL ELSE (SELECT min(d.due_at) FROM dispatch d
        WHERE d.order_id = o.id AND d.state IN ('accepted', 'lost')) END AS next_read_at,
       (SELECT c.endpoint_group FROM carrier_call c
        WHERE c.order_id = o.id AND c.method <> 'GET' ORDER BY c.started_at DESC LIMIT 1) AS endpoint_group
     FROM orders o WHERE o.id = $1`,
    [orderId, MEASURED_SECONDS],
  );
  const row = rows[0];
  if (!row) throw new AppError("NOT_FOUND", "There is no such order.");
  const account = await openAccount(ctx, row.account_id);
  const groups = Object.keys(account?.definition.endpointGroups ?? {});
  const group = row.endpoint_group ?? (groups.length === 1 ? (groups[0] ?? null) : null);
  const expectedWithin = account?.carrier.programs[row.kind]?.expectedWithin ?? null;
  const [block, overdue] = await Promise.all([
    row.queued > 0 ? readBlock(ctx, row.account_id, group) : null,
    row.accepted > 0 && expectedWithin !== null ? countOverdueItems(ctx, orderId, expectedWithin) : 0,
  ]);
  const measuredFor = Math.min(row.sending_for ?? 0, MEASURED_SECONDS);
  return {
    status: row.status,
    control: row.control,
    counts: pickCounts(row),
    at: row.at.toISOString(),
    settledAt: toIso(row.settled_at),
    carrierLabel: labelCarrier(row.carrier),
    callsPerSecond: account && group !== null ? account.readRate(group).perSecond : null,
    writeSize: account?.carrier.programs[row.kind]?.writeSize ?? 1,
    sentPerSecond: measuredFor >= TOO_EARLY_SECONDS && row.sent_lately > 0 ? row.sent_lately / measuredFor : null,
    otherOrders: row.other_orders,
    blockedUntil: toIso(block?.blocked_until ?? null),
    blockedWords: block?.blocked_words ?? null,
    nextReadAt: toIso(row.next_read_at),
    expectedWithin,
    overdue,
  };
}

/** The carrier's own "not before", of the group in which this order is sent, or of any while that is not known. */
async function readBlock(ctx: Context, accountId: string, group: string | null) {
  const { rows } = await ctx.sql.query<{ blocked_until: Date; blocked_words: string | null }>(
    `SELECT blocked_until, blocked_words FROM rate_slot
     WHERE account_id = $1 AND ($2::text IS NULL OR endpoint_group = $2) AND blocked_until > now() ORDER BY blocked_until DESC LIMIT 1`,
    [accountId, group],
  );
  return rows[0] ?? null;
}

async function countOverdueItems(ctx: Context, orderId: string, seconds: number): Promise<number> {
  const { rows } = await ctx.sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM order_item WHERE order_id = $1 AND state = 'accepted' AND accepted_at < now() - $2 * interval '1 s'`,
    [orderId, seconds],
  );
  return rows[0]?.count ?? 0;
}
