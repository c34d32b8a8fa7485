import type { Context } from "@/lib/context";
import { recordAudit } from "@/lib/db/record-audit";
import type { ExportTable } from "./export-table";

/** What is kept of an export: the list, the record in it (`id`), its format, the address with its filters, and where it went. */
export type ExportEntry = {
  list: "numbers" | "orders" | "order" | "customers" | "audit" | "coverage" | "upload" | "lookup";
  id?: string;
  format: string;
  address: string;
  source: { address: string | null; userAgent: string | null };
};

const LABELS = {
  numbers: "numbers",
  orders: "orders",
  order: "numbers of an order",
  customers: "customers",
  audit: "events of the audit",
  coverage: "places of the coverage",
  upload: "rows of an upload",
  lookup: "rows of a lookup",
} as const satisfies Record<ExportEntry["list"], string>;

/** Writes the export and how many rows of it were handed out into the audit. */
export async function recordExport(
  ctx: Context,
  { list, id, format, address, source }: ExportEntry,
  rows: number,
  { isComplete = true } = {},
): Promise<void> {
  const { search } = new URL(address);
  const count = rows.toLocaleString("en-US");
  await recordAudit(ctx.db, ctx.actor, {
    action: "export.downloaded",
    entityType: "export",
    entityId: id ?? list,
    summary: `Exported ${count} ${LABELS[list]} to ${source.address ?? "an unknown address"}${isComplete ? "" : " (not completed)"}`,
    after: { list, rows, isComplete, format, filters: search.slice(0, 1_000), from: source.address },
  });
}

/** The same table; a reader, to its end or not, is recorded before the end is handed out. */
export const auditExport = (ctx: Context, table: ExportTable, entry: ExportEntry): ExportTable => ({
  ...table,
  chunks: countRows(ctx, table.chunks, entry),
});

async function* countRows(ctx: Context, chunks: ExportTable["chunks"], entry: ExportEntry): ExportTable["chunks"] {
  let rows = 0;
  let isComplete = false;
  try {
    for await (const chunk of chunks) {
      rows += chunk.length;
      yield chunk;
    }
    isComplete = true;
  } finally {
    await recordExport(ctx, entry, rows, { isComplete });
  }
}
