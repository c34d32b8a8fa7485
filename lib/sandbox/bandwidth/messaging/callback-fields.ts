import { credentials } from "../credentials";
import { type BandwidthWorld } from "../settings";
import { type InboundMessage, type OutboundMessage } from "./memory";

export const CALLBACK_HEADERS = { "user-agent": "BandwidthAPI/v1 (sandbox)" };
export const CALLBACK_TYPE = "application/json; charset=utf-8";

/** What every event about a message says. The page's time has milliseconds in one example and none in the other. */
export function describeEvent(
  message: InboundMessage | OutboundMessage,
  direction: "in" | "out",
  world: BandwidthWorld,
) {
  const time = new Date(message.createdAt).toISOString();
  return {
    eventType: "sms",
    direction,
    messageId: message.id,
    messageUri: `https://api.catapult.inetwork.com/v1/users/${credentials.userId}/messages/${message.id}`,
    from: message.from,
    to: message.to,
    text: message.text,
    time: world.settings.messaging.callbackMillis ? time : time.replace(/\.\d+Z$/, "Z"),
  };
}
