import type { Context } from "@/lib/context";
import { queryRows, sql, where } from "@/lib/db/sql";
import type { CsvCell } from "@/lib/domain/csv-row";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { auditEventRow, COLUMNS, listConditions, toAuditRow, type AuditFilter } from "./list-audit";

const BATCH = 1000;
const HEADER = ["number", "at", "who", "action", "record", "record id", "summary", "reason", "before", "after"];

/** All events that match, the latest first, read in batches. */
export const exportAudit = (ctx: Context, filter: AuditFilter): ExportTable => ({
  sheet: "Audit",
  head: HEADER,
  chunks: readEvents(ctx, filter),
});

async function* readEvents(ctx: Context, filter: AuditFilter): AsyncGenerator<CsvCell[][]> {
  const conditions = listConditions(filter, ctx.timeZone);
  let last = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const rows = await queryRows(ctx.sql, auditEventRow)`
      SELECT ${COLUMNS} FROM audit_event ${where([...conditions, sql`seq < ${last}`])} ORDER BY seq DESC LIMIT ${BATCH}`;
    const events = rows.map(toAuditRow);
    if (events.length > 0) yield events.map(toCells);
    if (events.length < BATCH) return;
    last = events.at(-1)?.seq ?? 0;
  }
}

const toCells = (event: ReturnType<typeof toAuditRow>): CsvCell[] => [
  event.seq,
  event.at,
  event.actorLabel,
  event.action,
  event.entityType,
  event.entityId,
  event.summary,
  event.reason,
  event.before && JSON.stringify(event.before),
  event.after && JSON.stringify(event.after),
];
