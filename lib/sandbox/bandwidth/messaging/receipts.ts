import { type MessagingDeps } from "./call";
import { CALLBACK_HEADERS, CALLBACK_TYPE, describeEvent } from "./callback-fields";
import { type OutboundMessage } from "./memory";
import { readState } from "./message-state";

const TIMEOUT_MS = 10_000;

/** Where the events of one message go: its own `callbackUrl`, else the message address of the sender's application. */
export interface ReceiptTarget {
  url: string;
  method: "GET" | "POST";
}

/**
 * Reports each state of a message when it is due; by the settings several times, late, and the last state first. None is
 * tried again: this version documents no schedule for it. What was due while the sandbox was down is not sent.
 */
export function reportMessage(message: OutboundMessage, target: ReceiptTarget, { world }: MessagingDeps): void {
  const { receiptCopies, receiptDelayMs, receiptsInDisorder } = world.settings.messaging;
  const { queuedMs, sendingMs, deliveryMs } = message;
  const reached = [queuedMs, queuedMs + sendingMs, queuedMs + sendingMs + deliveryMs];
  // A refusal is final as soon as it was tried.
  const times = message.result === "rejected" ? reached.slice(0, 2) : reached;
  const report = (at: number) => {
    const fields = {
      ...describeEvent(message, "out", world),
      ...(message.tag !== null && { tag: message.tag }),
      ...readState(message, message.createdAt + at),
    };
    const delivery = {
      ...target,
      headers: CALLBACK_HEADERS,
      contentType: CALLBACK_TYPE,
      fields,
      timeoutMs: TIMEOUT_MS,
    };
    return Promise.all(Array.from({ length: receiptCopies }, () => world.deliver(delivery)));
  };
  const reportBackwards = async () => {
    for (const at of times.toReversed()) await report(at);
  };
  if (receiptsInDisorder) world.clock.after(receiptDelayMs + Math.max(...times), () => void reportBackwards());
  else for (const at of times) world.clock.after(receiptDelayMs + at, () => void report(at));
}
