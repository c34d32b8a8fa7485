import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { credentials } from "../credentials";
import { basic, call, openSandbox, QUICK } from "../../testing/open-sandbox";

const { accountId, username, password, userId, apiToken, apiSecret } = credentials;
const auth = basic(apiToken, apiSecret);
const NUMBER = "+14352154439";

const sandboxes = await openSandbox();
afterAll(() => sandboxes.close());
beforeEach(() => {
  sandboxes.reset({ settings: true });
  sandboxes.changeSettings(QUICK);
  sandboxes.seed({ bandwidth: { imported: [NUMBER, "+14352154466"] } });
});

const users = () => `${sandboxes.urls.bandwidthMessaging}/users/${userId}`;
const send = (method: string, path: string, body?: unknown) => call(method, users() + path, { body, headers: auth });
const lastOf = (location: string | null) => location?.split("/").at(-1) ?? "";
async function makeApplication(extra: Record<string, unknown> = {}): Promise<string> {
  const body = { name: "MyFirstApp", incomingMessageUrl: "http://example.com/messages.php", ...extra };
  return lastOf((await send("POST", "/applications/", body)).headers.get("location"));
}
const register = (applicationId: string, number = NUMBER, secret: string = password) =>
  send("POST", "/phoneNumbers", {
    number,
    applicationId,
    name: "text messaging TN",
    provider: {
      providerName: "bandwidth-dashboard",
      properties: { accountId, userName: username, password: secret },
    },
  });

describe("applications", () => {
  it("are created with an empty 201 and a relative Location, read, updated and deleted", async () => {
    const created = await send("POST", "/applications/", {
      name: "MyFirstApp",
      incomingMessageUrl: "http://example.com/messages.php",
      callbackHttpMethod: "GET",
    });
    expect([created.status, created.text]).toEqual([201, ""]);
    expect(created.headers.get("location")).toMatch(
      new RegExp(`^/catapult/v1/users/${userId}/applications/a-[a-z2-7]{23}$`),
    );
    const path = `/applications/${lastOf(created.headers.get("location"))}`;
    expect((await send("POST", path, { name: "Renamed" })).status).toBe(200);
    expect((await send("GET", path)).json).toMatchObject({ name: "Renamed", callbackHttpMethod: "GET" });
    expect((await send("DELETE", path)).status).toBe(200);
    expect(await send("GET", path)).toMatchObject({
      status: 404,
      json: { category: "not-found", code: "application-not-found" },
    });
  });

  it("are listed by pages with Link headers", async () => {
    for (let index = 0; index < 3; index += 1) await makeApplication({ name: `App ${index}` });
    const page = await send("GET", "/applications?page=1&size=2");
    expect(page.json).toMatchObject([{ name: "App 2" }]);
    expect(page.headers.get("link")).toContain('page=0&size=2>; rel="previous"');
    expect((await send("GET", "/applications?size=1001")).status).toBe(400);
  });

  it.each([
    [{ name: " ", incomingMessageUrl: "http://example.com" }, "blank-property"],
    [{ name: "A" }, "validation-error"],
    [{ name: "A", incomingMessageUrl: "nowhere" }, "validation-error"],
    [
      { name: "A", incomingMessageUrl: "http://example.com", incomingMessageUrlCallbackTimeout: 10_001 },
      "validation-error",
    ],
  ])("refuse %j", async (body, code) => {
    expect(await send("POST", "/applications", body)).toMatchObject({ status: 400, json: { code } });
  });
});

describe("phone numbers", () => {
  it("are registered with an absolute Location, once", async () => {
    const applicationId = await makeApplication();
    const created = await register(applicationId);
    expect([created.status, created.text]).toEqual([201, ""]);
    const location = created.headers.get("location") ?? "";
    expect(location).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/catapult\/v1\/users\/.+\/phoneNumbers\/n-[a-z2-7]{23}$/);
    expect((await call("GET", location, { headers: auth })).json).toMatchObject({ number: NUMBER, applicationId });
    expect((await send("GET", `/phoneNumbers/${encodeURIComponent(NUMBER)}`)).json).toMatchObject({ number: NUMBER });
    expect(await register(applicationId)).toMatchObject({ status: 409, json: { code: "duplicate-number" } });
    expect(sandboxes.ledger.countOf({ kind: "register", number: "4352154439" })).toBe(1);
  });

  it("move between applications and are found by them", async () => {
    const [first, second] = [await makeApplication(), await makeApplication({ name: "Second" })];
    const id = lastOf((await register(first)).headers.get("location"));
    await send("POST", `/phoneNumbers/${id}`, { applicationId: second });
    expect((await send("GET", `/phoneNumbers?applicationId=${first}`)).json).toEqual([]);
    expect((await send("GET", `/phoneNumbers?applicationId=${second}`)).json).toMatchObject([{ id }]);
    await send("DELETE", `/phoneNumbers/${id}`);
    expect((await send("GET", `/phoneNumbers/${id}`)).status).toBe(404);
  });

  it("are refused for wrong credentials, spelling, application and missing import", async () => {
    const applicationId = await makeApplication();
    expect((await register(applicationId, NUMBER, "wrong")).status).toBe(401);
    expect((await register(applicationId, "4352154439")).status).toBe(400);
    expect((await register("a-unknown")).json).toMatchObject({ code: "application-not-found" });
    expect((await register(applicationId, "+19199918388")).json).toMatchObject({ code: "number-not-found" });
    const wrong = await call("GET", `${users()}/phoneNumbers`, { headers: basic(apiToken, "wrong") });
    expect(wrong).toMatchObject({ status: 401, json: { category: "authorization", code: "user-access-denied" } });
    expect(sandboxes.ledger.countOf({ kind: "register" })).toBe(0);
  });
});

describe("messages", () => {
  beforeEach(async () => {
    await register(await makeApplication());
  });

  it("are sent with or without the plus and go from queued to delivered", async () => {
    const long = 600_000;
    const stateAfter = async (delays: { queuedMs: number; sendingMs: number; deliveryMs: number }) => {
      sandboxes.changeSettings({ messaging: delays });
      const sent = await send("POST", "/messages", { from: NUMBER.slice(1), to: "+12015550123", text: "Good morning" });
      expect(sent.status).toBe(201);
      return (await call("GET", sent.headers.get("location") ?? "", { headers: auth })).json;
    };
    const none = { queuedMs: 0, sendingMs: 0, deliveryMs: 0 };
    expect(await stateAfter({ ...none, queuedMs: long })).toMatchObject({ from: NUMBER, state: "queued" });
    expect(await stateAfter({ ...none, sendingMs: long })).toMatchObject({ state: "sending" });
    expect(await stateAfter({ ...none, deliveryMs: long })).toMatchObject({ state: "sent", deliveryState: "waiting" });
    expect(await stateAfter(none)).toMatchObject({ state: "sent", deliveryState: "delivered", deliveryCode: "0" });
    sandboxes.setOutcomes([{ carrier: "bandwidth", number: "2015550123", outcome: "message-undelivered" }]);
    expect(await stateAfter(none)).toMatchObject({ state: "sent", deliveryState: "not-delivered" });
    expect((await send("GET", "/messages?direction=out")).json).toHaveLength(5);
  });

  it("answer a list with 202 and one outcome each", async () => {
    const answer = await send("POST", "/messages", [
      { from: NUMBER, to: "+12015550123", text: "a" },
      { from: NUMBER, to: " ", text: "b" },
    ]);
    expect(answer).toMatchObject({
      status: 202,
      json: [{ result: "accepted" }, { result: "error", error: { code: "blank-property" } }],
    });
  });

  it("are limited by 403, other calls by a 429 in milliseconds", async () => {
    const limit = { requests: 1, windowMs: 60_000, burst: 1 };
    sandboxes.changeSettings({ limits: { bandwidthMessages: limit, bandwidthApplications: limit } });
    const message = { from: NUMBER, to: "+12015550123", text: "a" };
    expect((await send("POST", "/messages", message)).status).toBe(201);
    expect(await send("POST", "/messages", message)).toMatchObject({
      status: 403,
      json: { code: "message-rate-limit" },
    });
    await send("GET", "/applications");
    const limited = await send("GET", "/applications");
    expect(limited.status).toBe(429);
    const reset = Number(limited.headers.get("x-ratelimit-reset"));
    expect(reset).toBeGreaterThan(Date.now());
    expect(limited.json).toEqual({
      category: "too-many-requests",
      code: "rate-limit-reached",
      details: [
        { name: "rateLimitResetTime", value: String(reset) },
        { name: "requestMethod", value: "GET" },
        { name: "requestPath", value: `users/${userId}/applications` },
      ],
    });
  });
});
