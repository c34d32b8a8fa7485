import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { openDatabase } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/test/database";
import type { ExportTable } from "./export-table";
import { auditExport, type ExportEntry } from "./record-export";
import { writeCsv } from "./write-csv";
import { writeXlsx } from "./write-xlsx";

let ctx: Context;
let person: string;

const test = await createTestDatabase();
const database = openDatabase(test.url, { connections: 3 });
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(() => {
  person = randomUUID();
  ctx = {
    actor: { id: person, name: "Ana", email: "ana@example.com", role: "viewer", sessionId: "s" },
    db: database.db,
    sql: database.sql,
    carriers: { open: () => Promise.reject(new Error("no carrier here")) },
    now: () => new Date(),
    timeZone: "America/New_York",
  };
});

const ENTRY: ExportEntry = {
  list: "numbers",
  format: "csv",
  address: "http://localhost/api/numbers/export?state=NJ&format=csv",
  source: { address: "192.0.2.10", userAgent: null },
};
const tableOf = (chunks: number, rows: number): ExportTable => ({
  sheet: "Numbers",
  head: ["Number"],
  chunks: (async function* () {
    for (let i = 0; i < chunks; i += 1) yield Array.from({ length: rows }, (_, n) => [i * rows + n]);
  })(),
});
const readEvents = () => database.db.auditEvent.findMany({ where: { actorId: person }, orderBy: { seq: "asc" } });

it("records who exported how many rows, with which filters, and where they went", async () => {
  for await (const part of writeCsv(auditExport(ctx, tableOf(3, 400), ENTRY))) expect(part).not.toBe("");
  expect(await readEvents()).toMatchObject([
    {
      action: "export.downloaded",
      entityId: "numbers",
      actorLabel: "Ana <ana@example.com>",
      summary: "Exported 1,200 numbers to 192.0.2.10",
      after: {
        list: "numbers",
        rows: 1200,
        isComplete: true,
        format: "csv",
        filters: "?state=NJ&format=csv",
        from: "192.0.2.10",
      },
    },
  ]);
});

it("records an export of nothing, and one that was broken off, as far as it came", async () => {
  for await (const part of writeCsv(auditExport(ctx, tableOf(0, 0), ENTRY))) expect(part).not.toBe("");
  const lines = writeCsv(auditExport(ctx, tableOf(3, 400), ENTRY));
  await lines.next();
  await lines.next();
  await lines.return(undefined);
  expect((await readEvents()).map(({ after }) => after)).toMatchObject([
    { rows: 0, isComplete: true },
    { rows: 400, isComplete: false },
  ]);
});

it("records a workbook whose reader went away", async () => {
  const parts = writeXlsx(auditExport(ctx, tableOf(400, 1_000), { ...ENTRY, format: "xlsx" }));
  await parts.next();
  await parts.return(undefined);
  expect((await readEvents()).map(({ after }) => after)).toMatchObject([{ isComplete: false, format: "xlsx" }]);
});

it("hands no end out that could not be recorded", async () => {
  const broken = { ...ctx, db: { auditEvent: { create: () => Promise.reject(new Error("no database")) } } } as never;
  const read = async () => {
    for await (const part of writeCsv(auditExport(broken, tableOf(1, 2), ENTRY))) expect(part).not.toBe("");
  };
  await expect(read()).rejects.toThrow("no database");
});
