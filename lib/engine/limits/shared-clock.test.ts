import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { createTestWorld } from "@/lib/test/world";
import { openBreaker } from "@/lib/engine/breaker/breaker-store";
import type { GroupKey } from "./carrier-pace";
import { SPREAD_MS } from "./send-window";
import { createSharedClock, LOOKAHEAD_MS } from "./shared-clock";

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
/** A clock whose next slot is far ahead: no slot of it is due already. */
async function openAhead() {
  const one = clock();
  await one.reserve(1, { perSecond: 100, burst: 1 }, 1);
  await change(`next_at = now() + interval '1 h'`);
  return one;
}
/** The distances between slots that follow one another. */
const gapsOf = (slots: readonly number[]) => slots.slice(1).map((at, n) => at - (slots[n] ?? 0));

it("knows of nothing that holds up calls before a slot was taken, and of nothing after it", async () => {
  expect(await clock().readBlockage()).toBeNull();
  await clock().reserve(1, { perSecond: 10, burst: 1 }, 1);
  expect(await clock().readBlockage()).toEqual({ blockedMs: 0, hold: null });
});

it.each([
  ["as many as there are callers", 3, 100, 1, 3],
  ["no further ahead than the next moment", 50, 100, 1, Math.floor(LOOKAHEAD_MS / (SPREAD_MS / 100))],
  ["fewer at a lower pace", 50, 100, 0.5, Math.floor((LOOKAHEAD_MS * 0.5) / (SPREAD_MS / 100))],
  ["one where a single slot is further away", 50, 1, 1, 1],
])("reserves %s", async (_what, callers, perSecond, pace, count) => {
  expect((await clock().reserve(callers, { perSecond, burst: 1 }, pace)).slots).toHaveLength(count);
});

it("spaces slots by the allowance, and gives none to two processes", async () => {
  await openAhead();
  const before = await readNext();
  const reserved = await Promise.all([1, 2, 3].map(() => clock().reserve(5, { perSecond: 100, burst: 1 }, 1)));
  for (const { slots } of reserved) for (const gap of gapsOf(slots)) expect(gap).toBeCloseTo(SPREAD_MS / 100, 3);
  expect((await readNext()) - before).toBeCloseTo((15 * SPREAD_MS) / 100, 1);
});

it("saves up no slots while nobody takes one", async () => {
  await openAhead();
  await change(`next_at = now() - interval '1 h'`);
  const before = Date.now();
  await clock().reserve(2, { perSecond: 100, burst: 1 }, 1);
  expect(await readNext()).toBeGreaterThan(before - 1_000);
});

it("widens the distance at a lower pace", async () => {
  const ahead = await openAhead();
  await change(`pace = 0.25, pace_changed_at = now()`);
  const before = await readNext();
  const { slots, pace } = await ahead.reserve(2, { perSecond: 100, burst: 1 }, 1);
  expect(pace).toBe(0.25);
  expect(gapsOf(slots)[0]).toBeCloseTo(SPREAD_MS / 25, 3);
  expect((await readNext()) - before).toBeCloseTo((2 * SPREAD_MS) / 25, 1);
});

it("lets a burst leave so many slots early", async () => {
  const ahead = await openAhead();
  const [plain = 0] = (await ahead.reserve(1, { perSecond: 1, burst: 1 }, 1)).slots;
  const [early = 0] = (await ahead.reserve(1, { perSecond: 1, burst: 101 }, 1)).slots;
  // One slot later, and a hundred earlier; the estimate of the other clock may change a little in between.
  expect(Math.round((plain - early) / SPREAD_MS)).toBe(99);
});

it("gives no slot away while the carrier makes us wait, and counts none", async () => {
  const rate = { perSecond: 100, burst: 1 };
  await clock().reserve(1, rate, 1);
  await change(
    `blocked_until = now() + interval '1 h', next_at = now() - interval '1 h', pace = 0.5, pace_changed_at = now(), calls_at_pace = 3`,
  );
  const before = await readNext();
  const { blockedMs } = await clock().reserve(5, rate, 1);
  expect(blockedMs).toBeGreaterThan(3_500_000);
  expect((await clock().readBlockage())?.blockedMs).toBeGreaterThan(3_500_000);
  expect(await readNext()).toBe(before);
  await change(`blocked_until = now() - interval '1 s'`);
  await clock().reserve(5, rate, 0.5);
  const { rows } = await world.database.sql.query(`SELECT calls_at_pace FROM rate_slot WHERE account_id = $1`, [
    key.accountId,
  ]);
  expect(rows).toEqual([{ calls_at_pace: 7 }]);
});

it("names the open breaker of its account, and whether reads go on", async () => {
  key = { accountId: world.accountOf("bandwidth"), group: "api" };
  const account = { id: key.accountId, name: "Bandwidth" };
  const rate = { perSecond: 100, burst: 1 };
  await openBreaker(world.database.sql, account, { cause: "writes", message: "HTTP 500", status: 500, callId: null });
  const { hold } = await clock().reserve(1, rate, 1);
  expect(hold).toMatchObject({ reason: "HTTP 500", isWriteOnly: true });
  expect(hold?.until).toBeGreaterThan(Date.now());
  await world.database.sql.query(`UPDATE carrier_breaker SET cause = 'silent'`);
  expect((await clock().readBlockage())?.hold).toMatchObject({ isWriteOnly: false });
  await world.database.sql.query(`UPDATE carrier_breaker SET state = 'closed'`);
  expect((await clock().readBlockage())?.hold).toBeNull();
});
