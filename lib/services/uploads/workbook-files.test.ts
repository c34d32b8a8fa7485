import { deflateRawSync } from "node:zlib";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { describe, expect, it } from "vitest";
import { listWorkbookParts, makeWorkbook, makeZip, numberRow, textCell } from "@/lib/test/zip-files";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { parseWorkbook } from "@/lib/files/parse-workbook";
import { readNumberFile } from "@/lib/files/read-number-file";

const make = (data: SheetData) => writeExcelFile(data, { sheet: "Numbers" }).toBuffer();
const SHEET = "xl/worksheets/sheet1.xml";

/** A workbook of one number with one of its parts changed. */
function alter(path: keyof ReturnType<typeof listWorkbookParts>, change: (text: string) => string) {
  const parts = listWorkbookParts(numberRow(1, "2015550123"));
  parts[path] = change(parts[path]);
  return makeWorkbook(parts);
}
const sheetOf = (rows: string) => makeWorkbook(listWorkbookParts(rows));

/** What the form of a few numbers gets of a workbook, and what its sheet says besides. */
async function read(bytes: Uint8Array) {
  const name = "book.xlsx";
  const answer = await readNumberFile({ name, bytes, maxRows: 10_000 });
  if (!answer.ok) return answer;
  const { rows: stream, ...workbook } = await parseWorkbook(bytes, name);
  const sheetRows = [...stream];
  const rows = answer.file.entries.map(({ line, original, fault }) => {
    const parsed = parsePhoneNumber(original);
    const cells = sheetRows.find((row) => row.line === line)?.cells.map(({ text }) => text);
    if (fault === undefined && parsed.ok) return { line, original, cells, outcome: "valid", number: parsed.number };
    const refusal = parsed.ok ? null : parsed;
    return { line, original, cells, outcome: "invalid", code: refusal?.code, message: fault ?? refusal?.message };
  });
  const valid = rows.flatMap(({ number }) => number ?? []);
  const hiddenLines = sheetRows.filter(({ isHidden }) => isHidden).map(({ line }) => line);
  return { ok: true as const, ...workbook, hiddenLines, rows, valid, notices: answer.file.notices };
}
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
    expect(parsed).toMatchObject({ sheet: "Numbers", notices: ["Numbers were taken from “Phone”."] });
  });

  it("reads rich text, inline texts, formulas' results and the exponent that some writers use", async () => {
    const cells = `<c r="A1" t="inlineStr"><is><r><t>(201) </t></r><r><rPr><b/></rPr><t>555-0123</t></r></is></c>`;
    const rows = [
      `<row r="1">${cells}</row>`,
      `<row r="2"><c r="A2"><v>1.2015550124E10</v></c></row>`,
      `<row r="3"><c r="A3" t="str"><f>CONCATENATE("201","5550125")</f><v>2015550125</v></c></row>`,
      `<row r="4"><c r="A4"><v>2015550126.0</v></c></row>`,
    ];
    const parsed = await read(sheetOf(rows.join("")));
    expect(parsed.ok && parsed.valid).toEqual(["+12015550123", "+12015550124", "+12015550125", "+12015550126"]);
  });

  it("rejects dates and errors with a message, row by row, and keeps the rest", async () => {
    const day = { value: new Date(Date.UTC(2026, 0, 5)), type: Date, format: "mm/dd/yyyy" };
    const dated = await read(await make([["Phone"], [day], ["2015550123"]]));
    expect(dated.ok && dated.rows.map((row) => row.outcome)).toEqual(["invalid", "valid"]);
    expect(dated.ok && dated.rows[0]).toMatchObject({ line: 2, message: expect.stringContaining("date") });
    const bytes = alter(SHEET, (text) =>
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
    const parts = listWorkbookParts(numberRow(1, "3035550100"));
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
      /<sheet name.*?\/>/,
      '<sheet name="Old" sheetId="1" state="hidden" r:id="rId1"/><sheet name="R &amp; D" sheetId="2" r:id="rId4"/><sheet name="Notes" sheetId="3" r:id="rId1"/>',
    );
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
      "</Relationships>",
      '<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    );
    const second = { name: "xl/worksheets/sheet2.xml", content: listWorkbookParts(numberRow(1, "2015550123"))[SHEET] };
    const hidden = makeWorkbook(parts, [second]);
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
    parts[SHEET] = parts[SHEET]
      .replace("<sheetData>", '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>')
      .replace("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>');
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
    const content = deflateRawSync(Buffer.alloc(80_000_000, " "));
    const bomb = (declaredSize: number) => {
      const { [SHEET]: _, ...parts } = listWorkbookParts("");
      return makeWorkbook(parts, [{ name: SHEET, content, isStored: true, method: 8, declaredSize }]);
    };
    expect(await fail(bomb(80_000_000))).toMatch(/larger than can be read/);
    expect(await fail(bomb(10))).toMatch(/damaged/);
    expect(await fail(bomb(0))).toMatch(/size of a part is missing/);
  });

  it("whose parts are too large together is refused, each of them being small enough", async () => {
    const more = ["a", "b", "c"].map((name) => ({ name, content: Buffer.alloc(30_000_000) }));
    expect(await fail(makeWorkbook(listWorkbookParts(""), more))).toMatch(/larger than can be read/);
  });

  it("that claims cells at the end of the world is refused", async () => {
    const far = (row: string) => alter(SHEET, (text) => text.replace("</sheetData>", `${row}</sheetData>`));
    const text = "<is><t>x</t></is>";
    expect(await fail(far(`<row r="1048576"><c r="XFD1048576" t="inlineStr">${text}</c></row>`))).toMatch(/too many/);
    expect(await fail(far(`<row x=">" r="9999999"><c r='A9999999'><v>1</v></c></row>`))).toMatch(/too many cells/);
    expect(await fail(far(`<row r="200001"><c r="A200001"><v>1</v></c></row>`))).toMatch(/too many cells/);
  });

  it("that is cut off, locked or no workbook is refused, and its entities stay unread", async () => {
    const doctype = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const evil = alter(SHEET, (text) => text.replace("?>", `?>${doctype}`).replace("2015550123", "&x;"));
    const parsed = await read(evil);
    expect(parsed.ok && parsed.rows.map(({ original }) => original)).toEqual(["&x;"]);
    expect(await fail(makeZip([{ name: "word/document.xml", content: "<x/>" }]))).toMatch(/no Excel workbook/);
    expect(await fail(Buffer.from("PK\u0003\u0004rest", "latin1"))).toMatch(/damaged/);
    const whole = await make([["2015550123"]]);
    expect(await fail(whole.subarray(0, whole.length / 2))).toMatch(/damaged/);
    expect(await fail(alter(SHEET, (text) => text.slice(0, text.length / 2)))).toMatch(/damaged/);
    const locked = Object.entries(listWorkbookParts("")).map(([name, content]) => ({ name, content, flags: 1 }));
    expect(await fail(makeZip(locked))).toMatch(/password/);
    expect(await fail(await make([]))).toMatch(/empty/);
  });
});
