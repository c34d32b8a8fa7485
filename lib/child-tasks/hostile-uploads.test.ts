import { describe, expect, it } from "vitest";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import { HOSTILE_FILES } from "@/lib/test/hostile-files";
import {
  ACCOUNT,
  inspectBytes as inspect,
  loadBytes as load,
  PROCESSOR_MS,
  streams,
  testHostileUploads,
} from "@/lib/test/test-hostile-uploads";
import { runningPools, runStreamTask } from "./run-task";

// Some of them here, others by the small forms, all of them in the long tests.
testHostileUploads(HOSTILE_FILES.filter((_, index) => index % 12 === 0));

describe("a hostile file", () => {
  it("does not stop those that come at the same moment", async () => {
    const hostile = HOSTILE_FILES.filter(({ name }) => /200,000 rows of 15|one line of 2,500,000/.test(name));
    const honest = Buffer.from("Phone\n2012200123\n2012200124\n");
    const [, ...answers] = await Promise.all([
      Promise.all(hostile.map(({ make }) => inspect(make()))),
      ...[1, 2, 3].map(() => inspect(honest)),
    ]);
    expect(answers).toMatchObject(answers.map(() => ({ ok: true, inspection: { rows: { count: 3, isExact: true } } })));
  });
});

describe("the other end of its streams", () => {
  const large = Buffer.from(`TN\n${Array.from({ length: 200_000 }, (_, n) => 2_012_200_000 + n).join("\n")}\n`);
  async function inspection(): Promise<UploadInspection> {
    const answer = await inspect(large);
    if (!answer.ok) throw new Error(answer.message);
    return answer.inspection;
  }

  it("may fail, and the task fails with it", async () => {
    const broken = async function* () {
      yield large.subarray(0, 1_000_000);
      await Promise.resolve();
      throw new Error("the database went away");
    };
    const question = { name: "x", source: "file" as const, size: 3_000_000, sheet: null, accounts: [] };
    const task = runStreamTask("inspect-upload", question, { body: broken(), processorMs: PROCESSOR_MS });
    await expect(task).rejects.toThrow("the database went away");
    const found = await inspection();
    const refused = runStreamTask(
      "load-upload",
      {
        uploadId: ACCOUNT,
        layout: { ...found, name: "x" },
        mapping: { ...found, columns: ["number"], hiddenRows: "include", ranges: "ask", defaults: NOTHING },
        choices: { accounts: [], campaigns: [], applications: [], labels: null },
      },
      { ...streams(large), onFrame: () => Promise.reject(new Error("no room in the table")) },
    );
    await expect(refused).rejects.toThrow("no room in the table");
    expect(runningPools().upload?.count()).toMatchObject({ running: 0, waiting: 0 });
  });

  it("gets batches that hold all rows, in order, each with what was read until then", async () => {
    const found = await inspection();
    const { answer, frames } = await load(large, found);
    expect(answer).toMatchObject({ ok: true, rows: 200_000 });
    expect(frames).toBeGreaterThan(3);
  });
});
const NOTHING = { kind: null, accountId: null, params: {} };
