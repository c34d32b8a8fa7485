import { afterAll, afterEach, describe, expect, it } from "vitest";
import { pauseOrders } from "@/lib/engine/trouble";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { controlOrder } from "@/lib/services/orders/control-order";
import { startBreakerWorker } from "@/lib/test/breaker-worker";
import { createTestWorld, numbersFrom, readOrder, waitFor, waitUntilSettled, type TestWorld } from "@/lib/test/world";
import { probeNow } from "./probe-now";

const world = await createTestWorld();
const breaker = await startBreakerWorker(world, 60);
afterAll(async () => {
  await breaker?.stop();
  await world.close();
});
afterEach(() => breaker.reset());

const findPause = (carrier?: string) => breaker.findPause(carrier);
const countSent = (first: string, count: number) => breaker.countSent(first, count);

describe("changes that come to nothing while questions are answered", () => {
  const loseWrites = (fault: Parameters<TestWorld["sandboxes"]["addFault"]>[0]["fault"]) =>
    world.sandboxes.addFault({ carrier: "intelepeer", endpoint: "POST provision", fault });
  const countPosts = (orderId: string) => world.database.db.carrierCall.count({ where: { orderId, method: "POST" } });

  it.each([
    ["reset before", "2125551000", { kind: "resetBefore" }],
    ["answered 503", "2125552000", { kind: "status", status: 503 }],
    ["lost after they took effect", "2125553000", { kind: "resetAfter" }],
  ] as const)(
    "are paused where they are %s; reads continue, one write is tried, and all continue once it gets through",
    async (_how, first, fault) => {
      loseWrites(fault);
      const id = await world.place("sms-enable", "intelepeer", numbersFrom(first, 200));
      const pause = await waitFor("the changes to be held back", () => findPause());
      expect(pause).toMatchObject({ cause: "writes", carrierLabel: "IntelePeer" });
      expect(pause.unsent).toBeGreaterThan(0);
      // In flight is a limited part of the order: the rest was spared.
      await waitFor("what was in flight to be looked up", async () => {
        const { sending, unknown } = await readOrder(world, id);
        return sending + unknown <= 1;
      });
      const posts = await countPosts(id);
      expect(posts).toBeLessThan(200);
      const second = await waitFor("another try", async () => {
        const now = await findPause();
        return now && now.nextProbeAt !== pause.nextProbeAt && (await countPosts(id)) > posts ? now : undefined;
      });
      expect(second.cause).toBe("writes");
      // A process that comes now obeys as well.
      await breaker.restart();
      expect((await countPosts(id)) - posts).toBeLessThanOrEqual(3);

      world.sandboxes.removeFault("all");
      expect(await probeNow(world.ctx, { accountId: world.accountOf("intelepeer") })).toMatchObject({
        isWell: true,
        message: expect.stringContaining("A change is tried now") as string,
      });
      expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 200 });
      expect(await findPause()).toBeUndefined();
      expect(countSent(first, 200)).toEqual(Array.from({ length: 200 }, () => 1));
    },
  );

  it("never stop the rest where they are one order's: the next order is the next try", async () => {
    const bad = numbersFrom("2125554000", 12);
    for (const number of bad)
      world.sandboxes.addFault({
        carrier: "intelepeer",
        endpoint: "POST provision",
        number,
        fault: { kind: "status", status: 500 },
      });
    const id = await world.place("sms-enable", "intelepeer", bad);
    await waitFor("the changes to be held back", () => findPause());
    const other = await world.place("sms-enable", "intelepeer", numbersFrom("2125554100", 400));
    expect(await waitUntilSettled(world, other)).toMatchObject({ status: "COMPLETE", confirmed: 400 });
    world.sandboxes.removeFault("all");
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 12 });
  });

  it("make their order wait alone, and say why, while another one has numbers to send", async () => {
    const bad = numbersFrom("2125556000", 4);
    for (const number of bad)
      world.sandboxes.addFault({ carrier: "intelepeer", number, fault: { kind: "status", status: 500 } });
    const id = await world.place("sms-enable", "intelepeer", bad);
    const failed = { orderIds: new Set([id]), message: "HTTP 500", status: 500 };
    const account = world.accountOf("intelepeer");
    expect(await pauseOrders(world.database.sql, account, failed)).toBe(false);
    const other = await world.place("sms-enable", "intelepeer", numbersFrom("2125556100", 300));
    expect(await pauseOrders(world.database.sql, account, failed)).toBe(true);
    expect(await pauseOrders(world.database.sql, account, { ...failed, orderIds: new Set([id, null]) })).toBe(false);
    expect(await getOrderProgress(world.ctx, id)).toMatchObject({
      pause: null,
      trouble: { step: "write", status: 500, message: "HTTP 500" },
      nextCheckAt: expect.any(String) as string,
    });
    world.sandboxes.removeFault("all");
    expect(await waitUntilSettled(world, other)).toMatchObject({ status: "COMPLETE", confirmed: 300 });
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 4 });
    expect((await getOrderProgress(world.ctx, id)).trouble).toBeNull();
  });

  it("are no longer paused once nothing is waiting to be sent", async () => {
    loseWrites({ kind: "resetBefore" });
    const id = await world.place("sms-enable", "intelepeer", numbersFrom("2125555000", 8));
    await waitFor("the changes to be held back", () => findPause());
    await waitFor("all to be looked up", async () => (await readOrder(world, id)).queued === 8);
    await controlOrder(world.ctx, { orderId: id, to: "cancelled", reason: "not needed" });
    await waitFor("the account to be let go", async () => (await findPause()) === undefined);
    expect(await waitUntilSettled(world, id)).toMatchObject({ status: "CANCELLED", confirmed: 0, failed: 0 });
  });
});
