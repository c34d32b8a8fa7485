import { type Exchange, type PlayedApi, type Reply, replyEmpty, replyJson } from "../core/exchange";
import { type World } from "../core/world";
import { authenticate, refuseCaller } from "./authenticate";
import { IntelepeerMemory } from "./intelepeer-memory";
import { disableSms, enableSms, type ProvisionDeps, readSms } from "./provision";
import { readWebhook, setWebhook } from "./webhook";

export interface PlayedIntelepeer {
  api: PlayedApi;
  deps: ProvisionDeps;
  expireTokens(): void;
  /** The tokens that are good for calls. */
  listTokens(): string[];
  /** Makes numbers (ten digits) owned, and enabled when `provisioned`, without an entry in the ledger. */
  seed(numbers: string[], provisioned: boolean): void;
}

/** IntelePeer, from "Provisioning Telephone Numbers for SMS" and its sister pages on authentication and webhooks. */
export function playIntelepeer(world: World): PlayedIntelepeer {
  const memory = new IntelepeerMemory();
  const commit = world.journal.register(memory);
  const deps: ProvisionDeps = { world, memory, commit };

  const api: PlayedApi = {
    carrier: "intelepeer",
    prefix: "/intelepeer/_rest/v4",
    groupOf: (exchange) => GROUPS[exchange.path] ?? "other",
    limitOf: (_exchange, group) => (group === "authenticate" ? null : "intelepeer"),
    answer: (exchange) => answer(exchange, deps),
    limited: (_exchange, resetAt) =>
      replyJson(429, { code: 429, error: "Too Many Requests" }, { "retry-after": retryAfter(resetAt) }),
    wordError: (_exchange, { status, text, envelope }) => {
      if (envelope === "empty") return replyEmpty(status);
      if (envelope === "detail") return replyJson(status, { detail: text ?? "error" });
      return replyJson(status, { code: status, [world.settings.intelepeer.errorKey]: text ?? "Error" });
    },
  };
  return {
    api,
    deps,
    expireTokens: () => commit({ kind: "tokens-expired" }),
    listTokens: () => [...memory.tokens.keys()],
    seed: (numbers, provisioned) => commit({ kind: "seed", numbers, provisioned, since: Date.now() }),
  };
}

const GROUPS: Readonly<Record<string, string>> = {
  "/authenticate": "authenticate",
  "/my/did/sms/provision": "provision",
  "/my/did/sms/webhook": "webhook",
};

function answer(exchange: Exchange, deps: ProvisionDeps): Reply {
  const call = `${exchange.method} ${exchange.path}`;
  if (call === "POST /authenticate") return authenticate(exchange, deps.world, deps.commit);
  const refused = refuseCaller(exchange, deps.world, deps.memory);
  if (refused) return refused;
  switch (call) {
    case "POST /my/did/sms/provision":
      return enableSms(exchange, deps);
    case "DELETE /my/did/sms/provision":
      return disableSms(exchange, deps);
    case "GET /my/did/sms/provision":
      return readSms(exchange, deps);
    case "POST /my/did/sms/webhook":
      return setWebhook(exchange, deps);
    case "GET /my/did/sms/webhook":
      return readWebhook(exchange, deps);
    default:
      return replyJson(404, { code: 404, error: "Not Found" });
  }
}

function retryAfter(resetAt: number): string {
  return String(Math.max(1, Math.ceil((resetAt - Date.now()) / 1000)));
}
