import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileFault } from "../check-zip";
import { inspectFile } from "./inspect-file";
import { readFileRows } from "./read-file-rows";
import type { SourceRow } from "./source-row";

async function* cutInto(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const SIZE = [65_536];

async function inspect(bytes: Uint8Array, name = "numbers.csv") {
  const answer = await inspectFile(cutInto(bytes, SIZE), {
    name,
    source: "file",
    size: bytes.length,
    sheet: null,
    accounts: [],
  });
  if (!answer.ok) throw new FileFault(answer.message);
  return answer.inspection;
}

/** As it is found out, then read: rows with their lines. */
async function read(content: Uint8Array | string, sizes: readonly number[] = SIZE): Promise<SourceRow[]> {
  const bytes = Buffer.from(content);
  const { format, delimiter, sheet } = await inspect(bytes);
  const rows: SourceRow[] = [];
  const layout = { format, delimiter, sheet, name: "numbers.csv" };
  for await (const some of readFileRows(cutInto(bytes, sizes), layout)) for (const row of some) rows.push(row);
  return rows;
}
const show = (rows: readonly SourceRow[]) =>
  rows.map(({ line, cells }) => `${line}: ${cells.map(({ text }) => text).join(" | ")}`);

const ENCODERS = {
  "UTF-8": (text: string) => Buffer.from(text),
  "UTF-8 with a mark": (text: string) => Buffer.from(`\ufeff${text}`),
  "UTF-16LE": (text: string) => Buffer.from(text, "utf16le"),
  "UTF-16LE with a mark": (text: string) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16BE": (text: string) => Buffer.from(text, "utf16le").swap16(),
  "UTF-16BE with a mark": (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  "Windows-1252": (text: string) => Buffer.from(text, "latin1"),
};

describe("a text", () => {
  const line = (n: number) => `${2_012_200_000 + n},"Zoë, row ${n}",note`;
  const text = `TN,Customer,Note\r\n${Array.from({ length: 60_000 }, (_, n) => line(n)).join("\r\n")}\r\n`;

  it.each(Object.entries(ENCODERS))("in %s of several megabytes is read as it is", async (_name, encode) => {
    const rows = show(await read(encode(text)));
    expect(rows).toHaveLength(60_001);
    expect(rows[1]).toBe("2: 2012200000 | Zoë, row 0 | note");
    expect(rows.at(-1)).toBe("60001: 2012259999 | Zoë, row 59999 | note");
  });

  it.each([",", ";", "\t", "|"])("is parted at %j", async (delimiter) => {
    const rows = [
      ["TN", "Customer"],
      ["2012200123", "a,b;c|d"],
      ["2012200124", 'say "x"'],
    ].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter));
    expect(show(await read(rows.join("\n")))).toEqual([
      "1: TN | Customer",
      "2: 2012200123 | a,b;c|d",
      '3: 2012200124 | say "x"',
    ]);
  });

  it("has the delimiter that its first line says", async () => {
    const rows = show(await read("sep=;\nTN;Note, long\n2012200123;a, b, c\n"));
    expect(rows).toEqual(["2: TN | Note, long", "3: 2012200123 | a, b, c"]);
  });

  it("with a broken byte in its last megabyte keeps all other characters", async () => {
    const bytes = Buffer.concat([Buffer.from(text), Buffer.from('2012270000,"bad \xff byte",note\r\n', "latin1")]);
    const rows = show(await read(bytes));
    expect(rows[1]).toBe("2: 2012200000 | Zoë, row 0 | note");
    expect(rows.at(-1)).toBe("60002: 2012270000 | bad \ufffd byte | note");
  });

  it("that is ASCII for a megabyte and Windows-1252 after it is read as that", async () => {
    const ascii = text.replaceAll("ë", "e");
    const bytes = Buffer.concat([
      Buffer.from(ascii),
      Buffer.from("2012270000,Zo\xeb \x93quoted\x94,note\r\n", "latin1"),
    ]);
    expect(show(await read(bytes)).at(-1)).toBe("60002: 2012270000 | Zoë “quoted” | note");
  });

  it("is the same however it is cut on its way", async () => {
    const cell = fc.string({
      unit: fc.constantFrom("1", "x", '"', ",", "\n", "\r", "\r\n", "ë", "😀", "\t", ";", " "),
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
        async (cells, sizes) => {
          const content = `TN,Note,More\n${cells.map(([one, other]) => `2012200123,"${one.replaceAll('"', '""')}",${other}`).join("\n")}`;
          expect(show(await read(content, sizes))).toEqual(show(await read(content)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is cut between records, not in cells of several lines, and a stray quote stays in its line", async () => {
    const record = (n: number) =>
      n % 5_000 === 4_999
        ? `"${2_012_200_000 + n}","torn ${n}, more`
        : `"${2_012_200_000 + n}","first ""${n}""\nsecond, ${n}"`;
    const rows = await read(`TN,Note\n${Array.from({ length: 50_000 }, (_, n) => record(n)).join("\n")}\n`);
    const broken = rows.filter(({ isBroken }) => isBroken);
    expect(broken).toHaveLength(10);
    expect(broken[0]?.cells[0]?.fault).toBe(
      "Line 10000 is not valid CSV: a quote is opened and never closed. Put the cell in quotes and double every quote inside it.",
    );
    expect(rows).toHaveLength(50_001);
    expect(rows.filter(({ cells }) => cells[1]?.text.includes("\nsecond, ") ?? false)).toHaveLength(49_990);
    const lines = rows.map((row) => row.line);
    expect(lines).toEqual(lines.toSorted((one, other) => one - other));
    expect(lines.at(-1)).toBe(1 + 50_000 * 2 - 10);
  });

  it("of lists has a row for each number", async () => {
    expect(show(await read("Call list\n2012200123, 2012200124\n(201) 220-0125 201-220-0126\n\n2012200127\n"))).toEqual([
      "1: Call list",
      "2: 2012200123",
      "2: 2012200124",
      "3: (201) 220-0125",
      "3: 201-220-0126",
      "5: 2012200127",
    ]);
  });

  it("of a single column in quotes keeps the cells without them", async () => {
    expect(show(await read('"TN"\n"2012200123"\n"2012200124"\n'))).toEqual(["1: TN", "2: 2012200123", "3: 2012200124"]);
  });

  it("below a title of one cell keeps notes of several lines whole", async () => {
    const rows = show(
      await read('Number export\nCustomer,TN,Notes\nAcme,9192001201,"opened\ncall first"\nBeta,9192001202,x\n'),
    );
    expect(rows).toEqual([
      "1: Number export",
      "2: Customer | TN | Notes",
      "3: Acme | 9192001201 | opened\ncall first",
      "5: Beta | 9192001202 | x",
    ]);
  });

  it("says which cells, rows and lines are longer than what is read", async () => {
    const wide = Array.from({ length: 250 }, (_, n) => `c${n}`).join(",");
    const rows = await read(
      `TN,Note\n2012200123,${"x".repeat(1_500)}\n${wide}\n${"y".repeat(70_000)},2\n2012200124,z\n`,
    );
    expect(
      rows.map(({ line, cells }) => [line, cells.length, cells.at(-1)?.fault?.replace(/\.? .*?(?=only)/, "…")]),
    ).toEqual([
      [1, 2, undefined],
      [2, 2, expect.stringContaining("only the first 1,000")],
      [3, 200, expect.stringContaining("only the first 200")],
      [4, 1, expect.stringContaining("Line 4")],
      [5, 2, undefined],
    ]);
    const long = await read(`TN,Note\n${"2012200123,".repeat(300_000)}\n2012200124,z\n`);
    expect(long.map(({ line, isBroken }) => [line, isBroken])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });
});

describe("what is no text is refused with what to do", () => {
  it.each([
    ["a PDF", Buffer.from("%PDF-1.7\n"), /is a PDF/],
    ["a web page", Buffer.from("<!doctype html><table>"), /web page/],
    ["zero bytes", Buffer.from("TN\n2012200123\0\n"), /zero bytes/],
    ["zero bytes after a megabyte", Buffer.from(`TN\n${"2012200123\n".repeat(200_000)}\0`), /zero bytes/],
    ["nothing", Buffer.from(" \n\n"), /nothing in it/],
    ["a broken workbook", Buffer.from("PK\u0003\u0004rest", "latin1"), /damaged/],
  ])("%s", async (_name, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(message);
  });
});

it("estimates the rows of a large text from its beginning, and counts those of a small one", async () => {
  const rows = (count: number) => `TN,Note\n${"2012200123,some note\n".repeat(count)}`;
  expect((await inspect(Buffer.from(rows(100)))).rows).toEqual({ count: 101, isExact: true });
  const { count, isExact } = (await inspect(Buffer.from(rows(300_000)))).rows;
  expect(isExact).toBe(false);
  expect(Math.abs(count - 300_000)).toBeLessThan(3_000);
});
