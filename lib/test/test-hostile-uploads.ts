import { describe, expect, it } from "vitest";
import { runningPools, runStreamTask } from "@/lib/child-tasks/run-task";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import type { HostileFile } from "./hostile-content";
import { toBody } from "./uploads";

export const PROCESSOR_MS = 20_000;
export const ACCOUNT = "019c0000-0000-7000-8000-000000000001";
const ACCOUNTS = [
  {
    id: ACCOUNT,
    carrierId: "intelepeer",
    carrierLabel: "IntelePeer",
    label: "Main",
    mode: "sandbox" as const,
    kinds: ["sms-enable" as const],
    site: null,
    sipPeer: null,
  },
];
export const streams = (bytes: Uint8Array) => ({ body: toBody(bytes), processorMs: PROCESSOR_MS });

export const inspectBytes = (bytes: Uint8Array) =>
  runStreamTask(
    "inspect-upload",
    { name: "file.bin", source: "file", size: bytes.length, sheet: null, accounts: ACCOUNTS },
    streams(bytes),
  );

export async function loadBytes(
  bytes: Uint8Array,
  { format, delimiter, sheet, headerLine, columns }: UploadInspection,
) {
  const mapping: UploadMapping = {
    sheet,
    headerLine,
    columns: columns.map((_, index) => (index === 0 ? "number" : "ignore")),
    hiddenRows: "include",
    ranges: "ask",
    defaults: { kind: "sms-enable", accountId: ACCOUNT, params: {} },
  };
  let [frames, largest] = [0, 0];
  const answer = await runStreamTask(
    "load-upload",
    {
      uploadId: ACCOUNT,
      layout: { format, delimiter, sheet, name: "file.bin" },
      mapping,
      choices: { accounts: ACCOUNTS, campaigns: [], applications: [], labels: null },
    },
    {
      ...streams(bytes),
      onFrame: ({ body }) => {
        frames += 1;
        largest = Math.max(largest, body.length);
        return Promise.resolve();
      },
    },
  );
  return { answer, frames, largest };
}

/** Registers the tests: none is stopped by time or memory; each is refused for what it is, or read within the limits. */
export const testHostileUploads = (files: readonly HostileFile[]) =>
  describe("a hostile file as an upload", () => {
    it.each(files)("$name", async ({ make }) => {
      const bytes = make();
      const inspected = await inspectBytes(bytes);
      if (!inspected.ok) {
        expect(inspected.message).toMatch(/\.$/);
        expect(inspected.message.length).toBeLessThan(400);
        return;
      }
      // What is kept of it and shown on a page is bounded too.
      expect(JSON.stringify(inspected.inspection).length).toBeLessThan(10_000_000);
      const { answer, largest } = await loadBytes(bytes, inspected.inspection);
      expect(largest).toBeLessThan(20_000_000);
      if (answer.ok) expect(answer.rows).toBeLessThanOrEqual(1_000_000);
      else expect(answer.message).toMatch(/\.$/);
      expect(runningPools().upload?.count()).toEqual({ running: 0, idle: 0, waiting: 0 });
    });
  });
