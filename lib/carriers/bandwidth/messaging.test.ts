import { describe, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import type { Callbacks, Messaging } from "../carrier";
import { createHttp } from "../http";
import { messagingSettings } from "../testing/messaging-settings";
import { useCarrierServer } from "../testing/use-carrier-server";
import { readFixture, readJsonFixture } from "../testing/read-fixture";
import { bandwidth } from ".";
import { describeBandwidthError } from "./errors";

const here = import.meta.url;
const NUMBER = phoneNumber.parse("+14352154439");
const OTHER = phoneNumber.parse("+13233326955");
const json = (status: number, body: unknown, headers = {}) => ({ status, headers, body: JSON.stringify(body) });

describe("bandwidth messaging", () => {
  const carrierServer = useCarrierServer();
  const open = () =>
    bandwidth.open(
      messagingSettings(carrierServer.server.url),
      createHttp(carrierServer.ports, { secretValues: ["catchThatBird", "t-token", "s-secret"] }),
    );
  const messaging = (): Messaging => {
    const found = open().messaging;
    if (!found) throw new Error("no messaging");
    return found;
  };
  const callbacks = (): Callbacks => {
    const found = open().callbacks;
    if (!found) throw new Error("no callbacks");
    return found;
  };
  const register = () => {
    const found = open().programs.register;
    if (!found) throw new Error("no register");
    return found;
  };
  const params = { applicationId: "{{applicationId}}" };
  const write = async () =>
    (await register().write({ numbers: [NUMBER], reference: "r-1", params })).outcomes.get(NUMBER);

  it("registers with the documented body, recorded without user name and password", async () => {
    const location = "https://api.catapult.inetwork.com/v1/users/u-1/phoneNumbers/n-id3x6rblp4jrkih2u7zxjdy";
    carrierServer.server.respondWith({ status: 201, headers: { location } });
    const answer = await register().write({ numbers: [NUMBER], reference: "r-1", params });
    expect(carrierServer.server.requests[0]).toMatchObject({ method: "POST", url: "/v1/users/u-1/phoneNumbers" });
    expect(JSON.parse(carrierServer.server.requests[0]?.body ?? "")).toEqual(
      readJsonFixture(here, "register-request.json"),
    );
    expect(carrierServer.server.requests[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from("t-token:s-secret").toString("base64")}`,
    );
    expect(answer.externalId).toBe("n-id3x6rblp4jrkih2u7zxjdy");
    expect(answer.outcomes.get(NUMBER)).toMatchObject({
      type: "confirmed",
      facts: { registrationState: "registered" },
    });
    const recorded = JSON.stringify(carrierServer.ports.calls);
    for (const secret of [
      "wileCoyote",
      "catchThatBird",
      "t-token",
      "s-secret",
      Buffer.from("t-token:s-secret").toString("base64"),
    ])
      expect(recorded).not.toContain(secret);
    expect(recorded).toContain("+14352154439");
  });

  it("treats only duplicate-number as a confirmation, no other conflict", async () => {
    carrierServer.server.respondWith(
      json(409, { category: "conflict", code: "duplicate-number", message: "Cannot create another instance" }),
    );
    expect(await write()).toMatchObject({ type: "confirmed", message: expect.stringContaining("Already registered") });
    carrierServer.server.respondWith(
      json(409, { category: "conflict", code: "number-update-conflict", message: "busy" }),
    );
    expect(await write()).toMatchObject({ type: "unclear", code: "number-update-conflict" });
  });

  it.each([
    [400, "validation-error"],
    [401, "user-access-denied"],
    [403, "restricted-number"],
    [404, "application-not-found"],
  ])("fails a number rejected with %i %s", async (status, code) => {
    carrierServer.server.respondWith(json(status, { category: "x", code, message: "text from the carrier" }));
    expect(await write()).toMatchObject({ type: "failed", code, message: "text from the carrier" });
  });

  it("reads the registered numbers page by page, once per read", async () => {
    const pages = [
      Array.from({ length: 1_000 }, (_, n) => ({
        id: `n-${n}`,
        number: `+1919${2_000_000 + n}`,
        applicationId: "a-1",
        numberState: "enabled",
      })),
      [
        { id: "n-x", number: NUMBER, application: "https://host/v1/users/u-1/applications/a-1" },
        { id: "n-y", number: "+442071838750", applicationId: "a-1" },
        { id: "n-z", number: OTHER, applicationId: "a-1", numberState: "released" },
      ],
    ];
    carrierServer.server.respondWith((request) => json(200, pages[Number(/page=(\d+)/.exec(request.url)?.[1])] ?? []));
    const { readings } = await register().read({
      numbers: [NUMBER, OTHER],
      params: { applicationId: "a-1" },
      step: "settle",
    });
    expect(readings).toMatchObject([
      { finding: "done", facts: { registrationState: "registered", applicationId: "a-1" } },
      { finding: "absent" },
    ]);
    expect(carrierServer.server.requests.map(({ url }) => url)).toEqual([
      "/v1/users/u-1/phoneNumbers?applicationId=a-1&page=0&size=1000",
      "/v1/users/u-1/phoneNumbers?applicationId=a-1&page=1&size=1000",
    ]);
  });

  it("follows next links of smaller pages, and stops when pages repeat", async () => {
    const link = { link: '<https://host?page=1>; rel="next"' };
    carrierServer.server.respondInTurn(
      json(200, [{ id: "a", name: "A" }], link),
      json(200, [{ id: "b", name: "B", incomingMessageUrl: "http://x", callbackHttpMethod: "post" }], link),
      json(200, [{ id: "b", name: "B" }], link),
    );
    const { items, oddCount } = await messaging().listApplications();
    expect(items).toHaveLength(2);
    // A next page was named that nobody has seen.
    expect(oddCount).toBe(1);
    expect(carrierServer.server.requests).toHaveLength(3);
  });

  it("creates an application and sends a message with the documented bodies", async () => {
    carrierServer.server.respondWith({ status: 201, headers: { location: "/v1/users/u-1/applications/a-17" } });
    const { id } = await messaging().createApplication({
      name: "MyFirstApp",
      incomingMessageUrl: "http://example.com/messages.php",
      callbackHttpMethod: "POST",
    });
    expect(id).toBe("a-17");
    expect(carrierServer.server.requests[0]?.url).toBe("/v1/users/u-1/applications/");
    expect(JSON.parse(carrierServer.server.requests[0]?.body ?? "")).toEqual(
      readJsonFixture(here, "application-request.json"),
    );

    carrierServer.server.respondWith({
      status: 201,
      headers: { location: "https://host/v1/users/u-1/messages/m-id3x6?x=1" },
    });
    const text = "Good morning, this is a test message";
    expect(await messaging().sendMessage({ from: NUMBER, to: OTHER, text })).toEqual({ id: "m-id3x6" });
    expect(JSON.parse(carrierServer.server.requests[0]?.body ?? "")).toEqual(
      readJsonFixture(here, "message-request.json"),
    );
  });

  it("does not invent an ID if Location is missing", async () => {
    carrierServer.server.respondWith({ status: 201 });
    await expect(messaging().sendMessage({ from: NUMBER, to: OTHER, text: "x" })).rejects.toMatchObject({
      fault: "bad_response",
      mayHaveHappened: true,
    });
  });

  it("treats only the 403 of the message limit as a limit", async () => {
    const resetAt = Date.now() + 30_000;
    const details = [{ name: "rateLimitResetTime", value: String(resetAt) }];
    carrierServer.server.respondWith(json(403, { category: "limit", code: "message-rate-limit-per-tn", details }));
    const send = () => messaging().sendMessage({ from: NUMBER, to: OTHER, text: "x" });
    await expect(send()).rejects.toMatchObject({ fault: "rate_limited", resetAt, mayHaveHappened: false });
    expect(carrierServer.ports.blocks).toMatchObject([{ group: "messaging", until: resetAt }]);
    carrierServer.server.respondWith(
      json(403, { category: "credit", code: "insufficient-available-balance", message: "no funds" }),
    );
    await expect(send()).rejects.toMatchObject({ fault: "rejected", carrierCode: "insufficient-available-balance" });
  });

  it.each(["insufficient-available-balance", "restricted-number"])(
    "reads a 403 %s as a refusal, whatever its rate headers say",
    async (code) => {
      const reset = { "x-ratelimit-reset": String(Date.now() + 30_000) };
      for (const headers of [reset, { ...reset, "x-ratelimit-remaining": "0" }]) {
        carrierServer.server.respondWith(json(403, { category: "forbidden", code, message: "not possible" }, headers));
        expect(await write()).toMatchObject({ type: "failed", code, message: "not possible" });
        const send = messaging().sendMessage({ from: NUMBER, to: OTHER, text: "x" });
        await expect(send).rejects.toMatchObject({ fault: "rejected", carrierCode: code });
      }
      expect(carrierServer.ports.blocks).toEqual([]);
      carrierServer.server.respondWith({ status: 403, headers: reset, body: "" });
      await expect(write()).rejects.toMatchObject({ fault: "rate_limited" });
    },
  );

  it("reads a message", async () => {
    carrierServer.server.respondWith(
      json(200, {
        id: "m-1",
        state: "sent",
        deliveryState: "delivered",
        from: NUMBER,
        to: OTHER,
        text: "x",
        time: "2016-12-01T16:04:49Z",
      }),
    );
    expect(await messaging().getMessage("m-1")).toMatchObject({ state: "sent", deliveryState: "delivered" });
    expect(carrierServer.server.requests[0]?.url).toBe("/v1/users/u-1/messages/m-1");
  });

  describe("callbacks", () => {
    it("reads the documented GET and POST with one schema", () => {
      const query = Object.fromEntries(new URLSearchParams(readFixture(here, "callback-get.txt").trim()));
      expect(callbacks().read(query)).toEqual([
        {
          messageId: "m-asdf",
          direction: "in",
          from: "+19191231111",
          to: "+14352154439",
          text: "test",
          time: "2016-12-01T16:04:49Z",
          state: "received",
          deliveryState: null,
          applicationId: "a-yr3jpxasdfh5xh5e35saoi",
          code: null,
          message: null,
          tag: null,
        },
      ]);
      expect(callbacks().read(readJsonFixture(here, "callback-post.json"))).toMatchObject([
        { messageId: "{messageId}", direction: "in", from: "+13233326955", text: "Example", state: "received" },
      ]);
    });

    const event = { eventType: "sms", messageId: "m", from: "+1", to: "+1", state: "received", text: "" };
    it.each([
      [{ ...event, from: " 19191231111" }, { from: "+19191231111" }],
      [{ ...event, from: "12345" }, { from: "12345" }],
      [{ ...event, messageId: ["m", "m"] }, { messageId: "m" }],
      [
        { ...event, state: "sent", deliveryState: "delivered" },
        { direction: "out", deliveryState: "delivered" },
      ],
    ])("understands %j", (payload, expected) => {
      expect(callbacks().read(payload)[0]).toMatchObject(expected);
    });

    it.each([
      [null],
      ["text"],
      [[]],
      [{}],
      [{ ...event, eventType: "incomingcall" }],
      [{ ...event, messageId: "" }],
      [{ ...event, direction: "sideways" }],
      [{ ...event, messageId: ["m", "n"] }],
      [{ ...event, text: ["STOP", "hello"] }],
    ])("refuses %j", (payload) => {
      expect(() => callbacks().read(payload)).toThrow(expect.objectContaining({ fault: "bad_response" }));
    });
  });

  it("explains a code only together with its text", () => {
    expect(describeBandwidthError("13552", "Telephone numbers already exist.")?.meaning).toMatch(
      /already at Bandwidth/,
    );
    expect(describeBandwidthError("13552", "Termination IP 1.2.3.4 is already in use.")).toBeNull();
    expect(
      describeBandwidthError("5081", "Action is absent or invalid. Possible values: import, remove"),
    ).not.toBeNull();
    expect(describeBandwidthError("5081", "Number Format 'x' is invalid.")).toBeNull();
  });
});
