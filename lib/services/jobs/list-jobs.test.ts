import { afterAll, expect, it } from "vitest";
import { orderQuery } from "@/lib/domain/order-query";
import { phoneNumber } from "@/lib/domain/phone-number";
import { openBreaker } from "@/lib/engine/breaker/breaker-store";
import { recordRefusal } from "@/lib/engine/limits/carrier-pace";
import { controlOrder } from "@/lib/services/orders/control-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { listOrders } from "@/lib/services/orders/list-orders";
import { placeItems, setItems, storeDispatch, testNumbers } from "@/lib/test/order-items";
import { createTestWorld } from "@/lib/test/world";
import { listJobs } from "./list-jobs";

const world = await createTestWorld();
afterAll(() => world.close());

it("lists what is open, how fast it goes, what holds it up, and what ended today", async () => {
  const ended = await placeItems(world, testNumbers(1));
  await setItems(world, ended, [1], "confirmed");
  const running = await placeItems(world, testNumbers(40, 100));
  await storeDispatch(world, running, [1, 2, 3]);
  const paused = await placeItems(world, testNumbers(10, 200));
  await controlOrder(world.ctx, { orderId: paused, to: "paused" });

  const center = await listJobs(world.ctx);
  expect(center.jobs.map((job) => job.id)).toEqual([paused, running]);
  expect(center.ended).toMatchObject([
    { id: ended, status: "COMPLETE", personName: "Ada", sums: { requested: 1, confirmed: 1 } },
  ]);
  expect(center.jobs[1]).toMatchObject({
    personName: "Ada",
    sums: { requested: 40, pending: 40 },
    progress: { sentLastMinute: 3, callsPerSecond: 10, counts: { queued: 37, sending: 3 } },
    unsent: testNumbers(5, 103),
  });
  expect(center.queues).toMatchObject([{ carrierLabel: "IntelePeer", waiting: 37, calls: 37, blockedUntil: null }]);

  const until = Date.now() + 60_000;
  const refusal = { waitMs: 60_000, sentMs: 0, message: "The carrier limits us (HTTP 429)." };
  await recordRefusal(world.database.sql, { accountId: world.accountOf("intelepeer"), group: "api" }, refusal);
  const blocked = (await listJobs(world.ctx)).queues[0];
  expect(Date.parse(blocked?.blockedUntil ?? "") - until).toBeLessThan(5_000);
  expect(blocked).toMatchObject({
    blockedMessage: "The carrier limits us (HTTP 429).",
  });

  await world.database.sql.query(`UPDATE rate_slot SET pace = 0.25, pace_changed_at = now() WHERE account_id = $1`, [
    world.accountOf("intelepeer"),
  ]);
  expect((await listJobs(world.ctx)).queues[0]).toMatchObject({
    perSecond: 2.5,
    allowedPerSecond: 10,
    refusedLastMinute: 1,
  });
  await world.database.sql.query(`UPDATE rate_slot SET pace = 1 WHERE account_id = $1`, [
    world.accountOf("intelepeer"),
  ]);

  await openBreaker(
    world.database.sql,
    { id: world.accountOf("intelepeer"), name: "IntelePeer · Main" },
    { cause: "failing", message: "The carrier answered HTTP 500.", status: 500, callId: null },
  );
  const held = await listJobs(world.ctx);
  expect(held.pauses).toMatchObject([{ cause: "failing", unsent: 47, unsettled: 3, orders: 2 }]);
  expect(held.jobs[1]?.progress.pause).toMatchObject({ lastAnswer: "The carrier answered HTTP 500." });
});

it("counts a toll-free number as overdue after a day, another after a quarter of an hour", async () => {
  const [local] = testNumbers(1, 300);
  const id = await placeItems(world, [
    phoneNumber.parse("+18885550100"),
    phoneNumber.parse("+18885550101"),
    ...(local ? [local] : []),
  ]);
  await storeDispatch(world, id, [1, 2, 3], "accepted");
  await setItems(world, id, [1, 2, 3], "accepted");
  const age = (seq: number, hours: number) =>
    world.database.sql.query(
      `UPDATE order_item SET accepted_at = now() - $3 * interval '1 h' WHERE order_id = $1 AND seq = $2`,
      [id, seq, hours],
    );
  await age(1, 2);
  await age(3, 2);
  const find = async () =>
    (await listOrders(world.ctx, orderQuery.parse({}))).rows.find((row) => row.id === id)?.overdue;
  expect(await find()).toBe(1);
  await age(2, 25);
  expect(await find()).toBe(2);
  expect(await getOrderProgress(world.ctx, id)).toMatchObject({ overdue: 2, expectedTollFree: 86_400 });
});

it("what ended stays listed until the person's day is over", async () => {
  const id = await placeItems(world, testNumbers(1, 400));
  await setItems(world, id, [1], "failed");
  // Nine in the evening in New York, six in Los Angeles; midnight comes three hours later there.
  await world.database.sql.query("UPDATE orders SET settled_at = $2 WHERE id = $1", [id, "2026-11-22T02:00:00Z"]);
  const isListed = async (timeZone: string, now: string) => {
    const { ended } = await listJobs({ ...world.ctx, timeZone, now: () => new Date(now) });
    return ended.some((job) => job.id === id);
  };
  expect(await isListed("America/New_York", "2026-11-22T04:59:00Z")).toBe(true);
  expect(await isListed("America/New_York", "2026-11-22T05:01:00Z")).toBe(false);
  expect(await isListed("America/Los_Angeles", "2026-11-22T05:01:00Z")).toBe(true);
  expect(await isListed("America/Los_Angeles", "2026-11-22T08:01:00Z")).toBe(false);
});
