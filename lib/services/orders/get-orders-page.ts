import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import type { OrderQuery } from "@/lib/domain/order-query";
import type { SavedView } from "@/lib/domain/saved-view";
import { listSavedViews } from "@/lib/services/saved-views/list-saved-views";
import { countOrderAttention, type OrderAttention } from "./count-order-attention";
import { listOrderFacets, type OrderFacets } from "./list-order-facets";
import { listOrders, type OrderPage } from "./list-orders";

/** All that the ledger's page shows, of one moment. */
export type OrdersPage = { page: OrderPage; facets: OrderFacets; views: SavedView[]; attention: OrderAttention };

export const getOrdersPage = (ctx: Context, query: OrderQuery): Promise<OrdersPage> =>
  inSnapshot(ctx, async (snapshot) => {
    const [page, facets, views, attention] = await Promise.all([
      listOrders(snapshot, query),
      listOrderFacets(snapshot),
      listSavedViews(snapshot, "orders"),
      countOrderAttention(snapshot),
    ]);
    return { page, facets, views, attention };
  });
