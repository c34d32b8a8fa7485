import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLookupEntries, readLookupText } from "./lookup-rows";

const outcomes = (text: string) =>
  readLookupText(text).rows.map(({ number, duplicateOf, original }) => number ?? duplicateOf ?? `! ${original}`);

describe("readLookupText", () => {
  it("takes the numbers of an e-mail thread and leaves dates, times and amounts out", () => {
    const text = `From: Joan Doe <joan.doe@example.com>
Date: Thu, 26 Nov 2026 at 9:14 AM
Subject: Re: 2 numbers down since 11/24/2026

Hi, since 2026-11-24 14:05 these cannot text (ticket 48213, $1,250.00):
 (201) 555-0123<tel:201-555-0123>, 201.555.0124 x12 and +1 303 555 01
> O: 201-555-0123   Suite 400`;
    const { rows, counts, notices } = readLookupText(text);
    expect(rows.map(({ number, original }) => number ?? original)).toEqual([
      "+12015550123",
      expect.stringContaining("201.555.0124"),
      expect.stringContaining("303 555 01"),
      "+12015550123",
    ]);
    expect(rows[3]).toMatchObject({ seq: 4, line: 7, duplicateOf: 1, problem: null });
    expect(counts).toMatchObject({ total: 4, duplicate: 1 });
    expect(notices).toEqual([
      expect.stringMatching(/^\d+ dates, times and short numbers in the text were left out\.$/),
    ]);
  });

  it("keeps every spelling of a plain list, also short ones", () => {
    expect(outcomes("2015550123\n20155\n12:30\n2015550123")).toEqual([
      "+12015550123",
      "! 20155",
      "! 12:30",
      "+12015550123",
    ]);
  });

  it("says what is above the limit, which counts numbers and no dates", () => {
    const text = `${"Thu at 9:14 AM wrote\n".repeat(5)}2015550123\n2015550124\n2015550125`;
    const { rows, notices } = readLookupText(text, 2);
    expect(rows).toHaveLength(2);
    expect(notices.at(-1)).toContain("More than 2 numbers: nothing from line 8 on was looked up.");
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    "201",
    "5550123",
    "(201) 555-0123",
    "+1 201 555 0124",
    "9:14 AM",
    "call",
    "\n",
    ",",
    "x12",
    " ",
    "to",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);

it("gives rows = valid + invalid + duplicates, in order, each duplicate after its first, whatever the text", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (pieces, max) => {
      const text = pieces.join(" ");
      const entries = pieces.map((original, n) => ({ line: n + 1, column: 1, original }));
      for (const { rows, counts } of [readLookupText(text, max), readLookupEntries(entries, [], max)]) {
        expect(rows.length).toBeLessThanOrEqual(max);
        expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, n) => n + 1));
        const invalid = rows.filter(({ number }) => number === null);
        const duplicates = rows.filter(({ duplicateOf }) => duplicateOf !== null);
        const firsts = rows.filter(({ number, duplicateOf }) => number !== null && duplicateOf === null);
        expect(counts).toEqual({
          total: rows.length,
          valid: firsts.length,
          invalid: invalid.length,
          duplicate: duplicates.length,
        });
        expect(new Set(firsts.map(({ number }) => number)).size).toBe(firsts.length);
        for (const row of invalid) expect(row.problem).not.toBe("");
        for (const { seq, number, duplicateOf } of duplicates) {
          expect(duplicateOf).toBeLessThan(seq);
          expect(firsts.find((first) => first.seq === duplicateOf)?.number).toBe(number);
        }
      }
    }),
    { numRuns: 300 },
  );
});
