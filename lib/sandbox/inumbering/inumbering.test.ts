import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { leastOf, processorTime } from "@/lib/test/least-of";
import { SANDBOX_CREDENTIALS } from "../registry";
import { call, openSandbox, QUICK } from "../testing/open-sandbox";

const { apikey } = SANDBOX_CREDENTIALS.inumbering;

const sandboxes = await openSandbox();
afterAll(() => sandboxes.close());
beforeEach(() => {
  sandboxes.reset({ settings: true });
  sandboxes.changeSettings(QUICK);
});

const ask = (path: string, body: Record<string, unknown> = {}, headers?: Record<string, string>) =>
  call("POST", sandboxes.urls.inumbering + path, { body: { apikey, ...body }, headers });
const search = (body: Record<string, unknown>) => ask("/v2/iNumbering/tnInventory/", body);
const cover = (body: Record<string, unknown>) => ask("/v2/iNumbering/tnInventoryCoverage/", body);
const order = (numbers: (string | Record<string, unknown>)[], reference = "portal-0042") =>
  ask("/v2/iNumbering/tnOrder/", {
    tnOrder: {
      customerOrderReference: reference,
      tnList: { tnItem: numbers.map((item) => (typeof item === "string" ? { tn: Number(item) } : item)) },
    },
  });

const found = z.object({
  tnResult: z.array(
    z.strictObject({
      telephoneNumber: z.string().length(10),
      rateCenter: z.string().max(10),
      city: z.string(),
      lata: z.number().int(),
      province: z.string().length(2),
    }),
  ),
});
const covered = z.object({
  tnInventoryCoverageList: z.array(z.looseObject({ count: z.number().int(), locState: z.string() })),
});
async function pick(count: number, mask = "201xxxxxxx"): Promise<string[]> {
  const { json } = await search({ tnMask: mask, quantity: count });
  return found.parse(json).tnResult.map(({ telephoneNumber }) => telephoneNumber);
}
const sumOf = async (body: Record<string, unknown>) =>
  covered.parse((await cover(body)).json).tnInventoryCoverageList.reduce((sum, { count }) => sum + count, 0);

describe("stock", () => {
  it("holds over two million numbers, the same sum by every count", async () => {
    const sum = await sumOf({ countBy: "state" });
    expect(sum).toBeGreaterThan(2_000_000);
    for (const countBy of ["rateCenter", "npaNxx", "block"]) expect(await sumOf({ countBy })).toBe(sum);
  });

  it("counts an exchange exactly as a search finds it, before and after purchase and release", async () => {
    const [first = "", second = ""] = await pick(2, "201336xxxx");
    const readBoth = async () => {
      const list = covered.parse((await cover({ countBy: "npaNxx", npa: "201" })).json).tnInventoryCoverageList;
      return [list.find(({ nxx }) => nxx === "336")?.count, (await pick(1000, "201336xxxx")).length];
    };
    const [counted, searched] = await readBoth();
    expect(counted).toBe(searched);
    await order([first, second]);
    expect(await readBoth()).toEqual([Number(counted) - 2, Number(counted) - 2]);
    expect(await pick(1000, "201336xxxx")).not.toContain(first);
    await ask("/v2.1/numbers/disconnect/", { numbers: [{ number: Number(first) }] });
    expect(await readBoth()).toEqual([Number(counted) - 1, Number(counted) - 1]);
    expect(await pick(1000, "201336xxxx")).toContain(first);
  });

  it("agrees by state and rate center with the searches for them", async () => {
    const { json } = await cover({ countBy: "rateCenter", rcAbbre: "MAHWAH" });
    const [item] = covered.parse(json).tnInventoryCoverageList;
    const results = found.parse(
      (await search({ tnMask: "xxxxxxxxxx", quantity: 1000, rateCenter: "MAHWAH", province: "NJ", lata: 224 })).json,
    ).tnResult;
    expect(item).toMatchObject({ rcAbbre: "MAHWAH", locState: "NJ", lata: "224", count: results.length });
    expect(results.every(({ city }) => city === "Mahwah")).toBe(true);
  });

  it("answers the unfiltered coverage in under 300 ms of processor time, at best", async () => {
    const ask = async () => expect((await cover({})).text.length).toBeGreaterThan(2_000_000);
    expect(await leastOf(300, () => processorTime(ask))).toBeLessThan(300);
  });
});

describe("search", () => {
  it("reads x, X and blank as any digit and returns the five fields", async () => {
    const { json } = await search({ tnMask: "2xX xx1x2x", quantity: 25 });
    const results = found.parse(json).tnResult;
    expect(results).toHaveLength(25);
    for (const { telephoneNumber } of results) expect(telephoneNumber).toMatch(/^2\d{5}1\d2\d$/);
  });

  it("says No Result Found in the way that is set", async () => {
    const none = { tnMask: "999xxxxxxx", quantity: 1 };
    expect(await search(none)).toMatchObject({
      status: 409,
      json: { status: "Error", statusCode: "409", message: "No Result Found" },
    });
    sandboxes.changeSettings({ inumbering: { emptySearch: "430", errorText: "status", httpStatus: "always-200" } });
    expect(await search(none)).toMatchObject({ status: 200, json: { statusCode: "430", status: "No Result Found" } });
    sandboxes.changeSettings({ inumbering: { emptySearch: "empty-list", telephoneNumber: "number" } });
    expect((await search(none)).json).toEqual({ status: "Success", tnResult: [], statusCode: "200" });
    expect((await search({ tnMask: "201xxxxxxx", quantity: 1 })).json).toMatchObject({
      tnResult: [{ telephoneNumber: expect.any(Number) }],
    });
  });

  it.each([
    [{ quantity: 1 }, 400],
    [{ tnMask: "201", quantity: 1 }, 409],
    [{ tnMask: "201xxxxxxx", quantity: 0 }, 409],
    [{ tnMask: "201xxxxxxx", quantity: 1001 }, 409],
    [{ tnMask: "201xxxxxxx", quantity: 1, lata: 22 }, 409],
    [{ tnMask: "201xxxxxxx", quantity: 1, province: "New Jersey" }, 409],
  ])("refuses %j with %i", async (body, status) => {
    expect((await search(body)).status).toBe(status);
  });
});

describe("access", () => {
  it("wants the slash at the end, a POST and the key; the header wins", async () => {
    expect((await ask("/v2.1/gateways/list")).status).toBe(404);
    expect((await call("GET", `${sandboxes.urls.inumbering}/v2.1/gateways/list/`)).status).toBe(404);
    expect(await ask("/v2.1/gateways/list/", { apikey: undefined })).toMatchObject({
      status: 400,
      json: { statusCode: "400", status: "Error", message: "Field Required: apikey" },
    });
    const bearer = { authorization: `Bearer ${apikey}` };
    expect((await ask("/v2.1/gateways/list/", { apikey: "wrong" }, bearer)).status).toBe(200);
    expect((await ask("/v2.1/gateways/list/", {}, { authorization: "Bearer wrong" })).status).toBe(401);
  });

  it("lists routes as text, system routes first", async () => {
    const { json } = await ask("/v2.1/gateways/list/");
    expect(json).toMatchObject({ statusCode: "200", status: "Success" });
    const { gateways } = z.object({ gateways: z.array(z.record(z.string(), z.string())) }).parse(json);
    expect(gateways[0]).toEqual({ route: "1", gateway: "USER" });
    expect(gateways).toContainEqual({ route: "1000", gateway: "203.0.113.10:5060" });
  });
});

describe("orders", () => {
  it("answers with the page's body and lists the numbers with their routes", async () => {
    const [first = "", second = ""] = await pick(2);
    const answer = await order([{ tn: Number(first), route: 1000 }, second]);
    expect(answer.text).toMatch(/^\{"status":"Success","orderId":"\d{10}","statusCode":"200"\}$/);
    const listed = await ask("/v2.1/numbers/list/", { number: Number(first) });
    expect(listed.json).toEqual({
      statusCode: "200",
      status: "Success",
      numbers: [{ number: first, route: "1000", ip: "203.0.113.10:5060" }],
    });
    expect((await ask("/v2.1/numbers/list/", { route: 4 })).json).toMatchObject({ numbers: [{ number: second }] });
    expect((await ask("/v2.1/numbers/list/", { number: 5550100 })).text).toBe(
      '{"statusCode":"404","status":"Error","numbers":"Not Found"}',
    );
    expect(sandboxes.ledger.countOf({ kind: "purchase" })).toBe(2);
    expect(sandboxes.ledger.countOf({ kind: "order", reference: "portal-0042" })).toBe(1);
  });

  it("reports taken numbers in `status`, orders the rest, and never sells one twice", async () => {
    const [first = "", second = "", third = ""] = await pick(3);
    await order([first]);
    sandboxes.setOutcomes([{ carrier: "inumbering", number: second, outcome: "taken" }]);
    const answer = await order([first, second, third]);
    expect(answer).toMatchObject({ status: 200, json: { statusCode: "200", orderId: null } });
    expect(answer.text).toContain(`{2=[${first} TN is on an existing order, ${second} TN is on an existing order]}`);
    expect(sandboxes.ledger.countOf({ kind: "purchase", number: third })).toBe(1);
    sandboxes.changeSettings({ inumbering: { refusedNumbers: "409", partialOrder: "all-or-nothing" } });
    const [fourth = ""] = await pick(1);
    expect((await order([first, fourth])).status).toBe(409);
    expect(sandboxes.ledger.listDuplicates({ kind: "purchase" })).toEqual([]);
    expect(sandboxes.ledger.countOf({ kind: "purchase", number: fourth })).toBe(0);
  });

  it("shows a number only after its delay, or never", async () => {
    sandboxes.changeSettings({ inumbering: { listDelayMs: 60_000 } });
    const [first = "", second = ""] = await pick(2);
    await order([first]);
    const list = () => ask("/v2.1/numbers/list/", { number: Number(first) });
    expect((await list()).status).toBe(404);
    sandboxes.advance(60_000);
    expect((await list()).status).toBe(200);
    sandboxes.setOutcomes([{ carrier: "inumbering", number: second, outcome: "never-listed" }]);
    await order([second]);
    sandboxes.advance(3_600_000);
    expect((await ask("/v2.1/numbers/list/", { number: Number(second) })).status).toBe(404);
  });

  it.each<[string, Record<string, unknown>, number, string]>([
    ["no list", { tnList: {} }, 400, "tn should be an array of tnItem"],
    ["text for tn", { tnList: { tnItem: [{ tn: "2013360021" }] } }, 409, "Invalid TN submitted:(2013360021)"],
    ["a bad reference", { customerOrderReference: "a=b", tnList: { tnItem: [{ tn: 2013360021 }] } }, 409, "Reference"],
    ["an unknown route", { tnList: { tnItem: [{ tn: 2013360021, route: 77 }] } }, 409, "Invalid route: 77"],
  ])("refuses %s", async (_name, tnOrder, status, text) => {
    const answer = await ask("/v2/iNumbering/tnOrder/", { tnOrder });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
    expect(sandboxes.ledger.list()).toEqual([]);
  });
});

describe("brands and campaigns", () => {
  const addBrand = (id: string, name: string) =>
    ask("/v2/iNumbering/addMessagingBrand/", {
      messagingBrandId: id,
      messagingBrandName: name,
      messagingBrandDescription: "Brand Description",
    });
  const addCampaign = (id: string, brandId = "B12345") =>
    ask("/v2/iNumbering/addMessagingCampaign/", {
      externalCampaignId: id,
      campaignDescription: "Campaign Description",
      messagingBrandId: brandId,
    });
  const assign = (tn: unknown, campaign: string) =>
    ask("/v2/iNumbering/tnMessagingCampaign/", {
      tnCampaign: { tnList: { tnItem: [{ tn, tnFeature: { messaging: { tnCampaign: campaign } } }] } },
    });

  it("adds brands with the page's answer and the documented refusals", async () => {
    expect((await addBrand("B12345", "Brand Name")).text).toBe('{"status":"Success","statusCode":"200"}');
    expect(await addBrand("B99999", "Brand Name")).toMatchObject({
      status: 470,
      json: { statusCode: "470", message: "Brand Name already exists" },
    });
    expect((await addBrand("X1", "Other")).status).toBe(409);
    expect((await addBrand("B1", "")).json).toMatchObject({
      statusCode: "414",
      message: "Fields Are Required:(messagingBrandName)",
    });
  });

  it("adds campaigns of known brands that are ACTIVE", async () => {
    await addBrand("B12345", "Brand Name");
    sandboxes.setOutcomes([{ carrier: "inumbering", campaign: "C000001", outcome: "not-active" }]);
    expect((await addCampaign("C000001")).text).toContain("externalCampaignId is not ACTIVE");
    expect((await addCampaign("C123456", "B777777")).text).toContain("externalCampaignId is not registered");
    expect((await addCampaign("C123456")).text).toBe('{"status":"Success","statusCode":"200"}');
    expect(sandboxes.ledger.countOf({ kind: "campaign.add", reference: "C123456" })).toBe(1);
  });

  it("assigns a campaign to owned numbers and shows it", async () => {
    await addBrand("B12345", "Brand Name");
    await addCampaign("C123456");
    const [number = ""] = await pick(1);
    expect((await assign(number, "C123456")).text).toContain(`Invalid TN Submitted:(${number})`);
    await order([number]);
    expect((await assign(Number(number), "C123456")).status).toBe(409);
    expect((await assign(number, "C1234")).status).toBe(409);
    expect((await assign(number, "C123456")).text).toBe('{"status":"Success","orderId":12345678,"statusCode":"200"}');
    const campaignIDs = [{ campaignID: "C123456" }, { campaignID: "C777777" }];
    expect((await ask("/v2.1/messaging/campaigns/", { campaignIDs })).json).toEqual({
      statusCode: "200",
      status: "Success",
      message: "Campaign results",
      campaign_numbers: { C123456: [`1${number}`], C777777: [] },
      campaign_event_status: { C123456: "CAMPAIGN_DCA_COMPLETE", C777777: "CAMPAIGN_INVALID_ID" },
    });
    expect((await ask("/v2.1/messaging/status/", { numbers: [{ number }] })).json).toMatchObject({
      numbers: [{ number, status: "Enabled" }],
    });
  });
});
