import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "@/lib/db/client";
import { createTestDatabase, type TestDatabase } from "@/lib/test/database";
import { blockGroup, createSlotQueue } from "./slot-queue";

let testDatabase: TestDatabase;
const databases: Database[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
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

/** The most entries of `times` within any second. */
const peakPerSecond = (times: number[]) =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length));

describe("one allowance for all processes", () => {
  it("never lets three of them together exceed it, and uses nearly all of it", async () => {
    // A busy machine only ever makes a run longer: each has to keep within the allowance, and the best one to use it.
    const runs: number[] = [];
    while (runs.length < 4 && !runs.some((seconds) => seconds < 3)) runs.push(await takeAll());
    expect(Math.min(...runs)).toBeLessThan(3);
  });

  /** Three processes take 80 slots each; how long that took, in seconds. */
  async function takeAll(): Promise<number> {
    const shared = key();
    const queues = [0, 1, 2].map((n) => createSlotQueue(sqlOf(n), shared, () => ({ perSecond: 100, burst: 1 })));
    const times: number[] = [];
    const started = performance.now();
    await Promise.all(
      queues.flatMap((queue) =>
        Array.from({ length: 80 }, () =>
          queue.take(false).then((end) => {
            times.push(performance.now());
            end();
          }),
        ),
      ),
    );
    const seconds = (performance.now() - started) / 1000;
    expect(times).toHaveLength(240);
    expect(peakPerSecond(times)).toBeLessThanOrEqual(100);
    expect(seconds).toBeGreaterThan(2.3);
    return seconds;
  }

  it("keeps within it at the carrier although calls are held up on the way", async () => {
    const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 100, burst: 1 }));
    const arrivals: number[] = [];
    const call = async (n: number) => {
      const end = await queue.take(false);
      // Every so often the way is blocked for a moment: those of that moment arrive together with the next ones.
      const now = performance.now();
      const isHeldUp = now % 400 > 340;
      await delay(isHeldUp ? 400 - (now % 400) : 2 + (n % 3));
      arrivals.push(performance.now());
      await delay(2);
      end();
    };
    await Promise.all(Array.from({ length: 300 }, (_, n) => call(n)));
    expect(arrivals).toHaveLength(300);
    expect(peakPerSecond(arrivals)).toBeLessThanOrEqual(100);
  });

  it("counts a call without an answer no longer than it may be on its way", async () => {
    const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 20, burst: 1 }));
    const started = performance.now();
    for (let n = 0; n < 40; n += 1) await queue.take(false);
    // At full rate it takes two seconds.
    expect(performance.now() - started).toBeLessThan(3_000);
  });

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
    await blockGroup(sqlOf(0), shared, until, "HTTP 429");
    await second?.take(false);
    expect(Date.now()).toBeGreaterThanOrEqual(until - 5);
    await blockGroup(sqlOf(0), shared, Date.now() + 60_000, "HTTP 429");
    await expect(second?.take(false)).rejects.toMatchObject({ fault: "rate_limited", mayHaveHappened: false });
  });

  it("spends a burst at once", async () => {
    const queue = createSlotQueue(sqlOf(0), key(), () => ({ perSecond: 1, burst: 5 }));
    const started = performance.now();
    await Promise.all(Array.from({ length: 5 }, () => queue.take(false)));
    expect(performance.now() - started).toBeLessThan(900);
  });
});
