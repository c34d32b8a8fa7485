import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumberList } from "@/lib/domain/number-list";
import { CHOICES, summarizeRow, toMapping, toRowCells } from "./check-test-data";
import { createRowCheck, createRowSplit } from "./check-row";
import type { CheckedRow, RowCell } from "./checked-row";
import type { ColumnRole } from "./column-role";
import type { UploadMapping } from "./mapping";
import { findProblem, isProblemCode, PROBLEMS } from "./problems";

function check(columns: readonly ColumnRole[], cells: readonly (string | RowCell)[], own: Partial<UploadMapping> = {}) {
  return createRowCheck(toMapping(columns, own), CHOICES)(toRowCells(cells));
}
const summarize = (...input: Parameters<typeof check>) => check(...input).map(summarizeRow);
const codesOf = (rows: readonly CheckedRow[]) => rows.flatMap(({ problems }) => problems.map(({ code }) => code));

/** Applies the repair of the first problem that has one, as an edit would. */
function applyRepair(
  columns: readonly ColumnRole[],
  cells: readonly string[],
  rows: readonly CheckedRow[],
): string[][] | null {
  const repair = rows.flatMap(({ problems }) => problems).find((problem) => problem.repair)?.repair;
  if (!repair || repair.cells === null) return null;
  if (repair.split) return createRowSplit({ columns: [...columns] })(cells, repair.split);
  const { cells: changed } = repair;
  return [cells.map((text, index) => changed[index] ?? text)];
}

describe("the number of a row", () => {
  it.each([
    ["919-999-1200 (Mobile)", "ready +19199991200"],
    ["(Cell) 919.999.1200", "ready +19199991200"],
    ["919 999 1200 - Jane", "ready +19199991200"],
    ["main line\n919-999-1200", "ready +19199991200"],
    ["Call 919-999-1200 now", "ready +19199991200"],
    ["", "problem empty"],
    ["n/a", "problem no-digits"],
    ["Call 919-999-1234<tel:919-999-1234>", "ready +19199991234"],
    ["919-999-120", "problem too-short"],
    ["1-800-FLOWERS", "problem letters"],
    ["919-999-1200 ext 5", "problem extension"],
    ["919-999-1200 / 919-999-1201", "problem several-numbers"],
    ["919-999-1200, 919-999-1201 and 919-999-1202", "problem several-numbers"],
    ["919-999-1200; 12", "problem extra-text"],
    ["+44 20 7946 0123", "problem foreign"],
    ["7.04556E+09", "blocked excel-lost-digits"],
    ["1.70456E+10", "blocked excel-lost-digits"],
    ["2.01E+09", "blocked excel-lost-digits"],
    ["1.9199991200E+10", "ready +19199991200 restored-scientific"],
    ["2019991200.0", "ready +12019991200"],
    ["800-234-5678", "ready +18002345678 toll-free"],
    ["222-234-5678", "ready +12222345678 unknown-area-code"],
    ["416-234-5678", "ready +14162345678 not-us"],
  ])("reads %j as %s", (text, summary) => {
    expect(summarize(["number"], [text])).toEqual([summary]);
  });

  it.each<[ColumnRole[], string[], string]>([
    [["npa", "nxx", "line"], ["919", "999", "1200"], "ready +19199991200"],
    [["npa", "nxx", "line"], ["(919)", "999.0", " 0012 "], "ready +19199990012"],
    [["npa", "nxx", "line"], ["919", "999", "12"], "problem leading-zeros"],
    [["npa", "nxx", "line"], ["919", "", "1200"], "problem missing-part"],
    [["npa", "nxx", "line"], ["", "", ""], "problem empty"],
    [["npa", "line"], ["919999", "1200"], "ready +19199991200"],
    [["npa", "localNumber"], ["919", "999-1200"], "ready +19199991200"],
    [["npa", "localNumber"], ["919", "9991200"], "ready +19199991200"],
    [["npa", "localNumber"], ["291", "9991200"], "problem bad-area-code"],
    [["countryCode", "number"], ["44", "2079460123"], "problem foreign"],
    [["countryCode", "number"], ["+49", "2012345678"], "problem foreign"],
    [["countryCode", "number"], ["GB", "2079460123"], "problem foreign"],
    [["countryCode", "number"], ["52.0", "2012345678"], "problem foreign"],
    [["countryCode", "number"], ["1", "9199991200"], "ready +19199991200"],
    [["countryCode", "number"], ["+1", "9199991200"], "ready +19199991200"],
    [["countryCode", "number"], ["1.0", "9199991200"], "ready +19199991200"],
    [["countryCode", "number"], ["USA", "9199991200"], "ready +19199991200"],
    [["countryCode", "number"], ["", "9199991200"], "ready +19199991200"],
    [["countryCode", "number"], ["#", "9199991200"], "problem country-code"],
    [["countryCode", "npa", "nxx", "line"], ["44", "207", "946", "0123"], "problem foreign"],
  ])("joins %j of %j: %s", (columns, cells, summary) => {
    expect(summarize(columns, cells)).toEqual([summary]);
  });

  it("says that a cell cannot be used once, and only where the column counts", () => {
    const fault = "This cell is formatted as a date.";
    expect(summarize(["number"], [{ text: "2026-01-05", fault }])).toEqual(["problem cell-fault"]);
    expect(summarize(["number", "note"], ["9199991200", { text: "2026-01-05", fault }])).toEqual([
      "ready +19199991200",
    ]);
    expect(summarize(["number", "note"], [{ text: '9199991200,"x', fault: "Line 3 is not valid CSV." }])).toEqual([
      "problem malformed-row",
    ]);
  });

  it("finds all problems of a row, not the first", () => {
    const [row] = check(
      ["number", "account", "action", "webhook", "reference"],
      ["919-999-12", "Nowhere", "explode", "http://x.example", "r".repeat(61)],
    );
    expect(row?.problems.map(({ code }) => code).sort()).toEqual([
      "account-unknown",
      "action-unknown",
      "reference-too-long",
      "too-short",
    ]);
    expect(row).toMatchObject({ state: "problem", number: null, target: null });
  });
});

describe("rows that are none", () => {
  const columns: ColumnRole[] = ["ignore", "number", "note"];
  it.each([
    [["Total", "2", ""]],
    [["Grand Total:", "", "14"]],
    [["Total numbers: 14", "", ""]],
    [["14 rows", "", ""]],
    [["End of report", "", ""]],
    [["Page 1 of 3", "", ""]],
    [["Generated on 2026-01-05 by Jane, 704-555", "", ""]],
    [["Customer", "TN", "Notes"]],
    [["Company", "Phone Number", "Comment"]],
  ])("%j is named so, with nothing else", (cells) => {
    const rows = check(columns, cells, { defaults: { kind: null, accountId: null, params: {} } });
    expect(rows.map(summarizeRow)).toEqual(["problem not-a-row"]);
    expect(rows[0]?.problems[0]?.repair).toEqual({ label: "Remove the row", cells: null });
  });

  it.each([
    [["Total", "9199991200", ""], "ready +19199991200"],
    [["Total Wine", "", "x"], "problem empty"],
    [["Acme", "", ""], "problem empty"],
    [["Source One", "", "x"], "problem empty"],
    [["Acme", "pending", "x"], "problem no-digits"],
  ])("%j stays one: %s", (cells, summary) => {
    expect(summarize(columns, cells)).toEqual([summary]);
  });
});

describe("repairs", () => {
  const cases: [ColumnRole[], string[]][] = [
    [["number"], ["919-999-1200 ext 5"]],
    [["number"], ["919-999-1200x42"]],
    [["number"], ["(919) 999-1200 #9"]],
    [["number"], ["tel:+19199991200;ext=12"]],
    [["number"], ["1-800-FLOWERS"]],
    [["number"], ["(919) GOT-FISH"]],
    [["number"], ["919-999-1200 / 919-999-1201"]],
    [["number"], ["919-999-1200; 12"]],
    [
      ["npa", "nxx", "line"],
      ["919", "999", "12"],
    ],
    [["number"], ["919-999-1249 - 919-999-1200"]],
    [
      ["firstNumber", "lastNumber"],
      ["9199991249", "9199991200"],
    ],
    [
      ["firstNumber", "lastNumber", "rangeSize"],
      ["9199991200", "9199991249", "40"],
    ],
    [
      ["number", "site"],
      ["9199991200", "12"],
    ],
    [
      ["number", "rowKey"],
      ["9199991200", "U7F3KQ2M-00012-?"],
    ],
  ];
  it.each(cases)("%j %j: applied and checked again leaves no such problem", (columns, cells) => {
    const before = check(columns, cells);
    const code = before.flatMap(({ problems }) => problems).find(({ repair }) => repair)?.code ?? "none";
    expect(PROBLEMS).toHaveProperty(code);
    const repaired = applyRepair(columns, cells, before);
    const after = (repaired ?? []).flatMap((row) => check(columns, row));
    expect(after.length).toBeGreaterThan(0);
    expect(codesOf(after)).not.toContain(code);
  });

  it("offers only what a group's button can say", () => {
    for (const [columns, cells] of cases)
      for (const { code, repair } of check(columns, cells).flatMap(({ problems }) => problems))
        expect(repair === null || findProblem(code).repair !== null, code).toBe(true);
  });

  it("never invents a number from a word", () => {
    for (const text of ["Bo 99991200", "Suite 400 Raleigh", "ABC-DEF-GHIJ", "201-555-xxxx"])
      expect(check(["number"], [text])[0]?.problems[0]?.repair?.cells ?? null, text).toBeNull();
  });
});

describe("one text", () => {
  const number = fc.constantFrom(
    "9199991200",
    "919-999-1200",
    "(919) 999-1200",
    "+1 919 999 1200",
    "1.919.999.1200",
    "919 9991200",
    "19199991200",
  );
  const word = fc.constantFrom(
    "Mobile",
    "cell",
    "x",
    "ext",
    "ext.",
    "to",
    "Jane Doe",
    "O'Neil",
    "main line",
    "e",
    "é",
    "tel",
    "and",
    "fax",
    "",
  );
  const after = fc.constantFrom("", " ", " (", "(", " - ", "-", ", ", "; ", "\t", "/", "\u00a0");
  it("has one answer, in a cell and in a pasted list", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", "Tel ", "Call "),
        number,
        after,
        word,
        fc.constantFrom("", ")", " 5", " 12345", " 9199991201"),
        (before, digits, mark, name, end) => {
          const text = `${before}${digits}${mark}${name}${end}`;
          const list = parseNumberList(text);
          const isClean = list.counts.invalid === 0 && list.valid.length === 1;
          const [row] = check(["number"], [text]);
          expect([row?.number, row?.state], text).toEqual(isClean ? [list.valid[0], "ready"] : [null, "problem"]);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe("any cells", () => {
  const soup = fc.string({
    unit: fc.constantFrom(..."0123456789 +-().,;|/x#ea\u2013<>:@tohru".split("")),
    maxLength: 40,
  });
  const columns = fc.shuffledSubarray<ColumnRole>(
    [
      "number",
      "npa",
      "nxx",
      "line",
      "localNumber",
      "firstNumber",
      "lastNumber",
      "rangeSize",
      "countryCode",
      "account",
      "action",
      "site",
      "reference",
    ],
    { minLength: 1 },
  );
  it("never throw, and a row is ready exactly when it has a number, a target and no error", () => {
    fc.assert(
      fc.property(
        columns,
        fc.array(soup, { maxLength: 13 }),
        fc.constantFrom("ask", "ends", "expand"),
        (roles, texts, ranges) => {
          for (const row of check(roles, texts, { ranges })) {
            expect(row.state === "ready").toBe(row.problems.every(({ severity }) => severity === "warning"));
            if (row.state === "ready") expect([row.number, row.target]).not.toContain(null);
            expect(row.cells).toHaveLength(texts.length);
            for (const { code, severity } of row.problems) {
              expect(isProblemCode(code)).toBe(true);
              expect(findProblem(code).severity).toBe(severity);
            }
            if (row.state === "ready")
              expect(check(roles, row.cells)[0]).toMatchObject({ number: row.number, state: "ready" });
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
