import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { readPath } from "@/lib/domain/read-query";
import { getOrder } from "@/lib/services/orders/get-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";

const UUID = /^[0-9a-f-]{36}$/i;

/** → `OrderProgress`; asked every second while somebody looks at an order that is under way. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    const { id } = readPath(await params);
    const orderId = UUID.test(id) ? id : (await getOrder(ctx, id)).id;
    return Response.json(await getOrderProgress(ctx, orderId), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return respondFailure(error);
  }
}
