import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { orderItemQuery } from "@/lib/domain/order-query";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { exportOrderItems } from "@/lib/services/orders/export-order-items";
import { getOrder } from "@/lib/services/orders/get-order";
import { respondExport } from "../../../respond-export";

/** The order's numbers that match the filters of the address, with their outcomes, as the file that `?format=` names. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    const order = await getOrder(ctx, readPath(await params).id);
    const query = readQuery(orderItemQuery, new URL(request.url).searchParams);
    const part = query.state ?? (query.cause || query.number ? "part" : null);
    return await respondExport(
      request,
      exportOrderItems(ctx, order, query),
      `tandem-${order.ref}${part ? `-${part}` : ""}`,
    );
  } catch (error) {
    return respondFailure(error);
  }
}
