import http from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { SANDBOX_CREDENTIALS } from "../credentials";
import { type Sandboxes } from "../start-sandboxes";
import { call, openSandbox } from "../testing/open-sandbox";

type Receipt = { method: string; state: string; deliveryState: string };
const received: Receipt[] = [];
const paths: string[] = [];
let receiver: http.Server;
let address = "";
let sandboxes: Sandboxes;

beforeAll(async () => {
  receiver = http.createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      const url = new URL(request.url ?? "", "http://receiver");
      paths.push(url.pathname);
      // Longer than any application of these tests waits.
      if (url.pathname === "/hang") return;
      const fields = (request.method === "GET" ? Object.fromEntries(url.searchParams) : JSON.parse(body)) as Receipt;
      received.push({
        method: request.method ?? "",
        state: fields.state,
        deliveryState: fields.deliveryState,
      });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const bound = receiver.address();
  address = typeof bound === "object" && bound ? `http://127.0.0.1:${bound.port}` : "";
  sandboxes = await openSandbox();
});
afterAll(async () => {
  await sandboxes.close();
  receiver.closeAllConnections();
  receiver.close();
});
beforeEach(() => {
  sandboxes.reset({ settings: true });
  received.length = 0;
  paths.length = 0;
});

const { userId, apiToken, apiSecret } = SANDBOX_CREDENTIALS.bandwidth;
const headers = { authorization: `Basic ${btoa(`${apiToken}:${apiSecret}`)}` };
const seed = (change: Record<string, unknown> = {}) =>
  sandboxes.seed({
    bandwidth: {
      applications: [{ id: "a-1", name: "App", incomingMessageUrl: `${address}/in`, ...change }],
      registered: [{ number: "+14352154439", applicationId: "a-1" }],
    },
  });
const send = () =>
  call("POST", `${sandboxes.urls.bandwidthMessaging}/users/${userId}/messages`, {
    headers,
    body: { from: "+14352154439", to: "+13233326955", text: "Example", receiptRequested: "all" },
  });
const words = () => received.map(({ state, deliveryState }) => `${state}/${deliveryState}`);
const QUICK = { queuedMs: 20, sendingMs: 100, deliveryMs: 100, receiptDelayMs: 0 };

it("report every state once its time has come, by the application's own method", async () => {
  sandboxes.changeSettings({ messaging: QUICK });
  seed({ callbackHttpMethod: "GET" });
  expect((await send()).status).toBe(201);
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(3);
  expect(words()).toEqual(["sending/waiting", "sent/waiting", "sent/delivered"]);
  expect(new Set(received.map(({ method }) => method))).toEqual(new Set(["GET"]));
});

it("come as often as the settings say, and the last state first", async () => {
  sandboxes.changeSettings({ messaging: { ...QUICK, receiptCopies: 2, receiptsInDisorder: true } });
  seed();
  await send();
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(6);
  expect(words().slice(0, 2)).toEqual(["sent/delivered", "sent/delivered"]);
  expect(words().slice(-2)).toEqual(["sending/waiting", "sending/waiting"]);
});

it("go to the fallback address when the first one does not answer within the application's time-out", async () => {
  seed();
  await call("POST", `${sandboxes.urls.bandwidthMessaging}/users/${userId}/applications/a-1`, {
    headers,
    body: {
      incomingMessageUrl: `${address}/hang`,
      incomingMessageFallbackUrl: `${address}/fallback`,
      incomingMessageUrlCallbackTimeout: 150,
    },
  });
  const answer = await call("POST", `${sandboxes.urls.admin}/inbound`, {
    body: { carrier: "bandwidth", to: "+14352154439", from: "+13233326955", text: "Example" },
  });
  expect(answer.json).toMatchObject({ attempts: [{ status: null }, { status: 200 }] });
  expect(paths).toEqual(["/hang", "/fallback"]);
});
