export type OrderAction = "IMPORT" | "REMOVE";
export type OrderStatus = "RECEIVED" | "PROCESSING" | "COMPLETE" | "PARTIAL" | "FAILED";

export interface NumberError {
  code: string;
  text: string;
  number: string;
}

/** An accepted order. Times in epoch milliseconds, delays in milliseconds, numbers as they were submitted. */
export interface ExternalOrder {
  orderId: string;
  customerOrderId: string;
  siteId: string;
  sipPeerId: string | null;
  action: OrderAction;
  loaType: string;
  numbers: string[];
  user: string;
  createdAt: number;
  receivedMs: number;
  processingMs: number;
  settlement: Settlement | null;
}

export interface Settlement {
  at: number;
  done: string[];
  errors: NumberError[];
}

export function isDue(order: ExternalOrder, now: number): boolean {
  return order.settlement === null && now >= order.createdAt + order.receivedMs + order.processingMs;
}

export function statusOf(order: ExternalOrder, now: number): OrderStatus {
  const { settlement } = order;
  if (settlement === null) return now < order.createdAt + order.receivedMs ? "RECEIVED" : "PROCESSING";
  if (settlement.errors.length === 0) return "COMPLETE";
  return settlement.errors.length >= order.numbers.length ? "FAILED" : "PARTIAL";
}

export function modifiedAt(order: ExternalOrder, now: number): number {
  if (order.settlement) return order.settlement.at;
  return statusOf(order, now) === "RECEIVED" ? order.createdAt : order.createdAt + order.receivedMs;
}
