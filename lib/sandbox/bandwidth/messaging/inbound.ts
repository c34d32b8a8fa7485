import { type DeliveryAttempt } from "../../core/deliver-callback";
import { type InboundSms } from "../../sandbox";
import { makeId, type MessagingDeps } from "./call";
import { CALLBACK_HEADERS, CALLBACK_TYPE, describeEvent } from "./callback-fields";
import { type InboundMessage } from "./memory";

/** Step 6 of the page. Null when the number has no application with a message address. */
export async function deliverInbound(
  sms: InboundSms,
  { memory, commit, world }: MessagingDeps,
): Promise<DeliveryAttempt[] | null> {
  const registered = memory.numbers.get(memory.idOfNumber.get(sms.to) ?? "");
  const application = memory.applications.get(registered?.applicationId ?? "");
  if (!application?.incomingMessageUrl) return null;
  const message: InboundMessage = {
    id: sms.id ?? makeId("m"),
    from: sms.from,
    to: `+1${sms.to}`,
    text: sms.text,
    applicationId: application.id,
    createdAt: world.clock.now(),
  };
  commit({ kind: "inbound", message });
  await world.clock.wait(sms.delayMs);
  const deliver = (url: string) =>
    world.deliver({
      url,
      method: application.callbackHttpMethod,
      headers: CALLBACK_HEADERS,
      contentType: CALLBACK_TYPE,
      fields: { ...describeEvent(message, "in", world), applicationId: application.id, state: "received" },
      timeoutMs: application.incomingMessageUrlCallbackTimeout,
    });
  const attempts: DeliveryAttempt[] = [];
  for (let copy = 0; copy <= sms.duplicates; copy += 1) {
    const first = await deliver(application.incomingMessageUrl);
    attempts.push(first);
    const isTaken = first.status !== null && first.status >= 200 && first.status < 300;
    const fallback = application.incomingMessageFallbackUrl;
    // The fallback address is tried once; no further schedule is documented for this version.
    if (!isTaken && fallback) attempts.push(await deliver(fallback));
  }
  return attempts;
}
