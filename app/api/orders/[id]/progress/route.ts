import { z } from "zod";
import { handler } from "@/lib/handler";
import { getOrder } from "@/lib/services/orders/get-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { orderAddress } from "../../order-address";

/** → `OrderProgress`; asked every second while somebody looks at an order that is under way. */
export const GET = handler("orders:read", { params: orderAddress }, async (ctx, { id }) => {
  const orderId = z.uuid().safeParse(id).success ? id : (await getOrder(ctx, id)).id;
  return getOrderProgress(ctx, orderId);
});
