import { afterAll, expect, it } from "vitest";
import { phoneNumber } from "@/lib/domain/phone-number";
import { createHttp } from "../http";
import { startCarrierServer } from "../testing/carrier-server";
import { messagingSettings } from "../testing/messaging-settings";
import { createMemoryPorts } from "../testing/memory-ports";
import { bandwidth } from ".";

const FROM = phoneNumber.parse("+14352154439");
const params = { to: "+13233326955", text: "Example" };
const json = (status: number, body: unknown, headers = {}) => ({ status, headers, body: JSON.stringify(body) });
const sent = (change: Record<string, unknown> = {}) => ({
  id: "m-1",
  state: "sent",
  from: FROM,
  to: params.to,
  text: params.text,
  tag: "T1-1",
  ...change,
});

const server = await startCarrierServer();
afterAll(() => server.close());

function open() {
  const program = bandwidth.open(messagingSettings(server.url), createHttp(createMemoryPorts(), { secretValues: [] }))
    .programs["message-test"];
  if (!program) throw new Error("no program");
  return program;
}
const write = () => open().write({ numbers: [FROM], reference: "T1-1", params });
const read = (externalId?: string) =>
  open().read({ numbers: [FROM], params, step: "poll", reference: "T1-1", externalId });

it("sends one message tagged with our reference, and requests every receipt", async () => {
  const location = "https://api.catapult.inetwork.com/v1/users/u-1/messages/m-1";
  server.respondWith({ status: 201, headers: { location } });
  const answer = await write();
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({ method: "POST", url: "/v1/users/u-1/messages" });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
    from: FROM,
    ...params,
    receiptRequested: "all",
    tag: "T1-1",
  });
  expect(answer.externalId).toBe("m-1");
  expect(answer.outcomes.get(FROM)).toMatchObject({ type: "accepted" });
});

it("treats a rejection as the result, a limit as a wait, and a lost response as unknown", async () => {
  server.respondWith(json(401, { code: "number-access-denied", message: "Access is denied" }));
  expect((await write()).outcomes.get(FROM)).toEqual({
    type: "failed",
    code: "number-access-denied",
    message: "Access is denied",
    isRetryable: false,
  });
  server.respondWith(json(403, { code: "message-rate-limit", message: "Too many" }));
  await expect(write()).rejects.toMatchObject({ fault: "rate_limited", mayHaveHappened: false });
  server.respondWith((_request, response) => void response.destroy());
  await expect(write()).rejects.toMatchObject({ mayHaveHappened: true });
});

it("finds a message with a lost response only by its tag", async () => {
  server.respondWith(
    json(200, [sent({ id: "m-0", tag: null }), sent({ id: "m-2", tag: "T1-2" }), sent({ id: "m-1" })]),
  );
  expect(await read()).toMatchObject({ externalId: "m-1", readings: [{ number: FROM, finding: "done" }] });
  expect(server.requests[0]?.url).toContain(`/messages?from=${encodeURIComponent(FROM)}&`);
  server.respondWith(json(200, [sent({ tag: "T1-2" })]));
  expect(await read()).toMatchObject({ externalId: undefined, readings: [{ number: FROM, finding: "unseen" }] });
});

it.each([
  [{ state: "queued" }, "working"],
  [{ state: "sending", deliveryState: "waiting" }, "working"],
  [{ state: "sent" }, "done"],
  [{ state: "sent", deliveryState: "delivered" }, "done"],
  [{ state: "sent", deliveryState: "not-delivered", deliveryCode: "902", deliveryDescription: "Expired" }, "refused"],
  [{ state: "error" }, "refused"],
  [{ state: "held" }, "unclear"],
  [{ state: "sent", deliveryState: "undelivered" }, "unclear"],
  [{ state: "sent", deliveryCode: "902" }, "unclear"],
])("reads %j as %s", async (change, finding) => {
  server.respondWith(json(200, sent(change)));
  const { readings } = await read("m-1");
  expect(server.requests[0]?.url).toBe("/v1/users/u-1/messages/m-1");
  expect(readings).toMatchObject([{ number: FROM, finding }]);
});
