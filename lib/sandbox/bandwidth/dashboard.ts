import { type Exchange, readBasic, type Reply, replyEmpty, type SimulatedApi } from "../core/exchange";
import { credentials } from "./credentials";
import { textOf } from "./error-texts";
import { createOrder, listOrders, readOrderById } from "./external-tns";
import { BandwidthMemory } from "./memory";
import { type BandwidthWorld } from "./settings";
import { type DashboardDeps, settleOrders } from "./settle-orders";
import { formatXmlError } from "./xml";

export const DASHBOARD_PREFIX = "/bandwidth/api";

/** Bandwidth's dashboard API, from "How to Import Bandwidth Numbers", steps 1 and 2, and the published specification. */
export function createDashboard(world: BandwidthWorld) {
  const memory = new BandwidthMemory();
  const commit = world.remember(memory);
  const deps: DashboardDeps = { world, memory, commit };
  const settle = () => settleOrders(deps, world.clock.now());

  const api: SimulatedApi = {
    prefix: DASHBOARD_PREFIX,
    groupOf: () => "externalTns",
    limitOf: () => "bandwidthDashboard",
    answer: (exchange) => {
      settleOrders(deps, exchange.at);
      return answer(exchange, deps);
    },
    // "empty body, Content-Length: 0, Connection: close", and epoch seconds, unlike the messaging API.
    limited: (_exchange, resetAt) =>
      replyEmpty(429, { "x-ratelimit-reset": String(Math.ceil(resetAt / 1000)), connection: "close" }),
    formatError: (exchange, error) => formatXmlError(rootOf(exchange), error),
  };
  return {
    api,
    settle,
    isImported: (tenDigits: string): boolean => {
      settle();
      return memory.imported.has(tenDigits);
    },
    seed: (imported: string[]) => commit({ kind: "seed", imported }),
  };
}

function answer(exchange: Exchange, deps: DashboardDeps): Reply {
  const { accountId, username, password } = credentials;
  const caller = readBasic(exchange.headers.authorization);
  if (caller?.user !== username || caller.password !== password) return replyEmpty(401);
  const [, account, noun, orderId, ...rest] = exchange.path.split("/").slice(1);
  if (!exchange.path.startsWith("/accounts/") || account !== accountId)
    return formatXmlError(rootOf(exchange), { status: 403, code: "1001", text: textOf("1001") });
  if (noun === "externalTns" && rest.length === 0) {
    if (exchange.method === "POST" && !orderId) return createOrder(exchange, deps);
    if (exchange.method === "GET") return orderId ? readOrderById(orderId, exchange, deps) : listOrders(exchange, deps);
  }
  return formatXmlError("ErrorResponse", { status: 404, code: "1016", text: "Resource does not exist in IRIS." });
}

function rootOf({ method, path }: Exchange): string {
  return method === "GET" && path.endsWith("/externalTns") ? "ExternalTnsOrders" : "ExternalTnsOrderResponse";
}
