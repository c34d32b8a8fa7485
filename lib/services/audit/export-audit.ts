import type { Context } from "@/lib/context";
import { queryRows, sql, where } from "@/lib/db/sql";
import type { CsvCell } from "@/lib/domain/csv-row";
import { listHeadings, toCells } from "@/lib/domain/table";
import { spellTimesIn } from "@/lib/domain/time-zone";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { AUDIT_TABLE } from "./audit-table";
import { auditEventRow, COLUMNS, listConditions, toAuditRow, type AuditFilter } from "./list-audit";

const BATCH = 1000;

/** All events that match, the latest first, read in batches. */
export const exportAudit = (ctx: Context, filter: AuditFilter): ExportTable => ({
  sheet: "Audit",
  head: listHeadings(AUDIT_TABLE),
  chunks: readEvents(ctx, filter),
});

async function* readEvents(ctx: Context, filter: AuditFilter): AsyncGenerator<CsvCell[][]> {
  const conditions = listConditions(filter, ctx.timeZone);
  const spellTime = spellTimesIn(ctx.timeZone);
  let last = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await queryRows(ctx.sql, auditEventRow)`
      SELECT ${COLUMNS} FROM audit_event ${where([...conditions, sql`seq < ${last}`])} ORDER BY seq DESC LIMIT ${BATCH}`;
    const events = rows.map(toAuditRow);
    if (events.length > 0) yield events.map((event) => toCells(AUDIT_TABLE, event, spellTime));
    if (events.length < BATCH) return;
    last = events.at(-1)?.seq ?? 0;
  }
}
