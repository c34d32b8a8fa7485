import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/test/database";
import { inMovedTime } from "@/lib/test/moved-time";
import { createSlotQueue } from "./slot-queue";

const databases: Database[] = [];

const testDatabase = await createTestDatabase();

beforeAll(async () => {
  for (let n = 0; n < 3; n += 1) databases.push(openDatabase(testDatabase.url, { connections: 2 }));
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await testDatabase.drop();
});

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const key = () => ({ accountId: randomUUID(), group: "api" });
const sqlOf = (n: number) => {
  const database = databases[n];
  if (!database) throw new Error("no such process");
  return database.sql;
};

const moved = (test: () => Promise<void>) => () => inMovedTime(databases, test);

/** The most entries of `times` within any second. */
const peakPerSecond = (times: number[]) =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length));

const spanOf = (times: number[]) => Math.max(...times) - Math.min(...times);

describe("one allowance for all processes", () => {
  /** Three processes take 80 slots each: when each of them left, in milliseconds. */
  async function takeAll(): Promise<number[]> {
    const shared = key();
    const queues = [0, 1, 2].map((n) => createSlotQueue(sqlOf(n), shared, () => ({ perSecond: 100, burst: 1 })));
    const times: number[] = [];
    await Promise.all(
      queues.flatMap((queue) =>
        Array.from({ length: 80 }, () =>
          queue.take(false).then((slot) => {
            times.push(performance.now());
            slot.end();
          }),
        ),
      ),
    );
    return times;
  }

  it("never lets three of them together exceed it", async () => {
    const times = await takeAll();
    expect(times).toHaveLength(240);
    expect(peakPerSecond(times)).toBeLessThanOrEqual(100);
    expect(spanOf(times)).toBeGreaterThan(2_300);
  });

  it("lets three of them together use nearly all of it", async () => {
    const times = await inMovedTime(databases, takeAll);
    expect(times).toHaveLength(240);
    expect(peakPerSecond(times)).toBeLessThanOrEqual(100);
    expect(spanOf(times)).toBeGreaterThan(2_300);
    expect(spanOf(times)).toBeLessThan(2_600);
  });

  it("keeps within it at the carrier although calls are held up on the way", async () => {
    const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 100, burst: 1 }));
    const arrivals: number[] = [];
    const call = async (n: number) => {
      const slot = await queue.take(false);
      // Every so often the way is blocked for a moment: those of that moment arrive together with the next ones.
      const now = performance.now();
      const isHeldUp = now % 400 > 340;
      await delay(isHeldUp ? 400 - (now % 400) : 2 + (n % 3));
      arrivals.push(performance.now());
      await delay(2);
      slot.end();
    };
    await Promise.all(Array.from({ length: 300 }, (_, n) => call(n)));
    expect(arrivals).toHaveLength(300);
    expect(peakPerSecond(arrivals)).toBeLessThanOrEqual(100);
  });

  it(
    "counts a call without an answer no longer than it may be on its way",
    moved(async () => {
      const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 20, burst: 1 }));
      const started = performance.now();
      for (let n = 0; n < 40; n += 1) await queue.take(false);
      // At full rate it takes two.
      expect(performance.now() - started).toBeLessThan(2_600);
    }),
  );

  it("lets the urgent go first within a process", async () => {
    const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 20, burst: 1 }));
    const order: string[] = [];
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => queue.take(false).then(() => order.push(`bulk ${n}`))),
      queue.take(true).then(() => order.push("urgent")),
    ]);
    expect(order.indexOf("urgent")).toBeLessThanOrEqual(1);
  });

  it("obeys a carrier's pause in every process, and gives up waiting for a long one", async () => {
    const shared = key();
    const [first, second] = [0, 1].map((n) => createSlotQueue(sqlOf(n), shared, () => ({ perSecond: 1000, burst: 1 })));
    await first?.take(false);
    const until = Date.now() + 400;
    await first?.refuse({ until, sentAt: Date.now(), message: "HTTP 429" });
    await second?.take(false);
    expect(Date.now()).toBeGreaterThanOrEqual(until - 5);
    await first?.refuse({ until: Date.now() + 60_000, sentAt: Date.now(), message: "HTTP 429" });
    await expect(first?.take(false)).rejects.toMatchObject({ fault: "rate_limited", mayHaveHappened: false });
    await expect(second?.take(false)).rejects.toMatchObject({ fault: "rate_limited", mayHaveHappened: false });
  });

  it(
    "spends a burst at once",
    moved(async () => {
      const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 1, burst: 5 }));
      const started = performance.now();
      await Promise.all(Array.from({ length: 5 }, () => queue.take(false)));
      expect(performance.now() - started).toBe(0);
    }),
  );
});

describe("after a refusal", () => {
  it("lets nothing leave before its end, not even on slots that were handed out", async () => {
    const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 200, burst: 5 }));
    const early = await queue.take(false);
    const later: number[] = [];
    const taken = Array.from({ length: 30 }, () => queue.take(false).then(() => later.push(Date.now())));
    const until = Date.now() + 300;
    const refused = queue.refuse({ until, sentAt: Date.now(), message: "HTTP 429" });
    // Known within the process at once: the database does not know it yet.
    expect(early.mayLeave()).toBe(false);
    await Promise.all([refused, ...taken]);
    expect(Math.min(...later)).toBeGreaterThanOrEqual(until - 2);
  });

  it("gives up slots that another process has taken long ahead", async () => {
    const shared = key();
    const [first, second] = [0, 1].map((n) => createSlotQueue(sqlOf(n), shared, () => ({ perSecond: 2, burst: 1 })));
    await first?.take(false);
    const leaves = second?.take(false).then(() => Date.now());
    await delay(100);
    const until = Date.now() + 1_500;
    await first?.refuse({ until, sentAt: Date.now(), message: "HTTP 429" });
    expect(await leaves).toBeGreaterThanOrEqual(until - 5);
  });

  it("is known to the other processes before more than a few of their calls have left", async () => {
    const shared = key();
    const queues = [0, 1, 2].map((n) => createSlotQueue(sqlOf(n), shared, () => ({ perSecond: 100, burst: 1 })));
    const times: number[] = [];
    const all = queues.flatMap((queue) =>
      Array.from({ length: 40 }, () => queue.take(false).then(() => times.push(Date.now()))),
    );
    while (times.length < 30) await delay(5);
    const until = Date.now() + 700;
    await queues[0]?.refuse({ until, sentAt: Date.now(), message: "HTTP 429" });
    const before = times.length;
    await Promise.all(all);
    expect(times.slice(before).filter((at) => at < until - 2).length).toBeLessThanOrEqual(6);
  });
});

describe("the pace", () => {
  const readPace = async ({ accountId }: { accountId: string }) =>
    (await sqlOf(0).query<{ pace: number }>(`SELECT pace FROM rate_slot WHERE account_id = $1`, [accountId])).rows[0]
      ?.pace;

  it("is halved by refusals that are repeated, once for all calls that were on their way together", async () => {
    const shared = key();
    const queues = [0, 1].map((n) => createSlotQueue(sqlOf(n), shared, () => ({ perSecond: 500, burst: 1 })));
    const refuse = (n: number, sentAt: number) =>
      queues[n]?.refuse({ until: Date.now() + 20, sentAt, message: "HTTP 429" });
    const began = Date.now();
    await queues[0]?.take(false);
    await refuse(0, began);
    await refuse(1, began);
    expect(await readPace(shared)).toBe(1);
    const paces: unknown[] = [];
    for (let n = 0; n < 7; n += 1) {
      await queues[1]?.take(false);
      const sentAt = Date.now() + 1;
      await delay(3);
      await Promise.all([refuse(0, sentAt), refuse(1, sentAt)]);
      paces.push(await readPace(shared));
    }
    expect(paces).toEqual([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 32, 1 / 32]);
    await queues[1]?.take(false);
    expect(queues[1]?.pace).toBe(1 / 32);
  });

  it("goes up again step by step: with the calls that get through, or with the minutes", async () => {
    const shared = key();
    const queue = createSlotQueue(sqlOf(0), shared, () => ({ perSecond: 1000, burst: 1 }));
    await queue.take(false);
    await sqlOf(0).query(
      `UPDATE rate_slot SET pace = 0.25, pace_changed_at = now(), calls_at_pace = 0 WHERE account_id = $1`,
      [shared.accountId],
    );
    const takeMany = (count: number) =>
      Promise.all(Array.from({ length: count }, () => queue.take(false).then((slot) => slot.end())));
    await takeMany(20);
    expect(queue.pace).toBe(0.25);
    await takeMany(30);
    expect(queue.pace).toBeCloseTo(0.35);
    await sqlOf(0).query(
      `UPDATE rate_slot SET pace_changed_at = now() - interval '190 s', blocked_until = now() - interval '125 s' WHERE account_id = $1`,
      [shared.accountId],
    );
    await queue.take(false);
    expect(queue.pace).toBeCloseTo(0.55);
    await sqlOf(0).query(
      `UPDATE rate_slot SET pace_changed_at = now() - interval '1 h', blocked_until = NULL WHERE account_id = $1`,
      [shared.accountId],
    );
    await queue.take(false);
    expect(queue.pace).toBe(1);
  });

  it(
    "keeps refusals below 5 % at a carrier that allows a quarter of what we think",
    moved(async () => {
      const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 200, burst: 1 }));
      const arrivals: number[] = [];
      let refused = 0;
      const call = async (): Promise<void> => {
        const slot = await queue.take(false);
        if (!slot.mayLeave()) return call();
        const sentAt = Date.now();
        await delay(3);
        const now = performance.now();
        const last = arrivals.filter((at) => at > now - 1000);
        const isAllowed = last.length < 50;
        if (isAllowed) arrivals.push(now);
        await delay(3);
        slot.end();
        if (isAllowed) return;
        refused += 1;
        await queue.refuse({ until: Date.now() + (last[0] ?? now) + 1000 - now, sentAt, message: "HTTP 429" });
        return call();
      };
      const calls = 500;
      await Promise.all(Array.from({ length: calls }, call));
      expect(arrivals).toHaveLength(calls);
      expect(refused).toBeGreaterThan(0);
      expect(refused / (calls + refused)).toBeLessThan(0.05);
    }),
  );
});

describe("spare allowance", () => {
  it(
    "is taken only once all others have gone, in every process, and holds up the next caller by one slot",
    moved(async () => {
      const shared = key();
      const [own, other] = [0, 1].map((n) => createSlotQueue(sqlOf(n), shared, () => ({ perSecond: 40, burst: 1 })));
      if (!own || !other) throw new Error("no queue");
      const order: string[] = [];
      const bulk = Array.from({ length: 20 }, () => other.take(false).then(() => order.push("order")));
      await delay(20);
      const spare = own.takeSpare().then(() => order.push("spare"));
      await Promise.all([...bulk, spare]);
      expect(order.indexOf("spare")).toBeGreaterThanOrEqual(19);

      // A reading under way: whatever comes now goes before the reading's next call.
      const after: string[] = [];
      const first = own.takeSpare().then(() => after.push("spare"));
      const reading = first.then(async () => {
        for (let n = 0; n < 3; n += 1) await own.takeSpare().then(() => after.push("spare"));
      });
      await first;
      await Promise.all(Array.from({ length: 3 }, () => own.take(true).then(() => after.push("person"))));
      await reading;
      // At most one slot had been taken before them.
      expect(after.indexOf("person")).toBeLessThanOrEqual(2);
      expect(after.lastIndexOf("person")).toBeLessThanOrEqual(4);
    }),
  );

  it(
    "is refused, to come back later, where the allowance stays in use, and at once where the account is paused",
    moved(async () => {
      const shared = key();
      const queue = createSlotQueue(sqlOf(0), shared, () => ({ perSecond: 100, burst: 1 }));
      await queue.take(false);
      await queue.refuse({ until: Date.now() + 60_000, sentAt: Date.now(), message: "HTTP 429" });
      await expect(queue.takeSpare()).rejects.toMatchObject({ fault: "rate_limited", resetAt: expect.any(Number) });
    }),
  );
});
