import { isRecord, type Reply, replyJson } from "../core/exchange";
import { type InumberingCall } from "./call";
import { refuse, refuseMissing, replySister, replySuccess } from "./envelope";
import { readNumbers } from "./owned-numbers";

/** addMessagingBrand: registers an existing brand with the network. */
export function addBrand({ world, memory, commit, body, at }: InumberingCall): Reply {
  const names = ["messagingBrandId", "messagingBrandName", "messagingBrandDescription"];
  const missing = refuseMissing(world, 414, body, names);
  if (missing) return missing;
  const id = String(body.messagingBrandId);
  const name = String(body.messagingBrandName);
  if (!/^B[A-Za-z0-9]+$/.test(id)) return refuse(world, 409, BAD_BRAND);
  if ([...memory.brands.values()].includes(name)) return refuse(world, 470, "Brand Name already exists");
  if (memory.brands.has(id)) return refuse(world, 410, "DB Error");
  commit({ kind: "brand", id, name, from: at + world.settings.inumbering.brandDelayMs });
  return replySuccess();
}

const BAD_BRAND = "Invalid messagingBrandId format, should start with B and contain alphanumeric characters only";
const BAD_CAMPAIGN = "Invalid externalCampaignId format, should start with C and contain alphanumeric characters only";

/** addMessagingCampaign: the brand must be there, the campaign registered and ACTIVE (an outcome says otherwise). */
export function addCampaign({ world, memory, commit, body, at }: InumberingCall): Reply {
  const missing = refuseMissing(world, 414, body, ["externalCampaignId", "campaignDescription", "messagingBrandId"]);
  if (missing) return missing;
  const id = String(body.externalCampaignId);
  const brandId = String(body.messagingBrandId);
  if (!/^B[A-Za-z0-9]+$/.test(brandId)) return refuse(world, 409, BAD_BRAND);
  if (!/^C[A-Za-z0-9]+$/.test(id)) return refuse(world, 409, BAD_CAMPAIGN);
  const outcome = world.outcomeOf(id);
  const isReady = (key: string) => (memory.readyFrom.get(key) ?? 0) <= at;
  if (outcome === "not-active") return refuse(world, 409, "externalCampaignId is not ACTIVE");
  if (outcome === "not-registered" || !memory.brands.has(brandId) || !isReady(brandId))
    return refuse(world, 409, "externalCampaignId is not registered");
  if (memory.campaigns.has(id)) return refuse(world, 410, "DB Error");
  commit({ kind: "campaign", id, brandId, from: at + world.settings.inumbering.campaignReviewMs });
  return replySuccess();
}

/** tnMessagingCampaign: `tn` is text here; every item names its own campaign; the orderId is an integer. */
export function assignCampaign({ world, memory, commit, body, at }: InumberingCall): Reply {
  const missing = refuseMissing(world, 414, body, ["tnCampaign"]);
  if (missing) return missing;
  const { campaignMustBeAdded, campaignNeedsOwned, campaignDelayMs } = world.settings.inumbering;
  const tnCampaign = isRecord(body.tnCampaign) ? body.tnCampaign : {};
  const items = isRecord(tnCampaign.tnList) ? tnCampaign.tnList.tnItem : undefined;
  if (!Array.isArray(items) || items.length === 0) return refuse(world, 414, "Fields Are Required:(tnItem)");
  if (items.length > 100_000) return refuse(world, 422, "Order quantity limit is 100,000 numbers");
  const lines = items.map(readAssignment);
  const badShape = lines.find(({ campaign }) => !/^C[A-Za-z0-9]{6}$/.test(campaign));
  if (badShape) return refuse(world, 409, "Invalid Input Parameters: tnCampaign");
  const refused = lines.filter(
    ({ number }) =>
      !/^\d{10}$/.test(number) ||
      world.outcomeOf(number) === "campaign-refused" ||
      (campaignNeedsOwned && !memory.owned.has(number)),
  );
  if (refused.length > 0)
    return refuse(world, 409, `Invalid TN Submitted:(${refused.map(({ number }) => number).join(",")})`);
  const excluded = lines.filter(({ number }) => world.outcomeOf(number) === "excluded");
  if (excluded.length > 0) return refuse(world, 432, `TN Excluded:(${excluded.map(({ number }) => number).join(",")})`);
  if (campaignMustBeAdded && lines.some(({ campaign }) => !memory.campaigns.has(campaign)))
    return refuse(world, 409, "externalCampaignId is not registered");
  const orderId = memory.lastOrderId + 1;
  const { customerOrderReference } = tnCampaign;
  const reference = typeof customerOrderReference === "string" ? customerOrderReference : null;
  commit({ kind: "assign", orderId, reference, lines, from: at + campaignDelayMs });
  return replySuccess({ orderId });
}

function readAssignment(item: unknown): { number: string; campaign: string } {
  const { tn, tnFeature } = isRecord(item) ? item : {};
  const messaging = isRecord(tnFeature) && isRecord(tnFeature.messaging) ? tnFeature.messaging : {};
  // A number sent as an integer is refused: this call, unlike tnOrder, documents text.
  return { number: typeof tn === "string" ? tn : "", campaign: String(messaging.tnCampaign ?? "") };
}

/** /v2.1/messaging/campaigns/: event status and bound numbers (eleven digits) of the campaigns asked for. */
export function readCampaigns({ world, memory, body, at }: InumberingCall): Reply {
  const asked = body.campaignIDs;
  if (!Array.isArray(asked) || asked.length === 0 || !asked.every(isRecord))
    return refuse(world, 400, "Operation completed.");
  const ids = asked.map(({ campaignID }) => String(campaignID));
  const numbers: Record<string, string[]> = Object.fromEntries(ids.map((id) => [id, []]));
  for (const [number, { campaign, from }] of memory.assignments) if (from <= at) numbers[campaign]?.push(`1${number}`);
  const statuses = ids.map((id): [string, string] => {
    const set = world.outcomeOf(id);
    if (typeof set === "string" && set.startsWith("CAMPAIGN_")) return [id, set];
    if (!memory.campaigns.has(id)) return [id, "CAMPAIGN_INVALID_ID"];
    return [id, (memory.readyFrom.get(id) ?? 0) <= at ? "CAMPAIGN_DCA_COMPLETE" : "CAMPAIGN_SHARE_ADD"];
  });
  return replySister({
    message: "Campaign results",
    campaign_numbers: numbers,
    campaign_event_status: Object.fromEntries(statuses),
  });
}

/** /v2.1/messaging/status/: 409 with both lists when a number is not on the account. */
export function readMessagingStatus({ world, memory, body, at }: InumberingCall): Reply {
  const asked = readNumbers(body.numbers);
  if (!asked) return refuse(world, 400, "Operation completed.");
  const known = asked.filter((number) => memory.owned.has(number));
  const numbers = known.map((number) => {
    const assignment = memory.assignments.get(number);
    return { number, status: assignment && assignment.from <= at ? "Enabled" : "Not Enabled" };
  });
  if (known.length === asked.length) return replySister({ message: "Number status", numbers });
  const failed = asked.filter((number) => !memory.owned.has(number));
  const { httpStatus } = world.settings.inumbering;
  return replyJson(httpStatus === "mirrored" ? 409 : 200, {
    statusCode: "409",
    status: "Error",
    message: "Number status",
    numbers,
    numbers_fail: failed.map((number) => ({ number, reason: "Number not found on account." })),
  });
}
