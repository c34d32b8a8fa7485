import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import { readNumberFile } from "./read-number-file";

async function summarize(fileName: string): Promise<string[]> {
  const bytes = readFileSync(path.join(import.meta.dirname, "../../e2e/files", fileName));
  const read = await readNumberFile({ name: fileName, bytes, maxRows: 10_000 });
  if (!read.ok) throw new Error(read.message);
  return read.file.entries.map(({ line, original, fault }) => {
    const parsed = parsePhoneNumber(original);
    return `${line} ${fault === undefined ? (parsed.ok ? parsed.number : parsed.code) : "fault"}`;
  });
}
const outcomes = async (fileName: string) => (await summarize(fileName)).map((row) => row.replace(/^\d+ /, ""));

describe("files as people have them", () => {
  it("reads an Excel export with BOM, semicolons, quoted cells, duplicates and destroyed numbers", async () => {
    expect(await summarize("excel-semicolon-bom.csv")).toEqual([
      "2 +12016550101",
      "3 +12016550102",
      "4 +12016550103",
      "6 +12016550101",
      "7 +12016550104",
      "8 excel-lost-digits",
      "9 +12016550105",
      "10 too-short",
      "11 +12016550106",
      "12 extension",
      "13 empty",
      "14 +12016550107",
    ]);
  });

  it("reads a UTF-16 table with tabs, and a Windows-1252 file without header", async () => {
    const isNumber = (outcome: string) => outcome.startsWith("+1");
    const utf16 = await outcomes("utf16-tabs.tsv");
    expect([utf16.length, utf16.filter(isNumber).length]).toEqual([4, 3]);
    const windows = await outcomes("windows-1252-no-header.csv");
    expect([windows.length, windows.filter(isNumber).length]).toEqual([3, 3]);
  });

  it("reads a text file of mixed spellings", async () => {
    const rows = await outcomes("mixed-spellings.txt");
    expect(rows).toHaveLength(13);
    expect(new Set(rows.filter((row) => row.startsWith("+1"))).size).toBe(10);
  });

  it("reads a CSV with a line broken by a stray quote", async () => {
    expect(await summarize("stray-quote.csv")).toEqual([
      "2 +12016550401",
      "3 fault",
      "4 +12016550403",
      "5 +12016550404",
    ]);
  });
});
