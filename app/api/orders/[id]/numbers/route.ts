import { respondFailure } from "@/lib/auth/respond-failure";
import { authorizeRequest } from "@/lib/auth/session";
import { orderItemQuery } from "@/lib/domain/order-query";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { listItemNumbers } from "@/lib/services/orders/export-order-items";
import { getOrder } from "@/lib/services/orders/get-order";

/** The order's numbers that match the filters of the address, one a line in E.164: for the clipboard. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const ctx = await authorizeRequest("orders:read", request);
    const order = await getOrder(ctx, readPath(await params).id);
    const query = readQuery(orderItemQuery, new URL(request.url).searchParams);
    const numbers = await listItemNumbers(ctx, order.id, query);
    return new Response(numbers.join("\n"), {
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  } catch (error) {
    return respondFailure(error);
  }
}
