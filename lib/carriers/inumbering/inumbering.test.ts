import { describe, expect, it } from "vitest";
import { CONTRACT_NUMBER, describeCarrier } from "../contract";
import { createHttp } from "../http";
import { type SeenRequest } from "../testing/carrier-server";
import { json, NONE_FOUND, owned, refusal, success } from "../testing/inumbering-answers";
import { useCarrierServer } from "../testing/use-carrier-server";
import { readFixture, readJsonFixture } from "../testing/read-fixture";
import { inumbering } from ".";

const here = import.meta.url;
const KEY = "Your API Key";

describeCarrier("inumbering", {
  open: (url, http) => inumbering.open({ INUMBERING_URL: url, INUMBERING_APIKEY: "0123456789abcdef" }, http),
  secretValues: ["0123456789abcdef"],
  read: async ({ programs }) =>
    (await programs.purchase?.read({ numbers: [CONTRACT_NUMBER], params: {}, step: "poll" }))?.readings ?? [],
  write: async ({ programs }) => {
    const answer = await programs.purchase?.write({ numbers: [CONTRACT_NUMBER], reference: "r-1", params: {} });
    if (!answer) throw new Error("no program");
    return answer;
  },
  found: owned("9199918388"),
  surprise: success({ telephones: [] }),
  unauthorized: refusal("401", "Unauthorized"),
  accepted: { status: 200, body: readFixture(here, "order-response.json") },
  refused: { ...refusal("409", "Network error text"), code: "409", message: "Network error text" },
});

describe("inumbering", () => {
  const carrierServer = useCarrierServer();
  const open = () =>
    inumbering.open(
      { INUMBERING_URL: carrierServer.server.url, INUMBERING_APIKEY: KEY },
      createHttp(carrierServer.ports, { secretValues: [KEY] }),
    );
  const bodies = (): unknown[] => carrierServer.server.requests.map((request: SeenRequest) => JSON.parse(request.body));

  it("sends the documented bodies with the key in body and header, to paths that end with a slash", async () => {
    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "success-response.json") });
    const campaigns = open().campaigns;
    const brand = { brandId: "B12345", name: "Brand Name", description: "Brand Description" };
    expect(await campaigns?.addBrand(brand)).toMatchObject({ type: "registered" });
    await campaigns?.addCampaign({ campaignId: "C123456", brandId: "B123456", description: "Campaign Description" });
    carrierServer.server.requests.forEach(({ headers }) => expect(headers.authorization).toBe(`Bearer ${KEY}`));
    expect(carrierServer.server.requests.map(({ url }) => url)).toEqual([
      "/v2/iNumbering/addMessagingBrand/",
      "/v2/iNumbering/addMessagingCampaign/",
    ]);
    expect(bodies()).toEqual([
      readJsonFixture(here, "brand-request.json"),
      readJsonFixture(here, "campaign-request.json"),
    ]);
    expect(JSON.stringify(carrierServer.ports.calls)).not.toContain(KEY);
  });

  it("searches with the documented body and reads its five fields, of any type", async () => {
    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "search-response.json") });
    const query = { mask: "201xxxxxxx", quantity: 1000, state: "NJ", rateCenter: "HACKENSACK", lata: "224" };
    const expected = { number: "+12015551234", rateCenter: "HACKENSACK", city: "HACKENSACK", lata: "224", state: "NJ" };
    expect(await open().inventory?.search(query)).toEqual({ items: [expected], oddCount: 0 });
    expect(bodies()).toEqual([readJsonFixture(here, "search-request.json")]);
    expect(carrierServer.server.requests[0]?.url).toBe("/v2/iNumbering/tnInventory/");
    carrierServer.server.respondWith(success({ tnResult: { telephoneNumber: 2015551234, lata: 224 } }));
    expect(await open().inventory?.search(query)).toMatchObject({
      items: [{ number: "+12015551234", lata: "224", state: null }],
    });
  });

  it.each([
    ["409", NONE_FOUND],
    ["430", refusal("430", "No Result Found")],
    ["409 inside a 200, as text of the status", json(200, { statusCode: "409", status: "No Result Found" })],
    ["an empty list", success({ tnResult: [] })],
  ])("treats %s as an empty search", async (_how, answer) => {
    carrierServer.server.respondWith(answer);
    expect(await open().inventory?.search({ mask: "201xxxxxxx", quantity: 1 })).toEqual({ items: [], oddCount: 0 });
  });

  it.each([
    [refusal("409", "LATA length must be in 3 digits."), "rejected", "409"],
    [json(200, { statusCode: 401, status: "Error", message: "Unauthorized" }), "auth", "401"],
    [refusal("431", "Unable to complete the request at the moment"), "unavailable", "431"],
    [json(200, { statusCode: "417", status: "Quantity must be less than 10000" }), "rejected", "417"],
    [{ status: 404, body: "<html>no slash</html>" }, "not_found", "404"],
  ])("reads the rejection %j as %s", async (answer, fault, carrierCode) => {
    carrierServer.server.respondWith(answer);
    const search = open().inventory?.search({ mask: "201xxxxxxx", quantity: 1 });
    await expect(search).rejects.toMatchObject({ fault, carrierCode, mayHaveHappened: false });
  });

  it("requests coverage with one filter and reads every form of a row", async () => {
    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "coverage-response.json") });
    const inventory = open().inventory;
    const row = { npa: "201", nxx: "389", block: null, lata: "224", rateCenter: "HACKENSACK", state: "NJ", count: 973 };
    expect(await inventory?.coverage("npaNxx", { npa: "201" })).toEqual({ items: [row], oddCount: 0 });
    await inventory?.coverage("rateCenter", { rateCenter: "HACKENSACK" });
    await inventory?.coverage("state", { state: "NJ" });
    await inventory?.coverage("block", { lata: "224" });
    expect(bodies()).toEqual([
      { apikey: KEY, countBy: "npaNxx", npa: "201" },
      { apikey: KEY, countBy: "rateCenter", rcAbbre: "HACKENSACK" },
      { apikey: KEY, countBy: "state", locState: "NJ" },
      { apikey: KEY, countBy: "block", lata: "224" },
    ]);
    carrierServer.server.respondWith(
      success({ tnInventoryCoverageList: [{ npa: 201, nxx: 389, line: 4, count: "12" }] }),
    );
    expect(await inventory?.coverage("block")).toMatchObject({
      items: [{ npa: "201", nxx: "389", block: "4", count: 12 }],
    });
  });

  it("reads gateways under both names", async () => {
    carrierServer.server.respondWith(
      success({
        gateways: [
          { route: "4", gateway: "DID" },
          { route: 1000, IP: "203.0.113.10:5060" },
        ],
      }),
    );
    expect(await open().inventory?.listGateways()).toEqual({
      items: [
        { route: "4", label: "DID" },
        { route: "1000", label: "203.0.113.10:5060" },
      ],
      oddCount: 0,
    });
  });
});
