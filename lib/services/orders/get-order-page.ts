import "server-only";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import type { ImportMatrix } from "@/lib/domain/import-matrix";
import { ORDER_KINDS } from "@/lib/domain/order";
import type { OrderProgress } from "@/lib/domain/order-progress";
import type { OrderItemQuery } from "@/lib/domain/order-query";
import type { OrderHead, UndocumentedEntries, OutcomeGroup } from "@/lib/domain/order-view";
import { getOrder } from "./get-order";
import { getOrderProgress } from "./get-order-progress";
import { getImportMatrix } from "./import-matrix";
import { listRoutes, type OrderRoute } from "./list-next-steps";
import { listUndocumented } from "./list-undocumented";
import { listOrderItems, type OrderItemPage } from "./list-order-items";
import { listOutcomes } from "./list-outcomes";

/** All that the page of one order shows. Every part is of the same moment, `progress.at`. */
export type OrderSnapshot = {
  order: OrderHead;
  progress: OrderProgress;
  groups: OutcomeGroup[];
  items: OrderItemPage;
  undocumented: UndocumentedEntries;
  matrix: ImportMatrix | null;
  routes: OrderRoute[];
};

/** Throws AppError NOT_FOUND. */
export const getOrderPage = (ctx: Context, idOrRef: string, query: OrderItemQuery): Promise<OrderSnapshot> =>
  inSnapshot(ctx, async (snapshot) => {
    const order = await getOrder(snapshot, idOrRef);
    const { detail } = ORDER_KINDS[order.kind];
    const [progress, groups, items, undocumented, matrix, routes] = await Promise.all([
      getOrderProgress(snapshot, order.id),
      listOutcomes(snapshot, order),
      listOrderItems(snapshot, order.id, query),
      listUndocumented(snapshot, order.id),
      detail === "import-progress" ? getImportMatrix(snapshot, order) : null,
      detail === "routes" ? listRoutes(snapshot, order.id) : [],
    ]);
    return { order, progress, groups, items, undocumented: undocumented, matrix, routes };
  });
