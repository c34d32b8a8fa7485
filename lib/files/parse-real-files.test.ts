import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type ParsedNumberInput, parseNumberInput } from "./parse-number-file";

function readFixture(fileName: string): ParsedNumberInput {
  const bytes = readFileSync(path.join(import.meta.dirname, "../../e2e/files", fileName));
  const parsed = parseNumberInput({ bytes, fileName });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed;
}

function summarize({ rows }: ParsedNumberInput): string[] {
  return rows.map((row) => `${row.line} ${row.outcome === "invalid" ? row.code : `${row.outcome} ${row.number}`}`);
}

describe("files as people have them", () => {
  it("reads an Excel export with BOM, semicolons, quoted cells, duplicates and destroyed numbers", () => {
    const parsed = readFixture("excel-semicolon-bom.csv");
    expect(parsed).toMatchObject({ kind: "table", encoding: "utf-8", delimiter: ";", numberColumn: 1 });
    expect(parsed.header).toEqual(["Customer", "Phone number", "Note"]);
    expect(summarize(parsed)).toEqual([
      "2 valid +12016550101",
      "3 valid +12016550102",
      "4 valid +12016550103",
      "6 duplicate +12016550101",
      "7 valid +12016550104",
      "8 excel-lost-digits",
      "9 valid +12016550105",
      "10 too-short",
      "11 valid +12016550106",
      "12 extension",
      "13 empty",
      "14 valid +12016550107",
    ]);
    expect(parsed.counts).toEqual({ total: 12, valid: 7, invalid: 4, duplicate: 1 });
  });

  it("reads a UTF-16 table with tabs", () => {
    const parsed = readFixture("utf16-tabs.tsv");
    expect(parsed).toMatchObject({ kind: "table", encoding: "utf-16le", delimiter: "\t", numberColumn: 2 });
    expect(parsed.rows[0]?.cells[0]).toBe("Zoë Müller");
    expect(parsed.counts).toEqual({ total: 4, valid: 3, invalid: 1, duplicate: 0 });
  });

  it("reads a Windows-1252 file without header", () => {
    const parsed = readFixture("windows-1252-no-header.csv");
    expect(parsed).toMatchObject({ kind: "table", encoding: "windows-1252", header: null, numberColumn: 1 });
    expect(parsed.rows[0]?.cells[0]).toBe("José Núñez – Main");
    expect(parsed.counts).toEqual({ total: 3, valid: 3, invalid: 0, duplicate: 0 });
  });

  it("reads a text file of mixed spellings", () => {
    const parsed = readFixture("mixed-spellings.txt");
    expect(parsed.kind).toBe("list");
    expect(parsed.counts).toEqual({ total: 13, valid: 10, invalid: 2, duplicate: 1 });
  });

  it("reads a CSV with a line broken by a stray quote", () => {
    const parsed = readFixture("stray-quote.csv");
    expect(summarize(parsed)).toEqual([
      "2 valid +12016550401",
      "3 malformed-row",
      "4 valid +12016550403",
      "5 valid +12016550404",
    ]);
  });
});
