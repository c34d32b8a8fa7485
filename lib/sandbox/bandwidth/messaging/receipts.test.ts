import { afterAll, beforeEach, expect, it } from "vitest";
import { credentials } from "../credentials";
import { openReceiver, type Received } from "../../testing/open-receiver";
import { call, openSandbox } from "../../testing/open-sandbox";

const receiver = await openReceiver((path) => (path === "/hang" ? null : 200));
const { address, received } = receiver;
const sandboxes = await openSandbox();
afterAll(async () => {
  await sandboxes.close();
  receiver.close();
});
beforeEach(() => {
  sandboxes.reset({ settings: true });
  received.length = 0;
});

const readFields = ({ method, url, body }: Received) =>
  (method === "GET" ? Object.fromEntries(url.searchParams) : JSON.parse(body)) as Record<string, string>;
const { userId, apiToken, apiSecret } = credentials;
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
const states = () => received.map(readFields).map(({ state, deliveryState }) => `${state}/${deliveryState}`);
const HOUR = 3_600_000;
/** In ms, the fallback's too: a busy machine answers within it. */
const SECONDS = 5_000;
const HOURS = { queuedMs: HOUR, sendingMs: HOUR, deliveryMs: HOUR, receiptDelayMs: 0 };

it("report every state once its time has come, by the application's own method", async () => {
  sandboxes.changeSettings({ messaging: HOURS });
  seed({ callbackHttpMethod: "GET" });
  expect((await send()).status).toBe(201);
  for (const count of [1, 2, 3]) {
    sandboxes.advance(HOUR);
    await expect.poll(() => received.length, { timeout: 600_000 }).toBe(count);
  }
  expect(states()).toEqual(["sending/waiting", "sent/waiting", "sent/delivered"]);
  expect(new Set(received.map(({ method }) => method))).toEqual(new Set(["GET"]));
});

it("come as often as the settings say, and the last state first", async () => {
  sandboxes.changeSettings({ messaging: { ...HOURS, receiptCopies: 2, receiptsInDisorder: true } });
  seed();
  await send();
  sandboxes.advance(3 * HOUR);
  await expect.poll(() => received.length, { timeout: 600_000 }).toBe(6);
  expect(states().slice(0, 2)).toEqual(["sent/delivered", "sent/delivered"]);
  expect(states().slice(-2)).toEqual(["sending/waiting", "sending/waiting"]);
});

it("go to the fallback address when the first one does not answer within the application's time-out", async () => {
  seed();
  await call("POST", `${sandboxes.urls.bandwidthMessaging}/users/${userId}/applications/a-1`, {
    headers,
    body: {
      incomingMessageUrl: `${address}/hang`,
      incomingMessageFallbackUrl: `${address}/fallback`,
      incomingMessageUrlCallbackTimeout: SECONDS,
    },
  });
  const answer = await call("POST", `${sandboxes.urls.admin}/inbound`, {
    body: { carrier: "bandwidth", to: "+14352154439", from: "+13233326955", text: "Example" },
  });
  expect(answer.json).toMatchObject({ attempts: [{ status: null }, { status: 200 }] });
  expect(received.map(({ url }) => url.pathname)).toEqual(["/hang", "/fallback"]);
});
