import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { orderQuery } from "@/lib/domain/order-query";
import type { OrderRow } from "@/lib/domain/order-view";
import { listOrders } from "@/lib/services/orders/list-orders";
import { countAttention, type Attention } from "./count-attention";
import { countStates } from "./count-states";
import { listCarrierHealth, type CarrierHealth } from "./list-carrier-health";

const LATEST = 8;

/** All that the home page shows, of one moment. */
export type Home = {
  at: string;
  attention: Attention;
  states: Awaited<ReturnType<typeof countStates>>;
  carriers: CarrierHealth[];
  /** The latest orders, newest first. */
  latest: OrderRow[];
};

export const getHome = (ctx: Context): Promise<Home> =>
  inSnapshot(ctx, async (snapshot) => {
    const [attention, states, carriers, orders] = await Promise.all([
      countAttention(snapshot),
      countStates(snapshot),
      listCarrierHealth(snapshot),
      listOrders(snapshot, orderQuery.parse({})),
    ]);
    return { at: orders.at, attention, states, carriers, latest: orders.rows.slice(0, LATEST) };
  });
