import { isRecord, readJson, type Reply, replyJson } from "../core/exchange";
import { type IntelepeerWorld } from "./settings";

/** How one spelling on the wire was understood. */
export type Endpoint = { kind: "number"; number: string } | { kind: "foreign" } | { kind: "malformed" };

/**
 * The page asks for E.164; the lead `+` is not optional. Valid E.164 outside the US plan has no owner here. The
 * exchange is not checked: the page's own example, +13031112222, would not pass.
 */
export function readEndpoint(spelling: unknown): Endpoint {
  if (typeof spelling !== "string" || !/^\+[1-9]\d{1,14}$/.test(spelling)) return { kind: "malformed" };
  const ten = spelling.slice(2);
  if (!/^\+1[2-9]\d{9}$/.test(spelling)) return { kind: "foreign" };
  return { kind: "number", number: ten };
}

/** `endpoints` of a JSON body, or null when there is no such list. */
export function readEndpointList(body: string): { list: unknown[]; object: Record<string, unknown> } | null {
  const object = readJson(body);
  if (!isRecord(object) || !Array.isArray(object.endpoints)) return null;
  return { list: object.endpoints, object };
}

export interface CodedItem extends Record<string, unknown> {
  code: number;
}

/** The page leaves the error's key open ("contained within the response"): a setting picks it. */
export function errorItem(world: IntelepeerWorld, code: number, text: string): CodedItem {
  return { code, [world.settings.intelepeer.errorKey]: text };
}

export function replyItem(item: CodedItem): Reply {
  return replyJson(item.code, item);
}

/** 207: "a list of responses matching the above format", in the order of the request. */
export function replyMany(world: IntelepeerWorld, items: CodedItem[]): Reply {
  return replyJson(207, world.settings.intelepeer.manyShape === "array" ? items : { code: 207, responses: items });
}

/** One item answers by its own status, several by 207. */
export function replyToRead(world: IntelepeerWorld, items: CodedItem[]): Reply {
  const [first] = items;
  if (first === undefined) return replyItem(errorItem(world, 400, TEXT.malformed));
  return items.length === 1 ? replyItem(first) : replyMany(world, items);
}

/** What an administrator set for the number, else what its last four digits decide. */
export function readOutcome(world: IntelepeerWorld, number: string): string | null {
  const set = world.outcomeOf(number);
  if (set !== null) return typeof set === "string" ? set : "error";
  if (!world.settings.intelepeer.defaultRules) return null;
  return LAST_FOUR[number.slice(6)] ?? null;
}

const LAST_FOUR: Readonly<Record<string, string>> = { "0404": "not-owned", "0500": "error", "0900": "slow" };

export const TEXT = {
  malformed: "The telephone number is not in the proper E.164 format",
  notOwned: "The telephone number is not available for use by the customer",
  inProgress: "Provisioning (or deprovisioning) of the number is in progress.",
  one: "Exactly one endpoint must be submitted",
  list: "endpoints must be a list of E.164 telephone numbers",
  notProvisioned: "Deprovisioning can only be requested when a number is in the provisioned state.",
  notEnabled: "The telephone number is not enabled for SMS",
  badUrl: "The webhook is not a valid URL",
} as const;
