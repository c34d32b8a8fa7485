import "server-only";
import type { Context } from "@/lib/context";
import { countNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import type { Counted } from "@/lib/services/numbers/number-scan";
import { countOrderAttention, type OrderAttention } from "@/lib/services/orders/count-order-attention";

/** What wants a person: numbers, and the orders that hold them. */
export type Attention = OrderAttention & {
  /** Numbers whose messages go through two carriers at once; exact up to 10,000. */
  doubleClaims: Counted;
};

export async function countAttention(ctx: Context): Promise<Attention> {
  const [orders, doubleClaims] = await Promise.all([
    countOrderAttention(ctx),
    countNumbers(ctx, numberQuery.parse({ doubleClaim: "yes" })),
  ]);
  return { ...orders, doubleClaims };
}
