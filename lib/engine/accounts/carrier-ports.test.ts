import { randomUUID } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "@/lib/db/client";
import type { RecordedCall } from "@/lib/carriers/registry";
import { openBreaker } from "@/lib/engine/breaker/breaker-store";
import { createTestWorld } from "@/lib/test/world";
import { createCarrierPorts } from "./carrier-ports";

const sql = () => world.database.sql;
const watchCall = () => () => undefined;
const open = (perSecond = 1_000) => createCarrierPorts(sql(), accountId, () => ({ perSecond, burst: 1 }), watchCall);

const world = await createTestWorld();
const accountId = world.accountOf("bandwidth");
beforeEach(async () => {
  await sql().query(`DELETE FROM carrier_breaker`);
  await sql().query(`DELETE FROM rate_slot`);
});
afterAll(() => world.close());

const toCall = (change: Partial<RecordedCall> = {}): RecordedCall => ({
  id: uuidv7(),
  group: "api",
  trace: {},
  method: "GET",
  url: "http://localhost/numbers",
  requestHeaders: { accept: "application/json" },
  requestBody: null,
  status: 200,
  responseHeaders: { "content-type": "application/json" },
  responseBody: "{}",
  fault: null,
  startedAt: new Date(),
  durationMs: 5,
  ...change,
});
const read = (id: string) => world.database.db.carrierCall.findUnique({ where: { id } });

it("stores each call with whom it was for, and once although it is recorded twice", async () => {
  const { recordCall } = open();
  const trace = { orderId: randomUUID(), dispatchId: randomUUID(), actorId: randomUUID() };
  const call = toCall({ trace, requestBody: "{}" });
  await Promise.all([recordCall(call), recordCall(call), recordCall(toCall({ group: "other" }))]);
  expect(await read(call.id)).toMatchObject({ ...trace, accountId, endpointGroup: "api", requestBody: "{}" });
});

it("stores a call without an answer as one", async () => {
  const call = toCall({ status: null, responseHeaders: null, responseBody: null, fault: "reset" });
  await open().recordCall(call);
  expect(await read(call.id)).toMatchObject({
    status: null,
    responseHeaders: null,
    responseBody: null,
    fault: "reset",
  });
});

it("keeps its neighbors' content where one of a batch cannot be stored", async () => {
  const { recordCall } = open();
  const [good, bad] = [toCall(), toCall({ responseBody: "\u0000", responseHeaders: { "x-odd": "\u0000" } })];
  await Promise.all([recordCall(bad), recordCall(good)]);
  expect(await read(good.id)).toMatchObject({ fault: null, responseBody: "{}" });
  expect(await read(bad.id)).toMatchObject({
    url: "",
    responseBody: null,
    responseHeaders: null,
    fault: expect.stringContaining("log reference"),
  });
});

it("fails where nothing can be stored at all, so that no result is used without its evidence", async () => {
  const closed = openDatabase(world.url, { connections: 1 });
  await closed.close();
  const ports = createCarrierPorts(closed.sql, accountId, () => ({ perSecond: 1, burst: 1 }), watchCall);
  await expect(ports.recordCall(toCall())).rejects.toThrow();
});

it("keeps an allowance for each group, and knows its pace once a slot was taken", async () => {
  const ports = open();
  expect(ports.readPace("api")).toBe(1);
  await ports.takeSlot("api", {}, { isRead: true });
  await sql().query(`UPDATE rate_slot SET pace = 0.5, pace_changed_at = now()`);
  await ports.takeSlot("api", {}, { isRead: true });
  await ports.takeSlot("other", {}, { isRead: true });
  expect([ports.readPace("api"), ports.readPace("other")]).toEqual([0.5, 1]);
});

it("makes the calls of a refused group wait, and of no other", async () => {
  const ports = open();
  await ports.refuse("api", { until: Date.now() + 3_600_000, sentAt: Date.now(), message: "HTTP 429" });
  await expect(ports.takeSlot("api", {}, { isRead: true })).rejects.toMatchObject({ fault: "rate_limited" });
  const slot = await ports.takeSlot("other", {}, { isRead: true });
  expect(slot.mayLeave()).toBe(true);
});

it("lets reads and probes leave while the account's writes are paused, and no other write", async () => {
  const pause = { cause: "writes", message: "HTTP 500", status: 500, callId: null } as const;
  await openBreaker(sql(), { id: accountId, name: "Bandwidth" }, pause);
  const ports = open();
  await ports.takeSlot("api", {}, { isRead: true });
  await ports.takeSlot("api", { isProbe: true }, { isRead: false });
  await expect(ports.takeSlot("api", {}, { isRead: false })).rejects.toMatchObject({ fault: "paused" });
});
