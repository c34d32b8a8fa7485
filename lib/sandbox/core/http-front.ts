import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { decodeText, type Exchange, type PlayedApi, type Reply, replyJson } from "./exchange";
import { type Fault } from "./faults";
import { replaceAnswer, sendAnswer, spoilAnswer } from "./spoil-answer";
import { type World } from "./world";

const MAX_BODY_BYTES = 32 * 1024 * 1024;

export type AdminAnswer = (exchange: Exchange) => Promise<Reply> | Reply;

export interface Front {
  port: number;
  close(): Promise<void>;
}

/** One server on loopback: the played APIs by prefix, and the administration under `/_admin`. */
export async function openFront(world: World, apis: PlayedApi[], admin: AdminAnswer, port: number): Promise<Front> {
  const server = http.createServer((request, response) => {
    receive(request, response, world, apis, admin).catch(() => response.socket?.destroy());
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The sandbox has no TCP address.");
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  world: World,
  apis: PlayedApi[],
  admin: AdminAnswer,
): Promise<void> {
  const body = await readBody(request);
  const origin = `http://${request.headers.host ?? "127.0.0.1"}`;
  const url = new URL(request.url ?? "/", "http://sandbox");
  const exchange: Exchange = {
    method: request.method ?? "GET",
    path: url.pathname,
    fullPath: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: body ?? "",
    origin,
    at: Date.now(),
  };
  if (body === null) return void sendAnswer(response, replyJson(413, { error: "Payload Too Large" }), null);
  if (url.pathname === "/_admin" || url.pathname.startsWith("/_admin/"))
    return void sendAnswer(response, await admin(exchange), null);
  const api = apis.find(({ prefix }) => url.pathname.startsWith(`${prefix}/`));
  if (!api) return void sendAnswer(response, replyJson(404, { error: "No carrier is played here" }), null);
  await play({ ...exchange, path: url.pathname.slice(api.prefix.length) }, request.url ?? "", response, api, world);
}

async function play(
  exchange: Exchange,
  target: string,
  response: ServerResponse,
  api: PlayedApi,
  world: World,
): Promise<void> {
  const { carrier } = api;
  const group = api.groupOf(exchange);
  world.stats.countArrival(carrier, group, exchange.at);
  const finish = (reply: Reply, fault: Fault | null) =>
    world.stats.countAnswer(carrier, group, sendAnswer(response, reply, fault));

  const limit = api.limitOf(exchange, group);
  const resetAt = limit && world.limiter.refuseUntil(limit, world.settings.limits[limit], exchange.at);
  if (resetAt !== null) return finish(api.limited(exchange, resetAt), null);
  world.stats.countAccepted(carrier, group, exchange.at);

  const text = `${decodeText(target)} ${exchange.body}`;
  const { method, fullPath } = exchange;
  const faults = world.faults.strike(
    { carrier, group, method, fullPath, text },
    world.settings.seed,
    world.commitFaults,
  );
  const fault = faults.find(({ kind }) => kind !== "latency") ?? null;
  for (const met of faults) if (met.kind === "latency") await new Promise((resolve) => setTimeout(resolve, met.ms));

  if (fault?.kind === "resetBefore" || (fault?.kind === "hang" && !fault.effect))
    return finish({ status: 0, body: "" }, fault);
  const replaced = fault && replaceAnswer(fault, api, exchange);
  if (replaced) return finish(replaced, fault);
  // A delayed request acts when it is answered, not when it arrived.
  const reply = api.answer(faults.length > 0 ? { ...exchange, at: Date.now() } : exchange);
  finish(fault ? spoilAnswer(fault, api, exchange, reply) : reply, fault);
}

function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size <= MAX_BODY_BYTES) parts.push(part);
    });
    request.on("end", () => resolve(size > MAX_BODY_BYTES ? null : Buffer.concat(parts).toString("utf8")));
    request.on("error", reject);
  });
}
