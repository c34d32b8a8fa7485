import { afterAll, beforeAll, expect, it } from "vitest";
import { CarrierError } from "@/lib/carriers/carrier";
import { phoneNumber } from "@/lib/domain/phone-number";
import { openHouse, type House } from "@/lib/test/house";
import { getNumber } from "./get-number";
import { listNumberCalls } from "./list-number-calls";
import { listNumberEvents } from "./list-number-events";
import { refreshNumber } from "./refresh-number";

let house: House;
const number = phoneNumber.parse("+13032200049");
const never = phoneNumber.parse("+13032200050");

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const smsOf = async () =>
  (await getNumber(house.ctx, number)).accounts.find((account) => account.carrierId === "intelepeer")?.service
    ?.smsState;

it("knows nothing of a number that nobody has asked about, and still offers the accounts", async () => {
  const status = await getNumber(house.ctx, never);
  expect(status).toMatchObject({ isKnown: false, state: "CO", addedAt: null });
  expect(status.accounts.map((account) => account.carrierId)).toEqual(["bandwidth", "intelepeer", "inumbering"]);
  expect(status.steps.find((step) => step.isNext)).toMatchObject({ id: "owned", state: "unknown" });
});

it("keeps what the carrier says with its call as evidence, and changes the version", async () => {
  const accountId = house.accountOf("intelepeer");
  const before = await getNumber(house.ctx, number);
  await refreshNumber(house.ctx, { number, accountId });
  expect(await smsOf()).toBe("none");
  const after = await getNumber(house.ctx, number);
  expect(after.isKnown).toBe(true);
  expect(after.version).not.toBe(before.version);

  const events = await listNumberEvents(house.ctx, number, { most: 10 });
  expect(events.rows.map((event) => event.kind).sort()).toEqual(["changed", "checked"]);
  expect(events.rows.every((event) => event.person === "Ada")).toBe(true);
  const calls = await listNumberCalls(house.ctx, number);
  expect(calls.map((call) => call.id)).toContain(events.rows[0]?.callId);
  expect(calls.every((call) => !JSON.stringify(call.requestHeaders).includes("Bearer ey"))).toBe(true);
  const audit = await house.database.db.auditEvent.findMany({ where: { action: "number.refreshed" } });
  expect(audit).toHaveLength(1);
});

it("changes nothing when the carrier does not answer as it should", async () => {
  house.sandboxes.addFault({ carrier: "intelepeer", fault: { kind: "htmlPage" } });
  await expect(refreshNumber(house.ctx, { number, accountId: house.accountOf("intelepeer") })).rejects.toThrow(
    CarrierError,
  );
  house.sandboxes.removeFault("all");
  expect(await smsOf()).toBe("none");
  expect((await listNumberEvents(house.ctx, number, { most: 10 })).rows).toHaveLength(2);
});

it("shows an order that holds the number as pending, until it is settled", async () => {
  await house.place("sms-enable", "intelepeer", [number]);
  const status = await getNumber(house.ctx, number);
  expect(status.pending).toMatchObject([{ kind: "sms-enable", state: "queued" }]);
  expect(status.steps.find((step) => step.id === "sms")?.state).toBe("pending");
  await house.database.sql.query(
    `UPDATE order_item SET state = 'skipped', message = 'test', settled_at = now() WHERE e164 = $1`,
    [number],
  );
  expect((await getNumber(house.ctx, number)).pending).toEqual([]);
});
