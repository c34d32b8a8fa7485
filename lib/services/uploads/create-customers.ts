import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { type QueryRunner, queryRows, sql } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { customerName, toNameKey } from "@/lib/domain/customer";
import { AppError } from "@/lib/domain/errors";
import type { ProblemCode } from "@/lib/domain/uploads/problems";
import { createWishReader } from "@/lib/domain/uploads/label-wish";
import type { EditedRows } from "@/lib/domain/uploads/upload-view";
import { insertCustomer } from "@/lib/services/customers/create-customer";
import { spellRows } from "./edit-rows";
import { hasCode } from "./fix-problem";
import { readFreeRows, runRowEdit } from "./run-row-edit";
import { lockUploadHead, type MappedUpload, requireRevision, requireRows } from "./upload-head";

export type CreateCustomersInput = { id: string; revision: number };

const UNKNOWN: ProblemCode = "customer-unknown";
const MAX_CREATED = 1_000;

const cellsRow = z.object({ cells: z.array(z.string()) });

/** The names of customers that rows of an upload ask for and that do not exist, each once: at most `most`. */
export async function listUnknownCustomers(
  runner: QueryRunner,
  { id, mapping }: MappedUpload,
  most: number,
): Promise<string[]> {
  const column = mapping.columns.indexOf("customer");
  const readWish = createWishReader(mapping);
  // One row for each spelling.
  const rows = await queryRows(runner, cellsRow)`
    SELECT DISTINCT ON (v.spelling) v.cells FROM (
      SELECT lower(btrim(coalesce(r.cells[${column + 1}::int], ''))) AS spelling, r.cells, r.seq FROM upload_row r
      WHERE ${sql`r.upload_id = ${id} AND ${hasCode(UNKNOWN)}`}) v
    ORDER BY v.spelling, v.seq LIMIT ${most}`;
  const names = new Map<string, string>();
  for (const { cells } of rows) {
    const { customer } = readWish(cells);
    if (customer && !names.has(toNameKey(customer))) names.set(toNameKey(customer), customer);
  }
  return [...names.values()];
}

/**
 * Makes a customer for each unknown name in the rows of an upload, and checks these rows again: as one edit, which can be undone; the
 * customers stay. Errors: NOT_FOUND, CONFLICT (rows were changed since), INVALID_INPUT (there is none, or more than 1,000).
 */
export async function createUploadCustomers(ctx: Context, { id, revision }: CreateCustomersInput): Promise<EditedRows> {
  const created = await inTransaction(ctx.sql, async (client) => {
    const upload = requireRows(await lockUploadHead(client, id));
    await requireRevision(client, upload, revision);
    const names = await listUnknownCustomers(client, upload, MAX_CREATED + 1);
    if (names.length === 0) throw new AppError("INVALID_INPUT", "No row has an unknown customer any more.");
    if (names.length > MAX_CREATED)
      throw new AppError(
        "INVALID_INPUT",
        `There are more than ${MAX_CREATED.toLocaleString("en-US")} unknown customers. Is this the right column?`,
      );
    let count = 0;
    for (const text of names) {
      const name = customerName.safeParse(text);
      if (name.success && (await insertCustomer(client, ctx, { name: name.data, reference: null, note: "" })))
        count += 1;
    }
    return count;
  });
  // The check reads the customers that are there by now.
  return runRowEdit(ctx, { id, revision }, async (running) => {
    let rows = 0;
    for await (const batch of readFreeRows(running, hasCode(UNKNOWN))) {
      await running.edit.apply(batch.map((row) => running.check.change(row, {})));
      rows += batch.length;
    }
    const customers = created === 1 ? "1 customer" : `${created.toLocaleString("en-US")} customers`;
    return { label: `Created ${customers}: ${spellRows(rows)}`, rows };
  });
}
