import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";

type Handler = (request: Request, call: { params: Promise<{ carrier: string; key: string }> }) => Promise<Response>;

/** By HTTP method. */
export type CallbackHandlers = Readonly<Record<string, Handler>>;

declare global {
  var tandemCallbacks: CallbackHandlers | undefined;
}

/** Some carriers add a slash, and none follows a redirect with its POST. */
const CALLBACK = /^\/api\/callbacks\/([^/?]+)\/([^/?]+)\/?(?:\?|$)/;
/** Any method without a handler is refused as this one is; not all of them can be in a `Request`. */
const REFUSED = "PUT";

/**
 * Answers a carrier's callback without the framework's request handling, which costs many times as much: carriers send callbacks in
 * floods. Null for any other address, and as long as `handlers` are not loaded.
 */
export function answerCallback(
  handlers: CallbackHandlers | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> | null {
  const [found, carrier = "", key = ""] = CALLBACK.exec(request.url ?? "") ?? [];
  return found === undefined || handlers === undefined ? null : answer(handlers, { carrier, key }, request, response);
}

async function answer(
  handlers: CallbackHandlers,
  params: { carrier: string; key: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { url = "", headers } = request;
  const method = request.method !== undefined && request.method in handlers ? request.method : REFUSED;
  const kept = new Headers();
  for (const name of ["authorization", "content-length"]) if (headers[name]) kept.set(name, String(headers[name]));
  // The two libraries' streams are one at run time; only their types differ.
  const body = method === "POST" && { body: Readable.toWeb(request) as ReadableStream, duplex: "half" };
  const received = new Request(new URL(url, "http://localhost"), { method, headers: kept, ...body });
  const answered = await handlers[method]?.(received, { params: Promise.resolve(params) });
  response.writeHead(answered?.status ?? 405, Object.fromEntries(answered?.headers ?? []));
  response.end(await answered?.text());
}
