import fc from "fast-check";
import { expect, it } from "vitest";
import { parseCsvRecords } from "../parse-csv-records";
import { parsePlainRecords } from "./parse-plain-records";

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const cell = fc.string({ unit: fc.constantFrom("1", "a", " ", ",", '"', "\n", ";", "=", "é"), maxLength: 6 });
const written = fc.oneof(
  cell.map(quote),
  cell.map((text) => text.replace(/[",\n]/g, "")),
  // What breaks the rules, now and then.
  { arbitrary: cell, weight: 1 },
);
const table = fc.array(fc.array(written, { minLength: 1, maxLength: 4 }), { maxLength: 8 });

it("reads the same records as the careful parser, or leaves the text to it", () => {
  let read = 0;
  fc.assert(
    fc.property(table, fc.option(fc.integer({ min: 1, max: 4 })), (rows, width) => {
      const text = rows.map((cells) => cells.join(",")).join("\n");
      const records = parsePlainRecords(text, ",", { width, firstLine: 7 });
      if (records === null) return;
      read += 1;
      const careful = parseCsvRecords(text, ",", 1_000, { width, firstLine: 7 });
      expect({ records, malformed: careful.malformed }).toEqual({ records: careful.records, malformed: [] });
    }),
    { numRuns: 3_000 },
  );
  expect(read).toBeGreaterThan(300);
});

it("reads a table whose every cell is in quotes", () => {
  const text = '"TN","Note"\n"2012200123","a, ""b""\nand c"\n\n"2012200124",""\n';
  expect(parsePlainRecords(text, ",", { width: 2, firstLine: 1 })).toEqual([
    { line: 1, cells: ["TN", "Note"] },
    { line: 2, cells: ["2012200123", 'a, "b"\nand c'] },
    { line: 5, cells: ["2012200124", ""] },
  ]);
});

it.each(['a"b,c', '"a"b,c', '"a,b\nc', '="2012200123",x', '"a\nb",c,d\n', `"${"x".repeat(70_000)}",y`])(
  "leaves %j to the careful parser",
  (text) => {
    expect(parsePlainRecords(`p,q\n${text}`, ",", { width: 2, firstLine: 1 })).toBeNull();
  },
);
