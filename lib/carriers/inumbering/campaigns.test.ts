import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { createHttp } from "../http";
import { readFixture } from "../testing/read-fixture";
import { useCarrierServer } from "../testing/use-carrier-server";
import { inumbering } from ".";

const here = import.meta.url;
const KEY = "Your API Key";
const [A, B] = ["+12015550142", "+12015550143"].map((text) => phoneNumber.parse(text));
if (!A || !B) throw new Error("two numbers");

const json = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) });
const success = (body: object = {}) => json(200, { status: "Success", statusCode: "200", ...body });
const refusal = (code: string, message: string) => json(Number(code), { statusCode: code, status: "Error", message });

describe("campaigns of iNumbering", () => {
  const carrierServer = useCarrierServer();
  const open = () =>
    inumbering.open(
      { INUMBERING_URL: carrierServer.server.url, INUMBERING_APIKEY: KEY },
      createHttp(carrierServer.ports, { secretValues: [KEY] }),
    );
  const assignment = () => {
    const found = open().programs["campaign-assign"];
    if (!found) throw new Error("no program");
    return found;
  };
  const bodies = (): unknown[] => carrierServer.server.requests.map(({ body }) => JSON.parse(body));
  const params = { campaignId: "CLLOE4H" };
  const status = success({
    message: "Campaign results",
    campaign_numbers: { CLLOE4H: ["12015550142"] },
    campaign_event_status: { CLLOE4H: "CAMPAIGN_DCA_COMPLETE" },
  });

  it("assigns with text numbers and reads the campaign's own list", async () => {
    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "assign-response.json") });
    const answer = await assignment().write({ numbers: [A], reference: "r", params });
    expect(answer).toMatchObject({ externalId: "12345678", rest: { type: "accepted" } });
    const tnItem = [{ tn: "2015550142", tnFeature: { messaging: { tnCampaign: "CLLOE4H" } } }];
    expect(bodies()).toEqual([{ apikey: KEY, tnCampaign: { tnList: { tnItem } } }]);
    carrierServer.server.respondWith(status);
    const { readings } = await assignment().read({ numbers: [A, B], params, step: "poll" });
    expect(readings).toMatchObject([{ finding: "done", facts: params }, { finding: "unseen" }]);
    expect(bodies()).toEqual([{ apikey: KEY, campaignIDs: [{ campaignID: "CLLOE4H" }] }]);
  });

  it("shows raw events and treats only one as ready", async () => {
    carrierServer.server.respondWith(status);
    expect(await open().campaigns?.readCampaigns(["CLLOE4H", "CXXXXXX"])).toEqual([
      {
        campaignId: "CLLOE4H",
        event: "CAMPAIGN_DCA_COMPLETE",
        isReady: true,
        standing: "ready",
        isRegistered: true,
        numbers: [A],
        oddCount: 0,
      },
      {
        campaignId: "CXXXXXX",
        event: null,
        isReady: false,
        standing: "absent",
        isRegistered: false,
        numbers: [],
        oddCount: 1,
      },
    ]);
    carrierServer.server.respondWith(
      success({ campaign_numbers: [], campaign_event_status: { CLLOE4H: "CAMPAIGN_INVALID_ID" } }),
    );
    expect(await open().campaigns?.readCampaigns(["CLLOE4H"])).toMatchObject([
      { event: "CAMPAIGN_INVALID_ID", isReady: false, standing: "absent" },
    ]);
    for (const [event, standing] of [
      ["CAMPAIGN_SHARE_ADD", "waiting"],
      ["MNO_CAMPAIGN_OPERATION_SUSPENDED", "ended"],
      ["MNO_CAMPAIGN_OPERATION_UNSUSPENDED", "waiting"],
    ]) {
      carrierServer.server.respondWith(success({ campaign_event_status: { CLLOE4H: event } }));
      expect(await open().campaigns?.readCampaigns(["CLLOE4H"])).toMatchObject([
        { event, standing, isReady: false, isRegistered: true },
      ]);
    }
  });

  it.each(["Not Found", "CAMPAIGN_NOT_FOUND", "campaign_invalid_id", { error: "not found" }])(
    "does not take %j for the event of a registered campaign",
    async (event) => {
      carrierServer.server.respondWith(success({ campaign_event_status: { CLLOE4H: event } }));
      expect(await open().campaigns?.readCampaigns(["CLLOE4H"])).toMatchObject([{ isRegistered: false }]);
    },
  );

  it.each([
    ["409", "messagingBrandId is not already registered"],
    ["409", "externalCampaignId is already registered by another account"],
    ["401", "Invalid key; token already registered elsewhere"],
  ])("does not take the rejection %s %s for a registered campaign", async (code, message) => {
    carrierServer.server.respondWith(refusal(code, message));
    const campaign = { campaignId: "CLLOE4H", brandId: "B12345", description: "x" };
    await expect(open().campaigns?.addCampaign(campaign)).rejects.toMatchObject({ carrierCode: code, message });
  });

  it("accepts an existing brand, and reports the carrier's rejection as a fault", async () => {
    const brand = { brandId: "B12345", name: "Brand Name", description: "x" };
    carrierServer.server.respondWith(json(470, { statusCode: "470", status: "Brand Name already exists" }));
    expect(await open().campaigns?.addBrand(brand)).toEqual({
      type: "existing",
      message: "Brand Name already exists",
    });
    carrierServer.server.respondWith(json(411, { statusCode: "411", status: "Unknown Error" }));
    await expect(open().campaigns?.addBrand(brand)).rejects.toMatchObject({
      fault: "rejected",
      mayHaveHappened: true,
    });
    carrierServer.server.respondWith(refusal("409", "externalCampaignId is not ACTIVE"));
    const campaign = { campaignId: "CLLOE4H", brandId: "B12345", description: "x" };
    await expect(open().campaigns?.addCampaign(campaign)).rejects.toMatchObject({
      fault: "rejected",
      mayHaveHappened: false,
      message: "externalCampaignId is not ACTIVE",
    });
  });
});
