import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { and, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import { type Escalation, type LastAnswer, MAX_ESCALATED_NUMBERS, writeEscalation } from "@/lib/domain/escalation";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { EscalationQuery, StuckAccount } from "@/lib/domain/stuck";
import { getOrder } from "./get-order";
import { type Expectation, listExpectations } from "./list-expectations";
import { listStuck } from "./list-stuck";
import { type AccountMatter, describeCampaigns, describeMessages } from "./stuck-matters";
import { fromStuckItems, WAITS_SINCE } from "./stuck-sql";

/**
 * Letters to carriers about what is stuck, one for each account. Of an order that is named, the numbers that wait for longer than expected,
 * or all that wait where none is late yet. Throws NOT_FOUND where nothing waits (any more).
 */
export const getEscalations = (ctx: Context, query: EscalationQuery): Promise<Escalation[]> =>
  inSnapshot(ctx, async (snapshot) => {
    const found = await findMatters(snapshot, query);
    if (found.length === 0)
      throw new AppError("NOT_FOUND", "Nothing of this waits at the carrier any more. Reload the page.");
    const accounts = new Map(found.map(({ account }) => [account.accountId, account]));
    return [...accounts.values()].map((account) => {
      const matters = found.flatMap((one) => (one.account.accountId === account.accountId ? [one.matter] : []));
      const { accountId, accountName, isSandbox, carrierId } = account;
      const carrierLabel = findCarrier(carrierId)?.label ?? carrierId;
      const { name, email } = ctx.actor;
      const letter = writeEscalation({ carrierLabel, accountName, matters, from: { name, email }, now: ctx.now() });
      return { accountId, accountName, isSandbox, matters: matters.length, ...letter };
    });
  });

async function findMatters(ctx: Context, query: EscalationQuery): Promise<AccountMatter[]> {
  const { orders, campaigns, messages, account, seqs } = query;
  const isChosen = (orders ?? campaigns ?? messages) !== undefined;
  const stuck = isChosen && campaigns === undefined && messages === undefined ? null : await listStuck(ctx);
  const isOf = (one: { accountId: string }) => account === undefined || one.accountId === account;
  const expectations = await listExpectations(ctx);
  const places = seqs?.map(Number);
  const orderIds = isChosen ? (orders ?? []) : (stuck?.orders ?? []).filter(isOf).map(({ id }) => id);
  const ofOrders = await Promise.all(orderIds.map((id) => readOrderMatter(ctx, id, { expectations, places })));
  const isWanted = (chosen: readonly string[] | undefined, id: string, one: StuckAccount) =>
    isChosen ? (chosen?.includes(id) ?? false) : isOf(one);
  return [
    ...ofOrders.flatMap((found) => found ?? []),
    ...(await describeCampaigns(ctx, stuck?.campaigns.filter((one) => isWanted(campaigns, one.id, one)) ?? [])),
    ...(await describeMessages(ctx, stuck?.messages.filter((one) => isWanted(messages, one.accountId, one)) ?? [])),
  ];
}

const itemRow = z.object({
  number: z.string(),
  state: z.enum(["accepted", "unknown"]),
  since: z.date(),
  reference: z.string().nullable(),
  external_id: z.string().nullable(),
  total: z.number(),
});
const callRow = z.object({
  at: z.date(),
  method: z.string(),
  url: z.string(),
  status: z.number().nullable(),
  fault: z.string().nullable(),
  body: z.string().nullable(),
});

type Asked = { expectations: readonly Expectation[]; places: readonly number[] | undefined };

async function readOrderMatter(
  ctx: Context,
  idOrRef: string,
  { expectations, places }: Asked,
): Promise<AccountMatter | null> {
  const order = await getOrder(ctx, idOrRef);
  const mine = places === undefined ? [] : [sql`i.seq = ANY(${places}::int[])`];
  const late = expectations.length === 0 ? [] : await listItems(ctx, order.id, fromStuckItems(expectations), mine);
  const open = sql`FROM order_item i WHERE i.order_id = o.id AND i.state IN ('accepted', 'unknown')`;
  const items = late.length > 0 ? late : await listItems(ctx, order.id, open, mine);
  if (items.length === 0) return null;
  const expected = expectations.find((one) => one.accountId === order.accountId && one.kind === order.kind);
  return {
    account: {
      accountId: order.accountId,
      accountName: `${order.carrierLabel} · ${order.accountLabel}`,
      carrierId: order.carrierId,
      isSandbox: order.isSandbox,
    },
    matter: {
      type: "order",
      ref: order.ref,
      kindLabel: ORDER_KINDS[order.kind].label,
      placedAt: order.createdAt,
      usualSeconds: expected?.seconds ?? null,
      numbers: items.map(({ number, state, since, reference, external_id }) => ({
        number,
        state,
        since: since.toISOString(),
        reference,
        externalId: external_id,
      })),
      count: items[0]?.total ?? items.length,
      lastAnswer: await readLastAnswer(ctx, order.id),
    },
  };
}

const listItems = (ctx: Context, orderId: string, from: SqlPart, conditions: readonly SqlPart[]) =>
  queryRows(ctx.sql, itemRow)`
    SELECT x.number, x.state, x.since, d.reference, d.external_id, x.total FROM (
      SELECT i.e164 AS number, i.state, ${WAITS_SINCE} AS since, i.dispatch_id, i.seq, count(*) OVER () AS total
      FROM orders o CROSS JOIN LATERAL (SELECT i.* ${from} ${conditions.length > 0 ? sql`AND ${and(conditions)}` : sql``}) i
      WHERE o.id = ${orderId} ORDER BY i.seq LIMIT ${MAX_ESCALATED_NUMBERS}) x
    LEFT JOIN dispatch d ON d.id = x.dispatch_id ORDER BY x.seq`;

/** Behind the order's open numbers. */
async function readLastAnswer(ctx: Context, orderId: string): Promise<LastAnswer | null> {
  const [row] = await queryRows(ctx.sql, callRow)`
    SELECT c.started_at AS at, c.method, c.url, c.status, c.fault, left(c.response_body, 4000) AS body FROM carrier_call c
    WHERE c.order_id = ${orderId} ORDER BY c.started_at DESC, c.id DESC LIMIT 1`;
  return row ? { ...row, at: row.at.toISOString() } : null;
}
