import { deflateRawSync } from "node:zlib";
import { type HostileFile, many, noise } from "./hostile-content";
import { listWorkbookParts, makeWorkbook, makeZip, numberRow, textCell, type WorkbookParts } from "./zip-files";

const ROW = numberRow(1, "2015550123");
const honest = () => listWorkbookParts(ROW);
const workbook = (change: (parts: WorkbookParts) => Partial<WorkbookParts>) => () =>
  makeWorkbook({ ...honest(), ...change(honest()) });
const ofRows = (make: () => string) => () => makeWorkbook(listWorkbookParts(make()));
const SHEET = "xl/worksheets/sheet1.xml";
const WORKBOOK = "xl/workbook.xml";
const LARGE = /larger than can be read/;
const DAMAGED = /damaged/;
const CELLS = /too many cells/;

const letters = (index: number): string =>
  index < 0 ? "" : letters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

export const HOSTILE_WORKBOOKS: readonly HostileFile[] = [
  { name: "a bomb of 3 GB in the sheet", make: () => bomb(SHEET, 3_000_000_000), outcome: LARGE },
  {
    name: "a bomb of 80 MB that declares 10 bytes",
    make: () => bomb(SHEET, 80_000_000, { declaredSize: 10 }),
    outcome: DAMAGED,
  },
  { name: "a bomb in the shared strings", make: () => bomb("xl/sharedStrings.xml", 200_000_000), outcome: LARGE },
  { name: "a bomb in the styles", make: () => bomb("xl/styles.xml", 200_000_000), outcome: LARGE },
  {
    name: "a bomb in a part that is not needed",
    make: () => bomb("xl/media/picture.png", 200_000_000),
    outcome: LARGE,
  },
  {
    name: "1,250,000 empty elements in workbook.xml",
    make: workbook((parts) => ({
      [WORKBOOK]: parts[WORKBOOK].replace("<sheets>", `${"<a/>".repeat(1_250_000)}<sheets>`),
    })),
    outcome: LARGE,
  },
  {
    name: "200,000 sheets",
    make: workbook((parts) => ({
      [WORKBOOK]: parts[WORKBOOK].replace(
        "</sheets>",
        `${many(200_000, (n) => `<sheet name="${n}" r:id="r"/>`)}</sheets>`,
      ),
    })),
    outcome: LARGE,
  },
  {
    name: "30,000 names of elements in workbook.xml",
    make: workbook((parts) => ({
      [WORKBOOK]: parts[WORKBOOK].replace("<sheets>", `${many(30_000, (n) => `<a${n}/>`)}<sheets>`),
    })),
    outcome: 1,
  },
  {
    name: "100,000 relations",
    make: workbook((parts) => ({
      "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        `${many(100_000, (n) => `<Relationship Id="x${n}" Type="x" Target="x"/>`)}</Relationships>`,
      ),
    })),
    outcome: LARGE,
  },
  {
    name: "elements nested 200,000 deep in the sheet",
    make: ofRows(() => "<a>".repeat(200_000) + "</a>".repeat(200_000)),
    outcome: /is empty/,
  },
  {
    name: "1,000,000 empty rows",
    make: ofRows(() => many(1_000_000, (n) => `<row r="${n + 1}"/>`)),
    outcome: /is empty/,
  },
  { name: "1,500,000 empty elements in the sheet", make: ofRows(() => "<x/>".repeat(1_500_000)), outcome: /is empty/ },
  {
    name: "one row of 1,000,000 cells",
    make: ofRows(() => `<row r="1">${many(1_000_000, (n) => `<c r="${letters(n % 16_384)}1"/>`)}</row>`),
    outcome: /is empty/,
  },
  {
    name: "a cell at A2900000",
    make: ofRows(() => `${ROW}<row r="2900000">${textCell("A2900000", "2015550124")}</row>`),
    outcome: CELLS,
  },
  {
    name: "a cell at XFD1048576",
    make: ofRows(() => `${ROW}<row r="1048576">${textCell("XFD1048576", "x")}</row>`),
    outcome: CELLS,
  },
  { name: "a cell at ZZZ1", make: ofRows(() => `<row r="1">${textCell("ZZZ1", "2015550124")}</row>`), outcome: CELLS },
  {
    name: "200,000 rows of 15 cells of which the last is far away",
    make: ofRows(() => many(200_000, (n) => `<row r="${n + 1}"><c r="O${n + 1}"><v>2015550123</v></c></row>`)),
    outcome: /at most 100,000 are read/,
  },
  {
    name: "two cells with 200,000 rows between them",
    make: ofRows(() => `${ROW}<row r="200000">${textCell("O200000", "x")}</row>`),
    outcome: 2,
  },
  {
    name: "one text of 30 MB in a cell",
    make: ofRows(() => numberRow(1, "2".repeat(30_000_000))),
    outcome: 1,
  },
  {
    name: "1,000,000 runs in one text",
    make: ofRows(() => `<row r="1"><c r="A1" t="inlineStr"><is>${"<r><t>2</t></r>".repeat(1_000_000)}</is></c></row>`),
    outcome: 1,
  },
  {
    name: "1,000,000 shared strings",
    make: () => makeWorkbook(listWorkbookParts(ROW, { sharedStrings: "<si><t>201</t></si>".repeat(1_000_000) })),
    outcome: LARGE,
  },
  {
    name: "500,000 styles",
    make: workbook((parts) => ({
      "xl/styles.xml": parts["xl/styles.xml"].replace("</cellXfs>", `${"<xf/>".repeat(500_000)}</cellXfs>`),
    })),
    outcome: 1,
  },
  {
    name: "a row of 30,000 attributes",
    make: ofRows(() => `<row ${many(30_000, (n) => `a${n}="1" `)} r="1">${textCell("A1", "2015550123")}</row>`),
    outcome: 1,
  },
  {
    name: "tags of 190 kB whose attribute holds what looks like their end",
    make: ofRows(() => `<row a=">${"x".repeat(190_000)}" r="1">${textCell("A1", "2015550123")}</row>`),
    outcome: 1,
  },
  { name: "60 MB of beginnings of tags", make: () => bomb(SHEET, 60_000_000, { fill: "<" }), outcome: DAMAGED },
  {
    name: "an external entity",
    make: workbook((parts) => ({
      [SHEET]: parts[SHEET]
        .replace("?>", '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')
        .replace("2015550123", "&e;"),
    })),
    outcome: 1,
  },
  {
    name: "a billion laughs",
    make: workbook((parts) => ({
      [WORKBOOK]: parts[WORKBOOK].replace(
        "?>",
        `?><!DOCTYPE x [<!ENTITY a "a">${many(9, (n) => `<!ENTITY a${n} "${`&a${n || ""};`.repeat(10)}">`)}]>`,
      ),
    })),
    outcome: 1,
  },
  {
    name: "an undefined entity",
    make: ofRows(() => numberRow(1, "&e;".repeat(100_000))),
    outcome: 1,
  },
  {
    name: "a workbook in UTF-16",
    make: workbook((parts) => ({ [SHEET]: parts[SHEET].replace("UTF-8", "UTF-16") })),
    outcome: 1,
  },
  {
    name: "a workbook with macros",
    make: () => makeWorkbook(honest(), [{ name: "xl/vbaProject.bin", content: Buffer.alloc(2_000_000, 7) }]),
    outcome: 1,
  },
  {
    name: "a workbook with a password",
    make: () => makeZip(entries().map((entry) => ({ ...entry, flags: 1 }))),
    outcome: /password/,
  },
  {
    name: "a ZIP file within a ZIP file within a ZIP file",
    make: () => makeZip([{ name: "a.xlsx", content: makeZip([{ name: "b.xlsx", content: makeWorkbook(honest()) }]) }]),
    outcome: /no Excel workbook/,
  },
  {
    name: "paths that lead out of the archive",
    make: () =>
      makeWorkbook(honest(), [
        { name: "../../../../out/x", content: "x" },
        { name: "/etc/passwd", content: "x" },
      ]),
    outcome: 1,
  },
  {
    name: "a sheet outside of the archive",
    make: workbook((parts) => ({
      "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml",
        "../../../../etc/passwd",
      ),
    })),
    outcome: /cannot be read/,
  },
  {
    name: "20,000 entries",
    make: () => makeZip([...entries(), ...Array.from({ length: 20_000 }, (_, n) => ({ name: `x${n}`, content: "" }))]),
    outcome: /parts/,
  },
  { name: "65,535 declared entries", make: () => makeZip(entries(), { declaredCount: 65_535 }), outcome: /parts/ },
  {
    name: "another method of packing",
    make: () => makeZip(entries().map((entry) => ({ ...entry, method: 12 }))),
    outcome: /packed in a way/,
  },
  {
    name: "a packed size beyond the end",
    make: () => makeZip(entries().map((entry) => ({ ...entry, declaredPackedSize: 4_000_000_000 }))),
    outcome: DAMAGED,
  },
  { name: "a workbook cut in half", make: () => cut(makeWorkbook(honest())), outcome: DAMAGED },
  {
    name: "the first bytes of a workbook, then noise",
    make: () => Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), noise(9_000_000)]),
    outcome: DAMAGED,
  },
  {
    name: "10 MB of ends of archives",
    make: () =>
      Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), Buffer.alloc(9_900_000, "PK\u0005\u0006", "latin1")]),
    outcome: DAMAGED,
  },
];

const entries = () => Object.entries(honest()).map(([name, content]) => ({ name, content }));
const cut = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);

/** A workbook one part of which unpacks to `size` bytes of one letter; packed once, as its 3 GB are never held. */
function bomb(
  part: string,
  size: number,
  { declaredSize, fill = " " }: { declaredSize?: number; fill?: string } = {},
): Uint8Array {
  const block = 1_000_000;
  const packed = deflateRawSync(Buffer.alloc(block, fill), { finishFlush: 3 });
  const content = Buffer.concat([
    ...Array.from({ length: size / block }, () => packed),
    deflateRawSync(Buffer.alloc(0)),
  ]);
  const rest = entries().filter(({ name }) => name !== part);
  const bombed = {
    name: part,
    content,
    isStored: true,
    method: 8,
    declaredSize: declaredSize ?? Math.min(size, 4_000_000_000),
  };
  return makeZip([...rest, bombed]);
}
