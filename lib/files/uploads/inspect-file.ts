import type { UploadAccount } from "@/lib/domain/uploads/checked-row";
import { inspectTable, type InspectedTable } from "@/lib/domain/uploads/inspect-table";
import type { UploadInspection } from "@/lib/domain/uploads/inspection";
import { UPLOAD_LIMITS, type UploadSource } from "@/lib/domain/uploads/upload";
import { FileFault } from "../check-zip";
import { parseWorkbook } from "../parse-workbook";
import { chooseFormat } from "./choose-format";
import { decodeText, type Decoding } from "./decode-text";
import { isZip, peekBytes } from "./peek-bytes";
import { collectWorkbook, countSheets, listSheetRows, type WorkbookSheet } from "./read-workbook-rows";
import type { SourceRow } from "./source-row";
import { describeSwallowedRows } from "./swallowed-rows";

export type FileQuestion = {
  name: string;
  source: UploadSource;
  size: number;
  /** Of a workbook, where it is not the first visible one. */
  sheet: string | null;
  /** What cells may name. */
  accounts: readonly UploadAccount[];
};
export type FileAnswer = { ok: true; inspection: UploadInspection } | { ok: false; message: string };

const SAMPLE_ROWS = 2_000;

/** Finds out what a content is from its beginning; a workbook is read whole. `size`: its bytes. Of a text only the beginning is taken. */
export async function inspectFile(source: AsyncIterable<Uint8Array>, file: FileQuestion): Promise<FileAnswer> {
  try {
    const { head, bytes } = await peekBytes(source, 4);
    return {
      ok: true,
      inspection: await (isZip(head) ? inspectWorkbook(bytes, file) : inspectText(bytes, file)),
    };
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return { ok: false, message: error.message };
  }
}

async function inspectWorkbook(
  bytes: AsyncIterable<Uint8Array>,
  { name, sheet, accounts }: FileQuestion,
): Promise<UploadInspection> {
  const content = await collectWorkbook(bytes);
  const workbook = await parseWorkbook(content, name, sheet ?? undefined);
  const rows: SourceRow[] = [];
  let count = 0;
  let hiddenRows = 0;
  let faults = 0;
  for (const row of listSheetRows(workbook)) {
    count += 1;
    if (row.isHidden) hiddenRows += 1;
    if (row.cells.some(({ fault }) => fault !== undefined)) faults += 1;
    if (rows.length < SAMPLE_ROWS) rows.push(row);
  }
  const hasOthers = workbook.others.length > 0;
  if (count === 0 && !hasOthers)
    throw new FileFault(`The sheet “${workbook.sheet}” of ${name} is empty; expected one number per row.`);
  if (count > UPLOAD_LIMITS.workbookRows + 1) throw tooManyRows(count);
  const sheets = hasOthers ? await countSheets(content, name, workbook, count) : [];
  const table = inspectTable({
    rows,
    hiddenColumns: workbook.hiddenColumns,
    hiddenRows: { count: hiddenRows, of: count },
    accounts,
  });
  return {
    format: "xlsx",
    encoding: null,
    delimiter: null,
    sheet: workbook.sheet,
    rows: { count, isExact: true },
    ...addSheets(table, sheets, [
      describeCount(faults, "row holds", "rows hold", "a formula without a result, a date or an error."),
      describeCount(
        workbook.mergedLines.length,
        "line has",
        "lines have",
        "merged cells; only the first cell of each counts.",
      ),
    ]),
  };
}

const describeCount = (count: number, one: string, many: string, what: string): string | null =>
  count === 0 ? null : `${count.toLocaleString("en-US")} ${count === 1 ? one : many} ${what}`;

/** With further sheets the person chooses. */
function addSheets(
  table: InspectedTable,
  sheets: readonly WorkbookSheet[],
  notices: readonly (string | null)[],
): InspectedTable {
  return {
    ...table,
    questions: sheets.length > 0 ? [...table.questions, { kind: "sheets", names: [...sheets] }] : table.questions,
    notices: [...table.notices, ...notices.filter((notice) => notice !== null)],
    isCertain: table.isCertain && sheets.length === 0,
  };
}

const tooManyRows = (count: number) =>
  new FileFault(
    `The sheet has ${count.toLocaleString("en-US")} rows; of a workbook at most ${UPLOAD_LIMITS.workbookRows.toLocaleString("en-US")} are read. Save it as CSV, and upload that.`,
  );

async function inspectText(
  bytes: AsyncIterable<Uint8Array>,
  { source, size, accounts }: FileQuestion,
): Promise<UploadInspection> {
  const decoding: Decoding = { encoding: null, unreadable: 0 };
  const blocks = decodeText(bytes, decoding);
  const first = await blocks.next();
  const text = first.done ? "" : first.value;
  const isWhole = first.done === true || (await blocks.next()).done === true;
  await blocks.return(undefined);
  const body = isWhole ? text : text.slice(0, text.lastIndexOf("\n") + 1) || text;
  if (body.trim() === "") throw new FileFault("There is nothing in it; expected one number per line, or a CSV table.");
  const { layout, rows } = await chooseFormat(body, source !== "text");
  if (rows.length === 0) throw new FileFault("There are no rows in it; expected one number per line, or a CSV table.");
  const sampled = decoding.encoding?.startsWith("utf-16") ? body.length * 2 : Buffer.byteLength(body);
  const count = isWhole ? rows.length : Math.round((rows.length * size) / sampled);
  const swallowed = describeSwallowedRows(rows, layout);
  const table = inspectTable({ rows: rows.slice(0, SAMPLE_ROWS), accounts });
  return {
    format: layout.delimiter === null ? "list" : "csv",
    encoding: decoding.encoding ?? "utf-8",
    delimiter: layout.delimiter,
    sheet: null,
    rows: { count, isExact: isWhole },
    ...addSheets(
      { ...table, isCertain: table.isCertain && swallowed === null },
      [],
      [
        swallowed,
        describeCount(decoding.unreadable, "character is", "characters are", "not readable; each is shown as \uFFFD."),
      ],
    ),
  };
}
