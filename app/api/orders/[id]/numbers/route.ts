import { orderItemQuery } from "@/lib/domain/order-query";
import { readSource } from "@/lib/auth/source";
import { handler } from "@/lib/handler";
import { recordExport } from "@/lib/services/exports/record-export";
import { listItemNumbers } from "@/lib/services/orders/export-order-items";
import { getOrder } from "@/lib/services/orders/get-order";
import { orderAddress } from "../../order-address";

/** The order's filtered numbers, one per line in E.164, for the clipboard. */
export const GET = handler(
  "orders:read",
  { params: orderAddress, query: orderItemQuery },
  async (ctx, { id, ...query }, request) => {
    const order = await getOrder(ctx, id);
    const numbers = await listItemNumbers(ctx, order.id, query);
    const source = readSource(request.headers);
    await recordExport(
      ctx,
      { list: "order", id: order.ref, format: "text", address: request.url, source },
      numbers.length,
    );
    return new Response(numbers.join("\n"), {
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  },
);
