import { z } from "zod";
import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { getOrder } from "@/lib/services/orders/get-order";
import { listOrderCalls } from "@/lib/services/orders/list-order-calls";

const query = z.object({
  seq: z.coerce.number().int().positive().max(1_000_000).optional().catch(undefined),
  call: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});

/** `?seq=` (one number of the order) or `?call=` (one call), else all of it; `&before=` → `CallPage`: the evidence, redacted. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    const { id: orderId } = await getOrder(ctx, readPath(await params).id);
    const { seq, call: callId, before } = readQuery(query, new URL(request.url).searchParams);
    return Response.json(await listOrderCalls(ctx, { orderId, seq, callId, before }), {
      headers: { "Cache-Control": "no-store" },
    });
  } catch (error) {
    return respondFailure(error);
  }
}
