import fc from "fast-check";
import metadata from "libphonenumber-js/metadata.max.json";
import { parsePhoneNumber as parseWithLibrary } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import {
  formatNational,
  isTollFree,
  lastFour,
  npaOf,
  nxxOf,
  parsePhoneNumber,
  phoneNumber,
  toElevenDigits,
  toTenDigits,
} from "./phone-number";
import { findAreaCodeFault, isGeographicNpa } from "./phone-number-rules";
import { findCountryOfNpa, isUsNpa, listNpasOfState, US_STATE_CODES } from "./phone-number-plan";

const areaCodes = US_STATE_CODES.flatMap((state) => listNpasOfState(state));
const exchanges = Array.from({ length: 800 }, (_, index) => String(index + 200)).filter((nxx) => !nxx.endsWith("11"));
const anyNumber = fc
  .tuple(fc.constantFrom(...areaCodes), fc.constantFrom(...exchanges), fc.integer({ min: 0, max: 9999 }))
  .map(([npa, nxx, line]) => ({ npa, nxx, line: String(line).padStart(4, "0") }));

type Parts = { npa: string; nxx: string; line: string };

const SPACES = ["", " ", "\u00a0", "\u202f", "\u2009", "\u3000", "  "];
const DASHES = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\u30fc", ".", "/", "\u00b7", " "];

function widen(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

const spellings: ((parts: Parts, dash: string, space: string) => string)[] = [
  ({ npa, nxx, line }) => npa + nxx + line,
  ({ npa, nxx, line }, dash, space) => `(${npa})${space}${nxx}${dash}${line}`,
  ({ npa, nxx, line }, dash) => [npa, nxx, line].join(dash),
  ({ npa, nxx, line }, dash) => ["1", npa, nxx, line].join(dash),
  ({ npa, nxx, line }, dash, space) => `+1${space}${npa}${dash}${nxx}${dash}${line}`,
  ({ npa, nxx, line }, dash) => `+1 (${npa}) ${nxx}${dash}${line}`,
  ({ npa, nxx, line }, dash) => `tel:+1${dash === "/" ? "-" : dash}${npa}${nxx}${line};phone-context=example.com`,
  ({ npa, nxx, line }) => `tel:%2B1${npa}${nxx}${line}`,
  ({ npa, nxx, line }, _dash, space) => `00${space}1 ${npa} ${nxx} ${line}`,
  ({ npa, nxx, line }, dash) => `011 1 ${npa}${dash}${nxx}${dash}${line}`,
  ({ npa, nxx, line }) => `'+1${npa}${nxx}${line}`,
  ({ npa, nxx, line }) => `="${npa}${nxx}${line}"`,
  ({ npa, nxx, line }, dash) => `"(${npa}) ${nxx}${dash}${line}"`,
  ({ npa, nxx, line }) => `“1${npa}${nxx}${line}”`,
  ({ npa, nxx, line }) => widen(`${npa}-${nxx}-${line}`),
  ({ npa, nxx, line }) => `\u200b\ufeff${npa}\u200d${nxx}\u2060${line}\u200e`,
  ({ npa, nxx, line }) => `${npa}${nxx}${line}.0`,
  ({ npa, nxx, line }) => `1${npa}${nxx}${line}.00`,
  ({ npa, nxx, line }) => `1.${npa}${nxx}${line}E+10`,
  ({ npa, nxx, line }) => `1,${npa}${nxx}${line}e+10`,
  ({ npa, nxx, line }) => `${npa.charAt(0)}.${npa.slice(1)}${nxx}${line}E9`,
  ({ npa, nxx, line }) => Number(npa + nxx + line).toLocaleString("en-US"),
  ({ npa, nxx, line }, dash, space) => `${space}Tel.: ${npa}${dash}${nxx}${dash}${line}${space}`,
];

describe("parsePhoneNumber", () => {
  it("parses every spelling of a number to the same number", () => {
    const property = fc.property(
      anyNumber,
      fc.constantFrom(...DASHES),
      fc.constantFrom(...SPACES),
      (parts, dash, space) => {
        for (const spell of spellings) {
          const text = spell(parts, dash, space);
          const parsed = parsePhoneNumber(text);
          expect(parsed, text).toMatchObject({
            ok: true,
            number: `+1${parts.npa}${parts.nxx}${parts.line}`,
            original: text,
          });
        }
      },
    );
    fc.assert(property, { numRuns: 400 });
  });

  it("accepts every valid US number of libphonenumber", () => {
    fc.assert(
      fc.property(anyNumber, ({ npa, nxx, line }) => {
        const parsed = parsePhoneNumber(npa + nxx + line);
        const library = parseWithLibrary(`+1${npa}${nxx}${line}`);
        if (!library.isValid() || !parsed.ok) return !library.isValid();
        return library.number === parsed.number && library.formatNational() === formatNational(parsed.number);
      }),
    );
  });

  it("never throws and always returns the original text", () => {
    const soup = fc.string({
      unit: fc.constantFrom(..."0123456789 +-().eExX#;=\"'tel:,\u00a0\u2013\u200b１".split("")),
    });
    const property = fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), soup), (text) => {
      const parsed = parsePhoneNumber(text);
      expect(parsed.original).toBe(text);
      if (parsed.ok) expect(phoneNumber.safeParse(parsed.number).success).toBe(true);
      else expect(parsed.message.length).toBeGreaterThan(10);
    });
    fc.assert(property, { numRuns: 10_000 });
  });

  it("restores scientific notation only if no digit is missing", () => {
    const property = fc.property(anyNumber, fc.integer({ min: 1, max: 11 }), ({ npa, nxx, line }, kept) => {
      const digits = `1${npa}${nxx}${line}`;
      const mantissa = kept === 1 ? "1" : `1.${digits.slice(1, kept)}`;
      const parsed = parsePhoneNumber(`${mantissa}E+10`);
      if (kept === 11) {
        expect(parsed).toMatchObject({ ok: true, number: `+${digits}` });
        if (parsed.ok) expect(parsed.warnings.map(({ code }) => code)).toContain("restored-scientific");
      } else {
        expect(parsed).toMatchObject({ ok: false, code: "excel-lost-digits" });
        if (!parsed.ok)
          expect(parsed.message).toContain(`kept ${kept} of 11 digits and destroyed the last ${11 - kept}`);
      }
    });
    fc.assert(property);
  });

  it("shows which digits a spreadsheet destroyed", () => {
    expect(parsePhoneNumber("1.20156E+10")).toMatchObject({
      code: "excel-lost-digits",
      message: expect.stringContaining("(201) 56?-????"),
    });
    expect(parsePhoneNumber("2,01556E+09")).toMatchObject({
      code: "excel-lost-digits",
      message: expect.stringContaining("(201) 556-????"),
    });
  });

  it.each([
    ["", "empty"],
    ["\u00a0\u200b", "empty"],
    ["n/a", "no-digits"],
    ["--", "no-digits"],
    ["201555012", "too-short"],
    ["5550123", "too-short"],
    ["1 201 555 012", "too-short"],
    ["20155501234", "too-long"],
    ["02015550123", "too-long"],
    ["2015550123 / 2015550124", "several-numbers"],
    ["+12015550123+12015550124", "several-numbers"],
    ["(201) 555-0123 ext. 7", "extension"],
    ["201-555-0123x42", "extension"],
    ["2015550123 #9", "extension"],
    ["tel:+12015550123;ext=12", "extension"],
    ["+44 20 7946 0123", "foreign"],
    ["0044 20 7946 0123", "foreign"],
    ["+2015550123", "foreign"],
    ["1-800-FLOWERS", "letters"],
    ["201-555-xxxx", "letters"],
    ["201+5550123", "bad-character"],
    ["201€5550123", "bad-character"],
    ["2015550123.5", "not-whole"],
    ["1015550123", "too-short"],
    ["0115550123", "bad-area-code"],
    ["(911) 555-0123", "bad-area-code"],
    ["2915550123", "bad-area-code"],
    ["3705550123", "bad-area-code"],
    ["9655550123", "bad-area-code"],
    ["5555550123", "bad-area-code"],
    ["2011550123", "bad-exchange"],
    ["2019110123", "bad-exchange"],
  ])("refuses %j as %s", (text, code) => {
    expect(parsePhoneNumber(text)).toMatchObject({ ok: false, code });
  });

  it("says what was found, what was expected and how to fix it", () => {
    expect(parsePhoneNumber("201555012")).toMatchObject({
      message: "“201555012”: 9 digits, 10 expected. Add the missing 1.",
    });
    expect(parsePhoneNumber("1-800-FLOWERS")).toMatchObject({ message: expect.stringContaining("(800) 356-9377") });
    expect(parsePhoneNumber("+2015550123")).toMatchObject({ message: expect.stringContaining("enter +1 2015550123") });
  });

  it.each([
    ["4165551234", ["not-us"]],
    ["8765551234", ["not-us"]],
    ["8005551234", ["toll-free"]],
    ["8002115555", ["toll-free"]],
    ["9002345678", ["premium"]],
    ["5002345678", ["special-area-code"]],
    ["2222345678", ["unknown-area-code"]],
    ["2015550123", ["fictional"]],
    ["7872345678", []],
    ["2,015,550,123", ["fictional"]],
  ])("accepts %s with warnings %j", (text, codes) => {
    const parsed = parsePhoneNumber(text);
    expect(parsed.ok && parsed.warnings.map(({ code }) => code)).toEqual(codes);
  });
});

describe("formats", () => {
  it("round-trips through every format", () => {
    fc.assert(
      fc.property(anyNumber, (parts) => {
        const number = phoneNumber.parse(`+1${parts.npa}${parts.nxx}${parts.line}`);
        for (const text of [formatNational(number), toTenDigits(number), toElevenDigits(number)]) {
          expect(parsePhoneNumber(text)).toMatchObject({ ok: true, number });
        }
        expect([npaOf(number), nxxOf(number), lastFour(number)]).toEqual([parts.npa, parts.nxx, parts.line]);
      }),
    );
  });

  it("recognizes toll-free numbers", () => {
    expect(isTollFree(phoneNumber.parse("+18885551234"))).toBe(true);
    expect(isTollFree(phoneNumber.parse("+18015551234"))).toBe(false);
  });
});

describe("the area code tables", () => {
  it("contain every code once and none that the plan forbids", () => {
    expect(new Set(areaCodes).size).toBe(areaCodes.length);
    for (const npa of areaCodes) {
      expect(findAreaCodeFault(npa), npa).toBeNull();
      expect(isGeographicNpa(npa) && findCountryOfNpa(npa) === null, npa).toBe(true);
    }
  });

  it("cover every US and Canadian geographic code of libphonenumber, in the right country", () => {
    const patternOf = (country: "US" | "CA") => {
      const fixedLine: unknown = metadata.countries[country]?.[11]?.[0];
      return new RegExp(`^(?:${Array.isArray(fixedLine) ? String(fixedLine[0]) : "never"})$`);
    };
    const us = patternOf("US");
    const canada = patternOf("CA");
    const all = Array.from({ length: 800 }, (_, index) => String(index + 200));
    const uses = (pattern: RegExp, npa: string) => exchanges.some((nxx) => pattern.test(`${npa}${nxx}2345`));
    const found = all.filter((npa) => uses(us, npa));
    expect(found.length).toBeGreaterThan(330);
    expect(found.filter((npa) => !isUsNpa(npa))).toEqual([]);
    expect(all.filter((npa) => uses(canada, npa) && findCountryOfNpa(npa) !== "Canada")).toEqual([]);
  });
});
