import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import writeExcelFile from "write-excel-file/node";

/** A file of the test's own, as a person would have it on their machine. */
export function writeFile(name: string, text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "tandem-upload-")), name);
  writeFileSync(file, text);
  return file;
}

/**
 * 1,000 rows as a customer sends them, 12 of them bad. `typed`: what a person types, by line; the others have a repair of their own, except
 * the duplicate, which needs none. The sandbox refuses numbers that end in 0160 and 0170.
 */
export function writeThousand(npa: string): { file: string; typed: ReadonlyMap<number, string> } {
  const number = (last: number) => `(${npa}) 655-${String(last).padStart(4, "0")}`;
  const bad = new Map([
    [5, `${number(2005)} x12`],
    [40, `${npa}-655-2O4O`],
    [81, `${npa.charAt(0)}.${npa.slice(1)}65E+09`],
    [120, `${npa}-655-3200 - ${npa}-655-3204`],
    [200, `${npa}6552001`],
    [300, "911"],
    [400, `${npa}655`],
    [500, "44 20 7946 0123"],
    [600, ""],
    [700, `${number(2700)} ext. 3`],
    [800, `${npa}-655-CALL`],
    [900, `${npa} 655 29000`],
  ]);
  const typed = new Map([40, 81, 300, 400, 500, 800, 900].map((row) => [row + 1, number(2000 + row)]));
  const refused = new Map([
    [10, number(160)],
    [20, number(170)],
  ]);
  const rows = Array.from({ length: 1_000 }, (_, index) => {
    const row = index + 1;
    return `Customer ${row},${bad.get(row) ?? refused.get(row) ?? number(2000 + row)},"Row ${row}, of 1,000"`;
  });
  return { file: writeFile("customers.csv", ["Company,TN,Note", ...rows, ""].join("\r\n")), typed };
}

/** A file that is sent in three parts. */
export function writeThreeParts(npa: string): string {
  const filling = "x".repeat(900);
  const rows = Array.from({ length: 10_000 }, (_, n) => `${npa}65${String(50_000 + n)},${filling}`);
  return writeFile("three-parts.csv", ["TN,Note", ...rows, ""].join("\n"));
}

/** A workbook whose first sheet is not the one that is meant. */
export async function writeTwoSheets(npa: string): Promise<string> {
  const sheet = (name: string, first: number, rows: number) => ({
    sheet: name,
    data: [
      ["TN"],
      ...Array.from({ length: rows - 1 }, (_, n) => [`(${npa}) 657-${String(first + n).padStart(4, "0")}`]),
    ],
  });
  const file = path.join(mkdtempSync(path.join(tmpdir(), "tandem-upload-")), "two-sheets.xlsx");
  writeFileSync(file, await writeExcelFile([sheet("Old", 1, 2), sheet("New", 101, 3)]).toBuffer());
  return file;
}
