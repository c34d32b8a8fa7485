import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, expect, it } from "vitest";
import { copyLines } from "@/lib/db/bulk";
import { inTransaction } from "@/lib/db/transaction";
import { cleanText } from "@/lib/domain/clean-text";
import { encodeRow, ROW_COLUMNS } from "@/lib/files/uploads/encode-row";
import { createTestWorld } from "@/lib/test/world";

const world = await createTestWorld();
afterAll(() => world.close());

const text = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.string({ unit: fc.constantFrom("\\", '"', "{", "}", ",", "\t", "\n", "\r", "N", "NULL", "'", " ", "\\.", "é") }),
  )
  .map(cleanText);

it("stores cells of any text as they are", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.array(text, { maxLength: 5 }), fc.option(text)), { minLength: 1, maxLength: 50 }),
      async (rows) => {
        const id = uuidv7();
        const lines = rows.map(([cells, fault], n) =>
          encodeRow(id, {
            seq: n + 1,
            line: n + 1,
            cells,
            number: null,
            target: null,
            state: "problem",
            codes: ["empty"],
            faults: fault === null ? null : { 1: fault },
          }),
        );
        const bytes = Buffer.from(lines.join(""));
        await inTransaction(world.database.sql, (client) => copyLines(client, "upload_row", ROW_COLUMNS, bytes));
        const stored = await world.database.db.uploadRow.findMany({ where: { uploadId: id }, orderBy: { seq: "asc" } });
        expect(stored.map(({ cells, faults }) => [cells, faults])).toEqual(
          rows.map(([cells, fault]) => [cells, fault === null ? null : { 1: fault }]),
        );
      },
    ),
    { numRuns: 60 },
  );
});
