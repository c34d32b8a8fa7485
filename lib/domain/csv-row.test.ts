import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { formatCsvRow, guardCell, unguardCell } from "./csv-row";
import { parsePhoneNumber } from "./phone-number";

describe("guardCell", () => {
  it.each(["=1+1", "+12015550123", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''+1", "＝1"])("guards %j", (text) => {
    expect(guardCell(text)).toBe(`'${text}`);
  });

  it.each(["", "2015550123", "O'Neill", "'quoted'", "a=b"])("leaves %j alone", (text) => {
    expect(guardCell(text)).toBe(text);
  });

  it("is exactly reversible and never produces a formula", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\na1") }));
    fc.assert(
      fc.property(text, (original) => {
        const guarded = guardCell(original);
        expect(unguardCell(guarded)).toBe(original);
        expect(/^[=+\-@\t\r\n]/.test(guarded)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves a number readable", () => {
    expect(parsePhoneNumber(guardCell("+12015550123"))).toMatchObject({ ok: true, number: "+12015550123" });
  });
});

describe("formatCsvRow", () => {
  it("quotes what needs it and guards texts, not numbers", () => {
    const row = ["+12015550123", 'say "hi"', "a,b", "two\nlines", null, undefined, -5, true, " x"];
    expect(formatCsvRow(row)).toBe(`'+12015550123,"say ""hi""","a,b","two\nlines",,,-5,true," x"\r\n`);
  });

  it("quotes the delimiter in use only", () => {
    expect(formatCsvRow(["a,b", "c;d"], ";")).toBe('a,b;"c;d"\r\n');
    expect(formatCsvRow(["a\tb", "c"], "\t")).toBe('"a\tb"\tc\r\n');
  });

  it("writes dates in UTC and keeps a row of one empty cell", () => {
    expect(formatCsvRow([new Date(0)])).toBe("1970-01-01T00:00:00.000Z\r\n");
    expect(formatCsvRow([""])).toBe('""\r\n');
  });
});
