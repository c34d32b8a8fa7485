import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { CONTRACT_NUMBER, describeCarrier } from "../contract";
import { createHttp } from "../http";
import { useCarrierServer } from "../testing/use-carrier-server";
import { readFixture, readJsonFixture } from "../testing/read-fixture";
import { json, state } from "../testing/intelepeer-answers";
import { intelepeer } from ".";

const here = import.meta.url;
const [A, B, C] = ["+13031112222", "+17208675309", "+18005550100"].map((text) => phoneNumber.parse(text));
if (!A || !B || !C) throw new Error("three numbers");
const TOKEN = "token-of-the-test-4711";

describeCarrier("intelepeer", {
  open: (url, http) => intelepeer.open({ INTELEPEER_URL: url, INTELEPEER_TOKEN: TOKEN }, http),
  secretValues: [TOKEN],
  read: async ({ programs }) =>
    (await programs["sms-enable"]?.read({ numbers: [CONTRACT_NUMBER], params: {}, step: "poll" }))?.readings ?? [],
  write: async ({ programs }) => {
    const answer = await programs["sms-enable"]?.write({ numbers: [CONTRACT_NUMBER], reference: "r-1", params: {} });
    if (!answer) throw new Error("no program");
    return answer;
  },
  found: state("provisioned"),
  surprise: state("hibernating"),
  unauthorized: json(401, { code: 401, error: "Unauthorized" }),
  accepted: state("requested", 202),
  refused: { ...json(400, { code: 400, error: "Not in E.164 format" }), code: "400", message: "Not in E.164 format" },
});

describe("intelepeer", () => {
  const carrierServer = useCarrierServer();
  const open = (settings: Record<string, string> = { INTELEPEER_TOKEN: TOKEN }) =>
    intelepeer.open(
      { INTELEPEER_URL: `${carrierServer.server.url}/_rest/v4`, ...settings },
      createHttp(carrierServer.ports, { secretValues: [] }),
    );
  const program = (kind: "sms-enable" | "sms-disable" | "webhook-set", settings?: Record<string, string>) => {
    const found = open(settings).programs[kind];
    if (!found) throw new Error(kind);
    return found;
  };

  it("sends and reads the documented bodies: enable, status, disable", async () => {
    carrierServer.server.respondWith({ status: 202, body: readFixture(here, "enable-response.json") });
    const enabled = await program("sms-enable").write({ numbers: [A], reference: "r", params: {} });
    expect(enabled.outcomes.get(A)).toMatchObject({ type: "accepted", facts: { smsState: "requested" } });
    expect(carrierServer.server.requests[0]).toMatchObject({ method: "POST", url: "/_rest/v4/my/did/sms/provision" });
    expect(carrierServer.server.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${TOKEN}`,
      "content-type": "application/json",
    });
    expect(JSON.parse(carrierServer.server.requests[0]?.body ?? "")).toEqual(
      readJsonFixture(here, "provision-request.json"),
    );

    carrierServer.server.respondWith({ status: 200, body: readFixture(here, "status-response.json") });
    const { readings } = await program("sms-enable").read({ numbers: [B], params: {}, step: "poll" });
    expect(readings).toMatchObject([{ number: B, finding: "working", facts: { smsState: "requested" } }]);
    expect(carrierServer.server.requests[0]).toMatchObject({
      method: "GET",
      url: "/_rest/v4/my/did/sms/provision?endpoint=%2B17208675309",
    });

    carrierServer.server.respondWith({ status: 202, body: readFixture(here, "disable-response.json") });
    const disabled = await program("sms-disable").write({ numbers: [A], reference: "r", params: {} });
    expect(disabled.outcomes.get(A)).toMatchObject({ type: "accepted", facts: { smsState: "derequested" } });
    expect(carrierServer.server.requests[0]).toMatchObject({ method: "DELETE", url: "/_rest/v4/my/did/sms/provision" });
    expect(JSON.parse(carrierServer.server.requests[0]?.body ?? "")).toEqual(
      readJsonFixture(here, "provision-request.json"),
    );
  });

  it.each([
    ["sms-enable", "provisioned", ["done", "done", "done"]],
    ["sms-enable", "requested", ["working", "working", "working"]],
    ["sms-enable", "provisioning", ["working", "working", "working"]],
    ["sms-enable", "derequested", ["opposite", "opposite", "opposite"]],
    ["sms-enable", "deprovisioning", ["opposite", "opposite", "opposite"]],
    ["sms-enable", "none", ["absent", "unseen", "absent"]],
    ["sms-enable", "error", ["absent", "refused", "refused"]],
    ["sms-enable", "Provisioned", ["unclear", "unclear", "unclear"]],
    ["sms-disable", "provisioned", ["absent", "unseen", "absent"]],
    ["sms-disable", "requested", ["opposite", "opposite", "opposite"]],
    ["sms-disable", "derequested", ["working", "working", "working"]],
    ["sms-disable", "deprovisioning", ["working", "working", "working"]],
    ["sms-disable", "none", ["done", "done", "done"]],
    ["sms-disable", "error", ["refused", "refused", "refused"]],
    // `not-found` is our own name for a 404; the carrier never uses it.
    ["sms-enable", "not-found", ["unclear", "unclear", "unclear"]],
    ["sms-disable", "not-found", ["unclear", "unclear", "unclear"]],
  ] as const)("%s reads the state %s as %j at check, poll and settle", async (kind, name, findings) => {
    carrierServer.server.respondWith(state(name));
    for (const [index, step] of (["check", "poll", "settle"] as const).entries()) {
      const { readings } = await program(kind).read({ numbers: [A], params: {}, step });
      expect(readings[0]?.finding).toBe(findings[index]);
    }
  });

  it("reads a 404 as a state of its own, not as an error, but only in the carrier's own format", async () => {
    carrierServer.server.respondWith(json(404, { code: 404, error: "not available for use by the customer" }));
    const read = async (kind: "sms-enable" | "sms-disable", step: "check" | "poll" | "settle") =>
      (await program(kind).read({ numbers: [A], params: {}, step })).readings[0];
    const facts = { smsState: "not-found" };
    const off = { finding: "done", message: "SMS is off. IntelePeer no longer lists it.", facts };
    expect(await read("sms-disable", "poll")).toMatchObject(off);
    expect(await read("sms-disable", "settle")).toMatchObject(off);
    expect((await read("sms-disable", "poll"))?.code).toBeUndefined();
    const either = expect.stringContaining("SMS is off, or the number is not ours") as string;
    expect(await read("sms-disable", "check")).toMatchObject({ finding: "done", message: either, facts });
    expect(await read("sms-enable", "check")).toMatchObject({ finding: "absent", message: either, facts });
    expect(await read("sms-enable", "poll")).toMatchObject({ finding: "unseen", message: either, facts });
    expect(await read("sms-enable", "settle")).toMatchObject({ finding: "absent", facts });
    // A gateway's own 404 says nothing about the number.
    carrierServer.server.respondWith(json(404, { message: "no Route matched with those values" }));
    await expect(read("sms-disable", "poll")).rejects.toMatchObject({ fault: "bad_response" });
    carrierServer.server.respondWith(json(404, { error: "not available" }));
    expect(await read("sms-enable", "check")).toMatchObject({ finding: "absent", facts });
    carrierServer.server.respondWith({ status: 404, body: "<html>nginx</html>" });
    const lost = program("sms-enable").read({ numbers: [A], params: {}, step: "settle" });
    await expect(lost).rejects.toMatchObject({ fault: "bad_response" });
  });

  it("requests each number once and reads the list by position and by its own codes", async () => {
    const items = [
      { code: 200, provisioning: { state: "provisioned" } },
      { code: 404, error: "not available" },
      { code: "400", error: "not E.164" },
    ];
    for (const body of [items, { responses: items, code: 207 }]) {
      carrierServer.server.respondWith(json(207, body));
      const { readings } = await program("sms-enable").read({ numbers: [A, B, A, C], params: {}, step: "poll" });
      expect(readings.map(({ number, finding }) => [number, finding])).toEqual([
        [A, "done"],
        [B, "unseen"],
        [C, "refused"],
      ]);
      expect(carrierServer.server.requests.map((request) => request.url)).toEqual([
        "/_rest/v4/my/did/sms/provision?endpoint=%2B13031112222&endpoint=%2B17208675309&endpoint=%2B18005550100",
      ]);
    }
  });

  it("splits a long list into batches of 50", async () => {
    const numbers = Array.from({ length: 120 }, (_, n) => phoneNumber.parse(`+1303555${String(1000 + n)}`));
    carrierServer.server.respondWith((request) => {
      const requested = request.url.split("endpoint=").length - 1;
      return json(
        207,
        Array.from({ length: requested }, () => ({ code: 200, provisioning: { state: "provisioned" } })),
      );
    });
    const readings = (await open().readNumbers?.(numbers)) ?? [];
    expect(readings).toHaveLength(120);
    expect(readings.every(({ finding }) => finding === "done")).toBe(true);
    expect(carrierServer.server.requests).toHaveLength(3);
  });

  it.each([
    ["too short", [{ code: 200, provisioning: { state: "provisioned" } }]],
    ["too long", Array.from({ length: 3 }, () => ({ code: 200, provisioning: { state: "provisioned" } }))],
    ["no list", { code: 207 }],
    ["two lists", { a: [{ code: 200 }, { code: 200 }], b: [{ code: 200 }, { code: 200 }] }],
  ])("never guesses if the list is %s", async (_what, body) => {
    carrierServer.server.respondWith(json(207, body));
    const reading = program("sms-enable").read({ numbers: [A, B], params: {}, step: "settle" });
    await expect(reading).rejects.toMatchObject({ fault: "bad_response", mayHaveHappened: false });
  });

  it.each([
    ["no provisioning", { code: 200 }],
    ["a provisioning of null", { code: 200, provisioning: null }],
    ["a state of null", { code: 200, provisioning: { state: null } }],
  ])("reads a success with %s as no state reported", async (_what, body) => {
    for (const answer of [json(200, body), json(207, [body])]) {
      carrierServer.server.respondWith(answer);
      const read = async (kind: "sms-enable" | "sms-disable", step: "check" | "poll") =>
        (await program(kind).read({ numbers: [A], params: {}, step })).readings[0];
      expect(await read("sms-enable", "check")).toMatchObject({ finding: "absent", facts: { smsState: "none" } });
      expect(await read("sms-disable", "poll")).toMatchObject({
        finding: "done",
        message: "SMS is off. IntelePeer reports no SMS state for it.",
      });
    }
  });

  // From public bug reports: 11 numbers, one entry without a state.
  it.each([
    ["an empty provisioning", { code: 200, provisioning: {} }],
    ["an empty state", { code: 200, provisioning: { state: "" } }],
    ["a state that is not text", { code: 200, provisioning: { state: 7 } }],
    ["an invalid code", { code: "OK", provisioning: { state: "provisioned" } }],
    ["nothing", {}],
    ["null", null],
    ["text", "provisioned"],
    ["a list", []],
  ])("reads the entries of a 207 one by one: one with %s is unclear, the other ten count", async (_what, odd) => {
    const numbers = Array.from({ length: 11 }, (_, n) => phoneNumber.parse(`+1303555${String(1000 + n)}`));
    const entries = numbers.map((_, n): unknown =>
      n === 4 ? odd : { code: 200, provisioning: { state: "provisioned" } },
    );
    carrierServer.server.respondWith(json(207, entries));
    const { readings } = await program("sms-enable").read({ numbers, params: {}, step: "poll" });
    expect(readings.map(({ finding }) => finding)).toEqual(numbers.map((_, n) => (n === 4 ? "unclear" : "done")));
    expect(readings[4]).toMatchObject({
      number: numbers[4],
      message: expect.stringContaining("entry for this number"),
    });
    expect(readings[4]?.facts).toBeUndefined();
  });

  it.each([
    [400, { detail: "bad" }, "failed", "bad"],
    [401, { detail: "user does not own telephone number" }, "failed", "does not own"],
    [401, { error: "Enterprise is not currently enabled for SMS API access" }, "failed", "not currently enabled"],
    [403, { message: "no" }, "failed", "no"],
    [404, { reason: "gone" }, "failed", "gone"],
    [409, { code: 409, error: "in progress" }, "unclear", "in progress"],
    [418, {}, "unclear", "HTTP 418"],
  ] as const)("reads a write's %i %j as %s", async (status, body, type, message) => {
    carrierServer.server.respondWith(json(status, body));
    const { outcomes } = await program("sms-enable").write({ numbers: [A], reference: "r", params: {} });
    const outcome = outcomes.get(A);
    expect(outcome).toMatchObject({ type, code: String(status), message: expect.stringContaining(message) });
  });

  it.each([{ code: 401, error: "Unauthorized" }, { detail: "unauthorized" }, { error: "token has expired" }])(
    "reads a 401 %j as about our credentials, not the number",
    async (body) => {
      carrierServer.server.respondWith(json(401, body));
      const refused = { fault: "auth", mayHaveHappened: false, status: 401 };
      const write = program("sms-enable").write({ numbers: [A], reference: "r", params: {} });
      await expect(write).rejects.toMatchObject(refused);
      await expect(program("sms-enable").read({ numbers: [A], params: {}, step: "settle" })).rejects.toMatchObject(
        refused,
      );
    },
  );

  it("sends the bare token if configured", async () => {
    carrierServer.server.respondWith(state("provisioned"));
    await open({ INTELEPEER_TOKEN: TOKEN, INTELEPEER_BARE_TOKEN: "true" }).probe();
    expect(carrierServer.server.requests[0]?.headers.authorization).toBe(TOKEN);
  });

  describe("webhooks", () => {
    const params = { url: "https://portal.example/sms" };

    it("sets many in one call and reads each response", async () => {
      carrierServer.server.respondWith(json(207, [{ code: 201 }, { code: 400, error: "not enabled for SMS" }]));
      const { outcomes } = await program("webhook-set").write({ numbers: [A, B], reference: "r", params });
      expect(JSON.parse(carrierServer.server.requests[0]?.body ?? "")).toEqual({
        endpoints: [A, B],
        webhook: params.url,
      });
      expect(outcomes.get(A)).toMatchObject({ type: "confirmed", facts: { webhookUrl: params.url } });
      expect(outcomes.get(B)).toMatchObject({ type: "failed", code: "400", message: "not enabled for SMS" });
    });

    it("confirms all on 201 and fails all on 400", async () => {
      carrierServer.server.respondWith(json(201, { code: 201 }));
      expect((await program("webhook-set").write({ numbers: [A, B], reference: "r", params })).rest.type).toBe(
        "confirmed",
      );
      carrierServer.server.respondWith(json(400, { error: "bad URL" }));
      expect((await program("webhook-set").write({ numbers: [A, B], reference: "r", params })).rest).toMatchObject({
        type: "failed",
        message: "bad URL",
      });
    });

    it.each([
      [{ code: 200, webhook: params.url }, "done"],
      [{ code: 200, webhook: { url: params.url } }, "done"],
      [{ code: 200, webhook: "https://other.example" }, "absent"],
      [{ code: 404 }, "absent"],
      [{ code: 200 }, "unclear"],
    ])("reads %j as %s", async (body, finding) => {
      carrierServer.server.respondWith(json(body.code, body));
      const { readings } = await program("webhook-set").read({ numbers: [A], params, step: "settle" });
      expect(readings[0]?.finding).toBe(finding);
    });
  });
});
