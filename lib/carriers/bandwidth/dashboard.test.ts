import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { CONTRACT_NUMBER, describeCarrier } from "../contract";
import { createHttp } from "../http";
import { useCarrierServer } from "../testing/use-carrier-server";
import { readFixture } from "../testing/read-fixture";
import { bandwidth } from ".";
import { NUMBERS, ORDER, order, SECRETS, settings, tns, xml } from "./dashboard-scenes";

const here = import.meta.url;
const [A, B, C, D] = NUMBERS;
if (!A || !B || !C || !D) throw new Error("four numbers");
describeCarrier("bandwidth", {
  open: (url, http) => bandwidth.open(settings(url), http),
  secretValues: SECRETS,
  read: async ({ programs }) =>
    (await programs.import?.read({ numbers: [CONTRACT_NUMBER], params: {}, step: "poll", externalId: ORDER }))
      ?.readings ?? [],
  write: async ({ programs }) => {
    const answer = await programs.import?.write({ numbers: [CONTRACT_NUMBER], reference: "ICPA123ABC", params: {} });
    if (!answer) throw new Error("no program");
    return answer;
  },
  found: { status: 200, body: readFixture(here, "complete-response.xml") },
  surprise: xml(200, order("HIBERNATING", tns("9199918388"))),
  unauthorized: { status: 401 },
  accepted: { status: 201, body: readFixture(here, "import-response.xml") },
  refused: {
    ...xml(
      400,
      "<ExternalTnsOrderResponse><ResponseStatus><ErrorCode>5016</ErrorCode><Description>The SiteId submitted is invalid.</Description></ResponseStatus></ExternalTnsOrderResponse>",
    ),
    code: "5016",
    message: "The SiteId submitted is invalid.",
  },
});

describe("bandwidth orders", () => {
  const carrierServer = useCarrierServer();
  const program = (kind: "import" | "remove" = "import") => {
    const found = bandwidth.open(
      settings(carrierServer.server.url),
      createHttp(carrierServer.ports, { secretValues: SECRETS }),
    ).programs[kind];
    if (!found) throw new Error(kind);
    return found;
  };
  const poll = async (body: string, numbers = NUMBERS, externalId = ORDER) => {
    carrierServer.server.respondWith(xml(200, body));
    return program().read({ numbers, params: {}, step: "poll", externalId });
  };
  const write = (numbers = NUMBERS) => program().write({ numbers, reference: "ICPA123ABC", params: {} });

  it("sends the documented request byte for byte and reads the response", async () => {
    carrierServer.server.respondWith({ status: 201, body: readFixture(here, "import-response.xml") });
    const answer = await write();
    expect(carrierServer.server.requests[0]).toMatchObject({
      method: "POST",
      url: "/api/accounts/1/externalTns",
      body: readFixture(here, "import-request.xml"),
    });
    expect(carrierServer.server.requests[0]?.headers).toMatchObject({
      "content-type": "application/xml; charset=utf-8",
      authorization: `Basic ${Buffer.from(`jbm:${SECRETS[0]}`).toString("base64")}`,
    });
    expect(answer).toMatchObject({
      externalId: ORDER,
      rest: { type: "accepted", facts: { importState: "requested" } },
    });
  });

  it("reads the documented COMPLETE and PARTIAL", async () => {
    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "complete-response.xml") });
    const complete = await program().read({ numbers: NUMBERS, params: {}, step: "poll", externalId: ORDER });
    expect(complete.readings.map(({ finding }) => finding)).toEqual(["done", "done", "done", "done"]);
    expect(complete.readings[0]?.facts).toEqual({ importState: "imported" });
    expect(carrierServer.server.requests[0]?.url).toBe(`/api/accounts/1/externalTns/${ORDER}`);

    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "partial-response.xml") });
    const partial = await program().read({ numbers: NUMBERS, params: {}, step: "poll", externalId: ORDER });
    expect(partial.readings.map(({ finding }) => finding)).toEqual(["refused", "done", "done", "done"]);
    expect(partial.readings[0]).toMatchObject({ code: "25060", isRetryable: false, facts: { importState: "failed" } });
    expect(partial.unrequested).toBeUndefined();
  });

  it("removes with the action REMOVE and reports the resulting state", async () => {
    carrierServer.server.respondWith(xml(201, order("RECEIVED")));
    await program("remove").write({ numbers: [A], reference: "r-1", params: {} });
    expect(carrierServer.server.requests[0]?.body).toContain("<Action>REMOVE</Action>");
    carrierServer.server.respondWith(xml(200, order("COMPLETE", tns("9199918388"))));
    const { readings } = await program("remove").read({ numbers: [A], params: {}, step: "poll", externalId: ORDER });
    expect(readings[0]).toMatchObject({ finding: "done", facts: { importState: "none" } });
  });

  it.each([
    [
      "flat",
      `<ExternalTnsOrder><OrderId>1234E5</OrderId><CustomerOrderId>0042</CustomerOrderId><ProcessingStatus>COMPLETE</ProcessingStatus><Errors/>${tns("9199918388")}</ExternalTnsOrder>`,
    ],
    [
      "flat in a response",
      `<ExternalTnsOrderResponse><ExternalTnsOrder><OrderId>1234E5</OrderId><ProcessingStatus>COMPLETE</ProcessingStatus>${tns("9199918388")}<Errors/></ExternalTnsOrder></ExternalTnsOrderResponse>`,
    ],
    [
      "nested",
      `<ExternalTnsOrder><OrderId>1234E5</OrderId><ProcessingStatus> COMPLETE </ProcessingStatus><Order><CustomerOrderID>0042</CustomerOrderID>${tns("9199918388")}</Order></ExternalTnsOrder>`,
    ],
    [
      "nested in a response",
      `<ExternalTnsOrderResponse><OrderId>1234E5</OrderId><ProcessingStatus>COMPLETE</ProcessingStatus><Order>${tns("+19199918388")}</Order></ExternalTnsOrderResponse>`,
    ],
    [
      "with an unknown root",
      `<ImportOrder><OrderId>1234E5</OrderId><ProcessingStatus>COMPLETE</ProcessingStatus><TelephoneNumbers/></ImportOrder>`,
    ],
  ])("reads an order that is %s; ids stay text", async (_shape, body) => {
    const { readings, externalId } = await poll(body, [A], "1234E5");
    expect(externalId).toBe("1234E5");
    expect(readings).toMatchObject([{ number: A, finding: "done" }]);
  });

  it("keeps leading zeros of IDs and entities in text", async () => {
    const error = `<Errors><Error><Code>0012345</Code><Description>A &amp; B &lt;C&gt; &#233;</Description>${tns("9199918388")}</Error></Errors>`;
    const { readings } = await poll(order("PARTIAL", error), [A]);
    expect(readings[0]).toMatchObject({
      finding: "refused",
      code: "0012345",
      message: "A & B <C> é",
      isRetryable: false,
    });
  });

  it("applies one error to many numbers, joins several errors of one, and reports unrequested numbers", async () => {
    const errors = `<Errors>
      <Error><Code>25060</Code><Description>Bandwidth-owned</Description>${tns("9199918388", "4158714245", "2015550199")}</Error>
      <Error><Code>25070</Code><Description>Undetermined</Description>${tns("4158714245")}</Error></Errors>`;
    const { readings, unrequested } = await poll(order("PARTIAL", tns("4352154439") + errors));
    expect(readings.map(({ finding, code, message }) => [finding, code, message])).toEqual([
      ["refused", "25060", "Bandwidth-owned"],
      ["refused", "25060", "Bandwidth-owned · Undetermined"],
      ["done", undefined, undefined],
      ["unclear", "PARTIAL", "not mentioned by the carrier"],
    ]);
    expect(unrequested).toEqual([{ spelling: "2015550199", message: "25060: Bandwidth-owned" }]);
  });

  it("leaves a write open if its rejection says that the order already exists", async () => {
    const text = "Entry for r-9 already exists";
    carrierServer.server.respondWith(
      xml(
        400,
        `<ExternalTnsOrderResponse><ResponseStatus><ErrorCode>1015</ErrorCode><Description>${text}</Description></ResponseStatus></ExternalTnsOrderResponse>`,
      ),
    );
    const answer = await program().write({ numbers: [A], reference: "r-9", params: {} });
    expect(answer.rest).toEqual({ type: "unclear", code: "1015", message: text });
  });

  it("reports an unrequested number found only in the order's list or in a rejection", async () => {
    const listed = await poll(order("COMPLETE", tns("9199918388", "2015550188")), [A]);
    expect(listed.readings).toMatchObject([{ number: A, finding: "done" }]);
    expect(listed.unrequested).toEqual([
      { spelling: "2015550188", message: "Listed in the order, which is COMPLETE." },
    ]);
    carrierServer.server.respondWith(
      xml(
        400,
        `<ExternalTnsOrderResponse><Errors><Error><Code>5070</Code><Description>Invalid</Description>${tns("2015550177")}</Error></Errors></ExternalTnsOrderResponse>`,
      ),
    );
    const refused = await program().write({ numbers: [A], reference: "r-2", params: {} });
    expect(refused.unrequested).toEqual([{ spelling: "2015550177", message: "5070: Invalid" }]);
  });

  it("does not treat a number missing from a COMPLETE order as done", async () => {
    const { readings } = await poll(order("COMPLETE", tns("9199918388", "4158714245")), [A, B, C]);
    expect(readings.map(({ finding }) => finding)).toEqual(["done", "done", "unclear"]);
  });

  it.each([
    ["", "FAILED", "The carrier failed the whole order"],
    [
      "<Errors><Error><Code>5077</Code><Description>There are no valid telephone numbers.</Description></Error></Errors>",
      "5077",
      "There are no valid telephone numbers.",
    ],
    [
      "<ErrorList><Error><Code>5070</Code><Description>Invalid</Description><TelephoneNumber>9199918388</TelephoneNumber></Error></ErrorList>",
      "5070",
      "Invalid",
    ],
  ])("fails every number of a FAILED order: %s", async (errors, code, message) => {
    const { readings } = await poll(order("FAILED", errors), [A]);
    expect(readings[0]).toMatchObject({ finding: "refused", code, message });
  });

  it.each(["RECEIVED", "PROCESSING"])("waits while the order is %s", async (status) => {
    expect((await poll(order(status), [A])).readings[0]).toMatchObject({ finding: "working" });
  });

  it.each([
    [
      "ResponseStatus",
      "<R><ResponseStatus><ErrorCode>1001</ErrorCode><Description>Access Denied </Description></ResponseStatus></R>",
      "1001",
      "Access Denied",
    ],
    [
      "ResponseStatus without a code",
      "<R><ResponseStatus><Description>No such resource</Description></ResponseStatus></R>",
      "400",
      "No such resource",
    ],
    [
      "repeated Errors",
      "<R><Errors><Code>7309</Code><Description>Site id invalid</Description></Errors><Errors><Code>7312</Code><Description>Sip peer id invalid</Description></Errors></R>",
      "7309",
      "Site id invalid · Sip peer id invalid",
    ],
    [
      "Errors with Error",
      "<R><Errors><Error><Code>5052</Code><Description>Customer order ID is invalid.</Description></Error></Errors></R>",
      "5052",
      "Customer order ID is invalid.",
    ],
    [
      "ErrorList",
      "<R><ErrorList><Error><Code>5070</Code><Description>Telephone number is invalid.</Description></Error></ErrorList></R>",
      "5070",
      "Telephone number is invalid.",
    ],
    ["resultCode", "<R><resultCode>17</resultCode><resultMessage>No.</resultMessage></R>", "17", "No."],
    ["an empty body", "", "400", "The carrier responded with HTTP 400."],
    ["a web page", "<html><body>Bad Request</body></html>", "400", "The carrier responded with HTTP 400."],
  ])("reads the error envelope %s", async (_name, body, code, message) => {
    carrierServer.server.respondWith({ status: 400, body });
    expect((await write()).rest).toMatchObject({ type: "failed", code, message });
  });

  it("recognizes an error inside a 200", async () => {
    carrierServer.server.respondWith(
      xml(200, "<R><ResponseStatus><ErrorCode>5012</ErrorCode><Description>locked</Description></ResponseStatus></R>"),
    );
    expect((await write()).rest).toMatchObject({ type: "failed", code: "5012", isRetryable: true });
  });

  it.each([
    ["in a list", `Telephone number is invalid.</Description>${tns("4158714245")}`],
    ["in its text", "4158714245 is not a valid NANPA telephone number.</Description>"],
  ])("fails the number that a rejection names %s for good, the others as retryable", async (_where, rest) => {
    carrierServer.server.respondWith(
      xml(400, `<R><Errors><Error><Code>5070</Code><Description>${rest}</Error></Errors></R>`),
    );
    const answer = await write();
    expect(answer.outcomes.get(B)).toMatchObject({ type: "failed", code: "5070", isRetryable: false });
    expect([...answer.outcomes.keys()]).toEqual([B]);
    expect(answer.rest).toMatchObject({
      type: "failed",
      isRetryable: true,
      message: expect.stringContaining("whole order"),
    });
  });

  it.each([401, 403])("throws on the account fault %i instead of failing numbers", async (status) => {
    carrierServer.server.respondWith({ status });
    await expect(write()).rejects.toMatchObject({ fault: "auth", mayHaveHappened: false });
  });

  it("rejects a reference that the carrier would reject, before any call", async () => {
    carrierServer.server.respondWith({ status: 201 });
    for (const reference of ["", "a b", "a&b", "x".repeat(41)])
      await expect(program().write({ numbers: [A], reference, params: {} })).rejects.toMatchObject({
        fault: "rejected",
        mayHaveHappened: false,
      });
    expect(carrierServer.server.requests).toHaveLength(0);
  });

  it("reads 5,000 numbers, 1,000 of them rejected with texts of their own", async () => {
    const many = Array.from({ length: 5_000 }, (_, n) => `919${String(2_000_000 + n)}`);
    const errors = many
      .slice(0, 1_000)
      .map((ten, n) => `<Error><Code>25060</Code><Description>reason ${n} &amp; more</Description>${tns(ten)}</Error>`);
    const { readings } = await poll(
      order("PARTIAL", `${tns(...many)}<Errors>${errors.join("")}</Errors>`),
      many.map((ten) => phoneNumber.parse(`+1${ten}`)),
    );
    expect(readings.filter(({ finding }) => finding === "done")).toHaveLength(4_000);
    expect(readings[999]).toMatchObject({ finding: "refused", message: "reason 999 & more" });
  });

  it("has no messaging without its credentials", () => {
    const { BANDWIDTH_ACCOUNT_ID, BANDWIDTH_USERNAME, BANDWIDTH_PASSWORD, BANDWIDTH_SITE_ID } = settings("http://x");
    const dashboardOnly = { BANDWIDTH_ACCOUNT_ID, BANDWIDTH_USERNAME, BANDWIDTH_PASSWORD, BANDWIDTH_SITE_ID };
    const carrier = bandwidth.open(dashboardOnly, createHttp(carrierServer.ports, { secretValues: [] }));
    expect(carrier.messaging).toBeUndefined();
    expect(Object.keys(carrier.programs)).toEqual(["import", "remove"]);
  });
});
