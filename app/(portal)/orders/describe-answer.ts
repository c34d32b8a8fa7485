import { formatCount, formatNoun } from "@/components/ui/format";
import type { AnswerPart } from "@/lib/domain/answer";
import type { ATTENTION_LABELS } from "@/lib/domain/labels";
import type { OrderQuery } from "@/lib/domain/order-query";
import type { OrderAttention } from "@/lib/services/orders/count-order-attention";
import type { OrderPage } from "@/lib/services/orders/list-orders";

const PHRASES = {
  any: "with something that needs you",
  failed: "with failed numbers",
  unknown: "with unknown results",
  overdue: "with overdue numbers",
} as const satisfies Record<keyof typeof ATTENTION_LABELS, string>;

/** The ledger in one line: how many orders there are, and how many of them need a person. */
export function describeOrders({
  page: { total, fault },
  query,
  isFiltered,
  attention,
}: {
  page: Pick<OrderPage, "total" | "fault">;
  query: Pick<OrderQuery, "attention">;
  isFiltered: boolean;
  attention: Pick<OrderAttention, "orders">;
}): AnswerPart[] {
  if (fault) return [{ text: "This filter cannot be used", tone: "bad" }];
  if (total.count === 0) return [{ text: isFiltered ? "No order matches" : "No orders yet" }];
  const orders = total.isExact ? formatNoun(total.count, "order") : `${formatCount(total.count)}+ orders`;
  if (query.attention) return [{ text: `${orders} ${PHRASES[query.attention]}` }];
  if (isFiltered) return [{ text: `${orders} ${total.count === 1 ? "matches" : "match"}` }];
  if (attention.orders === 0) return [{ text: orders }, { text: "none needs you" }];
  return [
    { text: orders },
    { text: `${formatCount(attention.orders)} ${attention.orders === 1 ? "needs" : "need"} you`, tone: "bad" },
  ];
}
