import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRowCheck, createRowSplit } from "./check-row";
import { CHOICES, summarizeRow, toMapping, toRowCells } from "./check-test-data";
import type { ColumnRole } from "./column-role";
import type { UploadMapping } from "./mapping";

const check = (columns: readonly ColumnRole[], cells: readonly string[], own: Partial<UploadMapping> = {}) =>
  createRowCheck(toMapping(columns, own), CHOICES)(toRowCells(cells));
const summarize = (...input: Parameters<typeof check>) => check(...input).map(summarizeRow);

describe("ranges", () => {
  const forms: [ColumnRole[], string[]][] = [
    [["number"], ["919-999-1200 - 919-999-1249"]],
    [["number"], ["9199991200-9199991249"]],
    [["number"], ["919-999-1200 to 919-999-1249"]],
    [["number"], ["(919) 999-1200 thru (919) 999-1249"]],
    [["number"], ["919.999.1200 through 919.999.1249"]],
    [["number"], ["919-999-1200 \u2013 919-999-1249"]],
    [["number"], ["919-999-1200\u2026919-999-1249"]],
    [["number"], ["9199991200-1249"]],
    [["number"], ["919-999-1200 to 1249"]],
    [["number"], ["Range: 919-999-1200 to 919-999-1249"]],
    [
      ["firstNumber", "lastNumber"],
      ["9199991200", "9199991249"],
    ],
    [
      ["firstNumber", "lastNumber", "rangeSize"],
      ["9199991200", "919-999-1249", "50"],
    ],
    [
      ["firstNumber", "rangeSize"],
      ["9199991200", "50.0"],
    ],
    [
      ["number", "lastNumber"],
      ["9199991200", "1249"],
    ],
    [
      ["number", "rangeSize"],
      ["9199991200", "50"],
    ],
    [
      ["npa", "nxx", "line"],
      ["919", "999", "1200-1249"],
    ],
    [
      ["npa", "nxx", "line", "lastNumber"],
      ["919", "999", "1200", "1249"],
    ],
    [
      ["npa", "line", "rangeSize"],
      ["919999", "1200", "50"],
    ],
    [
      ["npa", "localNumber"],
      ["919", "999-1200 - 999-1249"],
    ],
  ];
  it.each(forms)("of %j %j is asked for, and becomes 50 rows that are read as one number each", (columns, cells) => {
    const [asked, ...rest] = check(columns, cells);
    expect(rest).toEqual([]);
    expect(asked).toMatchObject({ state: "problem", number: null });
    expect(asked?.problems).toMatchObject([{ code: "range", repair: { label: "Expand 50 numbers", split: "expand" } }]);
    const expanded = check(columns, cells, { ranges: "expand" });
    expect(expanded).toHaveLength(50);
    expect([expanded[0]?.number, expanded[49]?.number]).toEqual(["+19199991200", "+19199991249"]);
    expect(createRowSplit({ columns })(cells, "expand")).toEqual(expanded.map((row) => row.cells));
    for (const row of expanded) expect(check(columns, row.cells)).toEqual([row]);
  });

  it("keeps the two ends where a person wants these only, and never drops a quantity silently", () => {
    const ends = { ranges: "ends" } as const;
    expect(summarize(["number"], ["919-999-1200 - 919-999-1249"], ends)).toEqual([
      "ready +19199991200",
      "ready +19199991249",
    ]);
    expect(summarize(["firstNumber", "lastNumber"], ["9199991200", "9199991249"], ends)).toEqual([
      "ready +19199991200",
      "ready +19199991249",
    ]);
    expect(summarize(["firstNumber", "rangeSize"], ["9199991200", "50"], ends)).toEqual(["problem range"]);
  });

  it.each<[ColumnRole[], string[], string]>([
    [["firstNumber", "lastNumber"], ["9199991200", ""], "ready +19199991200"],
    [["firstNumber", "lastNumber"], ["9199991200", "9199991200"], "ready +19199991200"],
    [["firstNumber", "rangeSize"], ["9199991200", "1"], "ready +19199991200"],
    [["firstNumber", "lastNumber"], ["", "9199991249"], "problem range-start"],
    [["firstNumber", "lastNumber"], ["", ""], "problem empty"],
    [["firstNumber", "lastNumber"], ["9199991249", "9199991200"], "problem range-order"],
    [["number"], ["919-999-1249 - 919-999-1200"], "problem range-order"],
    [["firstNumber", "lastNumber"], ["9199991200", "9189991200"], "problem range-order"],
    [["firstNumber", "lastNumber"], ["2019991200", "9199991200"], "problem range-size"],
    [["firstNumber", "rangeSize"], ["9199991200", "10001"], "problem range-size"],
    [["firstNumber", "rangeSize"], ["9199991200", "fifty"], "problem range-quantity"],
    [["firstNumber", "rangeSize"], ["9199991200", "0"], "problem range-quantity"],
    [["firstNumber", "lastNumber", "rangeSize"], ["9199991200", "9199991249", "40"], "problem range-quantity"],
    [["firstNumber", "lastNumber"], ["9199991200", "91999912"], "problem too-short"],
    [["firstNumber", "lastNumber"], ["919999120", "91999912"], "problem too-short, too-short"],
  ])("%j %j: %s", (columns, cells, summary) => {
    expect(summarize(columns, cells)).toEqual([summary]);
    if (!summary.endsWith("range")) expect(summarize(columns, cells, { ranges: "expand" })).toEqual([summary]);
  });

  it("expands up to 10,000 numbers, across exchanges too, and marks those that the plan does not have", () => {
    const rows = check(["firstNumber", "rangeSize"], ["9199990000", "10000"], { ranges: "expand" });
    expect(rows).toHaveLength(10_000);
    expect(new Set(rows.map(({ number }) => number)).size).toBe(10_000);
    const across = check(["firstNumber", "rangeSize"], ["9192109998", "10000"], { ranges: "expand" });
    expect(across).toHaveLength(10_000);
    expect(across.slice(1, 3).map(summarizeRow)).toEqual(["ready +19192109999", "problem bad-exchange"]);
  });

  it("become exactly their numbers, in order, and every other row stays one", () => {
    const first = fc.integer({ min: 2_012_340_000, max: 2_012_359_000 });
    const range = fc.record({ first, size: fc.integer({ min: 1, max: 120 }), form: fc.integer({ min: 0, max: 3 }) });
    const columns: ColumnRole[] = ["firstNumber", "lastNumber", "rangeSize"];
    const write = ({ first: from, size, form }: { first: number; size: number; form: number }) => {
      const last = String(from + size - 1);
      return (
        [
          [`${from}`, last, ""],
          [`${from}`, "", `${size}`],
          [`${from}`, last.slice(-7), `${size}`],
          [`${from} - ${last}`, "", ""],
        ][form] ?? []
      );
    };
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), (ranges) => {
        for (const one of ranges) {
          const rows = check(columns, write(one), { ranges: "expand" });
          const expected = Array.from({ length: one.size }, (_, index) => `+1${one.first + index}`);
          expect(rows.map(({ number }) => number)).toEqual(expected);
          expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["ready"]));
          expect(check(columns, write(one))).toHaveLength(1);
          expect(check(columns, write(one))[0]?.state).toBe(one.size === 1 ? "ready" : "problem");
        }
      }),
      { numRuns: 200 },
    );
  });
});
