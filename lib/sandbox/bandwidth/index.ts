import { type Exchange, type PlayedApi, readBasic, type Reply, replyEmpty } from "../core/exchange";
import { type World } from "../core/world";
import { SANDBOX_CREDENTIALS } from "../credentials";
import { BandwidthMemory } from "./bandwidth-memory";
import { textOf } from "./error-texts";
import { createOrder, listOrders, readOrderById } from "./external-tns";
import { type DashboardDeps, settleOrders } from "./settle-orders";
import { wordXmlError } from "./xml";

export interface PlayedDashboard {
  api: PlayedApi;
  settle(): void;
  isImported(tenDigits: string): boolean;
  /** Makes numbers (ten digits) imported, without an entry in the ledger. */
  seed(imported: string[]): void;
}

/** Bandwidth's dashboard API, from "How to Import Bandwidth Numbers", steps 1 and 2, and the published specification. */
export function playDashboard(world: World): PlayedDashboard {
  const memory = new BandwidthMemory();
  const commit = world.journal.register(memory);
  const deps: DashboardDeps = { world, memory, commit };
  const settle = (now = Date.now()) => settleOrders(deps, now);

  const api: PlayedApi = {
    carrier: "bandwidth",
    prefix: "/bandwidth/api",
    groupOf: () => "externalTns",
    limitOf: () => "bandwidthDashboard",
    answer: (exchange) => {
      settle(exchange.at);
      return answer(exchange, deps);
    },
    // "empty body, Content-Length: 0, Connection: close", and epoch seconds, unlike the messaging API.
    limited: (_exchange, resetAt) =>
      replyEmpty(429, { "x-ratelimit-reset": String(Math.ceil(resetAt / 1000)), connection: "close" }),
    wordError: (exchange, wording) => wordXmlError(rootOf(exchange), wording),
  };
  return {
    api,
    settle,
    isImported: (number) => {
      settle();
      return memory.imported.has(number);
    },
    seed: (imported) => commit({ kind: "seed", imported }),
  };
}

function answer(exchange: Exchange, deps: DashboardDeps): Reply {
  const { accountId, username, password } = SANDBOX_CREDENTIALS.bandwidth;
  const caller = readBasic(exchange.headers.authorization);
  if (caller?.user !== username || caller.password !== password) return replyEmpty(401);
  const [, account, noun, orderId, ...rest] = exchange.path.split("/").slice(1);
  if (!exchange.path.startsWith("/accounts/") || account !== accountId)
    return wordXmlError(rootOf(exchange), { status: 403, code: "1001", text: textOf("1001") });
  if (noun === "externalTns" && rest.length === 0) {
    if (exchange.method === "POST" && !orderId) return createOrder(exchange, deps);
    if (exchange.method === "GET") return orderId ? readOrderById(orderId, exchange, deps) : listOrders(exchange, deps);
  }
  return wordXmlError("ErrorResponse", { status: 404, code: "1016", text: "Resource does not exist in IRIS." });
}

function rootOf({ method, path }: Exchange): string {
  return method === "GET" && path.endsWith("/externalTns") ? "ExternalTnsOrders" : "ExternalTnsOrderResponse";
}
