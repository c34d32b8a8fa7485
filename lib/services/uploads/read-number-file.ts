import "server-only";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { runTask } from "@/lib/child-tasks/run-task";
import { TaskStopped } from "@/lib/child-tasks/task-stopped";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { MAX_LIST_NUMBERS } from "@/lib/domain/number-list";

import { MAX_FILE_BYTES, type NumberFile } from "@/lib/files/read-number-file";

export type NumberFileInput = {
  name: string;
  /** Bytes of the file as they come in; null is an empty file. */
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null;
  /** The size that the sender declares; checked before anything is read, and not trusted afterwards. */
  declaredBytes?: number;
  signal?: AbortSignal;
};

/**
 * Reads a CSV, TSV, TXT or XLSX file of numbers, apart from the process that serves. Nothing is kept. Errors: INVALID_INPUT when nothing
 * in it can be read, THROTTLED when too many files wait.
 */
export async function readNumberFile(_ctx: Context, input: NumberFileInput): Promise<NumberFile> {
  const { name, body, declaredBytes, signal } = input;
  if (declaredBytes !== undefined && declaredBytes > MAX_FILE_BYTES) throw refuseSize(name);
  const file = path.join(tmpdir(), `tandem-${crypto.randomUUID()}.upload`);
  try {
    await pipeline(boundSize(body, name), createWriteStream(file, { flags: "wx", mode: 0o600 }), { signal });
    const result = await runTask("read-number-file", { name, path: file, maxRows: MAX_LIST_NUMBERS }, { signal });
    if (!result.ok) throw new AppError("INVALID_INPUT", result.message);
    return result.file;
  } catch (error) {
    throw error instanceof TaskStopped ? describeStop(name, error) : error;
  } finally {
    await rm(file, { force: true });
  }
}

/** The limit is kept while the body comes in: what is too large is never held whole. */
async function* boundSize(body: NumberFileInput["body"], name: string) {
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > MAX_FILE_BYTES) throw refuseSize(name);
    yield part;
  }
}

const refuseSize = (name: string) =>
  new AppError(
    "INVALID_INPUT",
    `${name} is larger than ${(MAX_FILE_BYTES / 1e6).toFixed(0)} MB. Split it and upload the parts one by one.`,
  );

const ADVICE = "Save only the column with the numbers as CSV, and upload that.";

function describeStop(name: string, stopped: TaskStopped): AppError {
  const messages = {
    busy: "Many files are being read at the moment. Try again in a minute.",
    time: `${name} takes too long to read. ${ADVICE}`,
    memory: `${name} needs too much memory to read. ${ADVICE}`,
    crashed: `${name} cannot be read. ${ADVICE}`,
    cancelled: `Reading ${name} was stopped.`,
  } as const satisfies Record<TaskStopped["reason"], string>;
  return new AppError(stopped.reason === "busy" ? "THROTTLED" : "INVALID_INPUT", messages[stopped.reason], {
    cause: stopped,
  });
}
