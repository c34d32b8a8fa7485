import { z } from "zod";
import { type Exchange, type Reply, replyEmpty, replyJson, type SimulatedApi } from "../core/exchange";
import { tenDigits } from "../core/fields";
import { defineSandbox } from "../sandbox";
import { type InumberingCall, type InumberingDeps, readCall } from "./call";
import { addBrand, addCampaign, assignCampaign, readCampaigns, readMessagingStatus } from "./campaigns";
import { change, changes } from "./changes";
import { countCoverage } from "./coverage";
import { credentials } from "./credentials";
import { refuse } from "./envelope";
import { listGateways } from "./gateways";
import { InumberingMemory } from "./memory";
import { orderNumbers } from "./order-numbers";
import { outcomes } from "./outcomes";
import { disconnectNumbers, listNumbers } from "./owned-numbers";
import { searchNumbers } from "./search";
import { limits, settings } from "./settings";

const PREFIX = "/inumbering";

/** iNumbering, from its Provisioning API v2.1.6 and the sister specifications of the same version. */
export const inumbering = defineSandbox({
  id: "inumbering",
  label: "iNumbering",
  urls: { inumbering: PREFIX },
  credentials,
  echoed: { userNames: [], secrets: [credentials.apikey] },
  accountSettings: (urls) => ({ INUMBERING_URL: urls.inumbering, INUMBERING_APIKEY: credentials.apikey }),
  settings,
  limits,
  endpoints: {
    tnInventory: "Search numbers",
    tnInventoryCoverage: "Coverage",
    tnOrder: "Order numbers",
    "numbers/list": "List owned numbers",
    "numbers/disconnect": "Release numbers",
    "gateways/list": "List gateways",
    addMessagingBrand: "Add a brand",
    addMessagingCampaign: "Add a campaign",
    tnMessagingCampaign: "Assign numbers to a campaign",
    "messaging/campaigns": "Read campaigns",
    "messaging/status": "Read the messaging state",
  },
  envelopes: ["status", "empty"],
  outcomes,
  changes,
  oncePerReference: ["order"],
  seed: z.strictObject({
    owned: z.array(z.strictObject({ number: tenDigits, route: z.number().int().default(4) })).default([]),
    brands: z.array(z.strictObject({ id: z.string(), name: z.string() })).default([]),
    campaigns: z.array(z.strictObject({ id: z.string(), brandId: z.string() })).default([]),
  }),
  simulate(world) {
    const memory = new InumberingMemory();
    const commit = world.remember(memory);
    return {
      apis: [createApi({ world, memory, commit })],
      change: (made) => change(made, { world, memory, commit }),
      seed: ({ owned, brands, campaigns }) =>
        commit({ kind: "seed", lines: owned.map((line) => ({ ...line, listedAt: 0 })), brands, campaigns }),
    };
  },
});

const createApi = (deps: InumberingDeps): SimulatedApi => ({
  prefix: PREFIX,
  groupOf: ({ path }) => /^\/v2(?:\.1)?\/(?:iNumbering\/)?(.+?)\/?$/.exec(path)?.[1] ?? "other",
  limitOf: () => "inumbering",
  answer: (exchange) => answer(exchange, deps),
  limited: (_exchange, resetAt) =>
    replyJson(
      429,
      { statusCode: "429", status: "Error", message: "Too Many Requests" },
      { "retry-after": String(Math.max(1, Math.ceil((resetAt - Date.now()) / 1000))) },
    ),
  formatError: (_exchange, { status, code, text = "Unknown Error", envelope }) => {
    if (envelope === "empty") return replyEmpty(status);
    const statusCode = code ?? String(status);
    if (envelope === "status") return replyJson(status, { statusCode, status: text });
    return replyJson(status, { status: "Error", statusCode, message: text });
  },
});

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
