import { describe, expect, it } from "vitest";
import { readText } from "./case-test-data";

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
    ["919-655-0100 main, 919-655-0101 fax and 919-655-0102 alt\n919-655-0103 main", 4],
  ])("keeps all of its numbers: %j", async (text, count) => {
    const { inspection, rows } = await readText(text, "pasted.txt");
    expect([inspection.format, numbersOf(rows).length]).toEqual(["list", count]);
  });
});
