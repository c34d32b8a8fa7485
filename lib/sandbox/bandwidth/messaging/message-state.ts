import { type OutboundMessage } from "./memory";

/** Its two states, and the code and text of the receipt. */
export type MessageProgress = Record<"state" | "deliveryState", string> & Record<string, string>;

/** queued → sending → sent (or error), then the receipt. */
export function readState(message: OutboundMessage, now: number): MessageProgress {
  const elapsed = now - message.createdAt;
  if (elapsed < message.queuedMs) return { state: "queued", deliveryState: "waiting" };
  if (elapsed < message.queuedMs + message.sendingMs) return { state: "sending", deliveryState: "waiting" };
  if (message.result === "rejected")
    return {
      state: "error",
      deliveryState: "not-delivered",
      deliveryCode: "720",
      deliveryDescription: "Invalid destination",
    };
  if (elapsed < message.queuedMs + message.sendingMs + message.deliveryMs)
    return { state: "sent", deliveryState: "waiting" };
  if (message.result === "undelivered")
    return {
      state: "sent",
      deliveryState: "not-delivered",
      deliveryCode: "902",
      deliveryDescription: "Delivery receipt expired",
    };
  return { state: "sent", deliveryState: "delivered", deliveryCode: "0", deliveryDescription: "Delivered" };
}
