import { describeOverflow } from "@/lib/domain/number-list";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { inspectFile } from "./uploads/inspect-file";
import type { InspectedColumn, UploadInspection } from "@/lib/domain/uploads/inspection";
import { createNumberReader } from "@/lib/domain/uploads/read-number-cells";
import { FileFault } from "./check-zip";
import { readFileRows } from "./uploads/read-file-rows";
import type { SourceRow } from "./uploads/source-row";

/** A file's spellings, one per row, as the form keeps and checks them. `fault` is why a row cannot be used as it is. */
export type NumberFile = {
  name: string;
  entries: { line: number; column: number; original: string; fault?: string }[];
  /** What was assumed. */
  notices: string[];
  /** What was not read because of the limits, as a message. */
  loss: string | null;
};

type Entry = NumberFile["entries"][number];

/** Larger files are uploads. */
export const MAX_FILE_BYTES = 10_000_000;
/** Far more than any spelling of a number needs. */
const MAX_SPELLING_CHARACTERS = 200;
const TOO_LONG = `This is longer than ${MAX_SPELLING_CHARACTERS} characters: no number is.`;

/** Reads a CSV, TSV, TXT or XLSX file of numbers as an upload is read; refused with a message when nothing in it can be read. */
export async function readNumberFile({
  name,
  bytes,
  maxRows,
}: {
  name: string;
  bytes: Uint8Array;
  maxRows: number;
}): Promise<{ ok: true; file: NumberFile } | { ok: false; message: string }> {
  if (bytes.length === 0)
    return { ok: false, message: `${name} is empty; expected one number per line, or a CSV table.` };
  try {
    const question = { name, source: "file" as const, size: bytes.length, sheet: null, accounts: [] };
    const found = await inspectFile(once(bytes), question);
    if (!found.ok) return found;
    const { inspection } = found;
    const read = createEntryReader(inspection);
    const entries: Entry[] = [];
    const tally: Tally = { hiddenLines: [], hiddenCount: 0 };
    let overflow: number | null = null;
    for await (const row of eachRow(readFileRows(once(bytes), { ...inspection, name }))) {
      const entry = row.line <= (inspection.headerLine ?? 0) ? null : read(row);
      if (entry === null) continue;
      if (entries.length >= maxRows) {
        overflow = row.line;
        break;
      }
      entries.push(entry);
      if (!row.isHidden) continue;
      tally.hiddenLines.push(row.line);
      tally.hiddenCount += 1;
    }
    if (entries.length === 0)
      return { ok: false, message: `There are no numbers in ${name}; expected one number per line, or a CSV table.` };
    const loss = overflow === null ? null : describeOverflow(maxRows, overflow).message;
    return { ok: true, file: { name, entries, notices: listNotices(inspection, tally), loss } };
  } catch (error) {
    if (error instanceof FileFault) return { ok: false, message: error.message };
    throw error;
  }
}

async function* eachRow(blocks: AsyncIterable<SourceRow[]>): AsyncGenerator<SourceRow> {
  for await (const rows of blocks) yield* rows;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Where numbers stand: as found, else in the column that holds most of them. */
function findColumns({ columns }: UploadInspection): readonly InspectedColumn[] {
  const hasNumber = columns.some(({ role }) => role === "number" || role === "npa" || role === "firstNumber");
  if (hasNumber) return columns;
  const [best] = columns.toSorted((a, b) => b.numberShare - a.numberShare);
  return columns.map((column) => (column === best ? { ...column, role: "number" } : column));
}

function createEntryReader(inspection: UploadInspection): (row: SourceRow) => Entry | null {
  const columns = findColumns(inspection);
  const number = columns.findIndex(({ role }) => role === "number" || role === "firstNumber" || role === "npa");
  const readNumber = createNumberReader(columns.map(({ role }) => role));
  return ({ line, cells, isBroken }) => {
    const texts = cells.map(({ text }) => text);
    const at = (column: number | null): Omit<Entry, "original"> => ({
      line,
      column: (column ?? Math.max(number, 0)) + 1,
    });
    if (isBroken)
      return cut({ ...at(0), original: texts[0] ?? "", fault: cells[0]?.fault ?? "This line cannot be read." });
    const own = cells[number];
    if (own?.fault !== undefined) return cut({ ...at(number), original: own.text, fault: own.fault });
    if (texts.every((text) => text.trim() === "")) return null;
    const reading = readNumber(texts);
    if (reading.type === "number") {
      const text = texts[number] ?? "";
      const parsed = parsePhoneNumber(text);
      // Put together from several cells, or freed of what is around it.
      const isPlain = parsed.ok && parsed.number === reading.number;
      return cut({ ...at(reading.column), original: isPlain ? text.trim() : reading.number });
    }
    if (reading.type === "range") {
      const isSeen = codeOf(reading.text) === "range";
      return cut({ ...at(reading.column), original: isSeen ? reading.text : `${reading.first}-${reading.last}` });
    }
    const problem = reading.type === "several" ? reading.problem : reading.problems[0];
    const original = (texts[number] ?? "").trim();
    // The cell alone would be taken for a number, though others say that it is none.
    const isElsewhere = problem?.column != null && problem.column !== number;
    const isMisleading = codeOf(original) === null || isElsewhere;
    return cut({ ...at(number), original, ...(isMisleading && problem && { fault: problem.message }) });
  };
}

/** Why a text is no number; null where it is one. */
function codeOf(text: string): string | null {
  const parsed = parsePhoneNumber(text);
  return parsed.ok ? null : parsed.code;
}

const cut = (entry: Entry): Entry =>
  entry.original.length > MAX_SPELLING_CHARACTERS
    ? { ...entry, original: `${entry.original.slice(0, MAX_SPELLING_CHARACTERS)}…`, fault: TOO_LONG }
    : entry;

type Tally = { hiddenLines: number[]; hiddenCount: number };

function listNotices(inspection: UploadInspection, { hiddenLines, hiddenCount }: Tally): string[] {
  const columns = findColumns(inspection);
  const number = columns.find(({ role }) => role === "number" || role === "firstNumber" || role === "npa");
  const nameColumn = (index: number) => inspection.columns[index]?.heading?.trim() || `column ${index + 1}`;
  const notices: string[] = [];
  for (const question of inspection.questions) {
    if (question.kind === "sheets") {
      const others = question.names.filter(({ name }) => name !== inspection.sheet);
      const names = others.map(({ name, isHidden }) => `“${name}”${isHidden ? " (hidden)" : ""}`);
      notices.push(`Only the sheet “${inspection.sheet}” was read, not ${listNames(names)}.`);
    }
    if (question.kind === "hidden-rows" && hiddenCount > 0)
      notices.push(
        hiddenCount === 1
          ? `1 row is hidden in the sheet, and was read too: row ${hiddenLines[0]}.`
          : `${hiddenCount.toLocaleString("en-US")} rows are hidden in the sheet, and were read too.`,
      );
  }
  if (number?.isHidden) notices.push("The column that was read is hidden in the sheet.");
  const above = inspection.notices.find((notice) => notice.includes("above the header"));
  if (above) notices.push(above.replace(" is left out", " was left out").replace(" are left out", " were left out"));
  if (inspection.columns.length > 1 && inspection.headerLine !== null && number)
    notices.push(`Numbers were taken from “${nameColumn(number.index)}”.`);
  const rivals = inspection.questions.flatMap((question) =>
    question.kind === "number-column" ? question.columns.filter((index) => index !== number?.index) : [],
  );
  if (rivals.length > 0)
    notices.push(`Not read, though numbers stand there too: ${rivals.map(nameColumn).join(", ")}.`);
  return notices;
}

const SHOWN_NAMES = 5;
const listNames = (names: readonly string[]) => {
  const shown = names.slice(0, SHOWN_NAMES).join(", ");
  return names.length > SHOWN_NAMES ? `${shown} and ${names.length - SHOWN_NAMES} more` : shown;
};
