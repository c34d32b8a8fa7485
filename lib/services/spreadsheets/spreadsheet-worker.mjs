// Runs in a thread of its own: building or reading a large workbook takes seconds, in which the portal goes on answering.
import { parentPort } from "node:worker_threads";
import { readSheet } from "read-excel-file/node";
import writeExcelFile from "write-excel-file/node";

/** @typedef {string | number | null} Cell */
/** @typedef {{ do: "rows", rows: Cell[][] } | { do: "write", sheet: string, head: string[] } | { do: "read", file: Uint8Array, sheet: number }} Task */

const MEASURED_ROWS = 100;
const WIDEST = 60;

/** @type {Cell[][]} */
const rows = [];

parentPort?.on("message", async (/** @type {Task} */ task) => {
  try {
    if (task.do === "rows") for (const row of task.rows) rows.push(row);
    else if (task.do === "write") parentPort?.postMessage({ ok: true, file: await write(task.sheet, task.head) });
    else parentPort?.postMessage({ ok: true, rows: await read(task.file, task.sheet) });
  } catch (error) {
    parentPort?.postMessage({ ok: false, words: error instanceof Error ? error.message : String(error) });
  }
});

/**
 * @param {string} sheet
 * @param {readonly string[]} head
 */
async function write(sheet, head) {
  const columns = head.map((heading, column) => ({ width: measure(heading, column) }));
  const first = head.map((value) => ({ value, type: String, fontWeight: /** @type {const} */ ("bold") }));
  const cells = rows.map((row) =>
    row.map((value) => (typeof value === "string" ? { value: rename(value), type: String, format: "@" } : value)),
  );
  return writeExcelFile([first, ...cells], { sheet, columns, stickyRowsCount: 1 }).toBuffer();
}

/**
 * The writer keeps its texts by name in a plain object, where these few are something else already.
 * @param {string} text
 */
const rename = (text) => (text in {} ? `${text} ` : text);

/**
 * Wide enough for what stands there, within reason.
 * @param {string} heading
 * @param {number} column
 */
function measure(heading, column) {
  const lengths = rows.slice(0, MEASURED_ROWS).map((row) => String(row[column] ?? "").length);
  return Math.min(Math.max(heading.length, ...lengths) + 2, WIDEST);
}

/**
 * @param {Uint8Array} file
 * @param {number} sheet from 1
 */
const read = (file, sheet) =>
  readSheet(Buffer.from(file), sheet, { parseNumber: (/** @type {string} */ text) => text });
