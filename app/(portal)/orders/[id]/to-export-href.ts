import type { OrderItemQuery } from "@/lib/domain/order-query";

export type ItemPart = Pick<OrderItemQuery, "state" | "cause" | "number">;

export function toItemSearch({ state, cause, number }: ItemPart): string {
  const params = new URLSearchParams();
  if (state) params.set("state", state);
  if (cause) params.set("cause", cause);
  if (number) params.set("number", number);
  return params.toString();
}

/** The export of exactly these numbers of an order, on all pages. */
export const toExportHref = (orderId: string, part: ItemPart) => `/api/orders/${orderId}/export?${toItemSearch(part)}`;
