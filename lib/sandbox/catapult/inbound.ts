import { type World } from "../core/world";
import { type DeliveryAttempt, deliverCallback, redirectCallback } from "../core/deliver-callback";
import { SANDBOX_CREDENTIALS } from "../credentials";
import { type InboundSms } from "../intelepeer/inbound";
import { type CatapultDeps, makeId } from "./call";
import { type Application, type InboundMessage } from "./catapult-memory";

/** Step 6 of the page. Null when the number has no application with a message address. */
export async function deliverInboundMessage(sms: InboundSms, deps: CatapultDeps): Promise<DeliveryAttempt[] | null> {
  const { memory, commit, world } = deps;
  const registered = memory.numbers.get(memory.idOfNumber.get(sms.to) ?? "");
  const application = memory.applications.get(registered?.applicationId ?? "");
  if (!application?.incomingMessageUrl) return null;
  const message: InboundMessage = {
    id: sms.id ?? makeId("m"),
    from: sms.from,
    to: `+1${sms.to}`,
    text: sms.text,
    applicationId: application.id,
    createdAt: Date.now(),
  };
  commit({ kind: "inbound", message });
  if (sms.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, sms.delayMs));
  const attempts: DeliveryAttempt[] = [];
  for (let copy = 0; copy <= sms.duplicates; copy += 1) {
    const first = await deliverTo(application.incomingMessageUrl, message, application, sms, world);
    attempts.push(first);
    const isTaken = first.status !== null && first.status >= 200 && first.status < 300;
    const fallback = application.incomingMessageFallbackUrl;
    // The fallback address is tried once; no further schedule is documented for this version.
    if (!isTaken && fallback) attempts.push(await deliverTo(fallback, message, application, sms, world));
  }
  return attempts;
}

function deliverTo(
  address: string,
  message: InboundMessage,
  application: Application,
  sms: InboundSms,
  { settings, allowPrivateHosts }: World,
): Promise<DeliveryAttempt> {
  const url = redirectCallback(address, sms.callbacksTo);
  const timeoutMs = application.incomingMessageUrlCallbackTimeout;
  const fields = describeCallback(message, settings.messaging.callbackMillis);
  if (application.callbackHttpMethod === "POST")
    return deliverCallback({
      url,
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", "user-agent": "BandwidthAPI/v1 (sandbox)" },
      body: JSON.stringify(fields),
      timeoutMs,
      allowPrivateHosts,
    });
  const target = new URL(url);
  for (const [name, value] of Object.entries(fields)) target.searchParams.append(name, value);
  return deliverCallback({
    url: target.toString(),
    method: "GET",
    headers: { "user-agent": "BandwidthAPI/v1 (sandbox)" },
    timeoutMs,
    allowPrivateHosts,
  });
}

/** The page's time has milliseconds in the POST example and none in the GET example: a setting. */
function describeCallback(message: InboundMessage, hasMillis: boolean): Record<string, string> {
  const time = new Date(message.createdAt).toISOString();
  const { userId } = SANDBOX_CREDENTIALS.bandwidth;
  return {
    eventType: "sms",
    direction: "in",
    messageId: message.id,
    messageUri: `https://api.catapult.inetwork.com/v1/users/${userId}/messages/${message.id}`,
    from: message.from,
    to: message.to,
    text: message.text,
    applicationId: message.applicationId,
    time: hasMillis ? time : time.replace(/\.\d+Z$/, "Z"),
    state: "received",
  };
}
