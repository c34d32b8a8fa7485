import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { createHttp } from "../http";
import { json, NONE_FOUND, NONE_OWNED, owned, refusal, success } from "../testing/inumbering-answers";
import { readFixture } from "../testing/read-fixture";
import { useCarrierServer } from "../testing/use-carrier-server";
import { inumbering } from ".";

const here = import.meta.url;
const KEY = "Your API Key";
const [A, B, C] = ["+12015550142", "+12015550143", "+16123453624"].map((text) => phoneNumber.parse(text));
if (!A || !B || !C) throw new Error("three numbers");

describe("orders of iNumbering", () => {
  const carrierServer = useCarrierServer();
  const purchase = () => {
    const http = createHttp(carrierServer.ports, { secretValues: [KEY] });
    const found = inumbering.open({ INUMBERING_URL: carrierServer.server.url, INUMBERING_APIKEY: KEY }, http).programs
      .purchase;
    if (!found) throw new Error("no program");
    return found;
  };
  const bodies = (): unknown[] => carrierServer.server.requests.map(({ body }) => JSON.parse(body));
  const order = (params = {}) => purchase().write({ numbers: [A, C], reference: "ORD-1-1", params });

  it("sends integers and our reference; a success means only accepted", async () => {
    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "order-response.json") });
    expect(await order({ route: "1000" })).toMatchObject({ externalId: "1717171717", rest: { type: "accepted" } });
    const tnItem = [
      { tn: 2015550142, route: 1000 },
      { tn: 6123453624, route: 1000 },
    ];
    expect(bodies()).toEqual([{ apikey: KEY, tnOrder: { customerOrderReference: "ORD-1-1", tnList: { tnItem } } }]);
    await order();
    expect(carrierServer.server.requests[1]?.body).not.toContain("route");
  });

  it.each([
    [
      "a 200 that names rejected numbers",
      json(200, { status: "{2=[6123453624 TN is on an existing order]}", statusCode: "200", orderId: null }),
      "failed",
      "unclear",
    ],
    [
      "a 200 with an unknown status",
      json(200, { status: "Queued", statusCode: "200", orderId: null }),
      "unclear",
      "unclear",
    ],
    ["the same text under a 409", refusal("409", "{2=[6123453624 TN is on an existing order]}"), "failed", "unclear"],
    ["a 409 that names one", refusal("409", "Invalid TN submitted:(6123453624)"), "failed", "failed"],
    ["a 409 that names none", refusal("409", "Some network text"), "failed", "failed"],
    ["a database error", refusal("410", "DB Error"), "unclear", "unclear"],
    ["an unknown error", refusal("411", "Unknown Error"), "unclear", "unclear"],
    ["a partial success", refusal("425", "Not all the TNs in the request were ordered"), "unclear", "unclear"],
    ["a partial success under 409", refusal("409", "Not all the TNs were ordered"), "unclear", "unclear"],
    ["one that names numbers", refusal("409", "Not all were ordered, but 6123453624"), "unclear", "unclear"],
    ["a database error under 409", refusal("409", "DB Error"), "unclear", "unclear"],
    ["an unknown error under 409", refusal("409", "Unknown Error"), "unclear", "unclear"],
    ["a used reference", refusal("409", "customerOrderReference is not unique"), "unclear", "unclear"],
    ["a 409 without a text", refusal("409", ""), "unclear", "unclear"],
    ["a 409 that is a page", { status: 409, body: "<html></html>" }, "unclear", "unclear"],
    [
      "a 409 without a code",
      json(409, { statusCode: null, status: "{2=[6123453624 TN is on an existing order]}" }),
      "failed",
      "unclear",
    ],
    [
      "a 409 whose text is a map",
      json(409, { statusCode: "409", message: { 2: ["6123453624 TN is on an existing order"] } }),
      "failed",
      "unclear",
    ],
    ["a 409 whose text is a list", json(409, { statusCode: "409", message: ["6123453624"] }), "unclear", "unclear"],
    [
      "a partial text beside another",
      json(409, { statusCode: "409", message: "Refused", status: "{2=[TN is on an existing order]}" }),
      "unclear",
      "unclear",
    ],
    [
      "a 409 with the numbers that were ordered",
      json(409, { statusCode: "409", message: "Result", numbers_success: [{ number: "2015550142" }] }),
      "unclear",
      "unclear",
    ],
    [
      "a success under HTTP 409",
      json(409, { status: "Success", statusCode: "200", orderId: "1717171717" }),
      "unclear",
      "unclear",
    ],
    [
      "a success with the code 409",
      json(200, { status: "Success", statusCode: "409", orderId: "1717171717" }),
      "unclear",
      "unclear",
    ],
    [
      "a refusal with an order ID",
      json(400, { status: "Error", statusCode: "400", message: "x", orderId: "1717171717" }),
      "unclear",
      "unclear",
    ],
    ["a 400", refusal("400", "tn should be an array of tnItem"), "failed", "failed"],
  ])("reads %s", async (_what, answer, named, rest) => {
    carrierServer.server.respondWith(answer);
    const { outcomes, rest: others } = await order();
    expect((outcomes.get(C) ?? others).type).toBe(named);
    expect((outcomes.get(A) ?? others).type).toBe(rest);
  });

  it("takes an existing order for its own where the numbers were sent before", async () => {
    carrierServer.server.respondWith(refusal("409", "{2=[6123453624 TN is on an existing order]}"));
    const answer = await purchase().write({ numbers: [A, C], reference: "ORD-1-2", params: {}, isResend: true });
    expect(answer).toMatchObject({ outcomes: new Map(), rest: { type: "unclear" } });
  });

  it("says which numbers can be ordered again", async () => {
    carrierServer.server.respondWith(refusal("409", "Invalid TN submitted:(6123453624)"));
    const answer = await order();
    expect(answer.outcomes.get(C)).toMatchObject({ code: "409", isRetryable: false });
    expect(answer.rest).toMatchObject({ code: "409", isRetryable: true });
    carrierServer.server.respondWith(refusal("431", "Unable to complete the request at the moment, please try again"));
    expect((await order()).rest).toMatchObject({ type: "failed", code: "431", isRetryable: true });
    carrierServer.server.respondWith(refusal("409", "Some network text"));
    expect((await order()).rest).toMatchObject({ isRetryable: false });
  });

  const read = (step: "check" | "poll" | "settle", numbers = [A, B]) => purchase().read({ numbers, params: {}, step });

  it("confirms from the account's list, in one call per exchange", async () => {
    carrierServer.server.respondWith(owned("2015550142", 2015550199));
    const { readings } = await read("poll");
    expect(readings).toMatchObject([
      { number: A, finding: "done", facts: { ownership: "owned", route: "1000" } },
      { number: B, finding: "unseen" },
    ]);
    expect(carrierServer.server.requests.map(({ url }) => url)).toEqual(["/v2.1/numbers/list/"]);
    expect(bodies()).toEqual([{ apikey: KEY, number: 201555 }]);
  });

  it("requests the whole list if there are many exchanges", async () => {
    carrierServer.server.respondWith(NONE_OWNED);
    const numbers = Array.from({ length: 11 }, (_, n) => phoneNumber.parse(`+1201${String(300 + n)}0142`));
    expect((await read("check", numbers)).readings.every(({ finding }) => finding === "absent")).toBe(true);
    expect(bodies()).toEqual([{ apikey: KEY }]);
  });

  it("treats a number as not purchased only while it is still available", async () => {
    carrierServer.server.respondWith((request) => {
      if (request.url.includes("numbers/list")) return NONE_OWNED;
      return request.body.includes('"tnMask":"2015550142"')
        ? success({ tnResult: [{ telephoneNumber: "2015550142" }] })
        : NONE_FOUND;
    });
    expect((await read("settle")).readings.map(({ finding }) => finding)).toEqual(["absent", "unseen"]);
    expect(bodies().slice(1)).toEqual([
      { apikey: KEY, tnMask: "2015550142", quantity: 1 },
      { apikey: KEY, tnMask: "2015550143", quantity: 1 },
    ]);
  });

  it.each([
    ["without a list", success()],
    ["that is a page", { status: 404, body: "<html></html>" }],
    ["of another 404", refusal("404", "no such path")],
  ])("does not treat a list %s as owning nothing", async (_what, answer) => {
    carrierServer.server.respondWith(answer);
    await expect(read("settle")).rejects.toMatchObject({ name: "CarrierError" });
  });
});
