import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { reconcileOrder } from "@/lib/services/orders/reconcile-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { openBreakerHouse } from "@/lib/test/breaker-house";
import { numbersFrom, readOrder, waitFor, waitUntilSettled, type House } from "@/lib/test/house";
import { probeNow } from "./probe-now";

let scene: Awaited<ReturnType<typeof openBreakerHouse>>;
let house: House;

beforeAll(async () => {
  scene = await openBreakerHouse(100);
  house = scene.house;
});
afterAll(() => scene?.close());
afterEach(() => scene.forget());

const findPause = (carrier?: string) => scene.findPause(carrier);
const countSent = (first: string, count: number) => scene.countSent(first, count);

describe("a carrier in trouble", () => {
  it.each([
    ["hangs", "2125551000", { kind: "hang" }, "silent"],
    ["resets every connection", "2125551100", { kind: "resetBefore" }, "silent"],
    ["answers 500 to everything", "2125551200", { kind: "status", status: 500 }, "failing"],
    ["answers with a web page", "2125551300", { kind: "htmlPage", status: 200 }, "unreadable"],
    ["cuts its answers short", "2125551500", { kind: "truncatedBody", how: "short" }, "unreadable"],
    ["sends a byte a second", "2125551400", { kind: "slowBody", bytesPerSecond: 1 }, "silent"],
  ] as const)(
    "is held back within 10 s when it %s, and goes on by itself",
    async (_how, first, fault, cause) => {
      house.sandboxes.addFault({ carrier: "intelepeer", fault });
      const id = await house.place("sms-enable", "intelepeer", numbersFrom(first, 30));
      const started = Date.now();
      const pause = await waitFor("the account to be held back", () => findPause(), 12);
      expect(Date.now() - started).toBeLessThan(10_000);
      expect(pause).toMatchObject({ cause, carrierLabel: "IntelePeer" });
      expect(pause.unsent).toBeGreaterThanOrEqual(30);
      expect(pause.lastAnswer).not.toBe("");

      // The others are not touched.
      const other = await house.place("import", "bandwidth", numbersFrom(first.replace("212", "720"), 3));
      expect(await waitUntilSettled(house, other, 10)).toMatchObject({ status: "COMPLETE" });
      expect(await getOrderProgress(house.ctx, id)).toMatchObject({ pause: { cause } });

      house.sandboxes.removeFault("all");
      // By itself once; else on request, which is sooner.
      if (fault.kind !== "hang") await probeNow(house.ctx, { accountId: house.accountOf("intelepeer") });
      const recovered = Date.now();
      expect(await waitUntilSettled(house, id, 40)).toMatchObject({ status: "COMPLETE", confirmed: 30 });
      expect(Date.now() - recovered).toBeLessThan(30_000);
      expect(await findPause()).toBeUndefined();
      expect(countSent(first, 30)).toEqual(Array.from({ length: 30 }, () => 1));
    },
    60_000,
  );

  it("stays held over a restart, is probed and not called, and says all of it in the audit", async () => {
    house.sandboxes.addFault({ carrier: "intelepeer", fault: { kind: "status", status: 503 } });
    const id = await house.place("sms-enable", "intelepeer", numbersFrom("2125552000", 5));
    await waitFor("the account to be held back", () => findPause(), 12);
    await scene.restartWorker();
    const before = await house.database.db.carrierCall.count({ where: { orderId: id } });
    const first = await findPause();
    await waitFor("a probe of the new process", async () => (await findPause())?.probedAt !== first?.probedAt, 20);
    expect(await house.database.db.carrierCall.count({ where: { orderId: id } })).toBe(before);

    // A process that has made no call yet obeys as well.
    const account = await house.ctx.carriers.open(house.accountOf("intelepeer"));
    await expect(account.carrier.readNumbers?.(numbersFrom("2125552000", 1))).rejects.toMatchObject({
      fault: "paused",
      mayHaveHappened: false,
    });
    expect(await probeNow(house.ctx, { accountId: account.id })).toMatchObject({ isWell: false });
    house.sandboxes.removeFault("all");
    expect(await probeNow(house.ctx, { accountId: account.id })).toMatchObject({ isWell: true });
    expect(await waitUntilSettled(house, id, 10)).toMatchObject({ status: "COMPLETE" });
    const actions = await house.database.db.auditEvent.findMany({
      where: { entityId: account.id, action: { in: ["account.held", "account.released", "account.probed"] } },
      orderBy: { seq: "desc" },
      take: 4,
    });
    expect(actions.map(({ action }) => action)).toEqual([
      "account.probed",
      "account.released",
      "account.probed",
      "account.held",
    ]);
  }, 60_000);

  it("is held back for dead credentials, and goes on when they are mended", async () => {
    house.sandboxes.expireTokens();
    house.sandboxes.addFault({
      carrier: "intelepeer",
      fault: { kind: "status", status: 401, envelope: "detail", text: "Unauthorized" },
    });
    const id = await house.place("sms-enable", "intelepeer", numbersFrom("2125553000", 5));
    expect(await waitFor("the account to be held back", () => findPause(), 12)).toMatchObject({
      cause: "credentials",
      lastAnswer: expect.stringContaining("401") as string,
    });
    expect(await readOrder(house, id)).toMatchObject({ queued: 5, failed: 0 });
    house.sandboxes.removeFault("all");
    // Saving the account asks the carrier again at once, not in half a minute.
    await house.setRate("intelepeer", 101);
    expect(await waitUntilSettled(house, id, 10)).toMatchObject({ status: "COMPLETE" });
  }, 60_000);
});

it("keeps the numbers of a run whose credentials die in the middle, and sends them once they are mended", async () => {
  const numbers = numbersFrom("2125556000", 60);
  await house.setRate("intelepeer", 20);
  const id = await house.place("sms-enable", "intelepeer", numbers);
  await waitFor("the first to be confirmed", async () => (await readOrder(house, id)).confirmed > 0);
  house.sandboxes.addFault({
    carrier: "intelepeer",
    endpoint: "provision",
    fault: { kind: "status", status: 401, envelope: "detail", text: "unauthorized" },
  });
  expect(await waitFor("the account to be held back", () => findPause(), 15)).toMatchObject({ cause: "credentials" });
  expect(await readOrder(house, id)).toMatchObject({ failed: 0 });
  house.sandboxes.removeFault("all");
  await house.setRate("intelepeer", 100);
  expect(await waitUntilSettled(house, id, 30)).toMatchObject({ status: "COMPLETE", confirmed: 60 });
  expect(countSent("2125556000", 60)).toEqual(Array.from({ length: 60 }, () => 1));
}, 60_000);

describe("trouble of one order", () => {
  it("never holds the account back: the order alone waits, and says why", async () => {
    const [poison] = numbersFrom("2125554000", 1);
    house.sandboxes.addFault({ carrier: "intelepeer", number: poison, fault: { kind: "status", status: 500 } });
    const id = await house.place("sms-enable", "intelepeer", numbersFrom("2125554000", 1));
    const trouble = await waitFor("the order to say why", async () => (await getOrderProgress(house.ctx, id)).trouble);
    expect(trouble).toMatchObject({ step: "check", status: 500, words: expect.stringContaining("500") as string });
    const other = await house.place("sms-enable", "intelepeer", numbersFrom("2125554100", 40));
    expect(await waitUntilSettled(house, other, 20)).toMatchObject({ status: "COMPLETE" });
    expect(await findPause()).toBeUndefined();
    house.sandboxes.removeFault("all");
    expect(await waitUntilSettled(house, id, 20)).toMatchObject({ status: "COMPLETE" });
    expect((await getOrderProgress(house.ctx, id)).trouble).toBeNull();
  }, 60_000);

  it("waits longer from try to try where every write is lost and every question answered", async () => {
    const [number] = numbersFrom("2125557000", 1);
    house.sandboxes.addFault({
      carrier: "intelepeer",
      endpoint: "POST provision",
      times: 2,
      fault: { kind: "resetBefore" },
    });
    const id = await house.place("sms-enable", "intelepeer", number ? [number] : []);
    expect(await waitUntilSettled(house, id, 30)).toMatchObject({ status: "COMPLETE", confirmed: 1 });
    const calls = await house.database.db.carrierCall.findMany({
      where: { orderId: id, method: "POST", url: { contains: "provision" } },
      orderBy: { startedAt: "asc" },
    });
    const [first, second, third] = calls.map(({ startedAt }) => startedAt.getTime());
    expect(calls).toHaveLength(3);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThan((second ?? 0) - (first ?? 0) + 1_000);
    expect(countSent("2125557000", 1)).toEqual([1]);
    expect(await findPause()).toBeUndefined();
  }, 60_000);

  it("is told of a look-up that always fails as well", async () => {
    const id = await house.place("import", "bandwidth", numbersFrom("7205554200", 3));
    house.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "GET */externalTns/*",
      fault: { kind: "malformedXml" },
    });
    const { trouble } = await waitFor("the order to say why", async () => {
      const progress = await getOrderProgress(house.ctx, id);
      return progress.trouble && progress.trouble.tries > 1 ? progress : null;
    });
    expect(trouble?.step).toBe("poll");
    expect(await findPause("bandwidth")).toBeUndefined();
    house.sandboxes.removeFault("all");
    await reconcileOrder(house.ctx, { orderId: id });
    expect(await waitUntilSettled(house, id, 30)).toMatchObject({ status: "COMPLETE" });
  }, 60_000);
});
