import { orderItemQuery } from "@/lib/domain/order-query";
import { handler } from "@/lib/handler";
import { exportOrderItems } from "@/lib/services/orders/export-order-items";
import { getOrder } from "@/lib/services/orders/get-order";
import { respondExport } from "../../../respond-export";
import { orderAddress } from "../../order-address";

/** The order's filtered numbers with their results, in the format of `?format=`. */
export const GET = handler(
  "orders:read",
  { params: orderAddress, query: orderItemQuery },
  async (ctx, { id, ...query }, request) => {
    const order = await getOrder(ctx, id);
    const part = query.state ?? (query.cause || query.number ? "part" : null);
    const name = `tandem-${order.ref}${part ? `-${part}` : ""}`;
    return respondExport(ctx, request, exportOrderItems(ctx, order, query), "order", { id: order.ref, name });
  },
);
