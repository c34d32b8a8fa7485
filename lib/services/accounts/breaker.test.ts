import { afterAll, afterEach, describe, expect, it } from "vitest";
import { delayBeforeResend } from "@/lib/engine/settle-read";
import { FIRST_READ_AFTER_LOSS_SECONDS } from "@/lib/engine/settle-write";
import { reconcileOrder } from "@/lib/services/orders/reconcile-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { startBreakerWorker } from "@/lib/test/breaker-worker";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled } from "@/lib/test/world";
import { probeNow } from "./probe-now";

const world = await createTestWorld();
const breaker = await startBreakerWorker(world, 100);
afterAll(async () => {
  await breaker?.stop();
  await world.close();
});
afterEach(() => breaker.reset());

const findPause = (carrier?: string) => breaker.findPause(carrier);
/** On a busy machine any carrier may seem silent at first; what else it has is known by the next probe, and must be this. */
const waitForPause = async (cause: string) => {
  const pause = await waitFor("the account to be held back", async () => {
    const found = await findPause();
    return found && (found.cause !== "silent" || cause === "silent") ? found : null;
  });
  expect(pause.cause).toBe(cause);
  return pause;
};
const countSent = (first: string, count: number) => breaker.countSent(first, count);

describe("a carrier in trouble", () => {
  it.each([
    ["hangs", "2125551000", { kind: "hang" }, "silent"],
    ["resets every connection", "2125551100", { kind: "resetBefore" }, "silent"],
    ["answers 500 to everything", "2125551200", { kind: "status", status: 500 }, "failing"],
    ["answers with a web page", "2125551300", { kind: "htmlPage", status: 200 }, "unreadable"],
    ["cuts its answers short", "2125551500", { kind: "truncatedBody", how: "short" }, "unreadable"],
    ["sends a byte a second", "2125551400", { kind: "slowBody", bytesPerSecond: 1 }, "silent"],
  ] as const)("is paused when it %s, and resumes by itself", async (_how, first, fault, cause) => {
    world.sandboxes.addFault({ carrier: "intelepeer", fault });
    const id = await world.place("sms-enable", "intelepeer", numbersFrom(first, 30));
    const pause = await waitForPause(cause);
    expect(pause).toMatchObject({ carrierLabel: "IntelePeer" });
    expect(pause.unsent).toBeGreaterThanOrEqual(30);
    expect(pause.lastAnswer).not.toBe("");

    // The others are not touched.
    const other = await world.place("import", "bandwidth", numbersFrom(first.replace("212", "720"), 3));
    expect(await waitUntilSettled(world, other)).toMatchObject({ status: "COMPLETE" });
    expect(await getOrderProgress(world.ctx, id)).toMatchObject({ pause: { cause } });

    world.sandboxes.removeFault("all");
    // By itself once; else on request, which is sooner.
    if (fault.kind !== "hang") await probeNow(world.ctx, { accountId: world.accountOf("intelepeer") });
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 30 });
    expect(await findPause()).toBeUndefined();
    expect(countSent(first, 30)).toEqual(Array.from({ length: 30 }, () => 1));
  });

  it("stays held over a restart, is probed and not called, and says all of it in the audit", async () => {
    world.sandboxes.addFault({ carrier: "intelepeer", fault: { kind: "status", status: 503 } });
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("2125552000", 5));
    await waitFor("the account to be held back", () => findPause());
    await breaker.restart();
    const before = await world.database.db.carrierCall.count({ where: { orderId: id } });
    const first = await findPause();
    await waitFor("a probe of the new process", async () => (await findPause())?.probedAt !== first?.probedAt);
    expect(await world.database.db.carrierCall.count({ where: { orderId: id } })).toBe(before);

    // A process that has made no call yet obeys as well.
    const account = await world.ctx.carriers.open(world.accountOf("intelepeer"));
    await expect(account.carrier.readNumbers?.(numbersFrom("2125552000", 1))).rejects.toMatchObject({
      fault: "paused",
      mayHaveHappened: false,
    });
    expect(await probeNow(world.ctx, { accountId: account.id })).toMatchObject({ isWell: false });
    world.sandboxes.removeFault("all");
    expect(await probeNow(world.ctx, { accountId: account.id })).toMatchObject({ isWell: true });
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE" });
    const actions = await world.database.db.auditEvent.findMany({
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
  });

  it("is paused for rejected credentials, and resumes when they are corrected", async () => {
    world.sandboxes.expireTokens();
    world.sandboxes.addFault({
      carrier: "intelepeer",
      fault: { kind: "status", status: 401, envelope: "detail", text: "Unauthorized" },
    });
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("2125553000", 5));
    expect(await waitForPause("credentials")).toMatchObject({
      lastAnswer: expect.stringContaining("401") as string,
    });
    expect(await readOrder(world, id)).toMatchObject({ queued: 5, failed: 0 });
    world.sandboxes.removeFault("all");
    // Saving the account asks the carrier again at once, not in half a minute.
    await world.setRate("intelepeer", 101);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE" });
  });
});

it("keeps the numbers of a run whose credentials die in the middle, and sends them once they are corrected", async () => {
  const numbers = numbersFrom("2125556000", 60);
  await world.setRate("intelepeer", 20);
  const id = await world.place("sms-enable", "intelepeer", numbers);
  await waitFor("the first to be confirmed", async () => (await readOrder(world, id)).confirmed > 0);
  world.sandboxes.addFault({
    carrier: "intelepeer",
    endpoint: "provision",
    fault: { kind: "status", status: 401, envelope: "detail", text: "unauthorized" },
  });
  await waitForPause("credentials");
  expect(await readOrder(world, id)).toMatchObject({ failed: 0 });
  world.sandboxes.removeFault("all");
  await world.setRate("intelepeer", 100);
  expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 60 });
  expect(countSent("2125556000", 60)).toEqual(Array.from({ length: 60 }, () => 1));
});

describe("trouble of one order", () => {
  it("never holds the account back: the order alone waits, and says why", async () => {
    const [poison] = numbersFrom("2125554000", 1);
    world.sandboxes.addFault({ carrier: "intelepeer", number: poison, fault: { kind: "status", status: 500 } });
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("2125554000", 1));
    const trouble = await waitFor("the order to say why", async () => (await getOrderProgress(world.ctx, id)).trouble);
    expect(trouble).toMatchObject({ step: "check", status: 500, message: expect.stringContaining("500") as string });
    const other = await world.place("sms-enable", "intelepeer", numbersFrom("2125554100", 40));
    expect(await waitUntilSettled(world, other)).toMatchObject({ status: "COMPLETE" });
    expect(await findPause()).toBeUndefined();
    world.sandboxes.removeFault("all");
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE" });
    expect((await getOrderProgress(world.ctx, id)).trouble).toBeNull();
  });

  it("waits longer from try to try where every write is lost and every question answered", async () => {
    const [number] = numbersFrom("2125557000", 1);
    world.sandboxes.addFault({
      carrier: "intelepeer",
      endpoint: "POST provision",
      times: 2,
      fault: { kind: "resetBefore" },
    });
    const id = await world.place("sms-enable", "intelepeer", number ? [number] : []);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 1 });
    const calls = await world.database.db.carrierCall.findMany({
      where: { orderId: id, method: "POST", url: { contains: "provision" } },
      orderBy: { startedAt: "asc" },
    });
    expect(calls).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = calls.map(({ startedAt }) => startedAt.getTime());
    const leastBetween = (attempt: number) => 1_000 * (FIRST_READ_AFTER_LOSS_SECONDS + delayBeforeResend(attempt));
    expect(second - first).toBeGreaterThan(leastBetween(1));
    expect(third - second).toBeGreaterThan(leastBetween(2));
    expect(countSent("2125557000", 1)).toEqual([1]);
    expect(await findPause()).toBeUndefined();
  });

  it("counts a lookup that always fails as well", async () => {
    const id = await world.place("import", "bandwidth", numbersFrom("7205554200", 3));
    world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "GET */externalTns/*",
      fault: { kind: "malformedXml" },
    });
    const { trouble } = await waitFor("the order to say why", async () => {
      const progress = await getOrderProgress(world.ctx, id);
      return progress.trouble && progress.trouble.tries > 1 ? progress : null;
    });
    expect(trouble?.step).toBe("poll");
    expect(await findPause("bandwidth")).toBeUndefined();
    world.sandboxes.removeFault("all");
    await reconcileOrder(world.ctx, { orderId: id });
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE" });
  });
});
