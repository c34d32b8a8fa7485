import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { SANDBOX_CREDENTIALS } from "../registry";
import { basic, call, openSandbox, QUICK } from "../testing/open-sandbox";

const { accountId, username, password } = SANDBOX_CREDENTIALS.bandwidth;
const auth = basic(username, password);

const sandboxes = await openSandbox();
afterAll(() => sandboxes.close());
beforeEach(() => {
  sandboxes.reset({ settings: true });
  sandboxes.changeSettings(QUICK);
});

const base = (account: string = accountId) => `${sandboxes.urls.bandwidthDashboard}/accounts/${account}/externalTns`;
const get = (tail: string) => call("GET", base() + tail, { headers: auth });

interface Posted {
  reference?: string;
  action?: string;
  site?: string;
  numbers?: string[];
}
function order({ reference = "ICPA123ABC", action = "IMPORT", site = "743", numbers = FOUR }: Posted = {}): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ExternalTnsOrder>
    <CustomerOrderID>${reference}</CustomerOrderID>
    <SiteId>${site}</SiteId>
    <SipPeerId>303716</SipPeerId>
    <Action>${action}</Action>
    <TelephoneNumbers>${numbers.map((n) => `<TelephoneNumber>${n}</TelephoneNumber>`).join("")}</TelephoneNumbers>
</ExternalTnsOrder>`;
}
const FOUR = ["9199918388", "4158714245", "4352154439", "4352154466"];
const post = (posted: Posted | string = {}) =>
  call("POST", base(), { headers: auth, body: typeof posted === "string" ? posted : order(posted) });
const idOf = (text: string) => /<OrderId>(.+?)<\/OrderId>/.exec(text)?.[1] ?? "";
const masked = (text: string) =>
  text.replace(/<OrderId>.+?</, "<OrderId>ID<").replace(/<OrderCreateDate>\s*[\dT:.-]+Z</, "<OrderCreateDate>DATE<");

describe("an import order", () => {
  it("is answered with 201, a Location and the page's body", async () => {
    sandboxes.changeSettings({ bandwidth: { receivedMs: 60_000 } });
    const created = await post();
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(`${base()}/${idOf(created.text)}`);
    expect(masked(created.text).trim()).toBe(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ExternalTnsOrderResponse>
    <OrderCreateDate>DATE</OrderCreateDate>
    <AccountId>5500012</AccountId>
    <CreatedByUser>sandbox-dashboard</CreatedByUser>
    <OrderId>ID</OrderId>
    <ProcessingStatus>RECEIVED</ProcessingStatus>
    <Order>
        <CustomerOrderID>ICPA123ABC</CustomerOrderID>
        <SiteId>743</SiteId>
        <SipPeerId>303716</SipPeerId>
        <Action>IMPORT</Action>
        <TelephoneNumbers>
            <TelephoneNumber>9199918388</TelephoneNumber>
            <TelephoneNumber>4158714245</TelephoneNumber>
            <TelephoneNumber>4352154439</TelephoneNumber>
            <TelephoneNumber>4352154466</TelephoneNumber>
        </TelephoneNumbers>
    </Order>
</ExternalTnsOrderResponse>`);
  });

  it("ends COMPLETE and leaves one effect per number", async () => {
    const read = await get(`/${idOf((await post()).text)}`);
    expect(read.text).toContain("<ProcessingStatus>COMPLETE</ProcessingStatus>");
    expect(read.text).not.toContain("<Errors");
    expect(sandboxes.ledger.countOf({ kind: "import" })).toBe(4);
    expect(sandboxes.ledger.listDuplicates()).toEqual([]);
  });

  it("ends PARTIAL in the page's shape, errors grouped by code, failing numbers kept", async () => {
    sandboxes.setOutcomes([
      { carrier: "bandwidth", number: "9199918388", outcome: { code: 4711, text: "Odd & <new>" } },
      { carrier: "bandwidth", number: "4158714245", outcome: "unmentioned" },
    ]);
    const created = await post({ numbers: [...FOUR, "2015550160", "2125550160"] });
    const { text } = await get(`/${idOf(created.text)}`);
    expect(text).toContain("<ProcessingStatus>PARTIAL</ProcessingStatus>");
    expect(text).toContain("<Description>Odd &amp; &lt;new&gt;</Description>");
    expect(text.match(/<Error>/g)).toHaveLength(2);
    expect(text.match(/9199918388/g)).toHaveLength(2);
    expect(text).not.toContain("4158714245");
    expect(text.replace(/\s/g, "")).toContain(
      "<TelephoneNumber>2015550160</TelephoneNumber><TelephoneNumber>2125550160</TelephoneNumber></TelephoneNumbers></Error>",
    );
    sandboxes.changeSettings({ bandwidth: { keepFailingNumbers: false } });
    expect((await get(`/${idOf(created.text)}`)).text.match(/9199918388/g)).toHaveLength(1);
  });

  it("ends FAILED when no number succeeds, and removal of unknown numbers is 25120", async () => {
    const { text } = await get(`/${idOf((await post({ action: "REMOVE" })).text)}`);
    expect(text).toContain("FAILED");
    expect(text).toContain("<Code>25120</Code>");
    expect(sandboxes.ledger.countOf({ kind: "remove" })).toBe(0);
    await post();
    await post({ action: "REMOVE" });
    await get("?tn=4352154439");
    expect(sandboxes.ledger.countOf({ kind: "remove" })).toBe(4);
  });

  it("is RECEIVED, then PROCESSING, then ends, by the clock", async () => {
    const long = 600_000;
    const statusOf = async (delays: { receivedMs: number; processingMs: number }) => {
      sandboxes.changeSettings({ bandwidth: delays });
      const { text } = await get(`/${idOf((await post()).text)}`);
      return /<ProcessingStatus>(.+?)</.exec(text)?.[1];
    };
    expect(await statusOf({ receivedMs: long, processingMs: 0 })).toBe("RECEIVED");
    expect(await statusOf({ receivedMs: 0, processingMs: long })).toBe("PROCESSING");
    sandboxes.changeSettings({ bandwidth: { receivedMs: long, processingMs: long } });
    const id = idOf((await post()).text);
    sandboxes.advance(2 * long);
    expect((await get(`/${id}`)).text).toContain("COMPLETE");
  });

  it("shows two orders under one reference and a number imported twice", async () => {
    await post();
    await post({ numbers: ["4352154439"] });
    sandboxes.settle();
    expect(sandboxes.ledger.listDuplicates()).toEqual([
      expect.objectContaining({ kind: "order.import", reference: "ICPA123ABC", count: 2 }),
      expect.objectContaining({ kind: "import", number: "4352154439", count: 2 }),
    ]);
  });

  it("speaks the published specification's shape when set", async () => {
    sandboxes.changeSettings({ bandwidth: { shape: "spec", blankBeforeDate: true } });
    const created = await post();
    expect(created.text).toMatch(/<ExternalTnsOrderResponse>\s*<ExternalTnsOrder>\s*<CustomerOrderId>ICPA123ABC</);
    expect(created.text).toContain("<OrderCreateDate> 2");
    const read = await get(`/${idOf(created.text)}`);
    expect(read.text).toMatch(/\?>\s*<ExternalTnsOrder>/);
    expect(read.text).toContain("<Errors/>");
    sandboxes.changeSettings({ bandwidth: { shape: "spec-wrapped" } });
    expect((await get(`/${idOf(created.text)}`)).text).toMatch(/\?>\s*<ExternalTnsOrderResponse>\s*<ExternalTnsOrder>/);
  });
});

describe("refusals", () => {
  it.each<[string, Posted | string, string]>([
    ["a bad action", { action: "[ IMPORT | REMOVE ]" }, "25000"],
    ["a reference of 41 characters", { reference: "a".repeat(41) }, "5052"],
    ["a reference with an underscore", { reference: "a_b" }, "5052"],
    ["no reference", { reference: "" }, "5052"],
    ["a foreign site", { site: "1" }, "5016"],
    ["no site", { site: "" }, "5022"],
    ["no number", { numbers: [] }, "5077"],
    ["a number twice", { numbers: ["4352154439", "4352154439"] }, "5093"],
    ["5,001 numbers", { numbers: Array.from({ length: 5001 }, (_, i) => String(2_012_000_000 + i)) }, "5095"],
    ["malformed XML", "<ExternalTnsOrder><SiteId>743</ExternalTnsOrder>", "1019"],
    ["a DOCTYPE", `<!DOCTYPE a [<!ENTITY b "c">]>${order()}`, "1019"],
  ])("answers %s with 400 and its code", async (_name, posted, code) => {
    const answer = await post(posted);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("<ExternalTnsOrderResponse>");
    expect(answer.text).toContain(`<ErrorCode>${code}</ErrorCode>`);
    expect(sandboxes.ledger.list()).toEqual([]);
  });

  it("answers wrong credentials with an empty 401 and a foreign account with 403", async () => {
    const wrong = await call("GET", base(), { headers: basic(username, "wrong") });
    expect([wrong.status, wrong.text]).toEqual([401, ""]);
    const foreign = await call("GET", base("1"), { headers: auth });
    expect(foreign.status).toBe(403);
    expect(foreign.text).toContain("<ErrorCode>1001</ErrorCode>");
    expect(foreign.text).toContain("<Description>Access Denied </Description>");
  });

  it("answers an unknown order with a 404 that has no code", async () => {
    const answer = await get("/65e03a35-6b97-48a5-8126-f47bad02df2a");
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("<Description>The resource does not exist</Description>");
    expect(answer.text).not.toContain("ErrorCode");
  });
});

describe("the list", () => {
  it("finds by reference, number and status, and is a 404 when empty", async () => {
    await post({ reference: "A-1", numbers: ["4352154439"] });
    await post({ reference: "A-2" });
    const found = await get("?customerOrderId=A-1");
    expect(found.text).toContain("<TotalCount>1</TotalCount>");
    expect(found.text).toContain("<CustomerOrderId>A-1</CustomerOrderId>");
    expect((await get("?tn=4352154439&status=COMPLETE")).text).toContain("<TotalCount>2</TotalCount>");
    const none = await get("?customerOrderId=A-3");
    expect(none.status).toBe(404);
    expect(none.text).toContain("<ExternalTnsOrders>");
  });
});
