import { writeCell } from "@/lib/domain/import-matrix";
import type { OrderItemQuery } from "@/lib/domain/order-query";

export type ItemPart = Pick<OrderItemQuery, "state" | "cause" | "cell" | "number">;

export function toItemSearch({ state, cause, cell, number }: ItemPart): string {
  const params = new URLSearchParams();
  if (state) params.set("state", state);
  if (cause) params.set("cause", cause);
  if (cell) params.set("cell", writeCell(cell));
  if (number) params.set("number", number);
  return params.toString();
}

/** The export of exactly these numbers of an order, on all pages. */
export const toExportHref = (orderId: string, part: ItemPart) => `/api/orders/${orderId}/export?${toItemSearch(part)}`;
