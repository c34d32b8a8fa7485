import { randomBytes } from "node:crypto";
import { type DeliveryAttempt } from "../core/deliver-callback";
import { type InboundSms } from "../sandbox";
import { type ProvisionDeps } from "./provision";

const ATTEMPTS = 5;

/** The V1 payload, sent until the webhook answers 200, five times at most. Null when the number has no webhook. */
export async function deliverInbound(
  sms: InboundSms,
  { world, memory }: ProvisionDeps,
): Promise<DeliveryAttempt[] | null> {
  const url = memory.webhooks.get(sms.to);
  if (url === undefined) return null;
  const { inboundSignature, inboundRetryMs } = world.settings.intelepeer;
  const fields = {
    refid: sms.id ?? randomBytes(16).toString("hex"),
    from: sms.from,
    to: `+1${sms.to}`,
    message: sms.text,
    signature: inboundSignature,
  };
  const attempts: DeliveryAttempt[] = [];
  await world.clock.wait(sms.delayMs);
  for (let copy = 0; copy <= sms.duplicates; copy += 1) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (attempt > 1) await world.clock.wait(inboundRetryMs);
      const made = await world.deliver({ url, method: "POST", fields, timeoutMs: 10_000 });
      attempts.push(made);
      if (made.status === 200) break;
    }
  }
  return attempts;
}
