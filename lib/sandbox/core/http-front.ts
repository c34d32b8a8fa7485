import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { decodeText, type Exchange, type Reply, replyJson, type SimulatedApi } from "./exchange";
import { type FaultCall } from "./fault-kind";
import { writeHead } from "./fault-kinds";
import { type Fault } from "./faults";
import { type Running, type World } from "./world";

const MAX_BODY_BYTES = 32 * 1024 * 1024;

type Admin = (exchange: Exchange) => Promise<Reply>;
type Mounted = Pick<Running, "definition"> & { api: SimulatedApi };

export interface Front {
  port: number;
  close(): Promise<void>;
}

/** One server on loopback: the simulated APIs by prefix, and the control API under `/_admin`. */
export async function openFront(world: World, admin: Admin, port: number): Promise<Front> {
  const apis = world.running.flatMap(({ definition, simulation }) =>
    simulation.apis.map((api) => ({ definition, api })),
  );
  const server = http.createServer((request, response) => {
    receive(request, response, world, apis, admin).catch(() => response.socket?.destroy());
  });
  // Never closed from here: a client that is just about to use an idle connection would lose its call.
  server.keepAliveTimeout = 0;
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
  apis: readonly Mounted[],
  admin: Admin,
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
    at: world.clock.now(),
  };
  const answer = (reply: Reply) => response.end(writeHead(response, reply));
  if (body === null) return void answer(replyJson(413, { error: "Payload Too Large" }));
  if (url.pathname === "/_admin" || url.pathname.startsWith("/_admin/")) return void answer(await admin(exchange));
  const mounted = apis.find(({ api }) => url.pathname.startsWith(`${api.prefix}/`));
  if (!mounted) return void answer(replyJson(404, { error: "No carrier is simulated here" }));
  const call = { ...mounted, exchange: { ...exchange, path: url.pathname.slice(mounted.api.prefix.length) } };
  await simulate(call, request.url ?? "", response, world);
}

async function simulate(call: FaultCall, target: string, response: ServerResponse, world: World): Promise<void> {
  const { api, exchange } = call;
  const carrier = call.definition.id;
  const group = api.groupOf(exchange);
  const arrivedAt = Date.now();
  world.stats.countArrival(carrier, group, arrivedAt);
  const finish = (reply: Reply, fault: Fault | null) =>
    world.stats.countAnswer(carrier, group, send(response, reply, fault, world));

  const limit = api.limitOf(exchange, group);
  const rate = limit === null ? null : (world.settings.limits[limit] ?? null);
  const resetAt = limit === null ? null : world.limiter.refuseUntil(limit, rate, exchange.at);
  // The caller's clock is the machine's.
  if (resetAt !== null) return finish(api.limited(exchange, arrivedAt + resetAt - exchange.at), null);
  world.stats.countAccepted(carrier, group, arrivedAt);

  const text = `${decodeText(target)} ${exchange.body}`;
  const { method, fullPath } = exchange;
  const faults = world.faults.strike(
    { carrier, group, method, fullPath, text },
    world.settings.seed,
    world.commitFaults,
  );
  const delays = faults.map((fault) => world.faults.kindOf(fault)?.delayMs?.(fault) ?? 0);
  for (const ms of delays) if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  const fault = faults.find((one) => world.faults.kindOf(one)?.delayMs === undefined) ?? null;
  // A delayed request acts when it is answered, not when it arrived.
  finish(answer({ ...call, exchange: { ...exchange, at: world.clock.now() } }, fault, world), fault);
}

function answer(call: FaultCall, fault: Fault | null, world: World): Reply {
  const kind = fault && world.faults.kindOf(fault);
  if (!kind) return call.api.answer(call.exchange);
  const isAsked = kind.isCarrierAsked?.(fault) ?? fault.effect ?? true;
  const own = isAsked ? call.api.answer(call.exchange) : null;
  const replaced = kind.replace?.(fault, call) ?? null;
  if (replaced) return replaced;
  if (own === null) return { status: 0, body: "" };
  return kind.spoil?.(fault, own, call) ?? own;
}

function send(response: ServerResponse, reply: Reply, fault: Fault | null, world: World): string {
  const kind = fault && world.faults.kindOf(fault);
  if (fault && kind?.send) return kind.send(fault, response, reply);
  response.end(writeHead(response, reply));
  return String(reply.status);
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
