import { isRecord, type Reply, replyJson } from "../../core/exchange";
import { type MessagingCall, makeId, refuse, replyCreated, replyPage } from "./call";
import { type InboundMessage, type MessageResult, type OutboundMessage } from "./memory";
import { readState } from "./message-state";
import { type ReceiptTarget, reportMessage } from "./receipts";

const MAX_IN_ONE_CALL = 50;

/** One message: 201 and a Location. A list: 202 and an outcome for each. */
export function sendMessages(call: MessagingCall): Reply {
  const { body, users } = call;
  if (!Array.isArray(body)) {
    const message = sendOne(body, call);
    return "status" in message ? message : replyCreated(`${users}/messages/${message.id}`);
  }
  if (body.length > MAX_IN_ONE_CALL)
    return refuse(403, "multi-message-limit", `At most ${MAX_IN_ONE_CALL} messages may be sent in one request`);
  const results = body.map((item) => {
    const message = sendOne(item, call);
    if ("status" in message) return { result: "error", error: JSON.parse(message.body) };
    return { result: "accepted", location: `${users}/messages/${message.id}` };
  });
  return replyJson(202, results);
}

export function readMessage(id: string, call: MessagingCall): Reply {
  const { memory } = call;
  const message = memory.messages.get(id) ?? memory.inbound.get(id);
  if (!message) return refuse(404, "message-not-found", `The message '${id}' could not be found`, [["messageId", id]]);
  return replyJson(200, describeMessage(message, call));
}

/** Newest first; filters `from`, `to`, `direction`, `state`. */
export function listMessages(call: MessagingCall): Reply {
  const { query } = call.exchange;
  const all = [...call.memory.messages.values(), ...call.memory.inbound.values()];
  const found = all
    .sort((left, right) => right.createdAt - left.createdAt)
    .map((message) => describeMessage(message, call))
    .filter((message) =>
      (["from", "to", "direction", "state"] as const).every(
        (name) => !query.get(name) || query.get(name) === message[name],
      ),
    );
  return replyPage(call, "messages", found);
}

function sendOne(body: unknown, call: MessagingCall): OutboundMessage | Reply {
  const { world, memory, commit, exchange } = call;
  if (!isRecord(body)) return refuse(400, "bad-request", "The body is not a JSON object");
  for (const name of ["from", "to", "text"])
    if (typeof body[name] !== "string" || body[name].trim() === "")
      return refuse(
        400,
        "blank-property",
        `The 'message' resource property '${name}' must contain at least one non-whitespace character`,
      );
  const text = String(body.text);
  if (text.length > 2048) return refuse(400, "validation-error", "The text must not surpass 2048 characters");
  const from = readParty(body.from);
  const to = readParty(body.to);
  if (from === null || to === null)
    return refuse(400, "validation-error", "'from' and 'to' must be telephone numbers in E.164 format");
  if (world.settings.messaging.fromMustBeRegistered && !memory.idOfNumber.has(from.slice(2)))
    return refuse(401, "number-access-denied", `Access to the number '${from}' is denied`, [["number", from]]);
  const { queuedMs, sendingMs, deliveryMs } = world.settings.messaging;
  const message: OutboundMessage = {
    id: makeId("m"),
    from,
    to,
    text,
    media: Array.isArray(body.media) ? body.media.map(String) : [],
    tag: typeof body.tag === "string" ? body.tag : null,
    receiptRequested: typeof body.receiptRequested === "string" ? body.receiptRequested : "none",
    createdAt: exchange.at,
    queuedMs,
    sendingMs,
    deliveryMs,
    result: readResult(world.outcomeOf(to.slice(-10))),
  };
  commit({ kind: "message", message });
  const target = findTarget(body, from, call);
  if (target && message.receiptRequested !== "none") reportMessage(message, target, call);
  return message;
}

function findTarget(body: Record<string, unknown>, from: string, { memory }: MessagingCall): ReceiptTarget | null {
  const method = body.callbackHttpMethod === "GET" ? "GET" : "POST";
  if (typeof body.callbackUrl === "string" && URL.canParse(body.callbackUrl)) return { url: body.callbackUrl, method };
  const registered = memory.numbers.get(memory.idOfNumber.get(from.slice(2)) ?? "");
  const application = memory.applications.get(registered?.applicationId ?? "");
  const { incomingMessageUrl, callbackHttpMethod } = application ?? {};
  return incomingMessageUrl ? { url: incomingMessageUrl, method: callbackHttpMethod ?? "POST" } : null;
}

/** The page's own example sends `from` without the `+`, so both spellings pass. */
function readParty(value: unknown): string | null {
  const digits = typeof value === "string" ? value.replace(/^\+/, "") : "";
  return /^1[2-9]\d{9}$/.test(digits) ? `+${digits}` : null;
}

function readResult(outcome: unknown): MessageResult {
  if (outcome === "message-undelivered") return "undelivered";
  return outcome === "message-rejected" ? "rejected" : "delivered";
}

function describeMessage(message: OutboundMessage | InboundMessage, { exchange, users }: MessagingCall) {
  const common = {
    id: message.id,
    messageId: message.id,
    from: message.from,
    to: message.to,
    text: message.text,
    time: new Date(message.createdAt).toISOString(),
    messageUri: `${users}/messages/${message.id}`,
  };
  if (!("queuedMs" in message)) return { ...common, direction: "in", state: "received", media: [] };
  const { media, tag, receiptRequested } = message;
  return {
    ...common,
    direction: "out",
    media,
    receiptRequested,
    ...(tag !== null && { tag }),
    ...readState(message, exchange.at),
  };
}
