import { readSheet } from "read-excel-file/node";
import { afterAll, describe, expect, it } from "vitest";
import type { CsvCell } from "@/lib/domain/csv-row";
import { readNumberFile } from "@/lib/services/uploads/read-number-file";
import { exportOrderItems } from "@/lib/services/orders/export-order-items";
import { exportOrders } from "@/lib/services/orders/export-orders";
import { parseWorkbook } from "@/lib/files/parse-workbook";
import { placeItems, setItems, testNumbers } from "@/lib/test/order-items";
import { customerQuery } from "@/lib/domain/customer";
import { readLookupText } from "@/lib/domain/lookup-rows";
import { lookupQuery } from "@/lib/domain/lookup-view";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { exportCustomers } from "@/lib/services/customers/export-customers";
import { createLookup } from "@/lib/services/lookup/create-lookup";
import { exportLookup } from "@/lib/services/lookup/export-lookup";
import { exportNumbers } from "@/lib/services/numbers/export-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { knowNumbers } from "@/lib/test/know-numbers";
import { createTestWorld } from "@/lib/test/world";
import type { ExportTable } from "./export-table";
import { writeCsv } from "./write-csv";
import { writeXlsx } from "./write-xlsx";

const world = await createTestWorld();
afterAll(() => world.close());

async function writeBytes(table: ExportTable): Promise<Buffer> {
  const parts: string[] = [];
  for await (const part of writeCsv(table)) parts.push(part);
  return Buffer.from(parts.join(""), "utf8");
}
async function writeWorkbook(table: ExportTable): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of writeXlsx(table)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
/** The sheet's name and all its rows as texts. */
async function readTexts(bytes: Uint8Array) {
  const { sheet, others, rows } = await parseWorkbook(bytes, "x.xlsx");
  return { sheet, others, texts: [...rows].map(({ cells }) => cells.map(({ text }) => text)) };
}
const tableOf = (rows: CsvCell[][]): ExportTable => ({
  sheet: "Test",
  head: ["A", "B"],
  chunks: (async function* () {
    yield rows;
  })(),
});

describe("an order's numbers, exported and uploaded again", () => {
  it("are the same numbers in the same order, as CSV and as a workbook", async () => {
    const numbers = [...testNumbers(2_500, 100).reverse()];
    const id = await placeItems(world, numbers);
    await setItems(world, id, [3, 7], "failed", { code: "404", message: '=HYPERLINK("http://evil","2015550199")' });
    const exported = () => exportOrderItems(world.ctx, { id, carrierId: "intelepeer" }, {});
    const files = { "o.csv": await writeBytes(exported()), "o.xlsx": await writeWorkbook(exported()) };
    for (const [name, bytes] of Object.entries(files)) {
      const { entries, loss } = await readNumberFile(world.ctx, { name, body: [bytes] });
      expect(loss).toBeNull();
      expect(entries.map(({ original }) => `+1${original}`)).toEqual(numbers);
    }
  });

  it("and those of the list and of a lookup, have every time in the person's zone, and come back as the same numbers", async () => {
    const ctx = { ...world.ctx, timeZone: "America/Los_Angeles" };
    const numbers = testNumbers(3, 5_000);
    await knowNumbers(world.database, numbers);
    const id = await placeItems(world, numbers);
    await setItems(world, id, [1, 2, 3], "accepted");
    await world.database.sql.query(`UPDATE order_item SET accepted_at = '2026-07-01T12:00:00Z' WHERE order_id = $1`, [
      id,
    ]);
    await world.database.sql.query(
      `INSERT INTO number_fact (e164, account_id, carrier, facet, value, checked_at, changed_at)
       SELECT unnest($1::text[]), $2, 'intelepeer', 'smsState', 'provisioned', '2026-11-27T14:30:00Z', '2026-11-27T14:30:00Z'`,
      [numbers, world.accountOf("intelepeer")],
    );
    const lookup = await createLookup(
      { ...ctx, actor: { ...ctx.actor, role: "viewer" } },
      {
        source: "text",
        text: numbers.join("\n"),
      },
    );
    const tables = {
      "order.csv": exportOrderItems(ctx, { id, carrierId: "intelepeer" }, {}),
      "numbers.csv": exportNumbers(ctx, numberQuery.parse({ q: "303555", known: "all", sms: "provisioned" })),
      "lookup.csv": await exportLookup(ctx, { id: lookup.id, ...lookupQuery.parse({}) }),
      "orders.csv": exportOrders(ctx, {}),
      "audit.csv": exportAudit(ctx, {}),
      "customers.csv": exportCustomers(ctx, customerQuery.parse({})),
    };
    for (const [name, table] of Object.entries(tables)) {
      const bytes = await writeBytes(table);
      const text = bytes.toString("utf8");
      expect(text, name).not.toMatch(/\d{2}:\d{2}:\d{2}(\.\d+)?Z/);
      if (name === "order.csv") expect(text).toContain("2026-07-01T05:00:00-07:00");
      if (name === "numbers.csv" || name === "lookup.csv")
        expect(text).toContain("IntelePeer: 2026-11-27T06:30:00-08:00");
      if (name === "orders.csv" || name === "audit.csv") expect(text).toMatch(/T\d\d:\d\d:\d\d-0[78]:00/);
      if (!["order.csv", "numbers.csv", "lookup.csv"].includes(name)) continue;
      const { entries } = await readNumberFile(ctx, { name, body: [bytes] });
      expect(entries.map(({ original }) => `+1${original}`).sort(), name).toEqual([...numbers].sort());
      // Pasted as it is, too: no time is taken for a number.
      const { rows } = readLookupText(text);
      expect(rows.flatMap(({ number, duplicateOf }) => (duplicateOf === null ? (number ?? []) : [])).sort()).toEqual(
        [...numbers].sort(),
      );
    }
  });

  it("have for every failed one its code, the carrier's text, what it means and how to fix it", async () => {
    const id = await placeItems(world, testNumbers(3, 3_000));
    await setItems(world, id, [1], "failed", { code: "404", message: "Not available", isRetryable: false });
    await setItems(world, id, [2], "failed", { code: "4711", message: "Nobody knows", isRetryable: false });
    const file = await writeWorkbook(exportOrderItems(world.ctx, { id, carrierId: "intelepeer" }, { state: "failed" }));
    const [head = [], ...rows] = (await readTexts(file)).texts;
    expect(head.slice(0, 6)).toEqual(["Number", "State", "Code", "Message", "Meaning", "What to do"]);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.slice(0, 6).every((text) => text !== "")).toBe(true);
    expect(rows[1]?.[4]).toContain("Not in our catalog");
  });
});

describe("a workbook", () => {
  it("keeps texts as texts, whatever they look like, and numbers as numbers", async () => {
    const texts = [
      "=1+1",
      "+1 201 555 0123",
      "@x",
      "0012",
      "1E5",
      "constructor",
      "__proto__",
      "_x0041_",
      '<&">',
      "Ä 😀",
    ];
    const bytes = await writeWorkbook(tableOf(texts.map((text) => [text, -5])));
    const written = await readTexts(bytes);
    expect(written.texts.slice(1)).toEqual(texts.map((text) => [text, "-5"]));
    // A second reader, which shares nothing with the writer, sees the same types.
    const independent = await readSheet(Buffer.from(bytes));
    expect(independent.slice(1)).toEqual(texts.map((text) => [text, -5]));
  });

  it("stays one that Excel opens: no control characters, no cell above its limit", async () => {
    const bytes = await writeWorkbook(tableOf([["a\u0000b\u0007", "x".repeat(40_000)]]));
    expect((await readTexts(bytes)).texts[1]?.[0]).toBe("ab");
    const file = await writeWorkbook(
      tableOf([
        ["x", null],
        [null, "y"],
      ]),
    );
    expect(await readTexts(file)).toEqual({
      sheet: "Test",
      others: [],
      texts: [
        ["A", "B"],
        ["x", ""],
        ["", "y"],
      ],
    });
  });

  it("is sent while its rows are still being read, and any number of them", async () => {
    const ROWS = 40_000;
    let read = 0;
    async function* chunks() {
      for (; read < ROWS; read += 2_000)
        yield Array.from({ length: 2_000 }, (_, n) => [`0${read + n}`, read + n, "+12015550123"]);
    }
    const parts: Uint8Array[] = [];
    let readAtFirst = -1;
    for await (const part of writeXlsx({ sheet: "Big", head: ["A", "B", "C"], chunks: chunks() })) {
      if (readAtFirst < 0) readAtFirst = read;
      parts.push(part);
    }
    expect(readAtFirst).toBeLessThan(ROWS);
    const rows = await readSheet(Buffer.concat(parts));
    expect(rows).toHaveLength(ROWS + 1);
    expect(rows.at(-1)).toEqual([`0${ROWS - 1}`, ROWS - 1, "+12015550123"]);
  });

  it("fails as its rows do", async () => {
    async function* broken() {
      yield [["x"]];
      throw new Error("no more rows");
    }
    const written = writeWorkbook({ sheet: "Broken", head: ["A"], chunks: broken() });
    await expect(written).rejects.toThrow("no more rows");
  });
});

it("a filter that cannot be understood exports nothing, never everything", async () => {
  const text = (await writeBytes(exportOrders(world.ctx, { number: "12" } as never))).toString();
  expect(text.split("\r\n")).toHaveLength(2);
});
