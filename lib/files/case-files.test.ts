import { readFileSync } from "node:fs";
import path from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { read, readText } from "./case-test-data";

const readFixture = (name: string, own: Partial<UploadMapping> = {}) =>
  read(name, readFileSync(path.join(import.meta.dirname, "fixtures", name)), own);

describe("digits that a spreadsheet destroyed", () => {
  it("are blocked, in the file of the report", async () => {
    const { rows } = await readFixture("sciText.xlsx");
    expect(rows.map((row) => row.split(" ").slice(1).join(" "))).toEqual([
      "blocked excel-lost-digits",
      "blocked excel-lost-digits",
      "blocked excel-lost-digits",
      // All eleven digits are there.
      "ready +17045562001 restored-scientific",
    ]);
  });

  it.each([
    "TN\n7.04556E+09\n1.70456E+10",
    "7.04556E+09,Acme\n1.70456E+10,Beta",
    "Phone;Note\n7,04556E+09;a\n1,70456E+10;b",
  ])("are blocked in %j", async (text) => {
    const { rows } = await readText(text);
    expect(rows.map((row) => row.split(" ").slice(1).join(" "))).toEqual([
      "blocked excel-lost-digits",
      "blocked excel-lost-digits",
    ]);
  });

  it("are not those that a workbook keeps as text with decimals", async () => {
    const { rows } = await readText("TN\n2015550123.0\n2015550124.00");
    expect(rows).toEqual(["2 ready +12015550123 fictional", "3 ready +12015550124 fictional"]);
  });
});

describe("hidden rows", () => {
  it("are counted and left out, or taken if a person says so", async () => {
    const { inspection, rows } = await readFixture("hiddenRows.xlsx");
    expect(inspection.questions).toContainEqual({ kind: "hidden-rows", count: 2, of: inspection.rows.count });
    const all = await readFixture("hiddenRows.xlsx", { hiddenRows: "include" });
    expect([rows.length, all.rows.length]).toEqual([2, 4]);
  });
});

describe("a formula without a result", () => {
  it("is a row that says so, and is counted", async () => {
    const { inspection, rows } = await readFixture("formula-nocache.xlsx");
    expect(rows.filter((row) => row.includes("cell-fault"))).toHaveLength(1);
    expect(inspection.notices.join(" ")).toContain("formula");
  });
});

describe("titles and notes with numbers of contacts", () => {
  const TWO = ["+19199991201", "+19199991202"];
  it("are no rows, in the file of the report", async () => {
    const { inspection, mapping, rows } = await readFixture("title-notes.csv");
    expect(inspection).toMatchObject({ format: "csv", headerLine: 2, isCertain: true });
    expect(mapping.columns).toEqual(["customer", "number", "note"]);
    expect(rows.map((row) => row.split(" ")[2])).toEqual(TWO);
  });

  it.each([
    [
      'Number export\nCustomer;TN;Remarks\nAcme;9199991201;"opened\ncall 704-555-0101"\nBeta;9199991202;"old 704-555-0102"',
      2,
    ],
    [
      'Report of March 2026\nPrepared by Jane, 704-555-0101\n\nTelephone,Comment\n9199991201,"first\nsecond 704-555-0102"\n9199991202,x',
      4,
    ],
    ["Acme Corp\t\t\nContact\tJane\t\nName\tDID\tNotes\nA\t919-999-1201\tfax 704-555-0101\nB\t919-999-1202\t", 3],
  ])("are no rows in %j", async (text, headerLine) => {
    const { inspection, rows } = await readText(text);
    expect(inspection.headerLine).toBe(headerLine);
    expect(rows.map((row) => row.split(" ")[2])).toEqual(TWO);
  });
});

describe("a contact's number before the one that is acted on", () => {
  it.each([
    readFileSync(path.join(import.meta.dirname, "fixtures/contact-first.csv"), "utf8"),
    "Fax,Company,DID\n7045550101,Acme,9199991201\n7045550102,Beta,9199991202",
    "Emergency Contact;Phone\n7045550101;9199991201\n7045550102;9199991202",
    "BTN\tWTN\n7045550101\t9199991201\n7045550102\t9199991202",
  ])("is not taken, and the person chooses: %j", async (text) => {
    const { inspection, rows } = await readText(text);
    expect(inspection.questions).toMatchObject([{ kind: "number-column" }]);
    expect(inspection.isCertain).toBe(false);
    expect(rows.map((row) => row.split(" ")[2])).toEqual(["+19199991201", "+19199991202"]);
  });
});

describe("a country code in a column of its own", () => {
  it.each([
    readFileSync(path.join(import.meta.dirname, "fixtures/country-code.csv"), "utf8"),
    "CC;TN\n+44;2079460123\n+1;9199991201",
    "Phone,Country\n2079460123,United Kingdom\n9199991201,United States",
    "cc\tnpa\tnxx\tline\n44\t207\t946\t0123\n1\t919\t999\t1201",
  ])("is not ignored: %j", async (text) => {
    const { rows } = await readText(text);
    expect(rows).toEqual(["2 problem foreign", "3 ready +19199991201"]);
  });
});

describe("numbers in parts", () => {
  it.each([
    "NPA,NXX,LINE\n919,999,1201\n919,999,1202",
    "Area Code,Number\n919,9991201\n919,999-1202",
    "areaCode;localNumber\n919;999 1201\n919;9991202",
    "npa_nxx\txxxx\n919999\t1201\n919-999\t1202",
  ])("are joined: %j", async (text) => {
    const { inspection, rows } = await readText(text);
    expect(inspection.isCertain).toBe(true);
    expect(rows).toEqual(["2 ready +19199991201", "3 ready +19199991202"]);
  });
});

describe("ranges", () => {
  it.each([
    "First TN,Last TN\n9199991200,9199991249",
    "Start,End,Qty\n9199991200,9199991249,50",
    "TN\n919-999-1200 - 919-999-1249",
    "Customer;DID range\nAcme;919-999-1200 thru 1249",
  ])("are asked for, and expanded where a person wants it: %j", async (text) => {
    const { inspection, rows } = await readText(text);
    expect(inspection.questions).toMatchObject([{ kind: "ranges", count: 1, numbers: 50 }]);
    expect(rows).toEqual(["2 problem range"]);
    const expanded = await readText(text, "numbers.csv", { ranges: "expand" });
    expect([expanded.rows.length, expanded.rows[0], expanded.rows[49]]).toEqual([
      50,
      "2 ready +19199991200",
      "2 ready +19199991249",
    ]);
  });

  it("are asked for in pasted text", async () => {
    const { rows } = await readText("Please port 919-999-1200 to 919-999-1249\nand 919-999-1300", "pasted.txt");
    expect(rows).toEqual(["1 problem range", "2 ready +19199991300"]);
  });
});

describe("what people write beside a number", () => {
  it.each([
    [
      "pasted.txt",
      "Call 919-999-1234<tel:919-999-1234>\nO: (919) 999-1237<tel:9199991237>",
      ["+19199991234", "+19199991237"],
    ],
    [
      "pasted.txt",
      "Jane Doe\nM: 919.999.1234<tel:919.999.1234> | jane99@acme.com<mailto:jane99@acme.com>",
      ["+19199991234"],
    ],
    [
      "numbers.csv",
      "Name,Phone\nAnn,919-999-1200\nBob,919-999-1201 (Mobile)\nCy,(cell) 919 999 1202",
      ["+19199991200", "+19199991201", "+19199991202"],
    ],
  ])("does not count, in %s %j", async (name, text, numbers) => {
    const { rows } = await readText(text, name);
    expect(rows.filter((row) => row.includes("ready")).map((row) => row.split(" ")[2])).toEqual(numbers);
    expect(rows.filter((row) => !row.includes("ready") && !row.includes("no-digits"))).toEqual([]);
  });
});

describe("workbooks", () => {
  it("prefer a visible column, and ask about the hidden one", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Numbers",
          columns: [{ hidden: true }, {}],
          rows: [
            ["DID", "Phone"],
            ["7045550101", "9199991201"],
            ["7045550102", "9199991202"],
          ],
        },
      ],
    });
    const { inspection, mapping, rows } = await read("hidden.xlsx", bytes);
    expect(inspection.questions).toEqual([{ kind: "hidden-columns", columns: [0] }]);
    expect(mapping.columns).toEqual(["ignore", "number"]);
    expect(rows.map((row) => row.split(" ")[2])).toEqual(["+19199991201", "+19199991202"]);
  });
});

/** Further forms of the same kinds, each read wrongly or in silence once. */
describe("files in forms that programs and people give them", () => {
  const TWO = ["+19199991201", "+19199991202"];
  const numbersOf = (rows: readonly string[]) =>
    rows.filter((row) => row.includes(" ready ")).map((row) => row.split(" ")[2]);

  it.each([
    ["breaks within cells, and page breaks", "TN,Name\n9199991201,A\vB\n\f9199991202,C"],
    [
      "files put together, each with its mark",
      '\ufeff"TN","Name"\n"9199991201","A"\n\ufeff"TN","Name"\n"9199991202","B"',
    ],
    ["spaces around quotes", '"TN" , "Name"\n"9199991201" , "Acme, Inc"\n"9199991202", "B"'],
    ["an area code beside seven digits", "Customer;AC;Phone\nA;919;999-1201\nB;919;9991202"],
    ["parts with their marks", "npa code,central office,station\n(919),999-,1201\n919,999,1202"],
    ["six digits and a line number", "NPA-NXX,Line Number\n919-999,1201\n919999,1202"],
    [
      "a title of key and value",
      "Report:,DID inventory\nContact:,704-555-0101\n\nDID,City\n9199991201,Cary\n9199991202,Apex",
    ],
    ["thousands separators", "TN;N\n9,199,991,201;A\n9.199.991.202;B"],
    ["decimals in one of three columns", "Name,Floor,Phone\nA,1,9.199991201E9\nB,2,9199991202.0"],
    ["marks that are not seen, and wide digits", "TN,N\n\u202a919\u200b9991201\u202c,A\n（９１９）９９９－１２０２,B"],
    ["empty columns and rows between", ",,\n,TN,\n,,\n,9199991201,\n,,\n,9199991202,"],
  ])("are read: %s", async (_name, text) => {
    const { inspection, rows } = await readText(text);
    expect(numbersOf(rows)).toEqual(TWO);
    expect(rows.every((row) => row.includes(" ready ") || row.includes("not-a-row"))).toBe(true);
    expect(inspection.isCertain).toBe(true);
  });

  it("keep what another country's code says in every spelling", async () => {
    const { mapping, rows } = await readText("TN,CC\n9199991201,1\n5512345678,52\n9199991202,00 1\n2079460123,(044)");
    expect(mapping.columns).toEqual(["number", "countryCode"]);
    expect(numbersOf(rows)).toEqual(TWO);
    const unclear = await readText("TN,CC\n9199991201,1/2\n5512345678,52/MX\n9199991202,1/7");
    expect(unclear.inspection.isCertain).toBe(false);
  });

  it("leave to a person what a yes beside a number means, and say that extensions are not used", async () => {
    expect((await readText("TN,SMS\n9199991201,Yes\n9199991202,No")).inspection.isCertain).toBe(false);
    const { inspection } = await readText("Phone,Ext\n9199991201,101\n9199991202,");
    expect(inspection.notices.join(" ")).toContain("“Ext” is left out");
  });

  it("are refused where they are no table, instead of losing their rows", async () => {
    for (const text of ['{"tn":"9199991201"}\n{"tn":"9199991202"}', '[ {"tn": 9199991201} ]'])
      await expect(readText(text)).rejects.toThrow("JSON");
  });

  it("have no sentence of a mail for a heading, and ask about every range", async () => {
    const { inspection, rows } = await readText(
      "Hello,\nplease turn on these:\n919-999-1201\n919-999-1300 up to 919-999-1309",
      "pasted.txt",
    );
    expect(inspection.headerLine).toBeNull();
    expect(rows.map((row) => row.split(" ").slice(1).join(" "))).toEqual([
      "problem no-digits",
      "problem no-digits",
      "ready +19199991201",
      "problem range",
    ]);
  });
});
