import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { createTestWorld } from "@/lib/test/world";
import { openBreaker } from "@/lib/engine/breaker/breaker-store";
import type { GroupKey } from "./carrier-pace";
import { createSharedClock, LOOKAHEAD_MS, type Rate, type SharedSlot } from "./shared-clock";

let key: GroupKey;
const clock = () => createSharedClock(world.database.sql, key);

const world = await createTestWorld();
beforeEach(() => {
  key = { accountId: randomUUID(), group: "api" };
});
afterAll(() => world.close());

const change = (set: string) =>
  world.database.sql.query(`UPDATE rate_slot SET ${set} WHERE account_id = $1`, [key.accountId]);
/** When the next slot is free, in milliseconds. */
async function readNext(): Promise<number> {
  const { rows } = await world.database.sql.query<{ next: number }>(
    `SELECT (extract(epoch FROM next_at) * 1000)::float8 AS next FROM rate_slot WHERE account_id = $1`,
    [key.accountId],
  );
  return rows[0]?.next ?? 0;
}
/** A clock whose next slot is far ahead: none is due, and each caller gets one only. */
async function openAhead() {
  const one = clock();
  await one.reserve(1, { perSecond: 100, burst: 1 });
  await change(`next_at = now() + interval '1 h', held = '{}'`);
  return one;
}
const distanceOf = (perSecond: number) => 1_005 / perSecond;
const HUNDRED = { perSecond: 100, burst: 1 };
/** As many slots, but each is held for minutes: no test is too slow to see it. */
const LONG_HELD = { perSecond: 0.01, burst: 100 };
/** All slots of all clocks that are free in this moment. */
async function takeAll(clocks: readonly ReturnType<typeof clock>[], rate: Rate) {
  const slots: SharedSlot[] = [];
  for (const one of clocks) {
    await change(`next_at = now() - interval '100 ms'`);
    slots.push(...(await one.reserve(1_000, rate)).slots);
  }
  return slots;
}

it("knows of nothing that holds up calls before a slot was taken, and of nothing after it", async () => {
  expect(await clock().readBlockage()).toBeNull();
  await clock().reserve(1, { perSecond: 10, burst: 1 });
  expect(await clock().readBlockage()).toEqual({ blockedMs: 0, hold: null });
});

it.each([
  ["as many as there are callers", 3, 100, 3],
  ["one where a single slot is further away", 50, 1, 1],
])("reserves %s", async (_what, callers, perSecond, count) => {
  expect((await clock().reserve(callers, { perSecond, burst: 1 })).slots).toHaveLength(count);
});

it("reserves none further ahead than the next moment", async () => {
  const { slots } = await clock().reserve(1_000, HUNDRED);
  expect(slots.length).toBeGreaterThanOrEqual(LOOKAHEAD_MS / distanceOf(100) - 1);
  for (const { at } of slots) expect(at).toBeLessThanOrEqual(performance.now() + LOOKAHEAD_MS);
});

it("spaces slots by the allowance, and gives none to two processes", async () => {
  await openAhead();
  const before = await readNext();
  const reserved = await Promise.all([1, 2, 3].map(() => clock().reserve(5, HUNDRED)));
  const starts = reserved.flatMap(({ slots }) => slots.map(({ at }) => at)).sort((one, other) => one - other);
  expect(starts).toHaveLength(3);
  for (const [n, at] of starts.slice(1).entries()) expect(at - (starts[n] ?? 0)).toBeCloseTo(distanceOf(100), 1);
  expect((await readNext()) - before).toBeCloseTo(3 * distanceOf(100), 1);
});

it("saves up no slots while nobody takes one, and makes up for a short delay", async () => {
  await openAhead();
  await change(`next_at = now() - interval '1 h'`);
  await clock().reserve(2, HUNDRED);
  const before = Date.now();
  expect(await readNext()).toBeGreaterThan(before - 1_000);
  await change(`next_at = clock_timestamp() - interval '100 ms'`);
  const late = await readNext();
  await clock().reserve(3, HUNDRED);
  expect((await readNext()) - late).toBeCloseTo(3 * distanceOf(100), 1);
});

it("gives no more slots in all than are allowed, until one is released", async () => {
  const clocks = [clock(), clock()];
  const slots = [...(await clock().reserve(30, LONG_HELD)).slots, ...(await takeAll(clocks, LONG_HELD))];
  expect(slots).toHaveLength(100);
  expect(new Set(slots.map(({ id }) => id)).size).toBe(100);
  expect(await takeAll(clocks, LONG_HELD)).toHaveLength(0);
  // One process learns of it when another one reserves.
  for (const { id } of slots.slice(0, 2)) clocks[0]?.release(id, performance.now());
  expect(await takeAll([clock()], LONG_HELD)).toHaveLength(0);
  expect(await takeAll([clocks[0] ?? clock()], LONG_HELD)).toHaveLength(2);
  clocks[0]?.release(slots[2]?.id ?? 0, performance.now() + 3_600_000);
  expect(await takeAll([clocks[0] ?? clock()], LONG_HELD)).toHaveLength(0);
});

it("gives a slot that is free in the next moment, from that moment on, and to one only", async () => {
  const one = clock();
  const slots = await takeAll([one], LONG_HELD);
  const free = performance.now() + LOOKAHEAD_MS / 2;
  one.release(slots[0]?.id ?? 0, free);
  const [next, ...others] = await takeAll([one, clock()], LONG_HELD);
  expect(next?.at).toBeGreaterThan(free - 5);
  expect(others).toEqual([]);
});

it("forgets a slot that nobody released once its call can no longer count", async () => {
  const one = clock();
  await takeAll([one], LONG_HELD);
  // As a process that died leaves them.
  await change(`held = ARRAY(SELECT until - 3600000 FROM unnest(held) AS until)`);
  expect(await takeAll([clock()], LONG_HELD)).toHaveLength(100);
});

it("widens the distance at a lower pace, and has fewer slots of nearly the same length", async () => {
  const ahead = await openAhead();
  await change(`pace = 0.25, pace_changed_at = now()`);
  const before = await readNext();
  const { slots, pace } = await ahead.reserve(2, HUNDRED);
  expect([pace, slots.length]).toEqual([0.25, 1]);
  expect((await readNext()) - before).toBeCloseTo(distanceOf(25), 1);
  // Two slots for 2.5 calls a second.
  expect((await ahead.reserve(1, { perSecond: 10, burst: 1 })).windowMs).toBeCloseTo(2 * distanceOf(2.5));
});

it("lets a burst leave so many slots early", async () => {
  const ahead = await openAhead();
  const [plain] = (await ahead.reserve(1, { perSecond: 1, burst: 1 })).slots;
  const [early] = (await ahead.reserve(1, { perSecond: 1, burst: 101 })).slots;
  // One slot later, and a hundred earlier; the estimate of the other clock may change a little in between.
  expect(Math.round(((plain?.at ?? 0) - (early?.at ?? 0)) / distanceOf(1))).toBe(99);
  await change(`next_at = clock_timestamp(), held = '{}'`);
  expect((await clock().reserve(500, { perSecond: 1, burst: 101 })).slots).toHaveLength(101);
});

it("gives no slot away while the carrier makes us wait, and counts none", async () => {
  const rate = { perSecond: 100, burst: 1 };
  await clock().reserve(1, rate);
  await change(
    `blocked_until = now() + interval '1 h', next_at = now() - interval '1 h', pace = 0.5, pace_changed_at = now(), calls_at_pace = 3`,
  );
  const before = await readNext();
  const { blockedMs } = await clock().reserve(5, rate);
  expect(blockedMs).toBeGreaterThan(3_500_000);
  expect((await clock().readBlockage())?.blockedMs).toBeGreaterThan(3_500_000);
  expect(await readNext()).toBe(before);
  await change(`blocked_until = now() - interval '1 s'`);
  await clock().reserve(5, rate);
  const { rows } = await world.database.sql.query(`SELECT calls_at_pace FROM rate_slot WHERE account_id = $1`, [
    key.accountId,
  ]);
  expect(rows).toEqual([{ calls_at_pace: 8 }]);
});

it("names the open breaker of its account, and whether reads go on", async () => {
  key = { accountId: world.accountOf("bandwidth"), group: "api" };
  const account = { id: key.accountId, name: "Bandwidth" };
  const rate = { perSecond: 100, burst: 1 };
  await openBreaker(world.database.sql, account, { cause: "writes", message: "HTTP 500", status: 500, callId: null });
  const { hold } = await clock().reserve(1, rate);
  expect(hold).toMatchObject({ reason: "HTTP 500", isWriteOnly: true });
  expect(hold?.until).toBeGreaterThan(Date.now());
  await world.database.sql.query(`UPDATE carrier_breaker SET cause = 'silent'`);
  expect((await clock().readBlockage())?.hold).toMatchObject({ isWriteOnly: false });
  await world.database.sql.query(`UPDATE carrier_breaker SET state = 'closed'`);
  expect((await clock().readBlockage())?.hold).toBeNull();
});
