import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { orderQuery } from "@/lib/domain/order-query";
import { readQuery } from "@/lib/domain/read-query";
import { exportOrders } from "@/lib/services/orders/export-orders";
import { respondExport } from "../../respond-export";

/** The orders that match the filters of the address, all pages of them, as the file that `?format=` names. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    const query = readQuery(orderQuery, new URL(request.url).searchParams);
    return await respondExport(
      request,
      exportOrders(ctx, query),
      `tandem-orders-${ctx.now().toISOString().slice(0, 10)}`,
    );
  } catch (error) {
    return respondFailure(error);
  }
}
