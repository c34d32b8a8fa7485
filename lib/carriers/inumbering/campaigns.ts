import type { CampaignStanding } from "@/lib/domain/campaign";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { Campaigns, CampaignStatus, RegistrationAnswer } from "../carrier";
import { decodeJson } from "../decode";
import { type CallResult, type InumberingClient, toFault } from "./client";
import { toPhoneNumber } from "./mapper";
import { campaignEvent, campaignNumbers, campaignsReply, envelope } from "./wire";

const BATCH = 100;
/** "Brand Name already exists". No page lists such an answer for a campaign: only a reading shows that it is there. */
const BRAND_EXISTS = "470";
/** The only event that means ready; the other events are not a closed set and are shown as received. */
const READY = "CAMPAIGN_DCA_COMPLETE";
const ABSENT = "CAMPAIGN_INVALID_ID";
/** Event names of the campaign registry. */
const ENDED = /EXPIRED|REJECTED|SUSPENDED|DELETE/;

/** The contract's events of the campaign registry. Any other word, such as “Not Found”, proves no campaign. */
const EVENTS = new Set([
  READY,
  "CAMPAIGN_ADD",
  "CAMPAIGN_UPDATE",
  "CAMPAIGN_BILLED",
  "CAMPAIGN_EXPIRED",
  "CAMPAIGN_SHARE_ADD",
  "CAMPAIGN_SHARE_ACCEPT",
  "CAMPAIGN_SHARE_DELETE",
  "CAMPAIGN_RESUBMISSION",
  "CAMPAIGN_NUDGE",
  ...["APPROVED", "REJECTED", "REVIEW", "SUSPENDED", "UNSUSPENDED"].map((end) => `MNO_CAMPAIGN_OPERATION_${end}`),
]);

function readStanding(event: string | null): CampaignStanding {
  if (event === READY) return "ready";
  if (event === null || event === ABSENT) return "absent";
  return ENDED.test(event) && !event.includes("UNSUSPENDED") ? "ended" : "waiting";
}

/** Pages "Add Messaging Brand", "Add Messaging Campaign" and the related call that reads campaigns. */
export function createCampaigns(client: InumberingClient): Campaigns {
  return {
    async addBrand({ brandId, name, description }) {
      const result = await client.write("/v2/iNumbering/addMessagingBrand/", {
        messagingBrandDescription: description,
        messagingBrandName: name,
        messagingBrandId: brandId,
      });
      if (!result.isSuccess && result.refusal.code === BRAND_EXISTS)
        return { type: "existing", message: result.refusal.message };
      return toRegistration(result);
    },
    async addCampaign({ campaignId, brandId, description }) {
      const result = await client.write("/v2/iNumbering/addMessagingCampaign/", {
        externalCampaignId: campaignId,
        campaignDescription: description,
        messagingBrandId: brandId,
      });
      return toRegistration(result);
    },
    readCampaigns: (campaignIds) => readCampaigns(client, campaignIds),
  };
}

function toRegistration(result: CallResult): RegistrationAnswer {
  if (!result.isSuccess) throw toFault(result.refusal, { isWrite: true });
  const { message, status } = decodeJson(envelope, result.reply, { isWrite: true });
  return { type: "registered", message: message ?? status ?? "" };
}

export async function readCampaigns(
  client: InumberingClient,
  campaignIds: readonly string[],
): Promise<CampaignStatus[]> {
  const distinct = [...new Set(campaignIds)];
  const statuses: CampaignStatus[] = [];
  for (let at = 0; at < distinct.length; at += BATCH) {
    const batch = distinct.slice(at, at + BATCH);
    const reply = await client.list(
      "/v2.1/messaging/campaigns/",
      { campaignIDs: batch.map((campaignID) => ({ campaignID })) },
      campaignsReply,
      { campaign_numbers: {}, campaign_event_status: {} },
    );
    for (const campaignId of batch) {
      const event = campaignEvent.parse(reply.campaign_event_status[campaignId]);
      const { items, odd } = campaignNumbers(reply.campaign_numbers, campaignId);
      const numbers = items.map(toPhoneNumber).filter((number): number is PhoneNumber => number !== null);
      const oddCount = odd.length + items.length - numbers.length;
      statuses.push({
        campaignId,
        event,
        isReady: event === READY,
        standing: readStanding(event),
        isRegistered: event !== null && EVENTS.has(event),
        numbers,
        oddCount,
      });
    }
  }
  return statuses;
}
