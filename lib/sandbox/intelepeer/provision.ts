import { type Exchange, isTollFree, type Reply } from "../core/exchange";
import {
  type CodedItem,
  readOutcome,
  readEndpoint,
  readEndpointList,
  replyItem,
  replyToRead,
  TEXT,
  errorItem,
} from "./endpoint";
import { type IntelepeerEvent, type IntelepeerMemory } from "./memory";
import { type IntelepeerWorld } from "./settings";
import { isInTransition, readSmsState, type SmsChange } from "./sms-state";

export interface ProvisionDeps {
  world: IntelepeerWorld;
  memory: IntelepeerMemory;
  commit: (event: IntelepeerEvent) => void;
}

export function isOwned({ world, memory }: ProvisionDeps, number: string): boolean {
  const outcome = readOutcome(world, number);
  if (outcome === "not-owned") return false;
  return world.settings.intelepeer.owned === "all" || outcome === "owned" || memory.owned.has(number);
}

/** POST: 202 requested; 400 unless exactly one E.164; 409 in transition. */
export function enableSms(exchange: Exchange, deps: ProvisionDeps): Reply {
  const target = readTarget(exchange, deps);
  if (typeof target !== "string") return replyItem(target);
  const { world, memory, commit } = deps;
  const state = readSmsState(memory.sms.get(target), exchange.at);
  const { requestedMs, provisioningMs, repeatEnable } = world.settings.intelepeer;
  if (isInTransition(state) || (state === "provisioned" && repeatEnable === 409))
    return replyItem(errorItem(world, 409, TEXT.inProgress));
  commit({ kind: "sms", number: target, ...planChange(exchange.at, "on", requestedMs, provisioningMs, world, target) });
  return replyItem({ code: 202, provisioning: { state: "requested" } });
}

/** DELETE, with a JSON body: 202 derequested; only from `provisioned`. */
export function disableSms(exchange: Exchange, deps: ProvisionDeps): Reply {
  const target = readTarget(exchange, deps);
  if (typeof target !== "string") return replyItem(target);
  const { world, memory, commit } = deps;
  const state = readSmsState(memory.sms.get(target), exchange.at);
  if (isInTransition(state)) return replyItem(errorItem(world, 409, TEXT.inProgress));
  const { deleteNotProvisioned, derequestedMs, deprovisioningMs } = world.settings.intelepeer;
  if (state !== "provisioned") return replyItem(errorItem(world, deleteNotProvisioned, TEXT.notProvisioned));
  const change = planChange(exchange.at, "off", derequestedMs, deprovisioningMs, world, target);
  commit({ kind: "sms", number: target, ...change, ends: change.ends === "error" ? "done" : change.ends });
  return replyItem({ code: 202, provisioning: { state: "derequested" } });
}

/** GET: one `endpoint` answers by its own status, several by 207 in the order of the query. */
export function readSms(exchange: Exchange, deps: ProvisionDeps): Reply {
  const endpoints = exchange.query.getAll("endpoint");
  const items = endpoints.map((spelling) => readOne(spelling, exchange.at, deps));
  return replyToRead(deps.world, items);
}

function readOne(spelling: string, now: number, deps: ProvisionDeps): CodedItem {
  const { world, memory } = deps;
  const endpoint = readEndpoint(spelling);
  if (endpoint.kind === "malformed") return errorItem(world, 400, TEXT.malformed);
  if (endpoint.kind === "foreign" || !isOwned(deps, endpoint.number)) return errorItem(world, 404, TEXT.notOwned);
  const state = readSmsState(memory.sms.get(endpoint.number), now);
  if (state === "none" && world.settings.intelepeer.neverEnabled === "404") return errorItem(world, 404, TEXT.notOwned);
  if (state === "none" && world.settings.intelepeer.neverEnabled === "no-state") return { code: 200 };
  return { code: 200, provisioning: { state } };
}

/** The one number that a write names, or the refusal. */
function readTarget(exchange: Exchange, deps: ProvisionDeps): string | CodedItem {
  const { world } = deps;
  const endpoints = readEndpointList(exchange.body)?.list;
  if (!endpoints) return errorItem(world, 400, TEXT.list);
  if (endpoints.length !== 1) return errorItem(world, 400, TEXT.one);
  const endpoint = readEndpoint(endpoints[0]);
  if (endpoint.kind === "malformed") return errorItem(world, 400, TEXT.malformed);
  if (endpoint.kind === "foreign" || !isOwned(deps, endpoint.number))
    return errorItem(world, world.settings.intelepeer.notOwnedWrite, TEXT.notOwned);
  return endpoint.number;
}

function planChange(
  since: number,
  direction: "on" | "off",
  first: number,
  second: number,
  world: IntelepeerWorld,
  number: string,
): SmsChange {
  const { tollFreeFactor, slowFactor } = world.settings.intelepeer;
  const outcome = readOutcome(world, number);
  const factor = (isTollFree(number) ? tollFreeFactor : 1) * (outcome === "slow" ? slowFactor : 1);
  const ends = outcome === "error" ? "error" : outcome === "stuck" ? "never" : "done";
  return { direction, since, first: first * factor, second: second * factor, ends };
}
