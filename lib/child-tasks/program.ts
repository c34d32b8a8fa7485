import { parseXml } from "@/lib/carriers/parse-xml";
import { parseNumberList, type NumberList } from "@/lib/domain/number-list";
import { type LookupRows, readLookupText } from "@/lib/domain/lookup-rows";
import { readNumberFile } from "@/lib/files/read-number-file";
import { type FileQuestion, inspectFile } from "@/lib/files/uploads/inspect-file";
import { loadFile, type LoadInput } from "@/lib/files/uploads/load-file";
import { decodeRows } from "@/lib/files/spreadsheet-rows";
import { streamSpreadsheet } from "@/lib/files/write-spreadsheet";
import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import { createFrameWriter } from "./frames";
import type { FromChild, ToChild } from "./protocol";
import { BODY_FD, FRAMES_FD } from "./streams";

/** The tasks that run in a process of their own. Their input and result are copied between processes. */
const TASKS = {
  /** The file lies at `path`, so that its bytes never pass through the process that serves. */
  "read-number-file": async ({ name, path, maxRows }: { name: string; path: string; maxRows: number }) =>
    readNumberFile({ name, bytes: await readFile(path), maxRows }),
  "read-number-list": ({ text, max }: { text: string; max: number }): NumberList => parseNumberList(text, { max }),
  "read-lookup-text": ({ text }: { text: string }): LookupRows => readLookupText(text),
  /** As JSON text: a large tree of objects is copied more slowly than it is parsed. */
  "parse-xml": ({ text, lists }: { text: string; lists: readonly string[] }) => JSON.stringify(parseXml(text, lists)),
};
export type Tasks = typeof TASKS;

type WriteFrame = (head: unknown, body: Uint8Array) => Promise<void>;

/** Tasks that read their content, and write frames, as streams. */
const STREAM_TASKS = {
  "inspect-upload": (input: FileQuestion, bytes: AsyncIterable<Uint8Array>) => inspectFile(bytes, input),
  "load-upload": (input: LoadInput, bytes: AsyncIterable<Uint8Array>, write: WriteFrame) =>
    loadFile(bytes, input, write),
  "write-spreadsheet": async (
    { sheet, head }: { sheet: string; head: readonly string[] },
    bytes: AsyncIterable<Uint8Array>,
    write: WriteFrame,
  ) => {
    for await (const part of streamSpreadsheet(sheet, head, decodeRows(bytes))) await write(null, part);
  },
};
export type StreamTasks = typeof STREAM_TASKS;

type RunTask = (input: unknown) => unknown;
type RunStreamTask = (input: unknown, bytes: AsyncIterable<Uint8Array>, write: WriteFrame) => Promise<unknown>;

async function runTask(name: string, input: unknown): Promise<unknown> {
  if (Object.hasOwn(TASKS, name)) return (TASKS[name as keyof Tasks] as RunTask)(input);
  const run = STREAM_TASKS[name as keyof StreamTasks] as RunStreamTask;
  const frames = createFrameWriter(new Socket({ fd: FRAMES_FD, readable: false, writable: true }));
  const bytes = new Socket({ fd: BODY_FD, readable: true, writable: false });
  try {
    return await run(input, bytes as AsyncIterable<Uint8Array>, frames.write);
  } finally {
    // The sender of the rest learns that nobody wants it.
    bytes.destroy();
    await frames.end();
  }
}

const answer = (message: FromChild) => void process.send?.(message);

process.on("message", async ({ task, input }: ToChild) => {
  try {
    answer({ type: "result", value: await runTask(task, input) });
  } catch (error) {
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    answer({ type: "failure", message, stack });
  }
});
// Nobody is left who would ask.
process.on("disconnect", () => process.exit(0));
answer({ type: "ready" });
