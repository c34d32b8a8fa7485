import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitUntil } from "@/lib/test/wait-until";
import { identifyProcess, isAlive } from "./process-identity";
import { findRunningPortal, takeRunLock } from "./run-lock";

let folder: string;
let sleeper: ChildProcess;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "lock-"));
  sleeper = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await waitUntil("a process to name", () => isAlive(sleeper.pid ?? 0));
});

afterEach(() => {
  sleeper.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

const writeRecord = (record: object) => writeFileSync(path.join(folder, "portal.json"), JSON.stringify(record));

describe("takeRunLock", () => {
  it("refuses a second portal on the same folder, with a message, until the first has gone", async () => {
    const lock = await takeRunLock(folder);
    expect(findRunningPortal(folder)).toBe(process.pid);
    await expect(takeRunLock(folder)).rejects.toThrow(
      `Tandem is already running on ${folder} (process ${process.pid})`,
    );
    lock.release();
    expect(findRunningPortal(folder)).toBeNull();
    (await takeRunLock(folder)).release();
  });

  it("takes over from a killed portal, although its number belongs to another process now", async () => {
    writeRecord({ self: { name: "portal", pid: sleeper.pid, identity: "an earlier boot/1" }, parts: [] });
    const lock = await takeRunLock(folder);
    expect(findRunningPortal(folder)).toBe(process.pid);
    expect(isAlive(sleeper.pid ?? 0)).toBe(true);
    lock.release();
  });

  it("ends the parts that a killed portal left, and nobody else", async () => {
    const left = { name: "worker", pid: sleeper.pid, identity: identifyProcess(sleeper.pid ?? 0) };
    const reused = { name: "web", pid: process.pid, identity: "an earlier boot/2" };
    writeRecord({ self: { name: "portal", pid: 1, identity: "an earlier boot/3" }, parts: [left, reused] });
    const lock = await takeRunLock(folder);
    expect(identifyProcess(sleeper.pid ?? 0)).toBeNull();
    lock.release();
  });

  it("takes over from a record that a power cut left unreadable", async () => {
    writeFileSync(path.join(folder, "portal.json"), "{");
    (await takeRunLock(folder)).release();
  });

  it("lets exactly one of many win over a stale record", async () => {
    writeRecord({ self: { name: "portal", pid: 1, identity: "an earlier boot/3" }, parts: [] });
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => takeRunLock(folder)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("notes the parts that run", async () => {
    const lock = await takeRunLock(folder);
    lock.note([
      { name: "web", pid: sleeper.pid ?? null },
      { name: "worker", pid: null },
    ]);
    const record = JSON.parse(readFileSync(path.join(folder, "portal.json"), "utf8"));
    expect(record.parts).toEqual([{ name: "web", pid: sleeper.pid, identity: identifyProcess(sleeper.pid ?? 0) }]);
    lock.release();
  });
});
