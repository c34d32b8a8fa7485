import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { read, readText } from "./case-test-data";

/** Files whose columns were not seen, or were seen where there are none. */
const rolesOf = ({ inspection }: Awaited<ReturnType<typeof readText>>) => inspection.columns.map(({ role }) => role);
const numbersOf = (rows: readonly string[]) =>
  rows.filter((row) => row.includes(" ready ")).map((row) => row.split(" ")[2]);

describe("a table without one clean number", () => {
  it.each([
    ["TN,Action\n919-655-0121 / 919-655-0122,SMS off\n919-655-0123 / 919-655-0124,SMS off", ["number", "action"]],
    [
      "NPA,NXX,LINE,Notes\n919,655,0121,asked to be called back at 704-234-0101 after five\n919,655,0122,",
      ["npa", "nxx", "line", "note"],
    ],
    ["TN,Notes\n0121,asked to be called back at 704-234-0101 after five\n0122,", ["ignore", "note"]],
    ["TN,Notes\n7.04556E+09,asked to be called back at 704-234-0101 after five", ["number", "note"]],
    ["919-655-0121 / 919-655-0122,SMS off\n919-655-0123 / 919-655-0124,SMS off", ["number", "action"]],
  ])("keeps its columns: %j", async (text, roles) => {
    const reading = await readText(text);
    expect(rolesOf(reading)).toEqual(roles);
    expect(numbersOf(reading.rows)).not.toContain("+17042340101");
  });
});

describe("a pasted sentence with a comma", () => {
  it.each([
    ["Enable 919-655-0100, 919-655-0101 and 919-655-0102.", 3],
    ["Enable SMS, please:\n919-655-0100, 919-655-0101 and 919-655-0102", 3],
    ["919-655-0100 main, 919-655-0101 fax and 919-655-0102 alt\n919-655-0103 main", 4],
  ])("keeps all of its numbers: %j", async (text, count) => {
    const { inspection, rows } = await readText(text, "pasted.txt");
    expect([inspection.format, numbersOf(rows).length]).toEqual(["list", count]);
  });
});

describe("numbers in a column that is left out", () => {
  it.each([
    "TN,Extra\n9196550121,9196550122\n9196550123,x\n9196550125,y",
    "9196550121,9196550122\n9196550123,x\n9196550125,y",
  ])("are not left out unseen: %j", async (text) => {
    expect((await readText(text)).inspection.isCertain).toBe(false);
  });
});

describe("the other end of a range", () => {
  it.each([
    ...["# of TNs", "# DIDs", "No. of DIDs", "Num TNs", "Qty of TNs", "Total", "Total Numbers", "Block", "Lines"].map(
      (heading) => `Start TN,${heading}\n9196550100,20`,
    ),
    "TN,Qty\n9196550100,20 DIDs",
    "Start TN,End TN\n9196550100,19",
    "TN,To\n9196550100,119",
  ])("is asked about: %j", async (text) => {
    const { inspection, rows } = await readText(text);
    expect(inspection.questions).toMatchObject([{ kind: "ranges", numbers: 20 }]);
    expect(rows).toEqual(["2 problem range"]);
  });

  it.each(["TN,Last TN\n9196550100,9196550109\n9196550120,x\n9196550121,y", "TN,Range\n9196550100,0100-0119"])(
    "is not left out unseen where it cannot be read: %j",
    async (text) => {
      expect((await readText(text)).inspection.isCertain).toBe(false);
    },
  );

  it.each(["TN,Start,Total\n9196550121,2026-01-01,$12", "TN,Start Date,Total\n9196550121,2026-01-01,12.50"])(
    "is no date and no amount: %j",
    async (text) => {
      expect((await readText(text)).inspection.isCertain).toBe(true);
    },
  );
});

describe("a column of country codes", () => {
  it.each([
    "Country Calling Code,44",
    "Phone Country Code,44",
    "Intl Prefix,44",
    "Phone Code,44",
    "Country Name,United Kingdom",
    "Country ISO,GB",
    "countryIso2,GB",
    "País,Reino Unido",
    "Country,United Kingdom (UK)",
  ])("is known by the words of its heading: %j", async (column) => {
    const [heading = "", code = ""] = column.split(",");
    const { rows } = await readText(`${heading},Phone\n${code},2079460123\n1,9196550122\nUS/CA,9196550123`);
    expect(rows).toEqual(["2 problem foreign", "3 ready +19196550122", "4 ready +19196550123"]);
  });

  it.each(["numbers.csv", "pasted.txt"])("is asked about without a heading, in %s", async (name) => {
    const reading = await readText("44,2079460123\n1,9196550122", name);
    expect(reading.inspection.isCertain).toBe(false);
    expect(numbersOf(reading.rows)).toEqual(["+19196550122"]);
    const counted = await readText("1,9196550121\n2,9196550122", name);
    expect(counted.inspection).toMatchObject({ format: "csv", isCertain: true });
  });

  it("is asked about where its cells are no codes", async () => {
    expect((await readText("Country,Phone\n#44?,2079460123")).inspection.isCertain).toBe(false);
  });
});

describe("a table that was saved again as one column", () => {
  const TABLES: [string, string[], number][] = [
    ["TN,Action\n9196550121,SMS off", ["number", "action"], 0],
    ["First TN,Last TN\n9196550100,9196550109", ["firstNumber", "lastNumber"], 1],
    ["Country Code,Phone\n44,2079460123", ["countryCode", "number"], 0],
    ["9196550121,SMS off\n9196550122,SMS off", ["number", "action"], 0],
    ["44,2079460123\n1,9196550122", ["countryCode", "number"], 0],
    ["Contact Phone;TN\n7045550101;9196550121", ["ignore", "number"], 1],
    ['TN,Customer,Action\n9196550121,"Acme, Inc",SMS off', ["number", "customer", "action"], 0],
  ];

  it.each(TABLES)("is read as what it was, in CSV and in a workbook: %j", async (text, roles, questions) => {
    const lines = text.split("\n");
    const quoted = lines.map((line) => `"${line.replaceAll('"', '""')}"`).join("\n");
    const workbook = await writeXlsx({ sheets: [{ name: "Sheet1", rows: lines.map((line) => [line]) }] });
    const plain = await readText(text);
    const beforeEmpty = quoted.replaceAll(/$/gm, ",,");
    for (const reading of [await readText(quoted), await readText(beforeEmpty), await read("numbers.xlsx", workbook)]) {
      expect(rolesOf(reading)).toEqual(roles);
      expect(reading.inspection.questions).toHaveLength(questions);
      expect(reading.rows).toEqual(plain.rows);
    }
  });

  it("is one where the headings stand as they were", async () => {
    expect(rolesOf(await readText('TN,Action\n"9196550121,SMS off"\n"9196550122,SMS on"'))).toEqual([
      "number",
      "action",
    ]);
  });

  it("is none where a column of lists or of names stands in quotes", async () => {
    const { inspection } = await readText('"TN"\n"9196550121, 9196550122"\n"9196550123"');
    expect(inspection.columns).toHaveLength(1);
  });
});

describe("what stands below a table", () => {
  it.each([
    "Name,TN\nA,9196550121\nTotal,18393100243",
    "TN,Name\n9196550121,A\n18393100243,Grand Total",
    "TN,Name\n9196550121,A\nTotal: 18393100243,",
    "TN\n9196550121\nTotal: 18393100243",
    'Name,TN\nA,9196550121\nSum,"18,393,100,243"',
  ])("is no number to act on where it is a sum: %j", async (text) => {
    const { rows } = await readText(text);
    expect(rows).toEqual(["2 ready +19196550121", "3 problem not-a-row"]);
  });

  it("is a name where it only begins like a sum", async () => {
    const { rows } = await readText("Name,TN\nTotal Wine,9196550121\nSummit,9196550122\nTotal Numbers LLC,9196550123");
    expect(numbersOf(rows)).toHaveLength(3);
  });

  it.each([
    "TN,Name\n9196550121,a\n\nContact Phone,Name\n7045550101,Jane",
    "TN,Name\n9196550121,a\n9196550122,b\nName,Fax\nJane,7045550101",
  ])("is looked at by a person where it is another table: %j", async (text) => {
    const { inspection, rows } = await readText(text);
    expect(inspection.isCertain).toBe(false);
    expect(inspection.notices.join(" ")).toContain("the headings of another table");
    expect(numbersOf(rows)[0]).toBe("+19196550121");
  });

  it("is the same table under the same headings", async () => {
    const { inspection } = await readText("TN,Name\n9196550121,a\nTN,Name\n9196550122,b");
    expect(inspection).toMatchObject({ isCertain: true, notices: [] });
  });
});

describe("a cell of several lines", () => {
  it("is named where its lines look like rows, as two stray quotes leave them", async () => {
    const { inspection } = await readText('TN,Name\n9196550121,"Smith\n9196550122,b\n9196550123,c"\n9196550124,d');
    expect(inspection.isCertain).toBe(false);
    expect(inspection.notices.join(" ")).toContain("A cell of line 2 holds lines that look like rows");
  });

  it("is a cell like others where they do not", async () => {
    const { inspection } = await readText('TN,Name,Notes\n9196550121,Acme,"opened, by Jane\ncall 704-555-0101"');
    expect(inspection).toMatchObject({ isCertain: true, notices: [] });
  });
});

describe("a range that is wrapped over two lines of a pasted text", () => {
  it.each(["Please turn on 919-655-0100 through\n919-655-0109", "919-655-0100\nto\n919-655-0109\n919-655-0200"])(
    "is asked about: %j",
    async (text) => {
      const { inspection, rows } = await readText(text, "pasted.txt");
      expect(inspection.questions).toMatchObject([{ kind: "ranges", count: 1, numbers: 10 }]);
      expect(numbersOf(rows)).not.toContain("+19196550100");
    },
  );
});
