import { deliverCallback, redirectCallback } from "../core/deliver-callback";
import { SANDBOX_CREDENTIALS } from "../credentials";
import { type CatapultDeps } from "./call";
import { type OutboundMessage } from "./catapult-memory";
import { type MessageProgress, readState } from "./message-state";

const TIMEOUT_MS = 10_000;

/** Where the events of one message go: its own `callbackUrl`, else the message address of the sender's application. */
export interface ReceiptTarget {
  url: string;
  method: "GET" | "POST";
}

/**
 * Reports how a message fares, each state once its time has come; by the settings several times, late, and the last state first. None is
 * tried again: this version documents no schedule for it. What was due while the sandbox was down is not made up for.
 */
export function reportMessage(message: OutboundMessage, target: ReceiptTarget, deps: CatapultDeps): void {
  const { receiptCopies, receiptDelayMs, receiptsInDisorder } = deps.world.settings.messaging;
  const { queuedMs, sendingMs, deliveryMs } = message;
  const reached = [queuedMs, queuedMs + sendingMs, queuedMs + sendingMs + deliveryMs];
  // A refusal is final as soon as it was tried.
  const times = message.fate === "rejected" ? reached.slice(0, 2) : reached;
  const last = Math.max(...times);
  times.forEach((at, index) => {
    const state = readState(message, message.createdAt + at);
    const due = receiptDelayMs + (receiptsInDisorder ? last + (times.length - 1 - index) * 50 : at);
    for (let copy = 0; copy < receiptCopies; copy += 1)
      setTimeout(() => void deliver(message, state, target, deps), due + copy * 20).unref();
  });
}

async function deliver(
  message: OutboundMessage,
  state: MessageProgress,
  { url, method }: ReceiptTarget,
  { world, callbacksTo }: CatapultDeps,
): Promise<void> {
  const { userId } = SANDBOX_CREDENTIALS.bandwidth;
  const time = new Date(message.createdAt).toISOString();
  const fields: Record<string, string> = {
    eventType: "sms",
    direction: "out",
    messageId: message.id,
    messageUri: `https://api.catapult.inetwork.com/v1/users/${userId}/messages/${message.id}`,
    from: message.from,
    to: message.to,
    text: message.text,
    time: world.settings.messaging.callbackMillis ? time : time.replace(/\.\d+Z$/, "Z"),
    ...(message.tag !== null && { tag: message.tag }),
    ...state,
  };
  await deliverCallback({
    ...dress(redirectCallback(url, callbacksTo), method, fields),
    timeoutMs: TIMEOUT_MS,
    allowPrivateHosts: world.allowPrivateHosts,
  });
}

function dress(address: string, method: "GET" | "POST", fields: Record<string, string>) {
  const headers = { "user-agent": "BandwidthAPI/v1 (sandbox)" };
  if (method === "POST") {
    const type = { "content-type": "application/json; charset=utf-8" };
    return { url: address, method, headers: { ...headers, ...type }, body: JSON.stringify(fields) };
  }
  const url = new URL(address);
  for (const [name, value] of Object.entries(fields)) url.searchParams.append(name, value);
  return { url: url.toString(), method, headers };
}
