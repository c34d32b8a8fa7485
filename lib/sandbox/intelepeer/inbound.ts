import { randomBytes } from "node:crypto";
import { type DeliveryAttempt, deliverCallback, redirectCallback } from "../core/deliver-callback";
import { type ProvisionDeps } from "./provision";

export interface InboundSms {
  /** Ten digits. */
  to: string;
  /** E.164. */
  from: string;
  text: string;
  /** The message's id; the same id twice makes a duplicate. */
  id?: string;
  duplicates: number;
  delayMs: number;
  callbacksTo: string | null;
}

const ATTEMPTS = 5;

/** The V1 payload, sent until the webhook answers 200, five times at most. Null when the number has no webhook. */
export async function deliverInbound(inbound: InboundSms, deps: ProvisionDeps): Promise<DeliveryAttempt[] | null> {
  const webhook = deps.memory.webhooks.get(inbound.to);
  if (webhook === undefined) return null;
  const url = redirectCallback(webhook, inbound.callbacksTo);
  const { inboundSignature, inboundRetryMs } = deps.world.settings.intelepeer;
  const { allowPrivateHosts } = deps.world;
  const body = JSON.stringify({
    refid: inbound.id ?? randomBytes(16).toString("hex"),
    from: inbound.from,
    to: `+1${inbound.to}`,
    message: inbound.text,
    signature: inboundSignature,
  });
  const attempts: DeliveryAttempt[] = [];
  await pause(inbound.delayMs);
  for (let copy = 0; copy <= inbound.duplicates; copy += 1) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (attempt > 1) await pause(inboundRetryMs);
      const headers = { "content-type": "application/json" };
      const made = await deliverCallback({ url, method: "POST", headers, body, timeoutMs: 10_000, allowPrivateHosts });
      attempts.push(made);
      if (made.status === 200) break;
    }
  }
  return attempts;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
