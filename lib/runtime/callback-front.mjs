import { Readable } from "node:stream";

/** Some carriers add a slash, and none follows a redirect with its POST. */
const CALLBACK = /^\/api\/callbacks\/([^/?]+)\/([^/?]+)\/?(?:\?|$)/;
/** Every method that the handlers do not know is refused as this one is; not all of them can be in a `Request`. */
const REFUSED = "PUT";

/** @typedef {(request: Request, call: { params: Promise<{ carrier: string, key: string }> }) => Response | Promise<Response>} Handler */

/**
 * Answers a carrier's callback without the framework, which costs many times as much: carriers send callbacks in floods. Null for any
 * other address.
 * @param {Readonly<Record<string, Handler>>} handlers by HTTP method
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {Promise<void> | null}
 */
export function answerCallback(handlers, request, response) {
  const [found, carrier = "", key = ""] = CALLBACK.exec(request.url ?? "") ?? [];
  return found === undefined ? null : answer(handlers, { carrier, key }, request, response);
}

/**
 * @param {Readonly<Record<string, Handler>>} handlers
 * @param {{ carrier: string, key: string }} params
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
async function answer(handlers, params, request, response) {
  const { url = "", headers } = request;
  const method = request.method !== undefined && request.method in handlers ? request.method : REFUSED;
  const kept = new Headers();
  for (const name of ["authorization", "content-length"]) if (headers[name]) kept.set(name, String(headers[name]));
  // The two libraries' streams are one at run time; only their types differ.
  const body = method === "POST" ? /** @type {any} */ ({ body: Readable.toWeb(request), duplex: "half" }) : {};
  const asked = new Request(new URL(url, "http://localhost"), { method, headers: kept, ...body });
  const said = await handlers[method]?.(asked, { params: Promise.resolve(params) });
  response.writeHead(said?.status ?? 405, Object.fromEntries(said?.headers ?? []));
  response.end(await said?.text());
}
