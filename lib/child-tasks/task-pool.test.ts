import { expect, it } from "vitest";
import { waitUntil } from "@/lib/test/wait-until";
import { createTaskPool, type PoolLimits } from "./task-pool";

const LIMITS: PoolLimits = { processes: 1, waiting: 1, processorMs: 20_000, memoryMb: 128, idleMs: 60_000 };
const small = { text: "2015550123", max: 10 };
const numbers = (value: unknown) => (value as { valid: string[] }).valid;
const rows = async function* (count: number) {
  for (let n = 0; n < count; n += 1) yield Array.from({ length: 1_000 }, (_, row) => [`text ${n} ${row}`, n, row]);
};

it("gives a task's result, its own error, and keeps its process for the next", async () => {
  const pool = createTaskPool(LIMITS);
  expect(numbers(await pool.run("read-number-list", small))).toEqual(["+12015550123"]);
  await expect(pool.run("parse-xml", { text: "<a>", lists: [] })).rejects.toThrow("XML cut off");
  expect(pool.count()).toEqual({ running: 0, idle: 1, waiting: 0 });
});

it("runs no more at once than allowed, keeps a few waiting in order, and refuses the rest", async () => {
  const pool = createTaskPool(LIMITS);
  const ended: string[] = [];
  const run = (name: string) => pool.run("read-number-list", small).then(() => ended.push(name));
  const both = [run("first"), run("second")];
  expect(pool.count()).toEqual({ running: 1, idle: 0, waiting: 1 });
  await expect(run("third")).rejects.toMatchObject({ reason: "busy" });
  await Promise.all(both);
  expect(ended).toEqual(["first", "second"]);
  expect(pool.count()).toMatchObject({ running: 0, waiting: 0 });
});

it("stops a task at its time, and the next one runs", async () => {
  const pool = createTaskPool({ ...LIMITS, processorMs: 1 });
  const endless = { text: "2 ".repeat(900_000), max: 900_000 };
  await expect(pool.run("read-number-list", endless)).rejects.toMatchObject({ reason: "time" });
  expect(pool.count()).toEqual({ running: 0, idle: 0, waiting: 0 });
});

it("ends with its process alone when a task needs too much memory", async () => {
  const pool = createTaskPool({ ...LIMITS, memoryMb: 64 });
  const large = pool.run("write-spreadsheet", { sheet: "x", head: ["A", "B", "C"] }, { chunks: rows(1_000) });
  await expect(large).rejects.toMatchObject({ reason: "memory" });
  expect(numbers(await pool.run("read-number-list", small))).toEqual(["+12015550123"]);
});

it("stops when the caller goes away, running or waiting, and when its own chunks fail", async () => {
  const pool = createTaskPool(LIMITS);
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = pool.run("read-number-list", small, { signal: running.signal });
  const second = pool.run("read-number-list", small, { signal: waiting.signal });
  waiting.abort();
  await expect(second).rejects.toMatchObject({ reason: "cancelled" });
  running.abort();
  await expect(first).rejects.toMatchObject({ reason: "cancelled" });
  const broken = async function* () {
    yield* rows(1);
    throw new Error("no more rows");
  };
  const failed = pool.run("write-spreadsheet", { sheet: "x", head: ["A"] }, { chunks: broken() });
  await expect(failed).rejects.toThrow("no more rows");
  expect(pool.count()).toEqual({ running: 0, idle: 0, waiting: 0 });
  expect(numbers(await pool.run("read-number-list", small))).toEqual(["+12015550123"]);
});

it("ends an idle process", async () => {
  const pool = createTaskPool({ ...LIMITS, idleMs: 1 });
  await pool.run("read-number-list", small);
  await waitUntil("the idle process has ended", () => pool.count().idle === 0);
});
