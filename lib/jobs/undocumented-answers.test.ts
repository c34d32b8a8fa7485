import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { listUndocumented } from "@/lib/services/orders/list-undocumented";
import { listOrderCalls } from "@/lib/services/orders/list-order-calls";
import { reconcileOrder } from "@/lib/services/orders/reconcile-order";
import { QUICK } from "@/lib/sandbox/testing/open-sandbox";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled, type TestWorld } from "@/lib/test/world";
import { runWorker, type Worker } from "./run-worker";

let world: TestWorld;
let worker: Worker;
let applicationId: string;

beforeAll(async () => {
  world = await createTestWorld();
  for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 500);
  world.sandboxes.changeSettings({
    limits: QUICK.limits,
    intelepeer: { requestedMs: 100, provisioningMs: 100, derequestedMs: 100, deprovisioningMs: 100 },
    bandwidth: { receivedMs: 100, processingMs: 200, defaultRules: false },
    messaging: { registrationNeedsImport: false },
  });
  const { carrier } = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
  const made = await carrier.messaging?.createApplication({
    name: "Tandem",
    incomingMessageUrl: "http://127.0.0.1:9/",
  });
  applicationId = made?.id ?? "";
});
afterAll(() => world.close());
beforeEach(async () => {
  worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
});
afterEach(async () => {
  await worker.stop();
  world.sandboxes.removeFault("all");
});

const listItems = (orderId: string) =>
  world.database.db.orderItem.findMany({ where: { orderId }, orderBy: { seq: "asc" } });
const countEffects = (kind: string, numbers: readonly PhoneNumber[]) =>
  numbers.map((number) => world.sandboxes.ledger.countOf({ kind, number: toTenDigits(number) }));
const ones = (numbers: readonly PhoneNumber[]) => numbers.map(() => 1);
const FORMS = ["page", "xml", "object", "empty", "wrongType", "noHeaders"] as const;

describe("a success that is not the documented one", () => {
  it("registers 300 numbers once each where a third of the answers are of such a form, with and without the effect", async () => {
    for (const [index, form] of FORMS.entries())
      world.sandboxes.addFault({
        carrier: "bandwidth",
        endpoint: "POST phoneNumbers",
        probability: 0.06,
        // What keeps a part of the carrier's own answer cannot come without its effect.
        fault: {
          kind: "undocumented",
          form,
          status: index % 2 === 0 ? 200 : 201,
          effect: index % 2 === 0 || index > 3,
        },
      });
    const numbers = numbersFrom("7205557000", 300);
    const id = await world.place("register", "bandwidth", numbers, { applicationId });
    expect(await waitUntilSettled(world, id)).toMatchObject({
      status: "COMPLETE",
      requested: 300,
      confirmed: 300,
    });
    const struck = world.sandboxes.listFaults().reduce((sum, rule) => sum + rule.struck, 0);
    expect(struck).toBeGreaterThan(60);
    expect(countEffects("register", numbers)).toEqual(ones(numbers));
    expect(world.sandboxes.ledger.listDuplicates()).toEqual([]);
    expect(
      await world.database.db.numberFact.count({
        where: { e164: { in: numbers }, facet: "registrationState", value: "registered" },
      }),
    ).toBe(300);
  });

  it("confirms no number of a carrier that answers every registration so and registers none", async () => {
    world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "POST phoneNumbers",
      fault: { kind: "undocumented", form: "xml", effect: false },
    });
    const numbers = numbersFrom("7205556000", 10);
    const id = await world.place("register", "bandwidth", numbers, { applicationId });
    await waitFor("each to be tried more than once", async () => {
      const items = await listItems(id);
      return items.every((item) => item.attempt > 1);
    });
    expect(await readOrder(world, id)).toMatchObject({ confirmed: 0, failed: 0 });
    expect(countEffects("register", numbers)).toEqual(numbers.map(() => 0));
    world.sandboxes.removeFault("all");
    expect(await waitUntilSettled(world, id)).toMatchObject({ confirmed: 10 });
    expect(countEffects("register", numbers)).toEqual(ones(numbers));
  });

  it.each([
    ["sms-enable", "intelepeer", "provision", "sms.enable", "3035556000"],
    ["import", "bandwidth", "externalTns", "import", "7205558000"],
  ] as const)(
    "settles by reading what nearly every answer to a %s leaves open",
    async (kind, carrier, group, effect, first) => {
      for (const form of FORMS)
        world.sandboxes.addFault({
          carrier,
          endpoint: `POST ${group}`,
          probability: 0.4,
          fault: { kind: "undocumented", form },
        });
      const numbers = numbersFrom(first, 20);
      const id = await world.place(kind, carrier, numbers);
      expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 20 });
      expect(countEffects(effect, numbers)).toEqual(ones(numbers));
    },
  );
});

describe("a status that contradicts the rest of the order", () => {
  it("leaves the numbers unknown with the raw answer, and settles them by the first answer that agrees with itself", async () => {
    const numbers = numbersFrom("7205559000", 6);
    const [refused] = numbers;
    world.sandboxes.setOutcomes([{ carrier: "bandwidth", number: refused ?? "", outcome: "25060" }]);
    world.sandboxes.addFault({ carrier: "bandwidth", endpoint: "GET externalTns", fault: { kind: "emptyErrors" } });
    const id = await world.place("import", "bandwidth", numbers);
    await waitFor("the contradicting answer", async () => (await readOrder(world, id)).unknown === 6);
    expect(await readOrder(world, id)).toMatchObject({ confirmed: 0, failed: 0, status: "PROCESSING" });
    expect((await listItems(id))[1]?.message).toBe(
      "The order is PARTIAL, but it names no error. The result for this number is unknown.",
    );
    const { first } = await listUndocumented(world.ctx, id);
    expect(first).toMatchObject([{ kind: "verdict", spelling: "PARTIAL", message: "But it names no error." }]);
    const { rows } = await listOrderCalls(world.ctx, { orderId: id, callId: first[0]?.callId ?? "" });
    expect(rows[0]?.responseBody).toContain("<Errors/>");

    world.sandboxes.removeFault("all");
    await reconcileOrder(world.ctx, { orderId: id });
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "PARTIAL", confirmed: 5, failed: 1 });
    expect((await listItems(id))[0]).toMatchObject({ state: "failed", code: "25060" });
    expect(countEffects("order.import", numbers).every((count) => count <= 1)).toBe(true);
  });

  it("reports an element that no page lists next to the numbers that nobody submitted", async () => {
    world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "GET externalTns",
      fault: { kind: "extraElement", element: "TrackingId", text: "A-77" },
    });
    const id = await world.place("import", "bandwidth", numbersFrom("7205559100", 2));
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 2 });
    const { first, counts } = await listUndocumented(world.ctx, id);
    expect(first).toMatchObject([{ kind: "element", spelling: "TrackingId", message: "A-77" }]);
    expect(counts).toEqual({ element: 1 });
    expect(first[0]?.callId).not.toBeNull();
  });
});

describe("a list of IntelePeer", () => {
  it("leaves the number of an odd entry unclear and settles the others", async () => {
    const numbers = numbersFrom("3035556100", 11);
    world.sandboxes.seed({ intelepeer: { provisioned: numbers.map(toTenDigits) } });
    const id = await world.place("sms-disable", "intelepeer", numbers);
    await waitFor("the carrier to accept", async () => (await readOrder(world, id)).accepted > 0);
    world.sandboxes.addFault({
      carrier: "intelepeer",
      endpoint: "GET provision",
      fault: { kind: "oddItem", at: 0 },
    });
    await waitFor("the reading", async () => {
      const { confirmed, unknown } = await readOrder(world, id);
      return unknown > 0 && confirmed > 0 && confirmed + unknown === 11;
    });
    for (const item of (await listItems(id)).filter(({ state }) => state === "unknown"))
      expect(item.message).toContain("entry for this number has an unexpected format");
    world.sandboxes.removeFault("all");
    await reconcileOrder(world.ctx, { orderId: id });
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 11 });
    expect(countEffects("sms.disable", numbers)).toEqual(ones(numbers));
  });

  it("ends a switch-off of a carrier that answers 200 without a state", async () => {
    world.sandboxes.changeSettings({ intelepeer: { neverEnabled: "no-state" } });
    const numbers = numbersFrom("3035556200", 20);
    world.sandboxes.seed({ intelepeer: { provisioned: numbers.map(toTenDigits) } });
    const id = await world.place("sms-disable", "intelepeer", numbers);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 20 });
    world.sandboxes.changeSettings({ intelepeer: { neverEnabled: "404" } });
    const facts = await world.database.db.numberFact.findMany({ where: { e164: { in: numbers }, facet: "smsState" } });
    expect(facts.map(({ value }) => value)).toEqual(numbers.map(() => "none"));
    expect((await listItems(id))[0]?.message).toBe("SMS is off. IntelePeer reports no SMS state for it.");
  });
});
