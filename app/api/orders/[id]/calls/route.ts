import { z } from "zod";
import { handler } from "@/lib/handler";
import { getOrder } from "@/lib/services/orders/get-order";
import { listOrderCalls } from "@/lib/services/orders/list-order-calls";
import { orderAddress } from "../../order-address";

const query = z.object({
  seq: z.coerce.number().int().positive().max(1_000_000).optional().catch(undefined),
  call: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});

/** `?seq=` (one number), `?call=` (one call) or the whole order; `&before=` → `CallPage`: the evidence, redacted. */
export const GET = handler(
  "orders:read",
  { params: orderAddress, query },
  async (ctx, { id, seq, call: callId, before }) => {
    const { id: orderId } = await getOrder(ctx, id);
    return listOrderCalls(ctx, { orderId, seq, callId, before });
  },
);
