import "server-only";
import { runStreamTask } from "@/lib/child-tasks/run-task";
import { TaskStopped } from "@/lib/child-tasks/task-stopped";
import { cutText } from "@/lib/domain/clean-text";
import type { CsvCell } from "@/lib/domain/csv-row";
import { AppError } from "@/lib/domain/errors";
import { encodeRows } from "@/lib/files/spreadsheet-rows";
import type { WrittenCell } from "@/lib/files/write-spreadsheet";
import type { ExportTable } from "./export-table";
import { createHandoff } from "./handoff";

/** Excel's own limit for one cell. */
const MAX_CELL = 32_767;
const CUT_WORDS = "… (cut here; whole in the CSV)";
/** Of the process that writes: a million rows of ten columns take a tenth of it. */
const PROCESSOR_MS = 600_000;

/**
 * A table as an Excel workbook of one sheet, part by part while its rows come. Texts are text cells, which a spreadsheet never runs as a
 * formula and never turns into a number or a date. Errors: INVALID_INPUT where it takes too much, with a message that offers the CSV;
 * THROTTLED when too many exports wait.
 */
export async function* writeXlsx({ sheet, head, chunks }: ExportTable): AsyncGenerator<Uint8Array> {
  const parts = createHandoff<Uint8Array>();
  const abort = new AbortController();
  const written = runStreamTask(
    "write-spreadsheet",
    { sheet, head },
    {
      body: encodeChunks(chunks),
      onFrame: ({ body }) => parts.give(body),
      processorMs: PROCESSOR_MS,
      signal: abort.signal,
    },
  );
  written.then(
    () => parts.end(),
    (error: unknown) => parts.fail(describeStop(error)),
  );
  try {
    yield* parts.takeAll();
  } finally {
    // Where the reader has gone, nobody wants the rest; rows are no longer read either, once this has ended.
    abort.abort();
    await written.catch(() => undefined);
  }
}

function describeStop(error: unknown): unknown {
  if (!(error instanceof TaskStopped) || error.reason === "crashed" || error.reason === "cancelled") return error;
  const isBusy = error.reason === "busy";
  const message = isBusy
    ? "Many Excel files are being made at the moment. Try again in a minute, or export CSV."
    : "These rows are too many for an Excel file made here. Export CSV, which has no limit.";
  return new AppError(isBusy ? "THROTTLED" : "INVALID_INPUT", message, { cause: error });
}

async function* encodeChunks(chunks: ExportTable["chunks"]): AsyncGenerator<Uint8Array> {
  for await (const rows of chunks) yield encodeRows(rows.map((row) => row.map(toCell)));
}

function toCell(cell: CsvCell): WrittenCell {
  if (cell == null || cell === "") return null;
  if (typeof cell === "number" && Number.isFinite(cell)) return cell;
  const text = cell instanceof Date ? cell.toISOString() : String(cell);
  return text.length > MAX_CELL ? cutText(text, MAX_CELL - CUT_WORDS.length) + CUT_WORDS : text;
}
