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
const ODD = [null, {}, [], "text", { number: { ten: 2_015_550_143 } }];

describe("the lists of iNumbering, entry by entry", () => {
  const server = useCarrierServer();
  const open = () =>
    inumbering.open(
      { INUMBERING_URL: server.server.url, INUMBERING_APIKEY: "0123456789abcdef" },
      createHttp(server.ports, { secretValues: [] }),
    );

  it("keeps the good entries of a search, of coverage, of gateways and of the account's list, and counts the odd ones", async () => {
    const { inventory } = open();
    server.server.play(success({ tnResult: [...ODD, { telephoneNumber: "2015550142" }, { telephoneNumber: "12" }] }));
    expect(await inventory?.search({ mask: "201xxxxxxx", quantity: 9 })).toMatchObject({
      items: [{ number: A }],
      oddCount: 6,
    });
    server.server.play(
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
    server.server.play(success({ gateways: [{ route: "4", gateway: "DID" }, { gateway: "lost" }] }));
    expect(await inventory?.listGateways()).toEqual({ items: [{ route: "4", label: "DID" }], oddCount: 1 });
    server.server.play(success({ numbers: [{ number: "2015550142", route: "4" }, ...ODD] }));
    expect(await inventory?.listOwned()).toEqual({ items: [{ number: A, route: "4" }], oddCount: 5 });
  });

  it("takes a number for absent from the account only where the whole list could be read", async () => {
    server.server.play(success({ numbers: [{ number: "2015550142" }, {}] }));
    expect(await open().readNumbers?.([A, B])).toMatchObject([{ finding: "done" }, { finding: "unclear" }]);
    server.server.play(success({ numbers: [{ number: "2015550142" }] }));
    expect(await open().readNumbers?.([A, B])).toMatchObject([{ finding: "done" }, { finding: "absent" }]);
  });

  it("reads the campaigns beside an odd one, and calls no number absent that an odd entry may name", async () => {
    server.server.play(
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
    server.server.play(success({ campaign_numbers: { CLLOE4H: ["12015550142"] } }));
    expect(await read()).toEqual(["done", "absent"]);
  });
});
