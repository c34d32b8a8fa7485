import { orderQuery } from "@/lib/domain/order-query";
import { handler } from "@/lib/handler";
import { exportOrders } from "@/lib/services/orders/export-orders";
import { respondExport } from "../../respond-export";

/** The orders that match the filters of the address, all pages of them, as the file that `?format=` names. */
export const GET = handler("orders:read", { query: orderQuery }, (ctx, query, request) =>
  respondExport(ctx, request, exportOrders(ctx, query), "orders"),
);
