import "server-only";
import type { Context } from "@/lib/context";

export type OrderUpload = { id: string; ref: string; name: string };

/** The upload that an order comes from, or null. */
export async function findOrderUpload(ctx: Context, { orderId }: { orderId: string }): Promise<OrderUpload | null> {
  const link = await ctx.db.uploadOrder.findFirst({
    where: { orderId },
    select: { upload: { select: { id: true, ref: true, name: true } } },
  });
  return link?.upload ?? null;
}
