import { describe, expect, it } from "vitest";
import { runningPools } from "@/lib/child-tasks/run-task";
import type { HostileFile } from "./hostile-content";

/** Never stopped by time or memory: each is refused for what it is, or read within the limits. */
const STOPPED = /too long to read|too much memory|file.bin cannot be read/;

/** Registers a test for each file: refused with its own message, or read within the limits, with nothing left running. */
export function testHostileFiles(
  files: readonly HostileFile[],
  read: (bytes: Uint8Array) => Promise<{ entries: readonly unknown[] }>,
): void {
  describe("a hostile file", () => {
    it.each(files)("$name", async ({ make, outcome }) => {
      const result = await read(make()).catch((error: Error) => error.message);
      if (typeof outcome === "number") {
        if (typeof result === "string") throw new Error(result);
        expect(result.entries).toHaveLength(outcome);
        // What is sent to the browser is bounded too.
        expect(JSON.stringify(result).length).toBeLessThan(3_000_000);
      } else {
        expect(result).toMatch(outcome);
        expect(result).not.toMatch(STOPPED);
      }
      const { running, idle, waiting } = runningPools().file?.count() ?? { running: 1, idle: 0, waiting: 0 };
      expect({ running, waiting, isKept: idle <= 2 }).toEqual({ running: 0, waiting: 0, isKept: true });
    });
  });
}
