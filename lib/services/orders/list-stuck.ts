import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows } from "@/lib/db/sql";
import { NO_CUSTOMERS } from "@/lib/domain/customer-counts";
import { DEFAULT_CAMPAIGN_SECONDS, DEFAULT_MESSAGE_SECONDS } from "@/lib/domain/expected-times";
import { orderKind } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { Stuck, StuckCampaign, StuckMessages, StuckOrder } from "@/lib/domain/stuck";
import { nameAccount } from "@/lib/services/campaigns/entry-page";
import { readExpectedTimes } from "./expected-times";
import { type Expectation, listExpectations } from "./list-expectations";
import { toIso } from "./order-columns";
import { listStuckCustomers } from "./list-stuck-customers";
import { fromStuckItems, MESSAGE_DAYS, MOVING_MESSAGE, WAITS_SINCE } from "./stuck-sql";

const MAX_ORDERS = 200;
const SHOWN_BODY = 300;

const accountColumns = { account_id: z.string(), carrier: z.string(), label: z.string(), mode: z.string() };
const orderRow = z.object({
  ...accountColumns,
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  accepted: z.number(),
  unknown: z.number(),
  oldest: z.date(),
  first: z.array(phoneNumber),
  usual: z.number(),
  call_at: z.date().nullable(),
  status: z.number().nullable(),
  fault: z.string().nullable(),
  body: z.string().nullable(),
});
const campaignRow = z.object({
  ...accountColumns,
  id: z.string(),
  campaign_id: z.string(),
  brand_id: z.string(),
  brand_name: z.string(),
  created_at: z.date(),
  event: z.string().nullable(),
  checked_at: z.date().nullable(),
});
const messageRow = z.object({ ...accountColumns, messages: z.number(), oldest: z.date() });

/** All that waits at carriers for longer than expected, the longest first. */
export const listStuck = (ctx: Context): Promise<Stuck> =>
  inSnapshot(ctx, async (snapshot) => {
    const times = await readExpectedTimes(snapshot);
    const expectations = await listExpectations(snapshot);
    const found = await listStuckOrders(snapshot, expectations);
    const [campaigns, messages] = await Promise.all([
      listStuckCampaigns(snapshot, times.campaign ?? DEFAULT_CAMPAIGN_SECONDS),
      listStuckMessages(snapshot, times.message ?? DEFAULT_MESSAGE_SECONDS),
    ]);
    const shown = found.slice(0, MAX_ORDERS);
    const owners = await listStuckCustomers(snapshot, expectations, shown);
    const orders = shown.map((order) => ({ ...order, owners: owners.get(order.id) ?? NO_CUSTOMERS }));
    return { at: ctx.now().toISOString(), orders, campaigns, messages, moreOrders: found.length - orders.length };
  });

const toAccount = (row: { account_id: string; carrier: string; label: string; mode: string }) => ({
  accountId: row.account_id,
  accountName: nameAccount(row.carrier, row.label),
  carrierId: row.carrier,
  isSandbox: row.mode === "sandbox",
});

async function listStuckOrders(
  ctx: Pick<Context, "sql">,
  expectations: readonly Expectation[],
): Promise<Omit<StuckOrder, "owners">[]> {
  if (expectations.length === 0) return [];
  const rows = await queryRows(ctx.sql, orderRow)`
    SELECT o.id, o.ref, o.kind, o.account_id, o.carrier, a.label, a.mode, s.accepted, s.unknown, s.oldest, s.first, s.usual,
      c.started_at AS call_at, c.status, c.fault, left(c.response_body, ${SHOWN_BODY}) AS body
    FROM orders o JOIN carrier_account a ON a.id = o.account_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE i.state = 'accepted') AS accepted, count(*) FILTER (WHERE i.state = 'unknown') AS unknown,
        min(${WAITS_SINCE}) AS oldest, (array_agg(i.e164 ORDER BY i.seq))[1:3] AS first, min(e.seconds) AS usual,
        (array_agg(i.last_call_id ORDER BY ${WAITS_SINCE}) FILTER (WHERE i.last_call_id IS NOT NULL))[1] AS call_id
      ${fromStuckItems(expectations)}) s
    LEFT JOIN carrier_call c ON c.id = s.call_id
    WHERE o.queued + o.sending + o.accepted + o.unknown > 0 AND o.accepted + o.unknown > 0 AND s.oldest IS NOT NULL
    ORDER BY s.oldest, o.id`;
  return rows.map(({ call_at, status, fault, body, ...row }) => ({
    ...toAccount(row),
    id: row.id,
    ref: row.ref,
    kind: row.kind,
    accepted: row.accepted,
    unknown: row.unknown,
    oldest: row.oldest.toISOString(),
    first: row.first,
    usualSeconds: row.usual,
    lastAnswer: call_at && { at: call_at.toISOString(), status, fault, body },
  }));
}

async function listStuckCampaigns(ctx: Pick<Context, "sql">, seconds: number): Promise<StuckCampaign[]> {
  const rows = await queryRows(ctx.sql, campaignRow)`
    SELECT c.id, c.campaign_id, c.account_id, c.event, c.checked_at, c.created_at, a.carrier, a.label, a.mode, b.brand_id, b.name AS brand_name
    FROM campaign c JOIN brand b ON b.id = c.brand_row_id JOIN carrier_account a ON a.id = c.account_id
    WHERE c.state = 'registered' AND coalesce(c.standing, 'waiting') = 'waiting' AND a.is_enabled
      AND c.created_at < now() - ${seconds} * interval '1 s' ORDER BY c.created_at, c.id LIMIT ${MAX_ORDERS}`;
  return rows.map((row) => ({
    ...toAccount(row),
    id: row.id,
    campaignId: row.campaign_id,
    brand: `${row.brand_name} (${row.brand_id})`,
    since: row.created_at.toISOString(),
    event: row.event,
    checkedAt: toIso(row.checked_at),
  }));
}

async function listStuckMessages(ctx: Pick<Context, "sql">, seconds: number): Promise<StuckMessages[]> {
  const rows = await queryRows(ctx.sql, messageRow)`
    SELECT a.id AS account_id, a.carrier, a.label, a.mode, s.messages, s.oldest FROM carrier_account a
    CROSS JOIN LATERAL (SELECT count(*) AS messages, min(m.occurred_at) AS oldest FROM message m
      WHERE m.account_id = a.id AND ${MOVING_MESSAGE} AND m.occurred_at < now() - ${seconds} * interval '1 s'
        AND m.occurred_at > now() - ${MESSAGE_DAYS} * interval '1 day') s
    WHERE a.is_enabled AND s.messages > 0 ORDER BY s.oldest`;
  return rows.map((row) => ({ ...toAccount(row), count: row.messages, oldest: row.oldest.toISOString() }));
}
