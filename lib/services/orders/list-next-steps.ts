import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { type FormOrderKind, hasOrderForm, ORDER_KINDS, type OrderKind } from "@/lib/domain/order";
import { can } from "@/lib/domain/permissions";
import { listCapableAccounts } from "@/lib/services/accounts/list-capable-accounts";

/** A kind of order that numbers can go on to; `carriers`: the labels of those that offer it. */
export type OfferedStep = { kind: FormOrderKind; carriers: string[] };

/** Where the numbers of an order of this kind can go next; empty for a kind after which nothing follows, or a person who may not order. */
export async function listNextSteps(ctx: Context, kind: OrderKind): Promise<OfferedStep[]> {
  if (!can(ctx.actor.role, "orders:write")) return [];
  const steps = await Promise.all(
    ORDER_KINDS[kind].nextKinds.filter(hasOrderForm).map(async (next): Promise<OfferedStep> => {
      const accounts = await listCapableAccounts(ctx, { capabilities: [next] });
      return { kind: next, carriers: [...new Set(accounts.map(({ carrierLabel }) => carrierLabel))] };
    }),
  );
  return steps.filter(({ carriers }) => carriers.length > 0);
}

/** `route` null is the carrier's default. */
export const orderRoute = z.object({ route: z.string().nullable(), count: z.number() });
export type OrderRoute = z.infer<typeof orderRoute>;

/** How many numbers of an order go to which gateway, where they do not all go to the same. */
export async function listRoutes(ctx: Pick<Context, "sql">, orderId: string): Promise<OrderRoute[]> {
  const rows = await queryRows(ctx.sql, orderRoute)`
    SELECT params ->> 'route' AS route, count(*)::int AS count FROM order_item WHERE order_id = ${orderId} GROUP BY 1 ORDER BY 1 NULLS LAST`;
  return rows.some(({ route }) => route !== null) ? rows : [];
}
