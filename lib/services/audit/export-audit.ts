import type { Context } from "@/lib/context";
import { formatCsvRow } from "@/lib/domain/csv-row";
import { buildAuditWhere, COLUMNS, toAuditRow, type AuditFilter, type StoredRow } from "./list-audit";

const BATCH = 1000;
const HEADER = ["number", "at", "who", "action", "record", "record id", "summary", "reason", "before", "after"];

/** All events that match, the latest first, as lines of CSV (guarded against formulas), read in batches. */
export async function* exportAudit(ctx: Context, filter: AuditFilter): AsyncGenerator<string> {
  // Excel takes a file without the mark for the local code page.
  yield `\uFEFF${formatCsvRow(HEADER)}`;
  const { where, values } = buildAuditWhere(filter);
  let last = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const { rows } = await ctx.sql.query<StoredRow>(
      `SELECT ${COLUMNS} FROM audit_event WHERE ${where} AND seq < $${values.length + 1} ORDER BY seq DESC LIMIT ${BATCH}`,
      [...values, last],
    );
    const events = rows.map(toAuditRow);
    if (events.length > 0) yield events.map((event) => formatCsvRow(toCells(event))).join("");
    if (events.length < BATCH) return;
    last = events.at(-1)?.seq ?? 0;
  }
}

const toCells = (event: ReturnType<typeof toAuditRow>) => [
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
