import { crc32, deflateRawSync } from "node:zlib";

/** One entry of a ZIP file to be made. Absent fields are computed; present ones are written as they are, true or not. */
export type ZipEntry = {
  name: string;
  content: Uint8Array | string;
  isStored?: boolean;
  declaredSize?: number;
  declaredPackedSize?: number;
  flags?: number;
  method?: number;
};

/** A ZIP file, also one that lies. `declaredCount` is the number of entries that its end tells of. */
export function makeZip(entries: readonly ZipEntry[], { declaredCount }: { declaredCount?: number } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { isStored = false, flags = 0 } = entry;
    const content = typeof entry.content === "string" ? Buffer.from(entry.content, "utf8") : entry.content;
    const packed = isStored ? Buffer.from(content) : deflateRawSync(content);
    const name = Buffer.from(entry.name, "utf8");
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(entry.method ?? (isStored ? 0 : 8), 4);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(entry.declaredPackedSize ?? packed.length, 14);
    shared.writeUInt32LE(entry.declaredSize ?? content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), shared, name]);
    const central = Buffer.alloc(46);
    central.write("PK\u0001\u0002", 0, "latin1");
    central.writeUInt16LE(20, 4);
    shared.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    directory.push(central, name);
    bodies.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(declaredCount ?? entries.length, 8);
  end.writeUInt16LE(declaredCount ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** The parts of a workbook of one sheet, by path; each may be replaced or left out. */
export function listWorkbookParts(rows: string, { sharedStrings = "" }: { sharedStrings?: string } = {}) {
  return {
    "[Content_Types].xml": `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": `${DECLARATION}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Numbers" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${DECLARATION}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `${DECLARATION}<styleSheet xmlns="${MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `${DECLARATION}<sst xmlns="${MAIN}">${sharedStrings}</sst>`,
    "xl/worksheets/sheet1.xml": `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
  };
}
export type WorkbookParts = ReturnType<typeof listWorkbookParts>;

export const textCell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
export const numberRow = (row: number, text: string) => `<row r="${row}">${textCell(`A${row}`, text)}</row>`;

/** A workbook of these parts, and of further entries. */
export const makeWorkbook = (parts: Partial<WorkbookParts>, more: readonly ZipEntry[] = []) =>
  makeZip([...Object.entries(parts).map(([name, content]) => ({ name, content })), ...more]);
