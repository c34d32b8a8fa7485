import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { createHttp } from "../http";
import { useCarrierServer } from "../testing/use-carrier-server";
import { inumbering } from ".";

const [A, B] = ["+12015550142", "+12015550143"].map((text) => phoneNumber.parse(text));
if (!A || !B) throw new Error("two numbers");
const success = (body: object) => ({
  status: 200,
  body: JSON.stringify({ status: "Success", statusCode: "200", ...body }),
});
const INVALID = [null, {}, [], "text", { number: { ten: 2_015_550_143 } }];

describe("iNumbering's lists, entry by entry", () => {
  const carrierServer = useCarrierServer();
  const open = () =>
    inumbering.open(
      { INUMBERING_URL: carrierServer.server.url, INUMBERING_APIKEY: "0123456789abcdef" },
      createHttp(carrierServer.ports, { secretValues: [] }),
    );

  it("keeps the valid entries of search, coverage, gateways and the account's list, and counts the invalid ones", async () => {
    const { inventory } = open();
    carrierServer.server.respondWith(
      success({ tnResult: [...INVALID, { telephoneNumber: "2015550142" }, { telephoneNumber: "12" }] }),
    );
    expect(await inventory?.search({ mask: "201xxxxxxx", quantity: 9 })).toMatchObject({
      items: [{ number: A }],
      oddCount: 6,
    });
    carrierServer.server.respondWith(
      success({
        tnInventoryCoverageList: [
          { npa: "201", count: 3 },
          { npa: "202" },
          { npa: "203", count: null },
          { npa: "204", count: "" },
          { npa: "205", count: "many" },
          { npa: "206", count: -1 },
        ],
      }),
    );
    expect(await inventory?.coverage("state")).toMatchObject({ items: [{ npa: "201", count: 3 }], oddCount: 5 });
    carrierServer.server.respondWith(success({ gateways: [{ route: "4", gateway: "DID" }, { gateway: "lost" }] }));
    expect(await inventory?.listGateways()).toEqual({ items: [{ route: "4", label: "DID" }], oddCount: 1 });
    carrierServer.server.respondWith(success({ numbers: [{ number: "2015550142", route: "4" }, ...INVALID] }));
    expect(await inventory?.listOwned()).toEqual({ items: [{ number: A, route: "4" }], oddCount: 5 });
  });

  it("treats a number as absent from the account only if the whole list was readable", async () => {
    carrierServer.server.respondWith(success({ numbers: [{ number: "2015550142" }, {}] }));
    expect(await open().readNumbers?.([A, B])).toMatchObject([{ finding: "done" }, { finding: "unclear" }]);
    carrierServer.server.respondWith(success({ numbers: [{ number: "2015550142" }] }));
    expect(await open().readNumbers?.([A, B])).toMatchObject([{ finding: "done" }, { finding: "absent" }]);
  });

  it.each(["2015550142 FAILED", "2015550142 (pending disconnect)", "201555014.2", 201_555.0142, 1_201_555_014.2])(
    "takes %j for no number, and none for absent beside it",
    async (number) => {
      carrierServer.server.respondWith(success({ numbers: [{ number }], tnResult: [] }));
      expect(await open().inventory?.listOwned()).toEqual({ items: [], oddCount: 1 });
      expect(await open().readNumbers?.([A])).toMatchObject([{ finding: "unclear" }]);
      const check = await open().programs.purchase?.read({ numbers: [A], params: {}, step: "check" });
      expect(check?.readings).toMatchObject([{ finding: "unclear" }]);
    },
  );

  it("buys a number beside an invalid entry only while the carrier offers it", async () => {
    carrierServer.server.respondWith(({ url }) =>
      success(url.includes("list") ? { numbers: INVALID } : { tnResult: [{ telephoneNumber: "2015550142" }] }),
    );
    const check = await open().programs.purchase?.read({ numbers: [A, B], params: {}, step: "check" });
    expect(check?.readings).toMatchObject([{ finding: "absent" }, { finding: "unclear" }]);
  });

  it.each(["2015550142", "12015550142", "+12015550142", "201-555-0142", "(201) 555-0142", 2_015_550_142])(
    "takes %j for a number",
    async (number) => {
      carrierServer.server.respondWith(success({ numbers: [{ number }], tnResult: [] }));
      expect(await open().inventory?.listOwned()).toMatchObject({ items: [{ number: A }], oddCount: 0 });
    },
  );

  it("reads campaigns among invalid ones, and reports no number as absent that an invalid entry may name", async () => {
    carrierServer.server.respondWith(
      success({
        campaign_numbers: { CLLOE4H: ["12015550142", null, "12"], COTHER1: { first: "12015550142" } },
        campaign_event_status: { CLLOE4H: "CAMPAIGN_DCA_COMPLETE", COTHER1: { id: "X" } },
      }),
    );
    expect(await open().campaigns?.readCampaigns(["CLLOE4H", "COTHER1"])).toMatchObject([
      { event: "CAMPAIGN_DCA_COMPLETE", standing: "ready", numbers: [A], oddCount: 2 },
      { event: '{"id":"X"}', standing: "waiting", isReady: false, numbers: [], oddCount: 1 },
    ]);
    const read = async () =>
      (
        await open().programs["campaign-assign"]?.read({
          numbers: [A, B],
          params: { campaignId: "CLLOE4H" },
          step: "settle",
        })
      )?.readings.map(({ finding }) => finding);
    expect(await read()).toEqual(["done", "unseen"]);
    carrierServer.server.respondWith(
      success({ campaign_numbers: { CLLOE4H: ["12015550142"] }, campaign_event_status: [] }),
    );
    expect(await read()).toEqual(["done", "absent"]);
    carrierServer.server.respondWith(success({ campaign_event_status: { CLLOE4H: "CAMPAIGN_DCA_COMPLETE" } }));
    expect(await read()).toEqual(["unseen", "unseen"]);
    carrierServer.server.respondWith(success({ campaign_numbers: { CLLOE4H: [] } }));
    await expect(read()).rejects.toMatchObject({ fault: "bad_response" });
  });

  it.each<[string, object, number]>([
    ["no map of numbers", {}, 1],
    ["a map of null", { campaign_numbers: null }, 1],
    ["a list in its place", { campaign_numbers: [{ id: "CLLOE4H", numbers: ["12015550142"] }] }, 1],
    ["null for a campaign", { campaign_numbers: { CLLOE4H: null } }, 1],
    ["the ID in other case", { campaign_numbers: { clloe4h: ["12015550142"] } }, 1],
    ["an empty list for a campaign", { campaign_numbers: { CLLOE4H: [] } }, 0],
    ["an empty map", { campaign_numbers: {} }, 0],
    ["an empty list", { campaign_numbers: [] }, 0],
  ])("takes %s for what it proves", async (_what, body, oddCount) => {
    carrierServer.server.respondWith(success({ campaign_event_status: { CLLOE4H: "CAMPAIGN_DCA_COMPLETE" }, ...body }));
    expect(await open().campaigns?.readCampaigns(["CLLOE4H"])).toMatchObject([
      { standing: "ready", numbers: [], oddCount },
    ]);
  });
});
