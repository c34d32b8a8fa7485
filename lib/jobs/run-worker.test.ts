import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { QUICK } from "@/lib/sandbox/testing/open-sandbox";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled } from "@/lib/test/world";
import { toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceField } from "@/lib/domain/service-state";
import { continueOrder } from "@/lib/services/orders/continue-order";
import { decideItems } from "@/lib/services/orders/decide-items";
import { listUndocumented } from "@/lib/services/orders/list-undocumented";
import { reconcileOrder } from "@/lib/services/orders/reconcile-order";
import { listOrderCalls } from "@/lib/services/orders/list-order-calls";
import { runWorker, type Worker } from "./run-worker";

let worker: Worker;

const world = await createTestWorld();

beforeAll(async () => {
  for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 200);
  world.sandboxes.changeSettings({
    limits: QUICK.limits,
    intelepeer: { requestedMs: 200, provisioningMs: 300 },
    bandwidth: { receivedMs: 200, processingMs: 300 },
    inumbering: { listDelayMs: 300 },
  });
  worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
});
afterAll(async () => {
  await worker?.stop();
  await world.close();
});

const listItems = (orderId: string) =>
  world.database.db.orderItem.findMany({ where: { orderId }, orderBy: { seq: "asc" } });
const effects = (kind: string, numbers: readonly PhoneNumber[]) =>
  numbers.map((number) => world.sandboxes.ledger.countOf({ kind, number: toTenDigits(number) }));
const readFacts = async (numbers: readonly string[], facet: ServiceField) =>
  (await world.database.db.numberFact.findMany({ where: { e164: { in: [...numbers] }, facet } })).map(
    ({ value }) => value,
  );

const ones = (count: number) => Array.from({ length: count }, () => 1);

describe("SMS at IntelePeer", () => {
  it("is on only when the carrier says provisioned, with the call as evidence", async () => {
    const numbers = numbersFrom("3035550200", 20);
    const id = await world.place("sms-enable", "intelepeer", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", requested: 20, confirmed: 20 });
    expect(await readFacts(numbers, "smsState")).toEqual(Array.from({ length: 20 }, () => "provisioned"));
    for (const item of await listItems(id)) {
      const call = await world.database.db.carrierCall.findUniqueOrThrow({ where: { id: item.lastCallId ?? "" } });
      expect(call.responseBody).toContain("provisioned");
    }
    expect(effects("sms.enable", numbers)).toEqual(ones(20));
  });

  it("skips what is on already, with a message", async () => {
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("3035550219", 2));
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 1, skipped: 1 });
    const [item] = await listItems(id);
    expect(item?.message).toBeTruthy();
  });

  it("fails a number that is not ours in the carrier's own words, and keeps the rest", async () => {
    const numbers = numbersFrom("3035550403", 3);
    const id = await world.place("sms-enable", "intelepeer", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "PARTIAL", confirmed: 2, failed: 1 });
    const failed = (await listItems(id)).find((item) => item.state === "failed");
    expect(failed).toMatchObject({ e164: numbers[1], code: expect.any(String) as string });
    expect(failed?.message).toContain("not available");
  });

  it("settles lost answers by reading: sent once where it took effect, again where it did not", async () => {
    const [after, before, limited] = [
      numbersFrom("3035550600", 1),
      numbersFrom("3035550610", 1),
      numbersFrom("3035550620", 1),
    ];
    const rule = (number: PhoneNumber | undefined, kind: "resetAfter" | "resetBefore") =>
      world.sandboxes.addFault({
        carrier: "intelepeer",
        endpoint: "POST provision",
        number,
        times: 1,
        fault: { kind },
      });
    rule(after[0], "resetAfter");
    rule(before[0], "resetBefore");
    world.sandboxes.addFault({
      carrier: "intelepeer",
      endpoint: "POST provision",
      number: limited[0],
      times: 1,
      fault: { kind: "rateLimited", unit: "milliseconds", resetInMs: 500 },
    });
    const numbers = [...after, ...before, ...limited];
    const id = await world.place("sms-enable", "intelepeer", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 3 });
    expect(effects("sms.enable", numbers)).toEqual([1, 1, 1]);
  });

  it("switches off what is on", async () => {
    const numbers = numbersFrom("3035550200", 2);
    const id = await world.place("sms-disable", "intelepeer", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 2 });
    expect(await readFacts(numbers, "smsState")).toEqual(["not-found", "not-found"]);
    for (const item of await listItems(id)) {
      expect(item).toMatchObject({ code: null, message: "SMS is off. IntelePeer no longer lists it." });
      const call = await world.database.db.carrierCall.findUniqueOrThrow({ where: { id: item.lastCallId ?? "" } });
      expect(call.responseBody).toContain("not available");
    }
  });
});

describe("import to Bandwidth", () => {
  it("ends PARTIAL with each refused number's own code and text", async () => {
    const numbers = [...numbersFrom("7205550100", 5), ...numbersFrom("7205550160", 1), ...numbersFrom("7205550170", 1)];
    const id = await world.place("import", "bandwidth", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "PARTIAL", confirmed: 5, failed: 2 });
    const failed = (await listItems(id)).filter((item) => item.state === "failed");
    expect(failed.map((item) => item.code)).toEqual(["25060", "25070"]);
    expect(failed[0]?.message).toContain("cannot be imported");
  });

  it("keeps what the answer names and nobody submitted, apart from the sums, with the call behind it", async () => {
    const { id: faultId } = world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "GET externalTns",
      fault: { kind: "extraNumber", named: "9195550142" },
    });
    const id = await world.place("import", "bandwidth", numbersFrom("2015550301", 2));
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", requested: 2, confirmed: 2 });
    world.sandboxes.removeFault(faultId);
    const { first, count } = await listUndocumented(world.ctx, id);
    expect(count).toBe(1);
    expect(first).toMatchObject([{ spelling: "+19195550142", message: "Listed in the order, which is COMPLETE." }]);
    const { rows } = await listOrderCalls(world.ctx, { orderId: id, callId: first[0]?.callId ?? "" });
    expect(rows).toMatchObject([{ method: "GET", status: 200 }]);
    expect(rows[0]?.responseBody).toContain("9195550142");
    expect(await world.database.db.telephoneNumber.count({ where: { e164: "+19195550142" } })).toBe(0);
  });

  it("keeps the surplus entries of a list that is longer than what was asked, and takes nothing from it", async () => {
    world.sandboxes.addFault({
      carrier: "intelepeer",
      endpoint: "GET provision",
      times: 1,
      fault: { kind: "wrongLength207", by: 1 },
    });
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("3035550801", 3));
    const undocumented = await waitFor("the surplus", async () => {
      const found = await listUndocumented(world.ctx, id);
      return found.count > 0 ? found.first : null;
    });
    expect(undocumented.map(({ spelling }) => spelling)).toEqual(["entry 4 of 4"]);
    expect(undocumented[0]?.callId).not.toBeNull();
    expect(await readOrder(world, id)).toMatchObject({ requested: 3, queued: 3 });
  });

  it("calls a number unknown that the answer mentions nowhere", async () => {
    const id = await world.place("import", "bandwidth", [
      ...numbersFrom("7205550300", 2),
      ...numbersFrom("7205550199", 1),
    ]);
    const order = await waitFor("the answer", async () => {
      const now = await readOrder(world, id);
      return now.unknown === 1 && now.confirmed === 2 ? now : null;
    });
    expect(order).toMatchObject({ status: "PROCESSING", failed: 0 });
    expect((await listItems(id))[2]?.message).toMatch(/mention/);
  });

  it("finds its order again after a lost answer, and sends none twice", async () => {
    world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "POST externalTns",
      times: 1,
      fault: { kind: "resetAfter" },
    });
    const numbers = numbersFrom("7205550400", 30);
    const id = await world.place("import", "bandwidth", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 30 });
    expect(effects("import", numbers)).toEqual(ones(30));
  });

  it("registers what was imported with the application asked for", async () => {
    const account = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
    const application = await account.carrier.messaging?.createApplication({
      name: "Tandem",
      incomingMessageUrl: "http://127.0.0.1:9/callback",
    });
    const numbers = numbersFrom("7205550500", 4);
    const id = await world.place("import", "bandwidth", numbers, { registerWith: application?.id ?? "" });
    await waitUntilSettled(world, id);
    const child = await waitFor("the registration", () =>
      world.database.db.order.findFirst({ where: { parentId: id } }),
    );
    expect(await waitUntilSettled(world, child.id)).toMatchObject({ status: "COMPLETE", confirmed: 4 });
    expect(await readFacts(numbers, "importState")).toEqual(numbers.map(() => "imported"));
    expect(await readFacts(numbers, "registrationState")).toEqual(numbers.map(() => "registered"));
    expect(await readFacts(numbers, "applicationId")).toEqual(numbers.map(() => application?.id));
  });
});

it("registers what was imported though one number stays unknown, and that one by itself once somebody decides", async () => {
  const account = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
  const application = await account.carrier.messaging?.createApplication({
    name: "One unknown",
    incomingMessageUrl: "http://127.0.0.1:9/callback",
  });
  const numbers = numbersFrom("7205560197", 5);
  const id = await world.place("import", "bandwidth", numbers, { registerWith: application?.id ?? "" });
  const listFollowers = () =>
    world.database.db.order.findMany({
      where: { parentId: id },
      orderBy: { createdAt: "asc" },
      include: { items: true },
    });
  const [first] = await waitFor("the registration of the others", async () => {
    const followers = await listFollowers();
    return followers.length > 0 ? followers : null;
  });
  expect(await readOrder(world, id)).toMatchObject({ status: "PROCESSING", confirmed: 4, unknown: 1 });
  expect(await waitUntilSettled(world, first?.id ?? "")).toMatchObject({ status: "COMPLETE", confirmed: 4 });
  await decideItems(world.ctx, {
    orderId: id,
    choice: { by: "seqs", seqs: [3] },
    outcome: "confirmed",
    note: "Seen in the dashboard",
  });
  const second = await waitFor("the registration of the last", async () => (await listFollowers())[1]);
  expect(second.items.map(({ e164 }) => e164)).toEqual([numbers[2]]);
  await Promise.all([continueOrder(world.ctx, id), continueOrder(world.ctx, id)]);
  expect(await listFollowers()).toHaveLength(2);
});

describe("purchase at iNumbering", () => {
  const pick = async (mask: string, quantity: number) => {
    const account = await world.ctx.carriers.open(world.accountOf("inumbering"));
    return ((await account.carrier.inventory?.search({ mask, quantity }))?.items ?? []).map((row) => row.number);
  };

  it("confirms each number by the listing", async () => {
    const numbers = await pick("201xxxxxxx", 12);
    const id = await world.place("purchase", "inumbering", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 12 });
    expect(await readFacts(numbers, "ownership")).toEqual(numbers.map(() => "owned"));
  });

  it("never buys twice after a lost answer that took effect", async () => {
    world.sandboxes.addFault({
      carrier: "inumbering",
      endpoint: "POST /v2/iNumbering/tnOrder/*",
      times: 1,
      fault: { kind: "resetAfter" },
    });
    const numbers = await pick("303xxxxxxx", 6);
    const id = await world.place("purchase", "inumbering", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 6 });
    expect(effects("purchase", numbers)).toEqual(ones(6));
  });

  it("does not know what was accepted and is not listed after ten minutes; a person confirms it, and nothing is bought again", async () => {
    world.sandboxes.changeSettings({ inumbering: { listDelayMs: 3_600_000 } });
    const numbers = await pick("415xxxxxxx", 3);
    const id = await world.place("purchase", "inumbering", numbers);
    await waitFor("the carrier to accept", async () => (await readOrder(world, id)).accepted === 3);
    await reconcileOrder(world.ctx, { orderId: id });
    expect(await readOrder(world, id)).toMatchObject({ accepted: 3, unknown: 0 });
    await world.database.sql.query(
      `UPDATE dispatch SET created_at = created_at - interval '601 s' WHERE order_id = $1`,
      [id],
    );
    await reconcileOrder(world.ctx, { orderId: id });
    await waitFor("its patience to end", async () => (await readOrder(world, id)).unknown === 3);
    expect((await listItems(id))[0]?.message).toMatch(/list/);
    await decideItems(world.ctx, {
      orderId: id,
      choice: { by: "seqs", seqs: [1, 2, 3] },
      outcome: "confirmed",
      note: "Seen in the carrier's console",
    });
    expect(await readOrder(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 3 });
    expect(effects("purchase", numbers)).toEqual(ones(3));
    world.sandboxes.changeSettings({ inumbering: { listDelayMs: 300 } });
  });
});
