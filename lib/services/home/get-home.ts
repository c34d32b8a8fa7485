import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import type { CarrierStrip, HomeCase, RunningWork } from "@/lib/domain/home";
import { orderQuery } from "@/lib/domain/order-query";
import type { OrderRow } from "@/lib/domain/order-view";
import { listOrders } from "@/lib/services/orders/list-orders";
import { countStates } from "./count-states";
import { listCarrierHealth, type CarrierHealth } from "./list-carrier-health";
import { listCarrierStrips } from "./list-carrier-strips";
import { listCases } from "./list-cases";
import { listRunning } from "./list-running";

const LATEST = 6;

/** All that the home page shows, of one moment. */
export type Home = {
  at: string;
  cases: HomeCase[];
  running: RunningWork[];
  states: Awaited<ReturnType<typeof countStates>>;
  carriers: (CarrierHealth & { strip: CarrierStrip | null })[];
  /** The latest orders, newest first. */
  latest: OrderRow[];
};

export const getHome = (ctx: Context): Promise<Home> =>
  inSnapshot(ctx, async (snapshot) => {
    const [cases, running, states, carriers, strips, orders] = await Promise.all([
      listCases(snapshot),
      listRunning(snapshot),
      countStates(snapshot),
      listCarrierHealth(snapshot),
      listCarrierStrips(snapshot),
      listOrders(snapshot, orderQuery.parse({})),
    ]);
    return {
      at: orders.at,
      cases,
      running,
      states,
      carriers: carriers.map((one) => ({
        ...one,
        strip: strips.find(({ accountId }) => accountId === one.accountId) ?? null,
      })),
      latest: orders.rows.slice(0, LATEST),
    };
  });
