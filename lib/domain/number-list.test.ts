import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growthOf, leastOf } from "@/lib/test/least-of";
import { MAX_LIST_CHARACTERS, parseNumberList } from "./number-list";

function readRows(text: string): string[] {
  return parseNumberList(text).rows.map((row) =>
    row.outcome === "invalid" ? `${row.code} ${row.original}` : `${row.outcome} ${row.number}`,
  );
}

const lineNumber = fc.integer({ min: 0, max: 9999 }).map((line) => String(line).padStart(4, "0"));
const ten = fc
  .tuple(fc.constantFrom("201", "212", "919", "303"), fc.constantFrom("655", "234", "987"), lineNumber)
  .map(([npa, nxx, line]) => ({ npa, nxx, line }));

const spell = fc.constantFrom(
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `${npa}${nxx}${line}`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `(${npa}) ${nxx}-${line}`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `${npa} ${nxx} ${line}`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `1 ${npa} ${nxx} ${line}`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `+1 (${npa}) ${nxx}-${line}`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `${npa}.${nxx}.${line}`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `tel:+1${npa}${nxx}${line}`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `="${npa}${nxx}${line}"`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `1.${npa}${nxx}${line}E+10`,
  ({ npa, nxx, line }: { npa: string; nxx: string; line: string }) => `${npa}\u00a0${nxx}\u2013${line}`,
);
const separator = fc.constantFrom("\n", "\r\n", "\r", ", ", ",", ";", "\t", " | ", "  ", " ", "\n\n", " and ", " & ");

describe("parseNumberList", () => {
  it("finds every number of a list in order, whatever the spellings and separators", () => {
    const entry = fc.tuple(ten, spell, separator);
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 30 }), (entries) => {
        const text = entries.map(([parts, write, mark]) => write(parts) + mark).join("");
        const list = parseNumberList(text);
        const expected = entries.map(([{ npa, nxx, line }]) => `+1${npa}${nxx}${line}`);
        expect(
          list.rows.map((row) => (row.outcome === "invalid" ? row.message : row.number)),
          text,
        ).toEqual(expected);
        expect(list.valid).toEqual([...new Set(expected)]);
      }),
      { numRuns: 500 },
    );
  });

  it("accounts for every row and keeps each spelling where it stood", () => {
    const soup = fc.string({
      unit: fc.constantFrom(..."0123456789 +-().,;|\t\n/x#a=\u00a0\u2013".split("")),
      maxLength: 300,
    });
    const numbers = fc.array(fc.tuple(ten, spell), { maxLength: 5 });
    fc.assert(
      fc.property(soup, numbers, soup, (before, entries, after) => {
        const text = before + entries.map(([parts, write]) => write(parts)).join("\n") + after;
        const list = parseNumberList(text);
        const { total, valid, invalid, duplicate } = list.counts;
        expect(total).toBe(list.rows.length);
        expect(valid + invalid + duplicate).toBe(total);
        expect(list.valid.length).toBe(valid);
        const breaks = [...text.matchAll(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g)];
        const starts = [0, ...breaks.map((found) => found.index + found[0].length)];
        for (const [index, row] of list.rows.entries()) {
          expect(row.row).toBe(index + 1);
          const at = (starts[row.line - 1] ?? NaN) + row.column - 1;
          expect(at < (starts[row.line] ?? Infinity), JSON.stringify(row)).toBe(true);
          expect(text.slice(at, at + row.original.length), JSON.stringify(row)).toBe(row.original);
          if (row.outcome !== "duplicate") continue;
          expect(list.rows[row.duplicateOf - 1]).toMatchObject({ outcome: "valid", number: row.number });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["201 555 0123 201 555 0124", ["valid +12015550123", "valid +12015550124"]],
    ["(201) 555-0123 (201) 555-0124", ["valid +12015550123", "valid +12015550124"]],
    ["1 201 555 0123 1 201 555 0124", ["valid +12015550123", "valid +12015550124"]],
    ["201 - 555 - 0123 201 - 555 - 0124", ["valid +12015550123", "valid +12015550124"]],
    ["2015550123/2015550124", ["valid +12015550123", "valid +12015550124"]],
    ["201 555 012 201 555 0124", ["too-short 201 555 012", "valid +12015550124"]],
    ["201555012 201555013", ["too-short 201555012", "too-short 201555013"]],
    [
      "1,2015550123E+10; 1.20156E+10 2015550124",
      ["valid +12015550123", "excel-lost-digits 1.20156E+10", "valid +12015550124"],
    ],
    ["2,015,550,123", ["valid +12015550123"]],
    ["2015550123 ext 5 2015550124", ["extension 2015550123 ext 5", "valid +12015550124"]],
    ["tel:+12015550123;ext=5, tel:+12015550124", ["extension tel:+12015550123;ext=5", "valid +12015550124"]],
    ["John Doe, (201) 555-0123, NJ", ["valid +12015550123"]],
    ["Call 201-555-0123 or 201-555-0124, please", ["valid +12015550123", "valid +12015550124"]],
    [
      "1. 2015550123\n2. 2015550124\n3) 201 555 0125",
      ["valid +12015550123", "valid +12015550124", "valid +12015550125"],
    ],
    [
      "1 2015550123\n2 (201) 555-0124\n\n3\t201 555 0125",
      ["valid +12015550123", "valid +12015550124", "valid +12015550125"],
    ],
    [
      "43 2015550123\n44 2015550124\n20 2079460123",
      ["valid +12015550123", "valid +12015550124", "foreign 20 2079460123"],
    ],
    ["201 555 0123\n202 555 0123", ["valid +12015550123", "valid +12025550123"]],
    ["44 2079460123", ["foreign 44 2079460123"]],
    ["(44) 2079460123, 353/2079460123", ["foreign (44) 2079460123", "foreign 353/2079460123"]],
    ["2015550123\nTotal: 18393100243", ["valid +12015550123", "letters Total: 18393100243"]],
    ["12 2015550123", ["too-short 12", "valid +12015550123"]],
    ["\u2022 2015550123\n- 2015550124", ["valid +12015550123", "valid +12015550124"]],
    ["2015550123\nn/a\n+1 201-555-0123", ["valid +12015550123", "no-digits n/a", "duplicate +12015550123"]],
  ])("reads %j", (text, rows) => {
    expect(readRows(text)).toEqual(rows);
  });

  it.each([
    "919-999-1200 - 919-999-1249",
    "919-999-1200 to 919-999-1249",
    "(919) 999-1200 thru (919) 999-1249",
    "919.999.1200 through 919.999.1249",
    "+1 919 999 1200 \u2013 +1 919 999 1249",
    "919-999-1200\u2026919-999-1249",
    "919 999 1200 ... 919 999 1249",
    "9199991200-9199991249",
    "9199991200-1249",
    "919-999-1200 \u2014 1249",
    "919-999-1200 to 999-1249",
    "19199991200~19199991249",
    "between 919-999-1200 and 919-999-1249",
    "919-999-1200 => 919-999-1249",
    "919-999-1200 \u21d2 919-999-1249",
    "919-999-1200 through to 919-999-1249",
    "919-999-1200 up to and including 919-999-1249",
    "919-999-1200, to 919-999-1249",
    "Start: 919-999-1200 End: 919-999-1249",
    "First TN 919-999-1200, last TN 919-999-1249",
    "From: 919-999-1200, To: 919-999-1249",
    "919-999-1200 (first) - 919-999-1249",
  ])("asks about the range %j instead of taking its ends", (range) => {
    for (const text of [range, `Please port ${range} by Friday`, `Acme, ${range}; Main`]) {
      const [row, ...rest] = parseNumberList(text).rows;
      expect(rest, text).toEqual([]);
      expect(row, text).toMatchObject({ outcome: "invalid", code: "range", original: range });
      const message = row?.outcome === "invalid" ? row.message : "";
      expect(message).toContain("a range of 50 numbers, from (919) 999-1200 to (919) 999-1249");
      expect(message).toMatch(/these two numbers only.*all 50/);
      expect(text.startsWith(range, (row?.column ?? 0) - 1)).toBe(true);
    }
  });

  it.each([
    "919-999-1200 through\n919-999-1249",
    "919-999-1200 to\r\n919-999-1249",
    "919-999-1200 \u2013\n919-999-1249",
    "919-999-1200\nto\n919-999-1249",
    "919-999-1200\nthrough 919-999-1249",
  ])("asks about the range %j, which is wrapped", (range) => {
    const list = parseNumberList(`Main\nPlease port ${range} by Friday\nand 919-999-1300`);
    const last = range.split("\n").length + 2;
    expect(list.rows).toMatchObject([
      { line: 2, column: 13, original: range, code: "range" },
      { line: last, column: 5, number: "+19199991300" },
    ]);
  });

  it.each([
    ["919-999-1249 - 919-999-1200", "ends before it starts"],
    ["201-655-0100 to 919-999-1249", "at most 10,000 can be expanded"],
  ])("says of %j that it %s", (text, message) => {
    expect(parseNumberList(text).rows).toMatchObject([{ code: "range", message: expect.stringContaining(message) }]);
  });

  it.each([
    ["919-999-1200 and 919-999-1249", ["valid +19199991200", "valid +19199991249"]],
    ["919-999-1200, 919-999-1249", ["valid +19199991200", "valid +19199991249"]],
    ["919-999-1200 / 919-999-1249", ["valid +19199991200", "valid +19199991249"]],
    ["919-999-1200 or 919-999-1249", ["valid +19199991200", "valid +19199991249"]],
    ["919-999-1200 -\n919-999-1249 -", ["valid +19199991200", "valid +19199991249"]],
    ["919-999-1200 to\nBob\n919-999-1249", ["valid +19199991200", "no-digits Bob", "valid +19199991249"]],
    ["919-999-1200\n- 919-999-1249", ["valid +19199991200", "valid +19199991249"]],
    ["919-999-1200 - 919-999-1200", ["valid +19199991200"]],
    ["Start 919-999-1200 and 919-999-1249", ["valid +19199991200", "valid +19199991249"]],
    ["fax to 919-999-1200, 919-999-1249", ["valid +19199991200", "valid +19199991249"]],
    ["919-999-1200 - Jane, 919-999-1249 - Bob", ["valid +19199991200", "valid +19199991249"]],
  ])("takes %j for no range", (text, rows) => {
    expect(readRows(text)).toEqual(rows);
  });

  it.each([
    ["Call 919-999-1234<tel:919-999-1234>", ["valid +19199991234"]],
    ["O: (919) 999-1237<tel:9199991237>", ["valid +19199991237"]],
    [
      "O: (919) 999-1237<tel:9199991237> | M: 919.999.1238<tel:+1919-999-1238>",
      ["valid +19199991237", "valid +19199991238"],
    ],
    ["Call me <tel:919-999-1234>", ["valid +19199991234"]],
    ["[919-999-1234](tel:+19199991234)", ["valid +19199991234"]],
    ['<a href="tel:+19199991234">919-999-1234</a>', ["valid +19199991234"]],
    ["919-999-1234<tel:919-999-1235>", ["valid +19199991234", "valid +19199991235"]],
    ["919-999-1234 <919-999-1235>", ["valid +19199991234", "valid +19199991235"]],
    ["Jane Doe 919-999-1234 jane99@acme24.com www.acme24.com/7", ["valid +19199991234"]],
    ["T 919-999-1234<tel:919-999-1234>, jane99@acme.com<mailto:jane99@acme.com>", ["valid +19199991234"]],
    [
      "919-999-1200<tel:9199991200> - 919-999-1249<tel:9199991249>",
      ["range 919-999-1200<tel:9199991200> - 919-999-1249"],
    ],
    ["919-999-1200<tel:9199991200> 919-999-1249<tel:9199991249>", ["valid +19199991200", "valid +19199991249"]],
    ["Acme,919-999-1201,www.acme.com,919-999-1200", ["valid +19199991201", "valid +19199991200"]],
    ["https://acme.example/a,919-999-1234", ["valid +19199991234"]],
    ["(www.acme.com)919-999-1234", ["valid +19199991234"]],
    ["www.acme.com;(919) 999-1234", ["valid +19199991234"]],
    ["www.acme.com, Bob, 919-999-12", ["too-short 919-999-12"]],
    ["https://maps.example/@40.7128,-74.0060,15z 919-999-1234", ["valid +19199991234"]],
    ["+19199991234@gw.example.com", ["valid +19199991234"]],
    ["<sip:+19199991234@gw.example.com>", ["valid +19199991234"]],
    ["Jane 919-999-1234 +19199991234@gw.example.com", ["valid +19199991234"]],
    ["https://wa.me/19199991234", ["letters https://wa.me/19199991234"]],
    ["9199991234@qq.com", ["letters 9199991234@qq.com"]],
  ])("reads mail text %j", (text, rows) => {
    expect(readRows(text)).toEqual(rows);
  });

  it("never cuts a US number out of a foreign one", () => {
    expect(readRows("+44 20 7946 0123 2015550123")).toEqual(["foreign +44 20 7946 0123", "valid +12015550123"]);
    expect(readRows("0044 20 7946 0123 2015550123")).toEqual(["foreign 0044 20 7946 0123", "valid +12015550123"]);
    expect(readRows("44 20 7946 0123")).toEqual(["too-long 44 20 7946 0123"]);
  });

  it("takes a first line without digits for a heading and says so", () => {
    const list = parseNumberList("Phone number\n2015550123\n\n2015550124");
    expect(list.heading).toBe("Phone number");
    expect(list.rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(parseNumberList("Phone number")).toMatchObject({ heading: null, counts: { total: 1, invalid: 1 } });
  });

  it("gives an empty list for a blank text", () => {
    expect(parseNumberList(" \n\t\n")).toMatchObject({ rows: [], valid: [], overflow: null, counts: { total: 0 } });
  });

  it("stops at the limit and says where", () => {
    const text = Array.from({ length: 12 }, (_, index) => `20165500${String(index).padStart(2, "0")}`).join("\n");
    const list = parseNumberList(text, { max: 10 });
    expect(list.counts.total).toBe(10);
    expect(list.overflow).toMatchObject({ max: 10, line: 11, message: expect.stringContaining("line 11") });
    expect(parseNumberList(text, { max: 12 }).overflow).toBeNull();
  });

  it("bounds the text that it reads", () => {
    const list = parseNumberList("2016550123\n".repeat(MAX_LIST_CHARACTERS / 10), { max: 1_000_000 });
    expect(list.overflow).toMatchObject({ message: expect.stringContaining("2,000,000 characters") });
    expect(list.counts.total).toBe(list.overflow?.line);
    expect(list.counts.valid).toBe(1);
  });

  it("takes time in proportion to the rows, also when all of them are on one line or broken", async () => {
    const writers: ((rows: string[]) => string)[] = [
      (rows) => rows.map((line) => `(201) 655-${line}`).join("\n"),
      (rows) => rows.map((line) => `201 655 ${line}`).join(" "),
      (rows) => rows.map((line) => `201655${line.slice(1)}`).join(" "),
      (rows) => `www.${",".repeat(30 * rows.length)}${rows.map((line) => `201655${line}`).join(",")}`,
    ];
    for (const write of writers) {
      const read = (size: number) => {
        const rows = Array.from({ length: size }, (_, index) => String(index).padStart(4, "0"));
        expect(parseNumberList(write(rows)).counts.total).toBe(size);
      };
      expect(await leastOf(40, () => growthOf(read, 1_000))).toBeLessThan(40);
    }
  });
});
