import { parseXml } from "@/lib/carriers/parse-xml";
import { parseNumberList, type NumberList } from "@/lib/domain/number-list";
import { readNumberFile } from "@/lib/files/read-number-file";
import { writeSpreadsheet, type WrittenCell } from "@/lib/files/write-spreadsheet";
import { readFile } from "node:fs/promises";
import type { FromChild, ToChild } from "./protocol";

/** The tasks that run in a process of their own. Their input and result are copied between processes; chunks come beside the input. */
const TASKS = {
  /** The file lies at `path`, so that its bytes never pass through the process that serves. */
  "read-number-file": async ({ name, path, maxRows }: { name: string; path: string; maxRows: number }) =>
    readNumberFile({ name, bytes: await readFile(path), maxRows }),
  "read-number-list": ({ text, max }: { text: string; max: number }): NumberList => parseNumberList(text, { max }),
  /** As JSON text: a large tree of objects is copied more slowly than it is parsed. */
  "parse-xml": ({ text, lists }: { text: string; lists: readonly string[] }) => JSON.stringify(parseXml(text, lists)),
  "write-spreadsheet": ({ sheet, head }: { sheet: string; head: readonly string[] }, chunks: readonly unknown[]) =>
    writeSpreadsheet(sheet, head, chunks.flat(1) as WrittenCell[][]),
};
export type Tasks = typeof TASKS;

const answer = (message: FromChild) => void process.send?.(message);

let started: { task: keyof Tasks; input: unknown } | null = null;
let chunks: unknown[] = [];

process.on("message", async (message: ToChild) => {
  if (message.type === "start") {
    started = { task: message.task as keyof Tasks, input: message.input };
    chunks = [];
    return;
  }
  if (message.type === "chunk") return chunks.push(message.chunk);
  if (!started) return;
  try {
    const run = TASKS[started.task] as (input: unknown, chunks: readonly unknown[]) => unknown;
    answer({ type: "result", value: await run(started.input, chunks) });
  } catch (error) {
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    answer({ type: "failure", message, stack });
  } finally {
    started = null;
    chunks = [];
  }
});
// Nobody is left who would ask.
process.on("disconnect", () => process.exit(0));
answer({ type: "ready" });
