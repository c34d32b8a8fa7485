import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { MAX_LIST_NUMBERS } from "@/lib/domain/number-list";
import { parseNumberWorkbook, type ParsedWorkbookInput } from "@/lib/services/uploads/parse-number-workbook";
import { MAX_FILE_BYTES, parseNumberInput, type ParsedNumberInput } from "@/lib/services/uploads/parse-number-file";

/** A file's spellings, one per row, as the form keeps and judges them. `fault` is why a row could not be taken apart. */
export type NumberFile = {
  name: string;
  entries: { line: number; column: number; original: string; fault?: string }[];
  /** What was assumed. */
  notices: string[];
  /** What was not read because of the limits, in words. */
  loss: string | null;
};

export const MOST_FILE_BYTES = MAX_FILE_BYTES;

/** Reads a CSV, TSV, TXT or XLSX file of numbers. Nothing is stored. Error: INVALID_INPUT when nothing in it can be read. */
export async function readNumberFile(
  _ctx: Context,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<NumberFile> {
  const options = { maxRows: MAX_LIST_NUMBERS };
  const parsed = isZip(bytes)
    ? await parseNumberWorkbook({ bytes, fileName: name }, options)
    : parseNumberInput({ bytes, fileName: name }, options);
  if (!parsed.ok) throw new AppError("INVALID_INPUT", parsed.message);
  const entries = parsed.rows.map((row) => ({
    line: row.line,
    column: row.column,
    original: row.original,
    ...(row.outcome === "invalid" && row.code === "malformed-row" && { fault: row.message }),
  }));
  return { name, entries, notices: listNotices(parsed), loss: parsed.overflow?.message ?? null };
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

function listNotices(parsed: ParsedNumberInput | ParsedWorkbookInput): string[] {
  const { kind, header, numberColumn, otherNumberColumns } = parsed;
  const notices: string[] = [];
  if ("otherSheets" in parsed && parsed.otherSheets.length > 0)
    notices.push(`Only the sheet “${parsed.sheet}” was read, not ${listNames(parsed.otherSheets)}.`);
  if (kind !== "table") return notices;
  const nameColumn = (index: number) => header?.[index]?.trim() || `column ${index + 1}`;
  if (header && header.length > 1) notices.push(`Numbers were taken from “${nameColumn(numberColumn)}”.`);
  if (otherNumberColumns.length > 0)
    notices.push(`Not read, though numbers stand there too: ${otherNumberColumns.map(nameColumn).join(", ")}.`);
  return notices;
}

const SHOWN_NAMES = 5;
const listNames = (names: readonly string[]) => {
  const shown = names.slice(0, SHOWN_NAMES).map((name) => `“${name}”`);
  return names.length > SHOWN_NAMES ? `${shown.join(", ")} and ${names.length - SHOWN_NAMES} more` : shown.join(", ");
};
