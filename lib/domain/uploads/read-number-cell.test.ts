import { getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/examples.mobile.json";
import { describe, expect, it } from "vitest";
import { parseNumberList } from "@/lib/domain/number-list";
import { readNumberCell } from "./read-number-cell";

const readCell = (text: string) => readNumberCell(text, { column: 0, write: (number) => ({ 0: number }) });

/** What a pasted list and a cell say of the same text. */
function readBoth(text: string) {
  const rows = parseNumberList(text).rows.map((row) => (row.outcome === "invalid" ? row.code : row.number));
  const cell = readCell(text);
  if (cell.type !== "invalid") return { rows, cell: "number" in cell ? cell.number : cell.type };
  return { rows, cell: cell.problem.code, repair: cell.problem.repair };
}

describe("a foreign number", () => {
  const spellings: ((code: string, rest: string) => string)[] = [
    (code, rest) => `+${code} ${rest}`,
    (code, rest) => `+${code} ${rest.replaceAll(" ", "")}`,
    (code, rest) => `+${code} ${rest.replaceAll(" ", "-")}`,
    (code, rest) => `(+${code}) ${rest.replaceAll(" ", "")}`,
    (code, rest) => `+ ${code} ${rest}`,
    (code, rest) => `00${code} ${rest.replaceAll(" ", "")}`,
    (code, rest) => `011 ${code} ${rest.replaceAll(" ", "")}`,
    (code, rest) => `"+${code} ${rest}"`,
    (code, rest) => `'+${code} ${rest}`,
    (code, rest) => `[+${code} ${rest}]`,
    (code, rest) => `\u2022 +${code} ${rest}`,
    (code, rest) => `Mobile:+${code} ${rest}`,
    (code, rest) => `tel:+${code} ${rest}`,
    (code, rest) => `\u202a+${code} ${rest}`,
    (code, rest) => `\u200e+${code} ${rest.replaceAll(" ", "")}`,
    (code, rest) => `\uff0b${code} ${rest.replaceAll(" ", "")}`,
  ];

  it.each(["GB", "IN", "CN", "FR", "DE", "MX", "BZ", "CV", "IR", "IT", "TR", "BR"] as const)(
    "of %s is one",
    (country) => {
      const example = getExampleNumber(country, examples);
      const code = example?.countryCallingCode ?? "";
      const rest = example?.formatInternational().slice(code.length + 2) ?? "";
      for (const text of [
        ...spellings.map((spell) => spell(code, rest)),
        `+${code} 2079460123`,
        `+${code} 207-946-0123`,
      ])
        expect(readBoth(text), text).toEqual({ rows: ["foreign"], cell: "foreign", repair: null });
    },
  );

  it.each(["+44, 2079460123", "+44 (UK) 2079460123", "+44 mobile 207-946-0123"])("%j holds no US number", (text) => {
    const { rows, repair } = readBoth(text);
    expect(rows).toHaveLength(1);
    expect(rows[0]).not.toContain("+1");
    expect(repair).toBeNull();
  });

  it("keeps a code on a line of its own in a cell", () => {
    expect(readCell("+44\n2079460123")).toMatchObject({ type: "invalid", problem: { code: "foreign", repair: null } });
  });

  it.each([
    ["+44 2079460123 2016550123", ["foreign", "+12016550123"]],
    ["2016550123 0044 2079460123", ["+12016550123", "foreign"]],
    ["201-655-0123 + 44 207 946 0123", ["+12016550123", "foreign"]],
    ["201-655-0123 + 201-655-0124", ["+12016550123", "+12016550124"]],
    ["+1 201 655 0123 201 655 0124", ["+12016550123", "+12016550124"]],
    ["Fax:+1 201 655 0123 Tel:+1 201 655 0124", ["+12016550123", "+12016550124"]],
    ["+ 1 201 655 0123", ["+12016550123"]],
    ["001 201 655 0123", ["+12016550123"]],
    ["011 1 2016550123", ["+12016550123"]],
    ["+99%, 2016550123", ["bad-character", "+12016550123"]],
    ["002 2016550123", ["too-short", "+12016550123"]],
  ])("leaves the others of %j as they are", (text, rows) => {
    expect(readBoth(text).rows).toEqual(rows);
  });
});

describe("digits that stand before a number", () => {
  it.each([
    ["2024 919 655 0100", ["too-short", "+19196550100"], "Keep (919) 655-0100"],
    ["Room 2026 201 655 0123", ["too-short", "+12016550123"], "Keep (201) 655-0123"],
    ["PO 4045 919 655 0109", ["too-short", "+19196550109"], "Keep (919) 655-0109"],
    ["15 Jan 2026 919 655 0102", ["too-short", "too-short", "+19196550102"], "Keep (919) 655-0102"],
    ["2024 305-655-9123", ["too-short", "+13056559123"], "Keep (305) 655-9123"],
    ["2024 (305) 655-9123", ["too-short", "+13056559123"], "Keep (305) 655-9123"],
    ["201 2026 201 655 0123", ["too-short", "+12016550123"], "Keep (201) 655-0123"],
    ["919 655 0109 4045 919 655 0108", ["+19196550109", "too-short", "+19196550108"], undefined],
    ["2024-305-655-9123", ["too-long"], undefined],
    ["86 131 2345 6789", ["too-long"], undefined],
    ["237 6 71 23 45 67", ["too-long"], undefined],
  ])("of %j are no part of it", (text, rows, label) => {
    expect(readBoth(text)).toMatchObject({ rows, repair: label === undefined ? null : { label } });
  });

  it.each(["2016 550 123", "20 16 55 01 23", "2016550 123", "1 2016 550123", "2 0 1 6 5 5 0 1 2 3"])(
    "%j is one number, however it is parted",
    (text) => {
      expect(readBoth(text)).toEqual({ rows: ["+12016550123"], cell: "+12016550123" });
    },
  );
});

it("finds all numbers that a cell has room for", () => {
  const numbers = Array.from({ length: 83 }, (_, index) => `+12016550${100 + index}`);
  expect(readCell(numbers.slice(0, 70).join("; "))).toMatchObject({ type: "several", numbers: numbers.slice(0, 70) });
  expect(readCell(numbers.map((number) => number.slice(2)).join(";"))).toMatchObject({ type: "several", numbers });
});

it("asks about a range that is wrapped in the text of a cell", () => {
  const text = "Please port 919-655-0100 through\n919-655-0109 by Friday";
  expect(readCell(text)).toMatchObject({ type: "range", range: { first: "9196550100", last: "9196550109" } });
});
