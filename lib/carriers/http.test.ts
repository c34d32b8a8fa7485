import { describe, expect, it } from "vitest";
import { type CarrierRequest, createHttp } from "./http";
import { cutOff, hang, reset } from "./testing/carrier-server";
import { useCarrierServer } from "./testing/use-carrier-server";
import { currentTrace, runTraced, withTrace } from "./trace";

describe("http", () => {
  const carrierServer = useCarrierServer();
  const send = (request: Partial<CarrierRequest> = {}) =>
    createHttp(carrierServer.ports, { secretValues: ["s3cret-value"] }).send({
      group: "api",
      method: "GET",
      url: `${carrierServer.server.url}/x`,
      isRead: true,
      ...request,
    });

  it("takes a slot, sends, and records the exchange with its trace", async () => {
    carrierServer.server.respondWith({ status: 200, headers: { "X-Two": "b" }, body: "fine" });
    const trace = { orderId: "o-1", dispatchId: "d-1" };
    const traced = await runTraced(trace, () => send());
    const reply = traced.type === "returned" ? traced.value : null;
    expect(reply).toMatchObject({ status: 200, body: "fine", callId: "call-1", headers: { "x-two": "b" } });
    expect(carrierServer.ports.slots).toEqual(["api"]);
    expect(carrierServer.ports.calls).toMatchObject([
      { id: "call-1", group: "api", status: 200, responseBody: "fine", fault: null, trace },
    ]);
    expect(traced).toMatchObject({ callId: "call-1", end: { health: "well", status: 200 } });
    expect(currentTrace()).toEqual({});
  });

  it("retries a read until it succeeds, each try with its own slot and record", async () => {
    carrierServer.server.respondInTurn({ status: 502 }, reset, { status: 200, body: "at last" });
    expect((await send()).body).toBe("at last");
    expect(carrierServer.server.requests).toHaveLength(3);
    expect(carrierServer.ports.slots).toHaveLength(3);
    expect(carrierServer.ports.calls.map(({ status }) => status)).toEqual([502, null, 200]);
    expect(carrierServer.ports.calls[1]?.fault).toMatch(/connection failed/);
  });

  it("waits for a short limit on a read, and leaves a long one to the queue", async () => {
    const from = Date.now();
    carrierServer.server.respondInTurn({ status: 429, headers: { "retry-after": "0.2" } }, { status: 200 });
    expect((await send()).status).toBe(200);
    expect(Date.now() - from).toBeGreaterThanOrEqual(190);
    carrierServer.server.respondWith({ status: 429, headers: { "retry-after": "60" } });
    await expect(send()).rejects.toMatchObject({ fault: "rate_limited" });
    expect(carrierServer.server.requests).toHaveLength(1);
    expect(carrierServer.ports.blocks.map(({ group }) => group)).toEqual(["api", "api"]);
  });

  it("blocks briefly for a limit without a reset time", async () => {
    carrierServer.server.respondWith({ status: 429 });
    const from = Date.now();
    await expect(send({ isRead: false, method: "POST" })).rejects.toMatchObject({ mayHaveHappened: false });
    expect(carrierServer.ports.blocks[0]?.until).toBeGreaterThanOrEqual(from + 1_000);
  });

  it("sends nothing on a slot that is revoked before the connection is open, and waits for another", async () => {
    carrierServer.server.respondWith({ status: 200 });
    const seen: string[] = [];
    let slots = 0;
    const ports = {
      ...carrierServer.ports,
      takeSlot: async () => {
        const n = (slots += 1);
        const mayLeave = () => {
          seen.push(`${n} checked, ${carrierServer.server.requests.length} sent`);
          return n === 3;
        };
        return { mayLeave, pause: () => {}, end: () => seen.push(`${n} ended`) };
      },
    };
    const request: CarrierRequest = {
      group: "api",
      method: "POST",
      url: `${carrierServer.server.url}/x`,
      isRead: false,
      body: "{}",
    };
    const http = createHttp(ports, { secretValues: [] });
    expect((await http.send(request)).status).toBe(200);
    expect(seen).toEqual([
      "1 checked, 0 sent",
      "1 ended",
      "2 checked, 0 sent",
      "2 ended",
      "3 checked, 0 sent",
      "3 ended",
    ]);
    expect(carrierServer.server.requests).toHaveLength(1);
    expect(carrierServer.ports.calls).toHaveLength(1);
  });

  it("pauses other calls as soon as a limit's headers arrive, before its body", async () => {
    const pauses: number[] = [];
    let isBodySent = false;
    carrierServer.server.respondWith((_request, response) => {
      response.writeHead(429, { "retry-after": "3" });
      response.flushHeaders();
      const wait = setInterval(() => {
        if (pauses.length === 0) return;
        clearInterval(wait);
        isBodySent = true;
        response.end("late");
      }, 5);
    });
    const from = Date.now();
    const ports = {
      ...carrierServer.ports,
      takeSlot: async () => ({
        mayLeave: () => true,
        pause: (until: number) => {
          expect(isBodySent).toBe(false);
          pauses.push(until);
        },
        end: () => {},
      }),
    };
    const write = createHttp(ports, { secretValues: [] }).send({
      group: "api",
      method: "POST",
      url: `${carrierServer.server.url}/x`,
      isRead: false,
    });
    await expect(write).rejects.toMatchObject({ fault: "rate_limited" });
    expect(pauses[0]).toBeGreaterThanOrEqual(from + 3_000);
    expect(carrierServer.ports.blocks).toMatchObject([{ group: "api" }]);
    expect(carrierServer.ports.blocks[0]?.sentAt).toBeGreaterThanOrEqual(from);
  });

  it("does not follow a redirect", async () => {
    carrierServer.server.respondWith({ status: 302, headers: { location: `${carrierServer.server.url}/elsewhere` } });
    await expect(send()).rejects.toMatchObject({ fault: "bad_response", mayHaveHappened: false });
    await expect(send({ isRead: false, method: "POST" })).rejects.toMatchObject({ mayHaveHappened: true });
    expect(carrierServer.server.requests.map(({ url }) => url)).toEqual(["/x", "/x"]);
  });

  it("stops reading a response that is too large", async () => {
    carrierServer.server.respondWith({ status: 200, body: "x".repeat(70_000) });
    await expect(send({ maxBytes: 50_000 })).rejects.toMatchObject({ fault: "bad_response" });
    expect((await send({ maxBytes: 70_000 })).body).toHaveLength(70_000);
    expect(carrierServer.ports.calls.at(-1)?.responseBody).toHaveLength(64 * 1024);
  });

  it("limits the time of the whole call, even for a slow response", async () => {
    carrierServer.server.respondWith((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const write = send({ isRead: false, method: "POST", timeoutMs: 1_000 });
    await expect(write).rejects.toMatchObject({ fault: "unavailable", message: "No response in time." });
  });

  it.each([
    ["is reset", reset],
    ["hangs", hang],
    ["is cut off", cutOff({ status: 200, body: "a whole answer" })],
    ["fails", { status: 500 }],
  ])("sends a write once, and leaves it open when the carrier %s", async (_how, response) => {
    carrierServer.server.respondWith(response);
    const write = send({ isRead: false, method: "POST", body: "{}", timeoutMs: 1_000 });
    await expect(write).rejects.toMatchObject({ fault: "unavailable", mayHaveHappened: true, callId: "call-1" });
    expect(carrierServer.server.requests).toHaveLength(1);
    expect(carrierServer.ports.calls).toHaveLength(1);
  });

  it("does not send a write after its timeout", async () => {
    carrierServer.server.respondWith({ status: 200 });
    const late = withTrace({ writeBefore: Date.now() - 1 }, () => send({ isRead: false, method: "POST" }));
    await expect(late).rejects.toMatchObject({ fault: "unavailable", mayHaveHappened: false, isRetryable: true });
    expect(carrierServer.server.requests).toHaveLength(0);
    expect((await withTrace({ writeBefore: Date.now() - 1 }, () => send())).status).toBe(200);
  });

  it("records no secret of a request, or of a response that echoes it", async () => {
    carrierServer.server.respondWith({ status: 400, headers: { "set-cookie": "sid=1" }, body: "wrong: s3cret-value" });
    await send({
      method: "POST",
      isRead: false,
      url: `${carrierServer.server.url}/x?apikey=in-the-address`,
      headers: { authorization: "Basic in-the-header" },
      body: JSON.stringify({ apikey: "in-the-body", properties: { userName: "a-user", password: "a-password" } }),
    });
    const recorded = JSON.stringify(carrierServer.ports.calls);
    for (const secret of [
      "s3cret-value",
      "in-the-address",
      "in-the-header",
      "in-the-body",
      "a-user",
      "a-password",
      "sid=1",
    ])
      expect(recorded).not.toContain(secret);
    expect(carrierServer.server.requests[0]?.body).toContain("in-the-body");
  });

  it("recognizes a limit without 429 if configured", async () => {
    const resetAt = Date.now() + 45_000;
    carrierServer.server.respondWith({
      status: 403,
      body: JSON.stringify({ details: [{ name: "rateLimitResetTime", value: String(resetAt) }] }),
    });
    await expect(send({ isLimited: ({ status }) => status === 403 })).rejects.toMatchObject({
      fault: "rate_limited",
      resetAt,
    });
    expect((await send()).status).toBe(403);
  });
});
