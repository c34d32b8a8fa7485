import { expect, it } from "vitest";
import { waitUntil } from "@/lib/test/wait-until";
import { createTaskPool, type PoolLimits } from "./task-pool";

const LIMITS: PoolLimits = { processes: 1, waiting: 1, processorMs: 20_000, memoryMb: 128, idleMs: 60_000 };
const small = { text: "2015550123", max: 10 };
const numbers = (value: unknown) => (value as { valid: string[] }).valid;

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
  const text = Array.from({ length: 900_000 }, (_, n) => 2_015_550_000 + n).join(" ");
  const large = pool.run("read-number-list", { text, max: 900_000 });
  await expect(large).rejects.toMatchObject({ reason: "memory" });
  expect(numbers(await pool.run("read-number-list", small))).toEqual(["+12015550123"]);
});

it("stops when the caller goes away, running or waiting, and when what it sends fails", async () => {
  const pool = createTaskPool(LIMITS);
  const [running, waiting] = [new AbortController(), new AbortController()];
  const first = pool.run("read-number-list", small, { signal: running.signal });
  const second = pool.run("read-number-list", small, { signal: waiting.signal });
  waiting.abort();
  await expect(second).rejects.toMatchObject({ reason: "cancelled" });
  running.abort();
  await expect(first).rejects.toMatchObject({ reason: "cancelled" });
  const broken = async function* () {
    yield Buffer.from("[]\n");
    throw new Error("no more rows");
  };
  const streams = { body: broken(), processorMs: 20_000 };
  const failed = pool.runStreamed("write-spreadsheet", { sheet: "x", head: ["A"] }, streams);
  await expect(failed).rejects.toThrow("no more rows");
  expect(pool.count()).toEqual({ running: 0, idle: 0, waiting: 0 });
  expect(numbers(await pool.run("read-number-list", small))).toEqual(["+12015550123"]);
});

it("ends an idle process", async () => {
  const pool = createTaskPool({ ...LIMITS, idleMs: 1 });
  await pool.run("read-number-list", small);
  await waitUntil("the idle process has ended", () => pool.count().idle === 0);
});
