import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "csv-parse/sync";
import { unguardCell } from "@/lib/domain/csv-row";
import type { ExportTable } from "./export-table";
import { writeCsv } from "./write-csv";
import { writeXlsx } from "./write-xlsx";

const run = promisify(execFile);
const hasOffice = await run("soffice", ["--version"]).then(
  () => true,
  () => false,
);

/** Texts that a spreadsheet would change or run, if it took them for anything but text. */
const TEXTS = [
  "0012",
  "+12015550123",
  "123456789012345",
  "1234567890123456789",
  "1E5",
  "=1+1",
  '=HYPERLINK("http://127.0.0.1/","x")',
  "@SUM(1)",
  "-1+2",
  "2026-01-02",
  "1/2",
  "TRUE",
  "'quoted",
  "Ä 😀",
  "two\nlines",
  "_x0041_",
];

const folder = await mkdtemp(path.join(tmpdir(), "tandem-office-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const table = (): ExportTable => ({
  sheet: "Texts",
  head: ["Text", "Number"],
  chunks: (async function* () {
    yield TEXTS.map((text, index) => [text, index - 3]);
  })(),
});

async function collect(parts: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(Buffer.from(part));
  return Buffer.concat(all);
}

/** Opened by LibreOffice and saved as CSV: the texts of all cells as it shows them. */
async function convert(name: string, content: Buffer, options: readonly string[] = []): Promise<string[][]> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  const to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
  const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
  await run("soffice", [
    profile,
    "--headless",
    ...options,
    "--convert-to",
    to,
    "--outdir",
    path.join(folder, "out"),
    file,
  ]);
  const text = await readFile(path.join(folder, "out", `${path.parse(name).name}.csv`), "utf8");
  return parse(text, { bom: true, relaxColumnCount: true }) as string[][];
}

describe.skipIf(!hasOffice)("what LibreOffice makes of an export", () => {
  it("is the same texts of a workbook, and no formula is run", async () => {
    const [head, ...rows] = await convert("texts.xlsx", await collect(writeXlsx(table())));
    expect(head).toEqual(["Text", "Number"]);
    expect(rows).toEqual(TEXTS.map((text, index) => [text, String(index - 3)]));
  });

  it("is no result of a formula in a CSV, and texts are the same once the guard is taken off", async () => {
    // Opened as text, as the person is asked to choose for columns of digits.
    const asText = "--infilter=CSV:44,34,76,1,1/2/2/1,0,false,false";
    const [, ...rows] = await convert("guarded.csv", await collect(writeCsv(table())), [asText]);
    expect(rows.map(([text = ""]) => unguardCell(text))).toEqual(TEXTS);
    // Opened as LibreOffice guesses it: digits may lose their zeros, but nothing is calculated.
    const [, ...guessed] = await convert("guessed.csv", await collect(writeCsv(table())));
    for (const [index, text] of TEXTS.entries())
      if (/^[=@-]/.test(text)) expect(unguardCell(guessed[index]?.[0] ?? "")).toBe(text);
  });
});

it.runIf(!hasOffice)("LibreOffice is not installed: what it makes of an export was not tried", () => {
  process.stderr.write("soffice was not found; install LibreOffice to try what it makes of our exports.\n");
});
