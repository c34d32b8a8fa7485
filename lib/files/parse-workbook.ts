import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";
import { cleanText, cleanValue, cutText } from "@/lib/domain/clean-text";
import { readSheet } from "read-excel-file/node";
import { openZip, packStored, type ZipContents, ZipFault } from "./unpack-zip";

/** One cell as text. `fault`: it cannot be taken for what it shows (a date, an error of a formula), in words. */
export type WorkbookCell = { text: string; fault?: string };
/** The first sheet in sight; `others` are the names of those that were not read. Rows keep their place: the first is row 1. */
type ReadCell = string | boolean | Date | null;
export type Workbook = { ok: true; sheet: string; others: string[]; rows: WorkbookCell[][] };
export type RefusedWorkbook = { ok: false; code: "workbook" | "too-large"; message: string };

/** All that is read of a workbook, unpacked. */
const MOST_UNPACKED_BYTES = 64_000_000;
/** Rows times columns up to the last used one: the reader fills the gaps. */
const MOST_CELLS = 3_000_000;
/** Excel's own limit is 1,048,576. Beyond some 100,000 the reader's time grows with the square of the rows. */
const MAX_ROWS = 200_000;
/** Excel's own limit. */
const MAX_COLUMNS = 16_384;
/** Excel allows 32,767 characters in a cell; each may be a reference of six. */
const MAX_TEXT_BYTES = 200_000;
/** The reader begins a tag again with each chunk of some kilobytes that it is given: the square of its length. */
const MAX_TAG_BYTES = 16_000;
/** The list of sheets and where they are: a few hundred bytes for each sheet. */
const MAX_INDEX_BYTES = 1_000_000;
const MAX_INDEX_MARKUP = 20_000;
const LONGEST_CELL = 1_000;

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
const ADVICE = "Save the numbers as a new workbook with one sheet, or as CSV, and upload that.";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseAttributeValue: false,
  isArray: (name) => name === "sheet" || name === "Relationship",
});
const workbookDocument = z.looseObject({
  workbook: z.looseObject({
    sheets: z.looseObject({
      sheet: z.array(z.looseObject({ name: z.string(), id: z.string(), state: z.string().optional() })).min(1),
    }),
  }),
});
const relationsDocument = z.looseObject({
  Relationships: z.looseObject({
    Relationship: z.array(z.looseObject({ Id: z.string(), Type: z.string(), Target: z.string() })),
  }),
});

/**
 * Reads the first visible sheet of an .xlsx workbook. Only the parts that are needed are unpacked, each within a limit, and the reader
 * gets nothing but these. Numbers keep all their digits; dates and errors are marked. Refused in words when it is no workbook, is
 * damaged, or is too large.
 */
export async function parseWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook | RefusedWorkbook> {
  try {
    const zip = openZip(bytes, MOST_UNPACKED_BYTES);
    if (!zip.has(WORKBOOK) || !zip.has(RELATIONS))
      throw new ZipFault(`${fileName} is a ZIP file, but no Excel workbook (.xlsx). ${ADVICE}`);
    const { sheets, index, files } = chooseParts(zip);
    // A numeric cell stays its digits as the file has them. With that the reader gives texts, truths, dates and nothing.
    const data = (await readSheet(packStored(files), index + 1, {
      parseNumber: (text: string) => text,
    })) as ReadCell[][];
    return {
      ok: true,
      sheet: sheets[index]?.name ?? "",
      others: sheets.filter((_, place) => place !== index).map((sheet) => sheet.name),
      rows: data.map((row) => row.map(readCell)),
    };
  } catch (error) {
    if (error instanceof ZipFault) return { ok: false, code: "workbook", message: error.message };
    // Whatever the reader stumbles over lies in the file: it got nothing else.
    return { ok: false, code: "workbook", message: `${fileName} is an Excel workbook that cannot be read. ${ADVICE}` };
  }
}

function chooseParts(zip: ZipContents) {
  const { sheet: sheets } = workbookDocument.parse(parseXml(readPart(zip, WORKBOOK))).workbook.sheets;
  const relations = relationsDocument.parse(parseXml(readPart(zip, RELATIONS))).Relationships.Relationship;
  const index = Math.max(
    sheets.findIndex(({ state }) => state !== "hidden" && state !== "veryHidden"),
    0,
  );
  const resolve = (target: string) => (target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  const findByType = (end: string, usual: string) => {
    const target = relations.find(({ Type }) => Type.endsWith(`/${end}`))?.Target;
    return target === undefined ? usual : resolve(target);
  };
  const target = relations.find(({ Id }) => Id === sheets[index]?.id)?.Target;
  if (target === undefined) throw new ZipFault(`The workbook does not say where its first sheet is. ${ADVICE}`);
  const paths = [WORKBOOK, RELATIONS, findByType("styles", "xl/styles.xml"), resolve(target)];
  const files = new Map(
    [...paths, findByType("sharedStrings", "xl/sharedStrings.xml")].flatMap((path) =>
      zip.has(path) ? [[path, readPart(zip, path)] as const] : [],
    ),
  );
  const cells = files.get(resolve(target))?.toString("utf8") ?? "";
  checkExtent(cells);
  // The reader leaves out cells that hold an error, as if they were empty; as texts they stay in sight.
  files.set(resolve(target), Buffer.from(cells.replace(ERROR_CELL, "$1$2str$2"), "utf8"));
  return { sheets, index, files };
}

function readPart(zip: ZipContents, path: string): Buffer {
  const part = zip.read(path, path === WORKBOOK || path === RELATIONS ? MAX_INDEX_BYTES : undefined);
  if (!part) throw new ZipFault(`The workbook lacks its part ${path}. ${ADVICE}`);
  // Another encoding would hide from the checks what the reader sees; and no writer of workbooks declares a document type.
  const head = part.toString("latin1", 0, 200);
  if (/encoding\s*=\s*["'](?!utf-8)/i.test(head) || part.includes("\0") || part.includes("<!DOCTYPE"))
    throw new ZipFault(`The workbook is written in a way that is not read here. ${ADVICE}`);
  const { longestTag, longestText } = measureMarkup(part);
  if (longestTag > MAX_TAG_BYTES || longestText > MAX_TEXT_BYTES)
    throw new ZipFault(`The workbook has a tag, or a text in a cell, that is longer than Excel allows. ${ADVICE}`);
  return part;
}

const OPENING = 0x3c;

const CLOSING = 0x3e;

/** How many pieces of markup there are, the most bytes from one to the next, and the most up to the first that could end one. */
function measureMarkup(part: Buffer): { markup: number; longestTag: number; longestText: number } {
  let [markup, longestTag, longestText, last, end] = [0, 0, 0, 0, -1];
  for (let at = part.indexOf(OPENING); at >= 0; at = part.indexOf(OPENING, at + 1)) {
    markup += 1;
    if (at - last > longestText) longestText = at - last;
    last = at;
    // An end that is still ahead is that of an earlier tag too: each byte is looked at once.
    if (end >= at) continue;
    const found = part.indexOf(CLOSING, at);
    end = found < 0 ? part.length : found;
    longestTag = Math.max(longestTag, end - at);
    if (longestTag > MAX_TAG_BYTES) break;
  }
  return { markup, longestTag, longestText: Math.max(longestText, part.length - last) };
}

function parseXml(part: Buffer): unknown {
  if (measureMarkup(part).markup > MAX_INDEX_MARKUP)
    throw new ZipFault(`The workbook has too much markup in its list of sheets. ${ADVICE}`);
  const text = part.toString("utf8");
  if (XMLValidator.validate(text) !== true) throw new ZipFault(`The workbook is damaged. ${ADVICE}`);
  return cleanValue(parser.parse(text));
}

const ANY_TAG = /<(?:[\w.-]+:)?(?:row|c)(?=[\s/>])/g;
const WHOLE_TAG = /<(?:[\w.-]+:)?(row|c)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g;
const ERROR_CELL = /(<(?:[\w.-]+:)?c\s[^<>]*?\bt\s*=\s*)(["'])e\2/g;
const PLACE = /\sr\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']/;

/** A cell may claim any place, and the reader fills everything before it: the places are read first, each of them. */
function checkExtent(sheet: string): void {
  let [tags, rows, lastRow, lastColumn] = [0, 0, 0, 0];
  for (const [, name, attributes = ""] of sheet.matchAll(WHOLE_TAG)) {
    tags += 1;
    const [, letters, digits] = PLACE.exec(attributes) ?? [];
    if (name === "row") rows += 1;
    if (digits === undefined && (name === "c" || /\sr\s*=/.test(attributes)))
      throw new ZipFault(`The workbook has a cell without a place. ${ADVICE}`);
    lastRow = Math.max(lastRow, Number(digits ?? 0), rows);
    lastColumn = Math.max(lastColumn, toColumn(letters ?? ""));
  }
  if (tags !== (sheet.match(ANY_TAG)?.length ?? 0)) throw new ZipFault(`The workbook is damaged. ${ADVICE}`);
  if (lastRow > MAX_ROWS || lastColumn > MAX_COLUMNS || Math.max(lastRow, 1) * Math.max(lastColumn, 1) > MOST_CELLS)
    throw new ZipFault(
      `The first sheet reaches to row ${lastRow.toLocaleString("en-US")} and column ${lastColumn.toLocaleString("en-US")}: too many cells. Keep only the numbers.`,
    );
}

const toColumn = (letters: string) =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

function readCell(value: ReadCell): WorkbookCell {
  if (value === null) return { text: "" };
  if (value instanceof Date) {
    const text = Number.isNaN(value.getTime()) ? "a date" : value.toISOString().slice(0, 10);
    return { text, fault: "This cell is formatted as a date. Format the column as text and enter the number again." };
  }
  if (typeof value === "boolean") return { text: value ? "TRUE" : "FALSE" };
  const text = cleanText(value);
  if (/^#[A-Z0-9/]+[!?]?$/.test(text)) return { text, fault: `This cell holds the error ${text} instead of a number.` };
  return { text: cut(writeWhole(text)) };
}

/** `1.2015550123E10`, as some writers store an eleven-digit number, is that number as long as it is exact. */
function writeWhole(text: string): string {
  if (!/^-?\d+(\.\d+)?E\+?\d+$/i.test(text) && !/^-?\d+\.0+$/.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? String(number) : text;
}

const cut = (text: string) => (text.length > LONGEST_CELL ? `${cutText(text, LONGEST_CELL)}…` : text);
