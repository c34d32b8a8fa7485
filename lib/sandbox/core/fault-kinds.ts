import { type ServerResponse } from "node:http";
import { addEcho, listEchoes } from "./echo-credentials";
import { isRecord, readJson, type Reply } from "./exchange";
import { defineFault, type FaultCall, type FaultKind } from "./fault-kind";
import { choice, optionalText, positive, seconds, toggle, whole } from "./fields";

const status = (preset: number) => whole("Status", preset, { min: 200, max: 599 });
const requiredStatus = status(503).removeDefault().meta({ title: "Status", control: "number", initial: 503 });
const effect = toggle("The carrier acts anyway", false);

/** The kinds that every carrier knows. A carrier's definition adds those of its own wire. */
export const FAULT_KINDS: readonly FaultKind[] = [
  defineFault({
    kind: "resetAfter",
    title: "Connection lost after the effect",
    meaning: "The carrier has acted; the answer is lost.",
    fields: {},
    send: (_fault, response) => resetConnection(response),
  }),
  defineFault({
    kind: "resetBefore",
    title: "Connection lost before the effect",
    meaning: "The connection is reset; the carrier has done nothing.",
    fields: {},
    isCarrierAsked: () => false,
    send: (_fault, response) => resetConnection(response),
  }),
  defineFault({
    kind: "hang",
    title: "No answer",
    meaning: "The connection stays open and nothing comes.",
    fields: { effect },
    send: () => "hang",
  }),
  defineFault({
    kind: "latency",
    title: "Delay",
    meaning: "The call waits before the carrier acts. It can be combined with another fault.",
    fields: { ms: seconds("Seconds", 0).removeDefault().meta({ title: "Delay", control: "seconds", initial: 2000 }) },
    delayMs: ({ ms }) => ms,
  }),
  defineFault({
    kind: "status",
    title: "Error status",
    meaning: "Answers with a status of your choice, in the carrier's own form.",
    fields: {
      status: requiredStatus,
      effect,
      envelope: optionalText("Form of the error", "Blank: the carrier's usual form."),
      code: optionalText("Error code", "Blank: a general one."),
      text: optionalText("Error text", "Blank: a general one."),
    },
    replace: (fault, { api, exchange }) => api.formatError(exchange, fault),
  }),
  defineFault({
    kind: "rateLimited",
    title: "Too many requests (429)",
    meaning: "Refused; the carrier says when to try again.",
    fields: {
      unit: choice("Unit of the header", [
        ["seconds", "Seconds"],
        ["milliseconds", "Milliseconds"],
      ]),
      resetInMs: seconds("Allowed again after", 2000),
      header: choice("Header", [
        ["x-ratelimit-reset", "X-RateLimit-Reset"],
        ["retry-after", "Retry-After"],
        ["none", "None"],
      ]),
    },
    isCarrierAsked: () => false,
    replace: limitAnswer,
  }),
  defineFault({
    kind: "emptyBody",
    title: "Empty answer",
    meaning: "The status arrives, the body is empty.",
    fields: { status: status(200), effect },
    replace: (fault) => ({ status: fault.status, body: "" }),
  }),
  defineFault({
    kind: "htmlPage",
    title: "HTML page",
    meaning: "A gateway's error page in place of the carrier's answer.",
    fields: { status: status(502), effect },
    replace: (fault) => htmlPage(fault.status),
  }),
  defineFault({
    kind: "garbage",
    title: "Unrelated content",
    meaning: "A well-formed answer that the contract does not know.",
    fields: { status: status(200), effect },
    replace: (fault, { api, exchange }) =>
      api.formatError(exchange, { status: fault.status, envelope: "garbage" }).body.startsWith("<")
        ? xml(fault.status, "<Surprise><Ok/></Surprise>")
        : json(fault.status, '{"surprise":[1,null,"2"]}'),
  }),
  defineFault({
    kind: "truncatedBody",
    title: "Truncated answer",
    meaning: "The carrier acts; half of its answer arrives.",
    fields: {
      how: choice("How it ends", [
        ["cut", "The connection is lost halfway"],
        ["short", "A complete answer with half a document"],
      ]),
    },
    spoil: ({ how }, reply) =>
      how === "short" ? { ...reply, body: reply.body.slice(0, reply.body.length / 2) } : reply,
    send: ({ how }, response, reply) => {
      const body = writeHead(response, reply);
      if (how === "short") response.end(body);
      else response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
      return String(reply.status);
    },
  }),
  defineFault({
    kind: "slowBody",
    title: "Slow answer",
    meaning: "The carrier acts; its answer arrives a few bytes at a time.",
    fields: { bytesPerSecond: positive("Bytes per second", 1, { initial: 50 }) },
    send: ({ bytesPerSecond }, response, reply) => {
      sendSlowly(response, writeHead(response, reply), bytesPerSecond);
      return String(reply.status);
    },
  }),
  defineFault({
    kind: "undocumented",
    title: "Undocumented success",
    meaning: "A success that is not the answer of the carrier's documentation.",
    fields: {
      form: choice("What arrives instead", [
        ["page", "A web page"],
        ["xml", "The XML <x/>"],
        ["object", "The JSON {}"],
        ["empty", "Nothing"],
        ["wrongType", "Its own answer, labeled as a web page"],
        ["noHeaders", "Its own answer, without its headers"],
      ]),
      status: status(200),
      effect: toggle("The carrier acts anyway", true),
    },
    isCarrierAsked: ({ form, effect: acts }) => acts || form === "wrongType" || form === "noHeaders",
    replace: ({ form, status: code }) => {
      if (form === "page") return htmlPage(code);
      if (form === "xml") return xml(code, "<x/>");
      if (form === "object") return json(code, "{}");
      return form === "empty" ? { status: code, body: "" } : null;
    },
    spoil: ({ form }, { status: code, headers, body }) =>
      form === "noHeaders"
        ? { status: code, body }
        : { status: code, headers: { ...headers, "content-type": "text/html" }, body: body || HTML },
  }),
  defineFault({
    kind: "oddItem",
    title: "Unexpected entry in a list",
    meaning: "One entry of a JSON list does not have the documented form.",
    fields: { at: whole("Which entry, counted from 0", 0, { min: 0 }) },
    spoil: ({ at }, reply) => ({ ...reply, body: JSON.stringify(changeItem(readJson(reply.body), at)) }),
  }),
  defineFault({
    kind: "echoCredentials",
    title: "Credentials repeated",
    meaning: "The answer repeats the account's credentials in its texts and headers, in many encodings.",
    fields: {
      status: status(200)
        .removeDefault()
        .optional()
        .meta({ title: "Status", control: "number", isOptional: true, hint: "Blank: the carrier's own answer." }),
      effect,
    },
    isCarrierAsked: (fault) => fault.effect || fault.status === undefined,
    replace: (fault, call) => {
      if (fault.status === undefined) return null;
      const text = `Not accepted: ${listEchoes(call.definition, call.exchange, []).join(" ")}`;
      const reply = call.api.formatError(call.exchange, { status: fault.status, text });
      return addEcho(call.definition, call.exchange, reply);
    },
    spoil: (_fault, reply, { definition, exchange }) => addEcho(definition, exchange, reply),
  }),
];

function limitAnswer(
  { unit, resetInMs, header }: { unit: string; resetInMs: number; header: string },
  { api, exchange }: FaultCall,
): Reply {
  const resetAt = Date.now() + resetInMs;
  const { headers, ...reply } = api.limited(exchange, resetAt);
  const kept = Object.entries(headers ?? {}).filter(([name]) => !/^(x-ratelimit-reset|retry-after)$/.test(name));
  if (header !== "none") {
    const time = header === "retry-after" ? resetInMs : resetAt;
    kept.push([header, String(unit === "seconds" ? Math.ceil(time / 1000) : time)]);
  }
  return { ...reply, status: 429, headers: Object.fromEntries(kept) };
}

/** The list is the whole answer, or one of its fields. */
function changeItem(value: unknown, at: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === at ? makeOdd(item) : item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, Array.isArray(inner) ? changeItem(inner, at) : inner]),
  );
}

const makeOdd = (item: unknown) => (isRecord(item) && "code" in item ? { code: 200, provisioning: {} } : {});

function resetConnection(response: ServerResponse): string {
  response.socket?.resetAndDestroy();
  return "reset";
}

export function writeHead(response: ServerResponse, { status: code, headers, body }: Reply): Buffer {
  const bytes = Buffer.from(body, "utf8");
  response.writeHead(code, { ...headers, "content-length": bytes.length });
  return bytes;
}

/** Ten portions a second, or one byte at a time when that is faster than asked. */
function sendSlowly(response: ServerResponse, body: Buffer, bytesPerSecond: number): void {
  const portion = Math.max(1, Math.floor(bytesPerSecond / 10));
  let sent = 0;
  const timer = setInterval(
    () => {
      if (response.destroyed || sent >= body.length) {
        clearInterval(timer);
        response.end();
        return;
      }
      response.write(body.subarray(sent, sent + portion));
      sent += portion;
    },
    (1000 * portion) / bytesPerSecond,
  );
  response.once("close", () => clearInterval(timer));
}

const xml = (code: number, body: string): Reply => ({
  status: code,
  headers: { "content-type": "application/xml" },
  body,
});
const json = (code: number, body: string): Reply => ({
  status: code,
  headers: { "content-type": "application/json" },
  body,
});
const htmlPage = (code: number): Reply => ({
  status: code,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: HTML,
});

const HTML = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>
`;
