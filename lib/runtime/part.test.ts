import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitUntil } from "@/lib/test/wait-until";
import { Part } from "./part";
import { isAlive } from "./process-identity";

let folder: string;
let parts: Part[];
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "part-"));
  parts = [];
  lines = [];
});

afterEach(async () => {
  await Promise.all(parts.map((part) => part.stop()));
  rmSync(folder, { recursive: true });
});

function plan(
  script: string,
  options: { grace?: number; timeoutMs?: number; environment?: () => Record<string, string> } = {},
): Part {
  const file = path.join(folder, "script.mjs");
  writeFileSync(file, `process.on("disconnect", () => process.exit(1)); setInterval(() => {}, 1000);\n${script}`);
  const part = new Part({
    name: "The part",
    command: [file],
    environment: options.environment ?? (() => ({})),
    grace: options.grace ?? 5_000,
    timeoutMs: options.timeoutMs,
    print: (line) => lines.push(line),
  });
  parts.push(part);
  return part;
}

const READY = `process.send({ type: "ready", shown: process.env.SHOWN });`;

describe("Part", () => {
  it("resolves with the first message and hands the environment over", async () => {
    const part = plan(READY, { environment: () => ({ SHOWN: "yes" }) });
    expect(await part.start()).toEqual({ type: "ready", shown: "yes" });
    expect(isAlive(part.pid ?? 0)).toBe(true);
  });

  it("says that it did not start, and does not try again", async () => {
    await expect(plan("process.exit(3)").start()).rejects.toThrow("The part did not start (exit code 3).");
  });

  it("passes on a reason for failing", async () => {
    const part = plan(`process.send({ type: "failed", message: "Port 1 is taken" }, () => process.exit(1));`);
    await expect(part.start()).rejects.toThrow("Port 1 is taken");
  });

  it("gives up on a part that never gets ready, and leaves no process", async () => {
    const part = plan("", { timeoutMs: 300 });
    await expect(part.start()).rejects.toThrow("not ready within 0.3 seconds");
    expect(isAlive(part.pid ?? 0)).toBe(false);
  });

  it("starts a killed part again, with a fresh environment, as often as it dies", async () => {
    let starts = 0;
    const isReady = () => existsSync(path.join(folder, String(starts)));
    const part = plan(
      `import { writeFileSync } from "node:fs";
       process.send({ type: "ready" }, () => writeFileSync(process.env.FOLDER + "/" + process.env.SHOWN, ""));`,
      { environment: () => ({ SHOWN: String(++starts), FOLDER: folder }) },
    );
    await part.start();
    for (const round of [2, 3]) {
      const before = part.pid ?? 0;
      process.kill(before, "SIGKILL");
      await waitUntil("another process", () => part.pid !== before && isAlive(part.pid ?? 0));
      await waitUntil("another environment", () => starts === round && isReady());
    }
    expect(lines).toEqual(Array(2).fill("The part ended unexpectedly (signal SIGKILL); it is started again."));
  });

  it("ends on request and is not started again", async () => {
    const part = plan(`process.on("SIGTERM", () => process.exit(0)); ${READY}`);
    await part.start();
    const pid = part.pid ?? 0;
    await part.stop();
    expect(isAlive(pid)).toBe(false);
    expect(part.pid).toBe(pid);
    expect(lines).toEqual([]);
  });

  it("kills a part that does not end within its grace", async () => {
    const part = plan(`process.on("SIGTERM", () => {}); ${READY}`, { grace: 200 });
    await part.start();
    await part.stop();
    expect(isAlive(part.pid ?? 0)).toBe(false);
    expect(lines).toEqual(["The part did not end within 0.2 seconds and was killed."]);
  });

  it("can be stopped while it is waiting to be started again", async () => {
    const part = plan(`if (process.env.SHOWN === "1") process.send({ type: "ready" }); else process.exit(1);`, {
      environment: (() => {
        let starts = 0;
        return () => ({ SHOWN: String(++starts) });
      })(),
    });
    await part.start();
    process.kill(part.pid ?? 0, "SIGKILL");
    await waitUntil("a failed restart", () => lines.some((line) => line.includes("did not start")));
    await part.stop();
    expect(isAlive(part.pid ?? 0)).toBe(false);
  });
});
