import { deflateRawSync } from "node:zlib";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { describe, expect, it } from "vitest";
import { listWorkbookParts, makeWorkbook, makeZip, textCell } from "@/lib/test/zip-files";
import { openZip } from "./open-zip";
import { parseNumberWorkbook } from "./parse-number-workbook";

const make = (data: SheetData) => writeExcelFile(data, { sheet: "Numbers" }).toBuffer();
const SHEET = "xl/worksheets/sheet1.xml";
const PARTS = [
  "xl/workbook.xml",
  "xl/_rels/workbook.xml.rels",
  "xl/styles.xml",
  "xl/sharedStrings.xml",
  ...[1, 2, 3].map((n) => `xl/worksheets/sheet${n}.xml`),
];

/** A real workbook with one of its parts replaced. */
async function alter(path: string, change: (text: string) => string, bytes?: Uint8Array) {
  const zip = await openZip(bytes ?? (await make([["2015550123"]])));
  const entries = PARTS.filter((name) => zip.has(name)).map(async (name) => {
    const text = await readText(zip.read(name));
    return { name, content: name === path ? change(text) : text };
  });
  return makeZip(await Promise.all(entries));
}
async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString("utf8");
}
const sheetOf = (rows: string) => makeWorkbook(listWorkbookParts(rows));
const read = (bytes: Uint8Array) => parseNumberWorkbook({ bytes, fileName: "book.xlsx" });
const fail = async (bytes: Uint8Array) => {
  const result = await read(bytes);
  if (result.ok) throw new Error("it was read");
  return result.message;
};

describe("a workbook", () => {
  it("gives the numbers of its first sheet: text, whole numbers exact, in their order, each with its row", async () => {
    const parsed = await read(
      await make([
        ["Customer", "Phone"],
        ["Jane", "(201) 555-0123"],
        ["John", 12_015_550_124],
        [null, null],
        ["Ann", 2_015_550_125],
        ["Bob", "no number"],
      ]),
    );
    if (!parsed.ok) throw new Error(parsed.message);
    expect(parsed.valid).toEqual(["+12015550123", "+12015550124", "+12015550125"]);
    expect(parsed.rows.map(({ line }) => line)).toEqual([2, 3, 5, 6]);
    expect(parsed).toMatchObject({ kind: "table", header: ["Customer", "Phone"], numberColumn: 1, sheet: "Numbers" });
  });

  it("reads rich text, inline texts, formulas' results and the exponent that some writers use", async () => {
    const cells = `<c r="A1" t="inlineStr"><is><r><t>(201) </t></r><r><rPr><b/></rPr><t>555-0123</t></r></is></c>`;
    const rows = [
      `<row r="1">${cells}</row>`,
      `<row r="2"><c r="A2"><v>1.2015550124E10</v></c></row>`,
      `<row r="3"><c r="A3" t="str"><f>CONCATENATE("201","5550125")</f><v>2015550125</v></c></row>`,
      `<row r="4"><c r="A4"><v>2015550126.0</v></c></row>`,
    ];
    const bytes = await alter(SHEET, (text) =>
      text.replace(/<sheetData>[\s\S]*<\/sheetData>/, `<sheetData>${rows.join("")}</sheetData>`),
    );
    const parsed = await read(bytes);
    expect(parsed.ok && parsed.valid).toEqual(["+12015550123", "+12015550124", "+12015550125", "+12015550126"]);
  });

  it("refuses dates and errors in words, row by row, and keeps the rest", async () => {
    const day = { value: new Date(Date.UTC(2026, 0, 5)), type: Date, format: "mm/dd/yyyy" };
    const dated = await read(await make([["Phone"], [day], ["2015550123"]]));
    expect(dated.ok && dated.rows.map((row) => row.outcome)).toEqual(["invalid", "valid"]);
    expect(dated.ok && dated.rows[0]).toMatchObject({ line: 2, message: expect.stringContaining("date") });
    const bytes = await alter(SHEET, (text) =>
      text.replace("</sheetData>", `<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row></sheetData>`),
    );
    const faulty = await read(bytes);
    expect(faulty.ok && faulty.rows[1]).toMatchObject({ outcome: "invalid", message: expect.stringContaining("#N/A") });
  });

  it("names the sheets that it does not read, and passes over hidden ones", async () => {
    const book = await writeExcelFile([
      { data: [["3035550100"]], sheet: "Old" },
      { data: [["2015550123"]], sheet: "R & D" },
      { data: [["x"]], sheet: "Notes" },
    ]).toBuffer();
    const visible = (name: string) => ({ name, isHidden: false });
    expect(await read(book)).toMatchObject({ ok: true, sheet: "Old", others: [visible("R & D"), visible("Notes")] });
    const hidden = await alter(
      "xl/workbook.xml",
      (text) => text.replace('name="Old"', 'name="Old" state="hidden"'),
      book,
    );
    expect(await read(hidden)).toMatchObject({
      ok: true,
      valid: ["+12015550123"],
      sheet: "R & D",
      others: [{ name: "Old", isHidden: true }, visible("Notes")],
    });
  });

  it("keeps texts as stored: digits that Excel cut off are not made up", async () => {
    const parsed = await read(sheetOf(`<row r="1">${textCell("A1", "7.04556E+09")}</row>`));
    expect(parsed.ok && parsed.rows[0]).toMatchObject({ original: "7.04556E+09", code: "excel-lost-digits" });
  });

  it("counts what is hidden, merged, or a formula without a result", async () => {
    const parts = listWorkbookParts(
      [
        `<row r="1">${textCell("A1", "Numbers of May")}</row>`,
        `<row r="2">${textCell("A2", "Phone")}${textCell("B2", "Fax")}</row>`,
        `<row r="3" hidden="1">${textCell("A3", "2015550123")}</row>`,
        `<row r="4"><c r="A4"><f>A3+1</f></c></row>`,
      ].join(""),
    );
    parts[SHEET] = parts[SHEET].replace(
      "<sheetData>",
      '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>',
    ).replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>');
    const parsed = await read(makeWorkbook(parts));
    expect(parsed).toMatchObject({ hiddenLines: [3], hiddenColumns: [1, 2], mergedLines: [1] });
    expect(parsed.ok && parsed.rows.at(-1)).toMatchObject({
      line: 4,
      outcome: "invalid",
      message: expect.stringContaining("formula"),
    });
  });

  it("tells dates from numbers by their style, also in the system from 1904", async () => {
    const parts = listWorkbookParts(
      `<row r="1"><c r="A1" s="1"><v>45000</v></c><c r="B1" s="2"><v>2015550123</v></c></row>`,
    );
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(
      /<cellXfs.*<\/cellXfs>/,
      `<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[&lt;=9999999]###\\-####;\\(###\\)\\ ###\\-####"/></numFmts>
       <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>`,
    );
    const cells = async () => {
      const parsed = await read(makeWorkbook(parts));
      return parsed.ok && parsed.rows[0]?.cells;
    };
    expect(await cells()).toEqual(["2023-03-15", "2015550123"]);
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>');
    expect(await cells()).toEqual(["2027-03-16", "2015550123"]);
  });

  it("leaves out the reading aids of Japanese texts", async () => {
    const text = `<si><t>201</t><rPh sb="0" eb="1"><t>ニ</t></rPh><phoneticPr fontId="1"/></si>`;
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`;
    const parsed = await read(makeWorkbook(listWorkbookParts(rows, { sharedStrings: text })));
    expect(parsed.ok && parsed.rows[0]?.original).toBe("201");
  });
});

describe("a hostile or broken file", () => {
  it("that unpacks to gigabytes is refused before or while it is unpacked", async () => {
    const content = deflateRawSync(Buffer.alloc(80_000_000, "<row/>"));
    for (const declaredSize of [80_000_000, 10]) {
      const bomb = { name: SHEET, content, isStored: true, method: 8, declaredSize };
      const zip = await openZip(makeZip([bomb]));
      await expect(readText(zip.read(SHEET))).rejects.toThrow(/larger than can be read/);
    }
    expect(await readText((await openZip(makeZip([{ name: "a", content: "abc" }]))).read("a"))).toBe("abc");
  });

  it("whose parts are too large together is refused, each of them being small enough", async () => {
    const content = Buffer.alloc(30_000_000);
    const zip = await openZip(makeZip(["a", "b", "c"].map((name) => ({ name, content }))));
    await readText(zip.read("a"));
    await readText(zip.read("b"));
    await expect(readText(zip.read("c"))).rejects.toThrow(/larger than can be read/);
  });

  it("that claims cells at the end of the world is refused", async () => {
    const far = (row: string) => alter(SHEET, (text) => text.replace("</sheetData>", `${row}</sheetData>`));
    expect(
      await fail(await far(`<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`)),
    ).toMatch(/too many cells/);
    expect(await fail(await far(`<row r="999999999"></row>`))).toMatch(/too many cells/);
    expect(await fail(await far(`<row x=">" r="9999999"><c r='A9999999'><v>1</v></c></row>`))).toMatch(
      /too many cells/,
    );
    for (const row of [`<row r=9><c r="A9"/></row>`, `<row r="x"/>`, `<row r="9"><c r="9A"/></row>`])
      expect(await fail(await far(row))).toMatch(/damaged/);
  });

  it("with entities, another encoding, a password, or no workbook in it is refused in words", async () => {
    const doctype = '<!DOCTYPE a [<!ENTITY x "y">]>';
    expect(await fail(await alter(SHEET, (text) => text.replace("?>", `?>${doctype}`)))).toMatch(/not read here/);
    expect(await fail(await alter("xl/workbook.xml", (text) => `\0${text}`))).toMatch(/damaged/);
    expect(await fail(makeZip([{ name: "word/document.xml", content: "<x/>" }]))).toMatch(/no Excel workbook/);
    expect(await fail(Buffer.from("PK\u0003\u0004rest", "latin1"))).toMatch(/damaged/);
    const whole = await make([["2015550123"]]);
    expect(await fail(whole.subarray(0, whole.length / 2))).toMatch(/damaged/);
    expect(await fail(await alter(SHEET, () => "<worksheet><sheetData><row r='2'/><row r='1'/>"))).toMatch(/damaged/);
    expect(await fail(await alter(SHEET, () => "<worksheet><sheetData><row r='2'/>"))).toMatch(/damaged/);
    const locked = await openZip(makeZip([{ name: "a", content: "x", flags: 1 }]));
    await expect(readText(locked.read("a"))).rejects.toThrow(/password/);
    expect(await fail(await make([]))).toMatch(/empty/);
  });
});
