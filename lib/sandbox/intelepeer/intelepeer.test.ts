import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type Answer, bearer, call, openSandbox, QUICK } from "../testing/open-sandbox";

const sandboxes = await openSandbox();
afterAll(() => sandboxes.close());
beforeEach(() => {
  sandboxes.reset({ settings: true });
  sandboxes.changeSettings(QUICK);
});

const NUMBER = "+13031112222";
const provision = (method: string, endpoints: unknown, headers: Record<string, string> = bearer): Promise<Answer> =>
  call(method, `${sandboxes.urls.intelepeer}/my/did/sms/provision`, { body: { endpoints }, headers });
const read = (...numbers: string[]): Promise<Answer> =>
  call(
    "GET",
    `${sandboxes.urls.intelepeer}/my/did/sms/provision?${numbers.map((n) => `endpoint=${encodeURIComponent(n)}`).join("&")}`,
    { headers: bearer },
  );

describe("provisioning", () => {
  it("answers with the page's bodies and ends provisioned", async () => {
    const accepted = await provision("POST", [NUMBER]);
    expect(accepted.status).toBe(202);
    expect(accepted.text).toBe('{"code":202,"provisioning":{"state":"requested"}}');
    expect((await read(NUMBER)).text).toBe('{"code":200,"provisioning":{"state":"provisioned"}}');
    const off = await provision("DELETE", [NUMBER]);
    expect(off.text).toBe('{"code":202,"provisioning":{"state":"derequested"}}');
    expect((await read(NUMBER)).status).toBe(404);
    expect(sandboxes.ledger.countOf({ kind: "sms.enable", number: "3031112222" })).toBe(1);
    expect(sandboxes.ledger.countOf({ kind: "sms.disable", number: "3031112222" })).toBe(1);
  });

  it("stays in each state for its time and refuses with 409 meanwhile", async () => {
    const long = 600_000;
    const stateOf = async (number: string) => (await read(number)).json;
    sandboxes.changeSettings({ intelepeer: { requestedMs: long, derequestedMs: long } });
    await provision("POST", [NUMBER]);
    expect(await stateOf(NUMBER)).toEqual({ code: 200, provisioning: { state: "requested" } });
    expect((await provision("POST", [NUMBER])).status).toBe(409);
    expect((await provision("DELETE", [NUMBER])).status).toBe(409);
    sandboxes.changeSettings({ intelepeer: { requestedMs: 0, provisioningMs: long } });
    await provision("POST", ["+13031112223"]);
    expect(await stateOf("+13031112223")).toEqual({ code: 200, provisioning: { state: "provisioning" } });
    sandboxes.seed({ intelepeer: { provisioned: ["+13031112224", "+13031112225"] } });
    await provision("DELETE", ["+13031112224"]);
    expect(await stateOf("+13031112224")).toEqual({ code: 200, provisioning: { state: "derequested" } });
    sandboxes.changeSettings({ intelepeer: { derequestedMs: 0, deprovisioningMs: long } });
    await provision("DELETE", ["+13031112225"]);
    expect(await stateOf("+13031112225")).toEqual({ code: 200, provisioning: { state: "deprovisioning" } });
    expect((await provision("POST", ["+13031112225"])).status).toBe(409);
  });

  it("moves on by the clock", async () => {
    sandboxes.changeSettings({ intelepeer: { requestedMs: 600_000, provisioningMs: 600_000 } });
    await provision("POST", [NUMBER]);
    for (const state of ["provisioning", "provisioned"]) {
      sandboxes.advance(600_000);
      expect((await read(NUMBER)).json).toEqual({ code: 200, provisioning: { state } });
    }
  });

  it("answers several numbers by 207 in the order of the query", async () => {
    await provision("POST", [NUMBER]);
    const answer = await read("3031112222", NUMBER, "+13035550404", NUMBER);
    expect(answer.status).toBe(207);
    expect(answer.json).toMatchObject([{ code: 400 }, { code: 200 }, { code: 404 }, { code: 200 }]);
    sandboxes.changeSettings({ intelepeer: { manyShape: "wrapped", neverEnabled: "none" } });
    expect((await read(NUMBER, "+13035552223")).json).toMatchObject({
      code: 207,
      responses: [{ provisioning: { state: "provisioned" } }, { provisioning: { state: "none" } }],
    });
  });

  it.each([[[]], [[NUMBER, "+13035552223"]], [["3031112222"]], ["+13031112222"], [[NUMBER.slice(1)]]])(
    "refuses the endpoints %j with 400",
    async (endpoints) => {
      const answer = await provision("POST", endpoints);
      expect(answer.status).toBe(400);
      expect(answer.json).toHaveProperty("error");
      expect(sandboxes.ledger.list()).toEqual([]);
    },
  );

  it("follows outcomes and the last-four rules", async () => {
    sandboxes.setOutcomes([{ carrier: "intelepeer", number: NUMBER, outcome: "error" }]);
    await provision("POST", [NUMBER]);
    expect((await read(NUMBER)).text).toContain('"error"');
    await provision("POST", ["+13035550500"]);
    expect((await read("+13035550500")).text).toContain('"error"');
    sandboxes.dropOutcomes();
    await provision("POST", [NUMBER]);
    expect((await read(NUMBER)).text).toContain('"provisioned"');
  });

  it("follows the other reading of what the page leaves open", async () => {
    expect((await provision("DELETE", [NUMBER])).status).toBe(400);
    sandboxes.changeSettings({ intelepeer: { deleteNotProvisioned: 409, repeatEnable: 409, errorKey: "reason" } });
    expect((await provision("DELETE", [NUMBER])).json).toMatchObject({ code: 409, reason: expect.any(String) });
    await provision("POST", [NUMBER]);
    expect((await provision("POST", [NUMBER])).status).toBe(409);
  });

  it("shows a repeated effect in the ledger", async () => {
    await provision("POST", [NUMBER]);
    await provision("POST", [NUMBER]);
    expect(sandboxes.ledger.listDuplicates()).toEqual([
      { carrier: "intelepeer", kind: "sms.enable", number: "3031112222", count: 2 },
    ]);
  });
});

describe("authentication", () => {
  const authenticate = (password: string) =>
    call("POST", sandboxes.urls.intelepeerAuth, {
      body: { username: sandboxes.credentials.intelepeer.username, password },
    });

  it("gives a token that works with and without Bearer and dies when it expires", async () => {
    const answer = await authenticate(sandboxes.credentials.intelepeer.password);
    const { token } = answer.json as { token: string };
    for (const authorization of [token, `Bearer ${token}`])
      expect((await provision("POST", [], { authorization })).status).toBe(400);
    sandboxes.expireTokens();
    expect((await provision("POST", [], { authorization: token })).text).toBe('{"code":401,"error":"Unauthorized"}');
  });

  it("refuses a wrong password and speaks all three bodies", async () => {
    expect((await authenticate("wrong")).status).toBe(401);
    sandboxes.changeSettings({ intelepeer: { unauthorizedShape: "detail" } });
    expect((await provision("POST", [], {})).text).toBe('{"detail":"unauthorized"}');
    sandboxes.changeSettings({ intelepeer: { unauthorizedShape: "expired" } });
    expect((await provision("POST", [], {})).text).toBe('{"error":"token has expired"}');
  });
});

describe("webhooks", () => {
  const webhook = (method: string, body?: unknown, query = "") =>
    call(method, `${sandboxes.urls.intelepeer}/my/did/sms/webhook${query}`, { body, headers: bearer });

  it("is set for enabled numbers only, and read back", async () => {
    const url = "https://portal.example/callbacks";
    await provision("POST", ["+13035552222"]);
    const mixed = await webhook("POST", { endpoints: ["+13035552222", "+13035552223"], webhook: url });
    expect(mixed.status).toBe(207);
    expect(mixed.json).toMatchObject([{ code: 201 }, { code: 400 }]);
    expect((await webhook("POST", { endpoints: ["+13035552222"], webhook: url })).status).toBe(201);
    expect((await webhook("POST", { endpoints: ["+13035552222"], webhook: "nowhere" })).status).toBe(400);
    expect((await webhook("GET", undefined, "?endpoint=%2B13035552222")).json).toEqual({ code: 200, webhook: url });
    expect(sandboxes.ledger.countOf({ kind: "webhook.set", number: "3035552222" })).toBe(2);
  });
});
