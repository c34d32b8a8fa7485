import "server-only";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { z } from "zod";

/** A cell to be written: a text cell, a number, or nothing. */
export type WrittenCell = string | number | null;
/** A cell as it was read; a numeric one is its digits as the file has them. */
export type ReadCell = string | boolean | Date | null;

const PROGRAM = ["lib", "services", "spreadsheets", "spreadsheet-worker.mjs"];
const PATIENCE_MS = 90_000;
const MOST_MEMORY_MB = 1_500;

const answer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), file: z.instanceof(Uint8Array).optional(), rows: z.array(z.unknown()).optional() }),
  z.object({ ok: z.literal(false), words: z.string() }),
]);

/** The sheet's rows. `sheet` counts from 1. Throws where the file cannot be read, or takes more time or memory than it may. */
export async function readSpreadsheet(file: Uint8Array, sheet: number): Promise<readonly (readonly ReadCell[])[]> {
  const { rows } = await runThread(async (post) => post({ do: "read", file, sheet }));
  // Made by our own thread out of what its reader gives: texts, truths, dates and nothing.
  return (rows ?? []) as ReadCell[][];
}

/** An .xlsx file of one sheet, from rows that are handed over chunk by chunk. */
export async function writeSpreadsheet(
  sheet: string,
  head: readonly string[],
  chunks: AsyncIterable<readonly (readonly WrittenCell[])[]>,
): Promise<Uint8Array> {
  const { file } = await runThread(async (post) => {
    for await (const rows of chunks) post({ do: "rows", rows });
    post({ do: "write", sheet, head });
  });
  if (!file) throw new Error("The thread gave no file.");
  return file;
}

async function runThread(feed: (post: (task: unknown) => void) => Promise<void>) {
  const worker = new Worker(path.join(process.cwd(), ...PROGRAM), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    // The thread needs nothing of the portal's: neither its settings nor its loaders.
    execArgv: [],
    env: {},
  });
  const ended = new Promise<z.output<typeof answer>>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The workbook takes too long.")), PATIENCE_MS);
    worker.once("message", (message) => resolve(answer.parse(message)));
    worker.once("error", reject);
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new Error("The thread ended without an answer."));
    });
  });
  try {
    const [result] = await Promise.all([ended, feed((task) => worker.postMessage(task))]);
    if (!result.ok) throw new Error(result.words);
    return result;
  } finally {
    await worker.terminate();
  }
}
