import { orderQuery } from "@/lib/domain/order-query";
import { handler } from "@/lib/handler";
import { exportOrders } from "@/lib/services/orders/export-orders";
import { respondExport } from "../../respond-export";

/** All pages of the filtered orders, in the format of `?format=`. */
export const GET = handler("orders:read", { query: orderQuery }, (ctx, query, request) =>
  respondExport(ctx, request, exportOrders(ctx, query), "orders"),
);
