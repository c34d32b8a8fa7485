import path from "node:path";
import { cleanText } from "@/lib/domain/clean-text";
import { FileFault, type ZipParts } from "./open-zip";
import { readXml } from "./scan-xml";

/** A sheet in its order in the workbook; `path` is its part in the ZIP file. */
export type SheetEntry = { name: string; isHidden: boolean; path: string };
/** What the cells of all sheets refer to. `dateStyles`: the styles that show a number as a date or time. */
export type SharedParts = { texts: readonly string[]; dateStyles: ReadonlySet<number>; isFrom1904: boolean };
export type WorkbookParts = { sheets: SheetEntry[]; readShared(): Promise<SharedParts> };

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
/** The list of sheets and where they are: a few hundred bytes for each sheet. */
const MAX_INDEX_BYTES = 1_000_000;
/** Far more than any spelling of a number needs. */
export const MAX_CELL_CHARACTERS = 1_000;
export const ADVICE = "Save the numbers as a new workbook with one sheet, or as CSV, and upload that.";

/** Reads the list of a workbook's sheets. Throws FileFault where it is none. */
export async function readWorkbookParts(zip: ZipParts, fileName: string): Promise<WorkbookParts> {
  if (!zip.has(WORKBOOK) || !zip.has(RELATIONS))
    throw new FileFault(`${fileName} is a ZIP file, but no Excel workbook (.xlsx). ${ADVICE}`);
  const relations = new Map<string, string>();
  const byType = new Map<string, string>();
  await readXml(zip.read(RELATIONS, MAX_INDEX_BYTES), {
    open(name, { Id = "", Type = "", Target = "" }) {
      if (name !== "Relationship") return;
      const target = Target.startsWith("/") ? Target.slice(1) : path.posix.join("xl", Target);
      relations.set(Id, target);
      byType.set(path.posix.basename(Type), target);
    },
  });
  const sheets: SheetEntry[] = [];
  let isFrom1904 = false;
  await readXml(zip.read(WORKBOOK, MAX_INDEX_BYTES), {
    open(name, attributes) {
      if (name === "workbookPr") isFrom1904 = isTrue(attributes.date1904);
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      const isHidden = attributes.state === "hidden" || attributes.state === "veryHidden";
      sheets.push({ name: cleanText(attributes.name ?? ""), isHidden, path: relations.get(id) ?? "" });
    },
  });
  if (sheets.length === 0) throw new FileFault(`The workbook has no sheet. ${ADVICE}`);

  async function readShared(): Promise<SharedParts> {
    const textsPath = byType.get("sharedStrings") ?? "xl/sharedStrings.xml";
    const stylesPath = byType.get("styles") ?? "xl/styles.xml";
    return {
      texts: zip.has(textsPath) ? await readTexts(zip.read(textsPath)) : [],
      dateStyles: zip.has(stylesPath) ? await readDateStyles(zip.read(stylesPath)) : new Set(),
      isFrom1904,
    };
  }
  return { sheets, readShared };
}

export const isTrue = (attribute: string | undefined) => attribute === "1" || attribute === "true";

/** Collects the text of a cell from its runs, without the reading aids of East Asian scripts, up to a little more than is kept. */
export function collectText() {
  let text = "";
  let isText = false;
  let isPhonetic = false;
  return {
    clear: () => (text = ""),
    get: () => text,
    open(name: string) {
      if (name === "rPh") isPhonetic = true;
      isText = !isPhonetic && (name === "t" || name === "v");
    },
    close(name: string) {
      if (name === "rPh") isPhonetic = false;
      isText = false;
    },
    add(part: string) {
      if (isText && text.length <= MAX_CELL_CHARACTERS) text += part.slice(0, MAX_CELL_CHARACTERS + 1);
    },
  };
}

async function readTexts(chunks: AsyncIterable<Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  const text = collectText();
  await readXml(chunks, {
    open(name) {
      text.open(name);
      if (name === "si") text.clear();
    },
    close(name) {
      text.close(name);
      if (name === "si") texts.push(text.get());
    },
    text: text.add,
  });
  return texts;
}

/** Excel's own date and time formats (ECMA-376, part 1, 18.8.30). */
const isDateFormat = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
/** A format code with a day, month, year or hour outside of quotes, brackets and escapes. */
const isDateCode = (code: string) => /[dmyhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, ""));

async function readDateStyles(chunks: AsyncIterable<Uint8Array>): Promise<Set<number>> {
  const dateFormats = new Set<number>();
  const dateStyles = new Set<number>();
  let [isCellStyles, count] = [false, 0];
  await readXml(chunks, {
    open(name, { numFmtId, formatCode = "" }) {
      if (name === "numFmt" && isDateCode(formatCode)) dateFormats.add(Number(numFmtId));
      if (name === "cellXfs") isCellStyles = true;
      if (name !== "xf" || !isCellStyles) return;
      if (isDateFormat(Number(numFmtId)) || dateFormats.has(Number(numFmtId))) dateStyles.add(count);
      count += 1;
    },
    close(name) {
      if (name === "cellXfs") isCellStyles = false;
    },
  });
  return dateStyles;
}
