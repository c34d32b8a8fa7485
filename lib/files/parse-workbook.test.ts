import { deflateRawSync } from "node:zlib";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { describe, expect, it } from "vitest";
import { parseNumberWorkbook } from "./parse-number-workbook";
import { parseWorkbook } from "./parse-workbook";
import { openZip, packStored } from "./unpack-zip";

const make = (data: SheetData) => writeExcelFile(data, { sheet: "Numbers" }).toBuffer();
const SHEET = "xl/worksheets/sheet1.xml";

/** A real workbook with one of its parts replaced. */
async function alter(path: string, change: (text: string) => string, data: SheetData = [["2015550123"]]) {
  const zip = openZip(await make(data), 10_000_000);
  const parts = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    SHEET,
    "[Content_Types].xml",
  ];
  const files = new Map(parts.flatMap((part) => (zip.has(part) ? [[part, zip.read(part) ?? Buffer.alloc(0)]] : [])));
  files.set(path, Buffer.from(change(files.get(path)?.toString("utf8") ?? ""), "utf8"));
  return packStored(files);
}
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
    expect(await parseWorkbook(book, "book.xlsx")).toMatchObject({
      ok: true,
      sheet: "Old",
      others: ["R & D", "Notes"],
    });
    const zip = openZip(book, 10_000_000);
    const paths = ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"];
    const sheets = [1, 2, 3].map((n) => `xl/worksheets/sheet${n}.xml`);
    const files = new Map([...paths, ...sheets].map((path) => [path, zip.read(path) ?? Buffer.alloc(0)]));
    const workbook = files.get("xl/workbook.xml")?.toString("utf8") ?? "";
    files.set("xl/workbook.xml", Buffer.from(workbook.replace(/name="Old"/, 'name="Old" state="hidden"')));
    const seen = await read(packStored(files));
    expect(seen).toMatchObject({ ok: true, valid: ["+12015550123"], sheet: "R & D", otherSheets: ["Old", "Notes"] });
  });
});

describe("a hostile or broken file", () => {
  it("that unpacks to gigabytes is refused before or while it is unpacked", async () => {
    const bomb = deflateRawSync(Buffer.alloc(80_000_000, "<row/>"));
    const honest = zipOf(SHEET, bomb, 80_000_000);
    const lying = zipOf(SHEET, bomb, 10);
    for (const bytes of [honest, lying])
      expect(() => openZip(bytes, 64_000_000).read(SHEET)).toThrow(/larger than can be read/);
    expect(
      openZip(zipOf("a", deflateRawSync(Buffer.from("abc")), 3), 100)
        .read("a")
        ?.toString(),
    ).toBe("abc");
  });

  it("that claims cells at the end of the world is refused", async () => {
    const far = (row: string) => alter(SHEET, (text) => text.replace("</sheetData>", `${row}</sheetData>`));
    expect(
      await fail(await far(`<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`)),
    ).toMatch(/too many cells/);
    expect(await fail(await far(`<row r="999999999"></row>`))).toMatch(/without a place/);
    expect(await fail(await far(`<row x=">" r="9999999"><c r='A9999999'><v>1</v></c></row>`))).toMatch(
      /too many cells/,
    );
    expect(await fail(await far(`<row r=9><c r="A9"/></row>`))).toMatch(/damaged/);
  });

  it("with entities, another encoding, a password, or no workbook in it is refused in words", async () => {
    const doctype = '<!DOCTYPE a [<!ENTITY x "y">]>';
    expect(await fail(await alter(SHEET, (text) => text.replace("?>", `?>${doctype}`)))).toMatch(/not read here/);
    expect(await fail(await alter("xl/workbook.xml", (text) => `\0${text}`))).toMatch(/not read here/);
    expect(await fail(packStored(new Map([["word/document.xml", Buffer.from("<x/>")]])))).toMatch(/no Excel workbook/);
    expect(await fail(Buffer.from("PK\u0003\u0004rest", "latin1"))).toMatch(/damaged/);
    const whole = await make([["2015550123"]]);
    expect(await fail(whole.subarray(0, whole.length / 2))).toMatch(/damaged/);
    expect(await fail(await alter(SHEET, () => "<worksheet><sheetData><row r='2'/><row r='1'/>"))).toMatch(
      /cannot be read/,
    );
    const locked = zipOf("xl/workbook.xml", deflateRawSync(Buffer.from("x")), 1, 1);
    expect(() => openZip(locked, 100).read("xl/workbook.xml")).toThrow(/password/);
    expect(await fail(await make([]))).toMatch(/empty/);
  });
});

/** A ZIP file of one packed entry whose directory declares `size`. */
function zipOf(path: string, packed: Buffer, size: number, flags = 0): Buffer {
  const stored = packStored(new Map([[path, packed]]));
  const central = stored.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  stored.writeUInt16LE(flags, central + 8);
  stored.writeUInt16LE(8, central + 10);
  stored.writeUInt32LE(size, central + 24);
  return stored;
}
