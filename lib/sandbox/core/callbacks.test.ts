import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { SANDBOX_CREDENTIALS } from "../registry";
import { openReceiver } from "../testing/open-receiver";
import { bearer, call, openSandbox } from "../testing/open-sandbox";

let status = 200;
const receiver = await openReceiver((path) => (path === "/fallback" ? 200 : status));
const { address, received } = receiver;
const sandboxes = await openSandbox();
afterAll(async () => {
  await sandboxes.close();
  receiver.close();
});
beforeEach(() => {
  sandboxes.reset();
  received.length = 0;
  status = 200;
});

const inbound = (body: Record<string, unknown>) => call("POST", `${sandboxes.urls.admin}/inbound`, { body });

describe("inbound messages of Bandwidth", () => {
  const seed = (callbackHttpMethod: "GET" | "POST") =>
    sandboxes.seed({
      bandwidth: {
        applications: [{ id: "a-1", name: "App", incomingMessageUrl: `${address}/in`, callbackHttpMethod }],
        registered: [{ number: "+14352154439", applicationId: "a-1" }],
      },
    });
  const sms = { carrier: "bandwidth", to: "+14352154439", from: "+13233326955", text: "Example & more" };

  it("arrive as the page's POST, twice with a duplicate", async () => {
    seed("POST");
    await inbound({ ...sms, id: "m-asdf", duplicates: 1 });
    expect(received).toHaveLength(2);
    expect(received[0]?.body).toBe(received[1]?.body);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      eventType: "sms",
      direction: "in",
      messageId: "m-asdf",
      messageUri: `https://api.catapult.inetwork.com/v1/users/${SANDBOX_CREDENTIALS.bandwidth.userId}/messages/m-asdf`,
      from: "+13233326955",
      to: "+14352154439",
      text: "Example & more",
      applicationId: "a-1",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      state: "received",
    });
  });

  it("arrive as the page's GET", async () => {
    seed("GET");
    await inbound(sms);
    const [got] = received;
    expect(got?.method).toBe("GET");
    expect(got?.url.search).toContain("from=%2B13233326955");
    expect(Object.fromEntries(got?.url.searchParams ?? [])).toMatchObject({ text: sms.text, state: "received" });
  });

  it("go to the fallback address once when the first one fails", async () => {
    const { userId, apiToken, apiSecret } = SANDBOX_CREDENTIALS.bandwidth;
    seed("POST");
    await call("POST", `${sandboxes.urls.bandwidthMessaging}/users/${userId}/applications/a-1`, {
      headers: { authorization: `Basic ${btoa(`${apiToken}:${apiSecret}`)}` },
      body: { incomingMessageFallbackUrl: `${address}/fallback` },
    });
    status = 500;
    const answer = await inbound(sms);
    expect(answer.json).toMatchObject({ attempts: [{ status: 500 }, { status: 200 }] });
    expect(received.map(({ url }) => url.pathname)).toEqual(["/in", "/fallback"]);
  });
});

describe("inbound messages of IntelePeer", () => {
  it("are tried five times until the webhook answers 200", async () => {
    const number = "+13035552222";
    sandboxes.seed({ intelepeer: { provisioned: [number] } });
    await call("POST", `${sandboxes.urls.intelepeer}/my/did/sms/webhook`, {
      headers: bearer,
      body: { endpoints: [number], webhook: `${address}/hook` },
    });
    status = 204;
    await inbound({ carrier: "intelepeer", to: number, text: "hello" });
    expect(received).toHaveLength(5);
    expect(JSON.parse(received[0]?.body ?? "")).toMatchObject({
      refid: expect.stringMatching(/^.{32}$/),
      to: number,
      message: "hello",
      signature: sandboxes.settings().intelepeer.inboundSignature,
    });
  });

  it("have nowhere to go without a webhook", async () => {
    expect((await inbound({ carrier: "intelepeer", to: "+13035552223" })).status).toBe(404);
  });
});
