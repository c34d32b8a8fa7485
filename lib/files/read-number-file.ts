import { describeOverflow } from "@/lib/domain/number-list";
import { parseNumberWorkbook, type ParsedWorkbookInput } from "./parse-number-workbook";
import { parseNumberInput, type ParsedNumberInput } from "./parse-number-file";

/** A file's spellings, one per row, as the form keeps and checks them. `fault` is why a row could not be taken apart. */
export type NumberFile = {
  name: string;
  entries: { line: number; column: number; original: string; fault?: string }[];
  /** What was assumed. */
  notices: string[];
  /** What was not read because of the limits, as a message. */
  loss: string | null;
};

/** Far more than any spelling of a number needs. */
const MAX_SPELLING_CHARACTERS = 200;

/** Reads a CSV, TSV, TXT or XLSX file of numbers; refused with a message when nothing in it can be read. */
export async function readNumberFile({
  name,
  bytes,
  maxRows,
}: {
  name: string;
  bytes: Uint8Array;
  maxRows: number;
}): Promise<{ ok: true; file: NumberFile } | { ok: false; message: string }> {
  const parsed = isZip(bytes)
    ? await parseNumberWorkbook({ bytes, fileName: name }, { maxRows })
    : parseNumberInput({ bytes, fileName: name }, { maxRows });
  if (!parsed.ok) return { ok: false, message: parsed.message };
  if (parsed.rows.length === 0)
    return { ok: false, message: `There are no numbers in ${name}; expected one number per line, or a CSV table.` };
  const entries = parsed.rows.slice(0, maxRows).map(({ line, column, original, ...row }) => {
    if (original.length > MAX_SPELLING_CHARACTERS)
      return { line, column, original: `${original.slice(0, MAX_SPELLING_CHARACTERS)}…`, fault: TOO_LONG };
    const isMalformed = row.outcome === "invalid" && row.code === "malformed-row";
    return { line, column, original, ...(isMalformed && { fault: row.message }) };
  });
  // Lines that are no valid CSV come on top of the rows that are.
  const firstUnread = parsed.rows[maxRows];
  const overflow = firstUnread ? describeOverflow(maxRows, firstUnread.line) : parsed.overflow;
  return { ok: true, file: { name, entries, notices: listNotices(parsed), loss: overflow?.message ?? null } };
}

const TOO_LONG = `This is longer than ${MAX_SPELLING_CHARACTERS} characters: no number is.`;

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

function listNotices(parsed: ParsedNumberInput | ParsedWorkbookInput): string[] {
  const { kind, header, rowsAbove, numberColumn, otherNumberColumns } = parsed;
  const notices: string[] = [];
  if ("others" in parsed) notices.push(...listWorkbookNotices(parsed));
  if (kind !== "table") return notices;
  const nameColumn = (index: number) => header?.[index]?.trim() || `column ${index + 1}`;
  if (rowsAbove > 0)
    notices.push(
      rowsAbove === 1 ? "1 row above the header was left out." : `${rowsAbove} rows above the header were left out.`,
    );
  if (header && header.length > 1) notices.push(`Numbers were taken from “${nameColumn(numberColumn)}”.`);
  if (otherNumberColumns.length > 0)
    notices.push(`Not read, though numbers stand there too: ${otherNumberColumns.map(nameColumn).join(", ")}.`);
  return notices;
}

function listWorkbookNotices(workbook: ParsedWorkbookInput): string[] {
  const { sheet, others, hiddenLines, hiddenColumns, numberColumn } = workbook;
  const notices: string[] = [];
  const names = others.map(({ name, isHidden }) => `“${name}”${isHidden ? " (hidden)" : ""}`);
  if (others.length > 0) notices.push(`Only the sheet “${sheet}” was read, not ${listNames(names)}.`);
  if (hiddenLines.length > 0)
    notices.push(
      hiddenLines.length === 1
        ? `1 row is hidden in the sheet, and was read too: row ${hiddenLines[0]}.`
        : `${hiddenLines.length.toLocaleString("en-US")} rows are hidden in the sheet, and were read too.`,
    );
  if (hiddenColumns.includes(numberColumn)) notices.push("The column that was read is hidden in the sheet.");
  return notices;
}

const SHOWN_NAMES = 5;
const listNames = (names: readonly string[]) => {
  const shown = names.slice(0, SHOWN_NAMES).join(", ");
  return names.length > SHOWN_NAMES ? `${shown} and ${names.length - SHOWN_NAMES} more` : shown;
};
