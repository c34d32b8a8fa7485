import { z } from "zod";
import { type Exchange, type Reply, replyEmpty, replyJson, type SimulatedApi } from "../core/exchange";
import { tenDigits } from "../core/fields";
import { defineSandbox } from "../sandbox";
import { authenticate, refuseCaller } from "./authenticate";
import { change, changes } from "./changes";
import { credentials } from "./credentials";
import { faults } from "./faults";
import { deliverInbound } from "./inbound";
import { IntelepeerMemory } from "./memory";
import { outcomes } from "./outcomes";
import { disableSms, enableSms, type ProvisionDeps, readSms } from "./provision";
import { type IntelepeerWorld, limits, settings } from "./settings";
import { readWebhook, setWebhook } from "./webhook";

const PREFIX = "/intelepeer/_rest/v4";
const numbers = z.array(tenDigits).default([]);

/** IntelePeer, from "Provisioning Telephone Numbers for SMS" and its sister pages on authentication and webhooks. */
export const intelepeer = defineSandbox({
  id: "intelepeer",
  label: "IntelePeer",
  urls: { intelepeer: PREFIX, intelepeerAuth: `${PREFIX}/authenticate` },
  credentials,
  echoed: { userNames: [credentials.username], secrets: [credentials.password] },
  accountSettings: (urls) => ({
    INTELEPEER_URL: urls.intelepeer,
    INTELEPEER_AUTH_URL: urls.intelepeerAuth,
    INTELEPEER_USERNAME: credentials.username,
    INTELEPEER_PASSWORD: credentials.password,
  }),
  settings,
  limits,
  endpoints: {
    authenticate: "Sign in for a token",
    "POST provision": "Turn SMS on",
    "DELETE provision": "Turn SMS off",
    "GET provision": "Read the SMS state",
    "POST webhook": "Set the inbound address",
    "GET webhook": "Read the inbound address",
  },
  envelopes: ["detail", "empty"],
  outcomes,
  changes,
  faults,
  oncePerReference: [],
  seed: z.strictObject({ owned: numbers, provisioned: numbers }),
  simulate(world) {
    const memory = new IntelepeerMemory();
    const commit = world.remember(memory);
    const deps: ProvisionDeps = { world, memory, commit };
    const seed = (list: string[], provisioned: boolean) =>
      commit({ kind: "seed", numbers: list, provisioned, since: world.clock.now() });
    return {
      apis: [createApi(world, deps)],
      seed: ({ owned, provisioned }) => {
        seed(owned, false);
        seed(provisioned, true);
      },
      change: (made) => change(made, deps),
      expireTokens: () => commit({ kind: "tokens-expired" }),
      listTokens: () => [...memory.tokens.keys()],
      deliverInbound: (sms) => deliverInbound(sms, deps),
    };
  },
});

const createApi = (world: IntelepeerWorld, deps: ProvisionDeps): SimulatedApi => ({
  prefix: PREFIX,
  groupOf: (exchange) => GROUPS[exchange.path] ?? "other",
  limitOf: (_exchange, group) => (group === "authenticate" ? null : "intelepeer"),
  answer: (exchange) => answer(exchange, deps),
  limited: (_exchange, resetAt) =>
    replyJson(429, { code: 429, error: "Too Many Requests" }, { "retry-after": retryAfter(resetAt) }),
  formatError: (_exchange, { status, text, envelope }) => {
    if (envelope === "empty") return replyEmpty(status);
    if (envelope === "detail") return replyJson(status, { detail: text ?? "error" });
    return replyJson(status, { code: status, [world.settings.intelepeer.errorKey]: text ?? "Error" });
  },
});

const GROUPS: Readonly<Record<string, string>> = {
  "/authenticate": "authenticate",
  "/my/did/sms/provision": "provision",
  "/my/did/sms/webhook": "webhook",
};

const CALLS: Readonly<Record<string, (exchange: Exchange, deps: ProvisionDeps) => Reply>> = {
  "POST /my/did/sms/provision": enableSms,
  "DELETE /my/did/sms/provision": disableSms,
  "GET /my/did/sms/provision": readSms,
  "POST /my/did/sms/webhook": setWebhook,
  "GET /my/did/sms/webhook": readWebhook,
};

function answer(exchange: Exchange, deps: ProvisionDeps): Reply {
  const call = `${exchange.method} ${exchange.path}`;
  if (call === "POST /authenticate") return authenticate(exchange, deps.world, deps.commit);
  const refused = refuseCaller(exchange, deps.world, deps.memory);
  return refused ?? CALLS[call]?.(exchange, deps) ?? replyJson(404, { code: 404, error: "Not Found" });
}

function retryAfter(resetAt: number): string {
  return String(Math.max(1, Math.ceil((resetAt - Date.now()) / 1000)));
}
