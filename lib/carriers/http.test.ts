import { describe, expect, it } from "vitest";
import { type CarrierRequest, createHttp } from "./http";
import { cutOff, hang, reset } from "./testing/carrier-server";
import { useCarrierServer } from "./testing/use-carrier-server";
import { currentTrace, runTraced, withTrace } from "./trace";

describe("http", () => {
  const server = useCarrierServer();
  const send = (request: Partial<CarrierRequest> = {}) =>
    createHttp(server.ports, { secretValues: ["s3cret-value"] }).send({
      group: "api",
      method: "GET",
      url: `${server.server.url}/x`,
      isRead: true,
      ...request,
    });

  it("takes a slot, sends, and records the exchange on whose behalf it was made", async () => {
    server.server.play({ status: 200, headers: { "X-Two": "b" }, body: "fine" });
    const trace = { orderId: "o-1", dispatchId: "d-1" };
    const traced = await runTraced(trace, () => send());
    const reply = traced.type === "returned" ? traced.value : null;
    expect(reply).toMatchObject({ status: 200, body: "fine", callId: "call-1", headers: { "x-two": "b" } });
    expect(server.ports.slots).toEqual(["api"]);
    expect(server.ports.calls).toMatchObject([
      { id: "call-1", group: "api", status: 200, responseBody: "fine", fault: null, trace },
    ]);
    expect(traced).toMatchObject({ callId: "call-1", end: { health: "well", status: 200 } });
    expect(currentTrace()).toEqual({});
  });

  it("repeats a reading until it gets through, each try with a slot and a record of its own", async () => {
    server.server.playInTurn({ status: 502 }, reset, { status: 200, body: "at last" });
    expect((await send()).body).toBe("at last");
    expect(server.server.requests).toHaveLength(3);
    expect(server.ports.slots).toHaveLength(3);
    expect(server.ports.calls.map(({ status }) => status)).toEqual([502, null, 200]);
    expect(server.ports.calls[1]?.fault).toMatch(/connection failed/);
  });

  it("waits out a short limit for a reading, and leaves a long one to the queue", async () => {
    const from = Date.now();
    server.server.playInTurn({ status: 429, headers: { "retry-after": "0.2" } }, { status: 200 });
    expect((await send()).status).toBe(200);
    expect(Date.now() - from).toBeGreaterThanOrEqual(190);
    server.server.play({ status: 429, headers: { "retry-after": "60" } });
    await expect(send()).rejects.toMatchObject({ fault: "rate_limited" });
    expect(server.server.requests).toHaveLength(1);
    expect(server.ports.blocks.map(({ group }) => group)).toEqual(["api", "api"]);
  });

  it("gives a limit without an instant a short block", async () => {
    server.server.play({ status: 429 });
    const from = Date.now();
    await expect(send({ isRead: false, method: "POST" })).rejects.toMatchObject({ mayHaveHappened: false });
    expect(server.ports.blocks[0]?.until).toBeGreaterThanOrEqual(from + 1_000);
  });

  it("sends nothing on a slot that was taken back before its connection stood, and waits for another", async () => {
    server.server.play({ status: 200 });
    const seen: string[] = [];
    let slots = 0;
    const ports = {
      ...server.ports,
      takeSlot: async () => {
        const n = (slots += 1);
        const mayLeave = () => {
          seen.push(`${n} asked, ${server.server.requests.length} sent`);
          return n === 3;
        };
        return { mayLeave, pause: () => {}, end: () => seen.push(`${n} ended`) };
      },
    };
    const request: CarrierRequest = {
      group: "api",
      method: "POST",
      url: `${server.server.url}/x`,
      isRead: false,
      body: "{}",
    };
    const http = createHttp(ports, { secretValues: [] });
    expect((await http.send(request)).status).toBe(200);
    expect(seen).toEqual(["1 asked, 0 sent", "1 ended", "2 asked, 0 sent", "2 ended", "3 asked, 0 sent", "3 ended"]);
    expect(server.server.requests).toHaveLength(1);
    expect(server.ports.calls).toHaveLength(1);
  });

  it("holds up the others as soon as a limit's head has come, before its body", async () => {
    const held: number[] = [];
    let isBodySent = false;
    server.server.play((_request, response) => {
      response.writeHead(429, { "retry-after": "3" });
      response.flushHeaders();
      const wait = setInterval(() => {
        if (held.length === 0) return;
        clearInterval(wait);
        isBodySent = true;
        response.end("late");
      }, 5);
    });
    const from = Date.now();
    const ports = {
      ...server.ports,
      takeSlot: async () => ({
        mayLeave: () => true,
        pause: (until: number) => {
          expect(isBodySent).toBe(false);
          held.push(until);
        },
        end: () => {},
      }),
    };
    const write = createHttp(ports, { secretValues: [] }).send({
      group: "api",
      method: "POST",
      url: `${server.server.url}/x`,
      isRead: false,
    });
    await expect(write).rejects.toMatchObject({ fault: "rate_limited" });
    expect(held[0]).toBeGreaterThanOrEqual(from + 3_000);
    expect(server.ports.blocks).toMatchObject([{ group: "api" }]);
    expect(server.ports.blocks[0]?.sentAt).toBeGreaterThanOrEqual(from);
  });

  it("does not follow a redirect", async () => {
    server.server.play({ status: 302, headers: { location: `${server.server.url}/elsewhere` } });
    await expect(send()).rejects.toMatchObject({ fault: "bad_response", mayHaveHappened: false });
    await expect(send({ isRead: false, method: "POST" })).rejects.toMatchObject({ mayHaveHappened: true });
    expect(server.server.requests.map(({ url }) => url)).toEqual(["/x", "/x"]);
  });

  it("stops reading where an answer grows too large", async () => {
    server.server.play({ status: 200, body: "x".repeat(70_000) });
    await expect(send({ maxBytes: 50_000 })).rejects.toMatchObject({ fault: "bad_response" });
    expect((await send({ maxBytes: 70_000 })).body).toHaveLength(70_000);
    expect(server.ports.calls.at(-1)?.responseBody).toHaveLength(64 * 1024);
  });

  it("gives the whole call one time, however slowly the answer drips", async () => {
    server.server.play((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    });
    const from = Date.now();
    const write = send({ isRead: false, method: "POST", timeoutMs: 1_000 });
    await expect(write).rejects.toMatchObject({ fault: "unavailable", message: "No answer in time." });
    expect(Date.now() - from).toBeLessThan(8_000);
  });

  it.each([
    ["is reset", reset],
    ["hangs", hang],
    ["is cut off", cutOff({ status: 200, body: "a whole answer" })],
    ["fails", { status: 500 }],
  ])("sends a write once, and leaves it open when the carrier %s", async (_how, scene) => {
    server.server.play(scene);
    const write = send({ isRead: false, method: "POST", body: "{}", timeoutMs: 1_000 });
    await expect(write).rejects.toMatchObject({ fault: "unavailable", mayHaveHappened: true, callId: "call-1" });
    expect(server.server.requests).toHaveLength(1);
    expect(server.ports.calls).toHaveLength(1);
  });

  it("does not let a write leave after its time", async () => {
    server.server.play({ status: 200 });
    const late = withTrace({ writeBefore: Date.now() - 1 }, () => send({ isRead: false, method: "POST" }));
    await expect(late).rejects.toMatchObject({ fault: "unavailable", mayHaveHappened: false, isRetryable: true });
    expect(server.server.requests).toHaveLength(0);
    expect((await withTrace({ writeBefore: Date.now() - 1 }, () => send())).status).toBe(200);
  });

  it("records no secret of a request or of an answer that echoes it", async () => {
    server.server.play({ status: 400, headers: { "set-cookie": "sid=1" }, body: "wrong: s3cret-value" });
    await send({
      method: "POST",
      isRead: false,
      url: `${server.server.url}/x?apikey=in-the-address`,
      headers: { authorization: "Basic in-the-header" },
      body: JSON.stringify({ apikey: "in-the-body", properties: { userName: "a-user", password: "a-password" } }),
    });
    const recorded = JSON.stringify(server.ports.calls);
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
    expect(server.server.requests[0]?.body).toContain("in-the-body");
  });

  it("reads a limit that is no 429 where it is told how", async () => {
    const resetAt = Date.now() + 45_000;
    server.server.play({
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
