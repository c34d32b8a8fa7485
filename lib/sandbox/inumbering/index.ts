import { type Exchange, type PlayedApi, type Reply, replyEmpty, replyJson } from "../core/exchange";
import { type World } from "../core/world";
import { type InumberingCall, type InumberingDeps, readCall } from "./call";
import { addBrand, addCampaign, assignCampaign, readCampaigns, readMessagingStatus } from "./campaigns";
import { countCoverage } from "./coverage";
import { refuse } from "./envelope";
import { listGateways } from "./gateways";
import { InumberingMemory } from "./inumbering-memory";
import { orderNumbers } from "./order-numbers";
import { disconnectNumbers, listNumbers } from "./owned-numbers";
import { searchNumbers } from "./search";

export interface InumberingSeed {
  owned: { number: string; route: number }[];
  brands: { id: string; name: string }[];
  campaigns: { id: string; brandId: string }[];
}

export interface PlayedInumbering {
  api: PlayedApi;
  /** Makes numbers (ten digits), brands and campaigns known, without an entry in the ledger. */
  seed(seed: InumberingSeed): void;
}

/** iNumbering, from its Provisioning API v2.1.6 and the sister specifications of the same version. */
export function playInumbering(world: World): PlayedInumbering {
  const memory = new InumberingMemory();
  const commit = world.journal.register(memory);
  const deps: InumberingDeps = { world, memory, commit };

  const api: PlayedApi = {
    carrier: "inumbering",
    prefix: "/inumbering",
    groupOf: ({ path }) => /^\/v2(?:\.1)?\/(?:iNumbering\/)?(.+?)\/?$/.exec(path)?.[1] ?? "other",
    limitOf: () => "inumbering",
    answer: (exchange) => answer(exchange, deps),
    limited: (_exchange, resetAt) =>
      replyJson(
        429,
        { statusCode: "429", status: "Error", message: "Too Many Requests" },
        { "retry-after": String(Math.max(1, Math.ceil((resetAt - Date.now()) / 1000))) },
      ),
    wordError: (_exchange, { status, code, text = "Unknown Error", envelope }) => {
      if (envelope === "empty") return replyEmpty(status);
      const statusCode = code ?? String(status);
      if (envelope === "status") return replyJson(status, { statusCode, status: text });
      return replyJson(status, { status: "Error", statusCode, message: text });
    },
  };
  return {
    api,
    seed: ({ owned, brands, campaigns }) =>
      commit({ kind: "seed", lines: owned.map((line) => ({ ...line, listedAt: 0 })), brands, campaigns }),
  };
}

/** Every call is a POST, and the slash at the end is part of the path. */
const CALLS: Readonly<Record<string, (call: InumberingCall) => Reply>> = {
  "/v2/iNumbering/tnInventory/": searchNumbers,
  "/v2/iNumbering/tnInventoryCoverage/": countCoverage,
  "/v2/iNumbering/tnOrder/": orderNumbers,
  "/v2/iNumbering/addMessagingBrand/": addBrand,
  "/v2/iNumbering/addMessagingCampaign/": addCampaign,
  "/v2/iNumbering/tnMessagingCampaign/": assignCampaign,
  "/v2.1/gateways/list/": listGateways,
  "/v2.1/numbers/list/": listNumbers,
  "/v2.1/numbers/disconnect/": disconnectNumbers,
  "/v2.1/messaging/campaigns/": readCampaigns,
  "/v2.1/messaging/status/": readMessagingStatus,
};

function answer(exchange: Exchange, deps: InumberingDeps): Reply {
  const perform = exchange.method === "POST" ? CALLS[exchange.path] : undefined;
  if (!perform) return refuse(deps.world, 404, "Not Found");
  const call = readCall(exchange, deps);
  return "body" in call && "memory" in call ? perform(call) : call;
}
