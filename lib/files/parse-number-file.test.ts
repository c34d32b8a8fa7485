import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCsvRow } from "@/lib/domain/csv-row";
import {
  type NumberInput,
  type NumberInputOptions,
  type ParsedNumberInput,
  parseNumberInput,
} from "./parse-number-file";

function read(input: string | NumberInput, options?: NumberInputOptions): ParsedNumberInput {
  const parsed = parseNumberInput(typeof input === "string" ? { text: input } : input, options);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed;
}

function summarize({ rows }: ParsedNumberInput): string[] {
  return rows.map((row) => `${row.line} ${row.outcome === "invalid" ? row.code : `${row.outcome} ${row.number}`}`);
}

const ENCODINGS = [
  "utf-8",
  "utf-8 with BOM",
  "utf-16le with BOM",
  "utf-16be with BOM",
  "utf-16le",
  "windows-1252",
] as const;

function encode(text: string, encoding: (typeof ENCODINGS)[number]): Uint8Array {
  if (encoding === "utf-8") return Buffer.from(text, "utf8");
  if (encoding === "utf-8 with BOM") return Buffer.from(`\ufeff${text}`, "utf8");
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16le with BOM") return Buffer.from(`\ufeff${text}`, "utf16le");
  if (encoding === "utf-16be with BOM") return Buffer.from(`\ufeff${text}`, "utf16le").swap16();
  return Buffer.from(text, "latin1");
}

type Dialect = {
  delimiter: "," | ";" | "\t" | "|";
  newline: "\n" | "\r\n" | "\r";
  encoding: (typeof ENCODINGS)[number];
  isAllQuoted: boolean;
  hasHeader: boolean;
  endsWithNewline: boolean;
};

function writeCsv(rows: readonly (readonly string[])[], dialect: Dialect): Uint8Array {
  const lines = rows.map((row) =>
    row
      .map((cell) => {
        const needsQuotes = dialect.isAllQuoted || /["\r\n]/.test(cell) || cell.includes(dialect.delimiter);
        return needsQuotes ? `"${cell.replaceAll('"', '""').replaceAll("\n", dialect.newline)}"` : cell;
      })
      .join(dialect.delimiter),
  );
  return encode(lines.join(dialect.newline) + (dialect.endsWithNewline ? dialect.newline : ""), dialect.encoding);
}

const dialect: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  encoding: fc.constantFrom(...ENCODINGS),
  isAllQuoted: fc.boolean(),
  hasHeader: fc.boolean(),
  endsWithNewline: fc.boolean(),
});

const name = fc.constantFrom(
  "Zoë Müller",
  'Bob "the phone"',
  "Doe, Jane",
  "a;b",
  "x|y",
  "two\nlines",
  "tab\there",
  "O'Neill",
);
const spelling = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 4 })).map(([line, kind]) => {
  const last = String(line).padStart(4, "0");
  const forms = [`201655${last}`, `(201) 655-${last}`, `+1 201-655-${last}`, `1201655${last}`, `201.655.${last}`];
  return { text: forms[kind] ?? "", number: `+1201655${last}` };
});

describe("parseNumberInput: tables", () => {
  it("reads the same rows from every dialect of CSV", () => {
    const rows = fc.array(fc.tuple(name, spelling, fc.constantFrom("NJ", "NY", "")), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(rows, dialect, (entries, style) => {
        const body = entries.map(([who, { text }, state]) => [who, text, state]);
        const table = style.hasHeader ? [["Name", "Phone Number", "State"], ...body] : body;
        const parsed = read({ bytes: writeCsv(table, style), fileName: "people.csv" });
        expect(parsed).toMatchObject({
          kind: "table",
          delimiter: style.delimiter,
          numberColumn: 1,
          otherNumberColumns: [],
        });
        expect(parsed.header).toEqual(style.hasHeader ? table[0] : null);
        expect(parsed.rows.map(({ cells }) => cells)).toEqual(body);
        let line = style.hasHeader ? 2 : 1;
        for (const [index, [who, { text, number }]] of entries.entries()) {
          expect(parsed.rows[index]).toMatchObject({ row: index + 1, line, column: 2, original: text, number });
          line += who.includes("\n") ? 2 : 1;
        }
        const { total, valid, invalid, duplicate } = parsed.counts;
        expect([total, valid + invalid + duplicate, valid]).toEqual([
          entries.length,
          entries.length,
          parsed.valid.length,
        ]);
      }),
      { numRuns: 600 },
    );
  });

  it("reads back what formatCsvRow writes", () => {
    const rows = [
      ["Number", "Note"],
      ["+12016550001", "=1+1"],
      ["+12016550002", 'a "b", c'],
    ];
    const parsed = read(rows.map((row) => formatCsvRow(row)).join(""));
    expect(parsed.valid).toEqual(["+12016550001", "+12016550002"]);
    expect(parsed.rows[1]?.cells[1]).toBe('a "b", c');
  });

  it.each([
    ["Teléfono móvil"],
    ["TN"],
    ["phoneNumber"],
    ["DID"],
    ["Téléphone"],
    ["Rufnummer"],
    ["Номер телефона"],
    ["电话号码"],
    ["Numéro de téléphone"],
    ["msisdn_e164"],
  ])("finds the column headed %s although another one holds numbers too", (heading) => {
    const parsed = read(`Account,${heading}\n2125550001,2016550001\n2125550002,2016550002\n`);
    expect(parsed).toMatchObject({ numberColumn: 1, otherNumberColumns: [0], header: ["Account", heading] });
    expect(parsed.valid).toEqual(["+12016550001", "+12016550002"]);
  });

  it("finds the column by content when the headings do not tell", () => {
    const parsed = read("a;b;c\n17;x;2016550001\n18;y;bad\n19;z;2016550002");
    expect(parsed).toMatchObject({ header: ["a", "b", "c"], numberColumn: 2 });
    expect(summarize(parsed)).toEqual(["2 valid +12016550001", "3 no-digits", "4 valid +12016550002"]);
  });

  it("obeys what a person has decided", () => {
    const text = "Phone,Fax\n2016550001,2126550001\n2016550002,2126550002";
    expect(read(text, { numberColumn: 1 }).valid).toEqual(["+12126550001", "+12126550002"]);
    expect(read(text, { hasHeader: false }).counts).toMatchObject({ total: 3, invalid: 1 });
    expect(read("2016550001;2126550001", { delimiter: ";", numberColumn: 1 }).valid).toEqual(["+12126550001"]);
  });

  it("keeps good rows when a line is malformed, and says which line and why", () => {
    const parsed = read(
      'Phone,Note\n2016550001,ok\n2016550002,"open\n2016550003,fine\n\n2016550004,"x"y\n2016550005,5" pipe\n2016550006,end',
    );
    expect(summarize(parsed)).toEqual([
      "2 valid +12016550001",
      "3 malformed-row",
      "4 valid +12016550003",
      "6 malformed-row",
      "7 valid +12016550005",
      "8 valid +12016550006",
    ]);
    expect(parsed.rows[4]?.cells).toEqual(["2016550005", '5" pipe']);
    expect(parsed.rows[1]).toMatchObject({ original: '2016550002,"open', message: expect.stringContaining("Line 3") });
    expect(parsed.counts).toEqual({ total: 6, valid: 4, invalid: 2, duplicate: 0 });
  });

  it("never lets stray quotes swallow rows, however many there are", () => {
    const lines = Array.from({ length: 300 }, (_, index) => {
      const number = `201655${String(index).padStart(4, "0")}`;
      return index % 3 === 0 ? `"${number},oops` : `${number},"fine"`;
    });
    const parsed = read(["Phone,Note", ...lines].join("\n"));
    expect(parsed.counts).toEqual({ total: 300, valid: 200, invalid: 100, duplicate: 0 });
    expect(parsed.rows.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 2));
  });

  it('reads ="…" written raw in any column, on every row', () => {
    const lines = Array.from(
      { length: 120 },
      (_, index) => `="${index}";="201655${String(index).padStart(4, "0")}";"a\nb"`,
    );
    const parsed = read(["Id;Phone;Note", ...lines].join("\n"));
    expect(parsed.counts).toEqual({ total: 120, valid: 120, invalid: 0, duplicate: 0 });
    expect(parsed.rows[119]).toMatchObject({
      line: 240,
      original: '="2016550119"',
      cells: ['="119"', '="2016550119"', "a\nb"],
    });
  });

  it("leaves out blank records and keeps a record without number as a row", () => {
    const parsed = read("Name,Phone\nAnn,2016550001\n,\n\nBob,\nCy,2016550001");
    expect(summarize(parsed)).toEqual(["2 valid +12016550001", "5 empty", "6 duplicate +12016550001"]);
    expect(parsed.rows[2]).toMatchObject({ duplicateOf: 1, message: "The same number is already on line 2." });
  });

  it("follows Excel's sep= line", () => {
    const parsed = read("sep=;\nPhone;Note\n2016550001;a,b\n");
    expect(parsed).toMatchObject({ delimiter: ";", header: ["Phone", "Note"] });
    expect(summarize(parsed)).toEqual(["3 valid +12016550001"]);
  });
});

describe("parseNumberInput: lists", () => {
  it.each([
    ["2016550001\n2016550002\n2016550003"],
    ["2016550001, 2016550002, 2016550003"],
    ["2016550001;2016550002\n2016550003"],
    ["(201) 655-0001, (201) 655-0002\n(201) 655-0003"],
    ["Numbers\n2,016,550,001\n2,016,550,002\n2,016,550,003"],
    ["1,2016550001E+10\n1,2016550002E+10\n1,2016550003E+10"],
  ])("reads %j", (text) => {
    const parsed = read(text);
    expect(parsed.kind).toBe("list");
    expect(parsed.valid).toEqual(["+12016550001", "+12016550002", "+12016550003"]);
  });

  it("takes two columns of numbers in a file for a table and names the other column", () => {
    const bytes = Buffer.from("2016550001,2126550001\n2016550002,2126550002\n");
    const parsed = read({ bytes, fileName: "two.csv" });
    expect(parsed).toMatchObject({ kind: "table", numberColumn: 0, otherNumberColumns: [1] });
  });
});

describe("parseNumberInput: limits and refusals", () => {
  it("stops at the limit of rows and says where", () => {
    const text = `Phone,Note\n${Array.from({ length: 12 }, (_, index) => `20165500${10 + index},x`).join("\n")}`;
    const parsed = read(text, { maxRows: 10 });
    expect(parsed.counts.total).toBe(10);
    expect(parsed.overflow).toMatchObject({ max: 10, line: 12 });
    expect(read(text, { maxRows: 12 }).overflow).toBeNull();
  });

  it.each([
    ["empty", "", "empty"],
    ["blank", "\ufeff \r\n", "empty"],
    ["a workbook", "PK\u0003\u0004rest", "workbook"],
    ["a PDF", "%PDF-1.7", "not-text"],
    ["a web page", "<html><body>Session expired</body></html>", "not-text"],
    ["binary", "a\0b\0\0\0c", "not-text"],
  ])("refuses %s", (_name, text, code) => {
    const refused = parseNumberInput({ bytes: Buffer.from(text), fileName: "x.csv" });
    expect(refused).toMatchObject({ ok: false, code, message: expect.any(String) });
  });

  it("refuses what is too large, with both sizes", () => {
    const refused = parseNumberInput(
      { bytes: new Uint8Array(2_000_000), fileName: "big.csv" },
      { maxBytes: 1_000_000 },
    );
    expect(refused).toMatchObject({
      ok: false,
      code: "too-large",
      message: expect.stringMatching(/big\.csv.*2\.0 MB.*1\.0 MB/),
    });
  });

  it("never throws and accounts for every row, whatever the bytes", () => {
    const soup = fc
      .string({ unit: fc.constantFrom(..."0123456789,;\t|\"'\n\r a+=-é".split("")), maxLength: 400 })
      .map((text) => Buffer.from(text));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), soup), (bytes) => {
        const parsed = parseNumberInput({ bytes, fileName: "any.csv" });
        if (!parsed.ok) return;
        const { total, valid, invalid, duplicate } = parsed.counts;
        expect([parsed.rows.length, valid + invalid + duplicate]).toEqual([total, total]);
      }),
      { numRuns: 2000 },
    );
  });
});
