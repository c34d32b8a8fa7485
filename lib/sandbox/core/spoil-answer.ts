import { type ServerResponse } from "node:http";
import { addEcho, listEchoes } from "./echo-credentials";
import { type Exchange, isRecord, type PlayedApi, readJson, type Reply } from "./exchange";
import { type Fault } from "./faults";

/** The answer that a fault gives without asking the carrier, or null when the carrier is to be asked. */
export function replaceAnswer(fault: Fault, api: PlayedApi, exchange: Exchange): Reply | null {
  if (fault.kind === "rateLimited") return limitAnswer(fault, api, exchange);
  if ("effect" in fault && fault.effect) return null;
  return coverAnswer(fault, api, exchange);
}

/** The answer as the fault leaves it, after the carrier did its work. */
export function spoilAnswer(fault: Fault, api: PlayedApi, exchange: Exchange, reply: Reply): Reply {
  const covered = coverAnswer(fault, api, exchange);
  if (covered) return covered;
  switch (fault.kind) {
    case "truncatedBody":
      return fault.how === "short" ? { ...reply, body: reply.body.slice(0, reply.body.length / 2) } : reply;
    case "wrongLength207":
      return { ...reply, body: JSON.stringify(changeLength(readJson(reply.body), fault.by)) };
    case "echoCredentials":
      return addEcho(api.carrier, exchange, reply);
    case "malformedXml":
      return { ...reply, body: reply.body.replace(/<\/[^>]+>\s*$/, "") };
    case "xmlDoctype":
      return { ...reply, body: insertDoctype(reply.body) };
    case "extraNumber":
      return { ...reply, body: insertNumber(reply.body, fault.named) };
    case "undocumented":
      return fault.form === "noHeaders"
        ? { status: reply.status, body: reply.body }
        : { ...reply, headers: { ...reply.headers, "content-type": "text/html" }, body: reply.body || HTML };
    case "oddItem":
      return { ...reply, body: JSON.stringify(changeItem(readJson(reply.body), fault.at)) };
    case "emptyErrors":
      return { ...reply, body: reply.body.replace(/<Errors>[^]*<\/Errors>/, "<Errors/>") };
    case "extraElement":
      return { ...reply, body: insertElement(reply.body, fault.element, fault.text) };
    default:
      return reply;
  }
}

function insertElement(body: string, name: string, text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return body.replace("</ProcessingStatus>", (tag) => `${tag}<${name}>${escaped}</${name}>`);
}

/** The list is the whole answer, or one of its fields. */
function changeItem(value: unknown, at: number): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    return items.map((item, index) => (index === at ? makeOdd(item) : item));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, Array.isArray(inner) ? changeItem(inner, at) : inner]),
  );
}

const makeOdd = (item: unknown) => (isRecord(item) && "code" in item ? { code: 200, provisioning: {} } : {});

/** Into the first list of numbers, which is the order's own; an answer without one stays as it is. */
function insertNumber(body: string, named: string): string {
  const number = `<TelephoneNumber>${named.replace(/[<>&]/g, "")}</TelephoneNumber>`;
  return body.replace(/<TelephoneNumbers(?:\/>|>)/, (tag) =>
    tag.endsWith("/>") ? `<TelephoneNumbers>${number}</TelephoneNumbers>` : `${tag}${number}`,
  );
}

function coverAnswer(fault: Fault, api: PlayedApi, exchange: Exchange): Reply | null {
  switch (fault.kind) {
    case "status":
      return api.wordError(exchange, fault);
    case "echoCredentials":
      return fault.status === undefined ? null : refuseWithEcho(fault.status, api, exchange);
    case "emptyBody":
      return { status: fault.status, body: "" };
    case "htmlPage":
      return { status: fault.status, headers: { "content-type": "text/html; charset=utf-8" }, body: HTML };
    case "garbage":
      return api.wordError(exchange, { status: fault.status, envelope: "garbage" }).body.startsWith("<")
        ? { status: fault.status, headers: { "content-type": "application/xml" }, body: "<Surprise><Ok/></Surprise>" }
        : { status: fault.status, headers: { "content-type": "application/json" }, body: '{"surprise":[1,null,"2"]}' };
    case "undocumented":
      return coverUndocumented(fault);
    default:
      return null;
  }
}

function refuseWithEcho(status: number, api: PlayedApi, exchange: Exchange): Reply {
  const text = `Not accepted: ${listEchoes(api.carrier, exchange, []).join(" ")}`;
  return addEcho(api.carrier, exchange, api.wordError(exchange, { status, text }));
}

function coverUndocumented({ form, status }: Extract<Fault, { kind: "undocumented" }>): Reply | null {
  switch (form) {
    case "page":
      return { status, headers: { "content-type": "text/html; charset=utf-8" }, body: HTML };
    case "xml":
      return { status, headers: { "content-type": "application/xml" }, body: "<x/>" };
    case "object":
      return { status, headers: { "content-type": "application/json" }, body: "{}" };
    case "empty":
      return { status, body: "" };
    case "wrongType":
    case "noHeaders":
      return null;
  }
}

function limitAnswer(fault: Extract<Fault, { kind: "rateLimited" }>, api: PlayedApi, exchange: Exchange): Reply {
  const resetAt = exchange.at + fault.resetInMs;
  const { headers, ...reply } = api.limited(exchange, resetAt);
  const kept = Object.entries(headers ?? {}).filter(([name]) => !/^(x-ratelimit-reset|retry-after)$/.test(name));
  if (fault.header !== "none") {
    const time = fault.header === "retry-after" ? fault.resetInMs : resetAt;
    kept.push([fault.header, String(fault.unit === "seconds" ? Math.ceil(time / 1000) : time)]);
  }
  return { ...reply, status: 429, headers: Object.fromEntries(kept) };
}

function changeLength(value: unknown, by: number): unknown {
  if (isRecord(value)) return { ...value, responses: changeLength(value.responses, by) };
  if (!Array.isArray(value)) return value;
  const items: unknown[] = value;
  return by < 0 ? items.slice(0, by) : [...items, ...Array.from({ length: by }, () => items[0])];
}

function insertDoctype(body: string): string {
  const doctype = '<!DOCTYPE note [<!ENTITY x "expanded">]>\n';
  return body.startsWith("<?xml") ? body.replace(/\?>\s*/, `?>\n${doctype}`) : doctype + body;
}

/** Puts the answer on the wire; `reset` and `hang` send nothing. Returns the word for the statistics. */
export function sendAnswer(response: ServerResponse, reply: Reply, fault: Fault | null): string {
  if (fault?.kind === "resetAfter" || fault?.kind === "resetBefore") {
    response.socket?.resetAndDestroy();
    return "reset";
  }
  if (fault?.kind === "hang") return "hang";
  const body = Buffer.from(reply.body, "utf8");
  response.writeHead(reply.status, { ...reply.headers, "content-length": body.length });
  if (fault?.kind === "slowBody") dripBody(response, body, fault.bytesPerSecond);
  else if (fault?.kind === "truncatedBody" && fault.how === "cut")
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
  else response.end(body);
  return String(reply.status);
}

/** Ten portions a second, or one byte at a time when that is faster than asked. */
function dripBody(response: ServerResponse, body: Buffer, bytesPerSecond: number): void {
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

const HTML = `<!DOCTYPE html>
<html><head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>
`;
