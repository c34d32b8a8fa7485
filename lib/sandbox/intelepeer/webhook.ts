import { type Exchange, type Reply } from "../core/exchange";
import {
  type CodedItem,
  readEndpoint,
  readEndpointList,
  replyItem,
  replyMany,
  replyToRead,
  TEXT,
  errorItem,
} from "./endpoint";
import { isOwned, type ProvisionDeps } from "./provision";
import { readSmsState } from "./sms-state";

/** POST: many endpoints, one URL; 201, or 207 when the items differ. */
export function setWebhook(exchange: Exchange, deps: ProvisionDeps): Reply {
  const { world, commit } = deps;
  const body = readEndpointList(exchange.body);
  if (!body || body.list.length === 0) return replyItem(errorItem(world, 400, TEXT.list));
  const url = body.object.webhook;
  if (typeof url !== "string" || !isWebUrl(url)) return replyItem(errorItem(world, 400, TEXT.badUrl));
  const numbers: string[] = [];
  const items = body.list.map((spelling): CodedItem => {
    const checked = checkEndpoint(spelling, exchange.at, deps);
    if (typeof checked !== "string") return checked;
    numbers.push(checked);
    return { code: 201, webhook: url };
  });
  if (numbers.length > 0) commit({ kind: "webhook", numbers: [...new Set(numbers)], url });
  const first = items[0];
  if (items.length === 1 && first) return replyItem(first);
  const isMixed = items.some((item) => item.code !== first?.code);
  if (isMixed || world.settings.intelepeer.bulkWebhook === "always-207") return replyMany(world, items);
  return replyItem(first ?? { code: 201, webhook: url });
}

/** GET: by analogy with the status read; 404 when no webhook is set. */
export function readWebhook(exchange: Exchange, deps: ProvisionDeps): Reply {
  const items = exchange.query.getAll("endpoint").map((spelling): CodedItem => {
    const endpoint = readEndpoint(spelling);
    if (endpoint.kind === "malformed") return errorItem(deps.world, 400, TEXT.malformed);
    const webhook = endpoint.kind === "number" ? deps.memory.webhooks.get(endpoint.number) : undefined;
    return webhook === undefined ? errorItem(deps.world, 404, TEXT.notOwned) : { code: 200, webhook };
  });
  return replyToRead(deps.world, items);
}

function checkEndpoint(spelling: unknown, now: number, deps: ProvisionDeps): string | CodedItem {
  const { world, memory } = deps;
  const endpoint = readEndpoint(spelling);
  if (endpoint.kind === "malformed") return errorItem(world, 400, TEXT.malformed);
  if (endpoint.kind === "foreign" || !isOwned(deps, endpoint.number)) return errorItem(world, 404, TEXT.notOwned);
  if (readSmsState(memory.sms.get(endpoint.number), now) !== "provisioned")
    return errorItem(world, 400, TEXT.notEnabled);
  return endpoint.number;
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
