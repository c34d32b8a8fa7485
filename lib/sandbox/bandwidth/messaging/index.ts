import {
  decodeText,
  type Exchange,
  readBasic,
  type Reply,
  replyEmpty,
  replyJson,
  type SimulatedApi,
} from "../../core/exchange";
import { type BandwidthWorld } from "../settings";
import { credentials } from "../credentials";
import {
  createApplication,
  deleteApplication,
  listApplications,
  readApplicationById,
  updateApplication,
} from "./applications";
import { type InboundSms, type UnrequestedChange } from "../../sandbox";
import { makeId, MESSAGING_PREFIX, type MessagingCall, type MessagingDeps, openCall, refuse } from "./call";
import { deliverInbound } from "./inbound";
import { type Application, MessagingMemory } from "./memory";
import { listMessages, readMessage, sendMessages } from "./messages";
import {
  deletePhoneNumber,
  listPhoneNumbers,
  readPhoneNumber,
  registerNumber,
  updatePhoneNumber,
} from "./phone-numbers";

export { MESSAGING_PREFIX } from "./call";

interface MessagingSeed {
  applications: (Pick<Application, "id" | "name" | "incomingMessageUrl"> & Partial<Application>)[];
  registered: { number: string; applicationId: string }[];
}

/** Bandwidth's messaging API, version 1: steps 3 to 6 of the page, and the archived documentation of that API. */
export function createMessaging(world: BandwidthWorld, isImported: (tenDigits: string) => boolean) {
  const memory = new MessagingMemory();
  const commit = world.remember(memory);
  const deps: MessagingDeps = { world, memory, commit, isImported };

  const api: SimulatedApi = {
    prefix: MESSAGING_PREFIX,
    groupOf: ({ path }) => /^\/users\/[^/]+\/(\w+)/.exec(path)?.[1] ?? "other",
    limitOf: ({ method }, group) => limitOf(method, group),
    answer: (exchange) => answer(exchange, deps),
    limited: (exchange, resetAt) => limited(exchange, resetAt, world),
    formatError: (_exchange, { status, code, text, envelope }) =>
      envelope === "empty" ? replyEmpty(status) : refuse(status, code ?? "backend-error", text ?? "Error"),
  };
  const register = (numbers: readonly { number: string; applicationId: string | null }[]) =>
    numbers
      .filter(({ number }) => !memory.idOfNumber.has(number))
      .map((number) => ({ ...number, id: makeId("n"), name: null, createdAt: world.clock.now() }));

  return {
    api,
    change: ({ value, numbers, values }: UnrequestedChange) => {
      const applicationId = values.application || null;
      if (value === "number-appeared")
        commit({
          kind: "seed",
          applications: [],
          numbers: register(numbers.map((number) => ({ number, applicationId }))),
        });
      else commit({ kind: "numbers-lost", ids: numbers.flatMap((number) => memory.idOfNumber.get(number) ?? []) });
    },
    deliverInbound: (sms: InboundSms) => deliverInbound(sms, deps),
    seed: ({ applications, registered }: MessagingSeed) =>
      commit({
        kind: "seed",
        applications: applications.map((application) => ({
          incomingMessageUrlCallbackTimeout: 10_000,
          autoAnswer: true,
          ...application,
          callbackHttpMethod: application.callbackHttpMethod ?? "POST",
        })),
        numbers: register(registered),
      }),
  };
}

function limitOf(method: string, group: string): string {
  if (group === "phoneNumbers") return method === "GET" ? "bandwidthPhoneNumbersRead" : "bandwidthPhoneNumbers";
  return group === "messages" ? "bandwidthMessages" : "bandwidthApplications";
}

/** JSON and epoch milliseconds, unlike the dashboard; message sends are limited by 403. The 429 has no `message`. */
function limited(exchange: Exchange, resetAt: number, world: BandwidthWorld): Reply {
  const { resetHeader, messageLimitStatus } = world.settings.messaging;
  const isSend = exchange.method === "POST" && exchange.path.endsWith("/messages");
  if (isSend && messageLimitStatus === 403)
    return refuse(403, "message-rate-limit", "The message rate limit has been reached");
  const details = [
    { name: "rateLimitResetTime", value: String(resetAt) },
    { name: "requestMethod", value: exchange.method },
    { name: "requestPath", value: exchange.path.replace(/^\//, "") },
  ];
  const body = { category: "too-many-requests", code: "rate-limit-reached", details };
  return replyJson(429, body, resetHeader ? { "x-ratelimit-reset": String(resetAt) } : {});
}

function answer(exchange: Exchange, deps: MessagingDeps): Reply {
  const { apiToken, apiSecret, userId } = credentials;
  const caller = readBasic(exchange.headers.authorization);
  if (caller?.user !== apiToken || caller.password !== apiSecret)
    return refuse(401, "user-access-denied", "Access is denied");
  const [, user, noun = "", key = "", ...rest] = exchange.path.split("/").slice(1);
  if (!exchange.path.startsWith("/users/") || user !== userId)
    return refuse(404, "user-not-found", `The user '${user ?? ""}' could not be found`);
  const call = openCall(exchange, deps, userId);
  const perform = rest.length === 0 ? findCall(exchange.method, noun, key !== "") : undefined;
  return perform ? perform(call, decodeText(key)) : refuse(404, "resource-not-found", "Resource not found");
}

type Perform = (call: MessagingCall, key: string) => Reply;

const ON_LISTS: Readonly<Record<string, Perform>> = {
  "POST applications": createApplication,
  "GET applications": listApplications,
  "POST phoneNumbers": registerNumber,
  "GET phoneNumbers": listPhoneNumbers,
  "POST messages": sendMessages,
  "GET messages": listMessages,
};

const ON_ITEMS: Readonly<Record<string, Perform>> = {
  "GET applications": (call, key) => readApplicationById(key, call),
  "POST applications": (call, key) => updateApplication(key, call),
  "DELETE applications": (call, key) => deleteApplication(key, call),
  "GET phoneNumbers": (call, key) => readPhoneNumber(key, call),
  "POST phoneNumbers": (call, key) => updatePhoneNumber(key, call),
  "DELETE phoneNumbers": (call, key) => deletePhoneNumber(key, call),
  "GET messages": (call, key) => readMessage(key, call),
};

function findCall(method: string, noun: string, hasKey: boolean): Perform | undefined {
  return (hasKey ? ON_ITEMS : ON_LISTS)[`${method} ${noun}`];
}
