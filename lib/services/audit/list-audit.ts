import { z } from "zod";
import type { Context } from "@/lib/context";
import { countRow, queryRows, raw, sql, type SqlPart, where } from "@/lib/db/sql";
import { cutPage, type Page, readPlace, type Total, toTotal } from "@/lib/domain/page";
import { addDays, calendarDay, startOfDay } from "@/lib/domain/time-zone";

/** Filters as the address bar has them; each falls away when it makes no sense. */
export const auditFilter = z.object({
  person: z.uuid().optional().catch(undefined),
  action: z.string().min(1).max(100).optional().catch(undefined),
  entity: z.string().min(1).max(100).optional().catch(undefined),
  id: z.string().min(1).max(200).optional().catch(undefined),
  /** Days in the person's time zone, both included. */
  from: calendarDay.optional().catch(undefined),
  to: calendarDay.optional().catch(undefined),
  q: z.string().trim().min(1).max(200).optional().catch(undefined),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const auditQuery = auditFilter.extend({
  after: z.coerce.number().int().positive().optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type AuditQuery = z.output<typeof auditQuery>;

export const auditEventRow = z.object({
  seq: z.number(),
  at: z.date(),
  actorId: z.string().nullable(),
  actorLabel: z.string(),
  action: z.string(),
  entityType: z.string(),
  entityId: z.string(),
  summary: z.string(),
  reason: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
type AuditEventRow = z.output<typeof auditEventRow>;
/** `at` is ISO 8601. */
export type AuditRow = Omit<AuditEventRow, "at"> & { at: string };

export type AuditPage = Omit<Page<AuditRow>, "rows"> & { events: AuditRow[]; total: Total };

const PAGE = 100;
const COUNTED = 10_000;
/** Of `audit_event`: the columns of `auditEventRow`. */
export const COLUMNS =
  raw(`seq, at, actor_id AS "actorId", actor_label AS "actorLabel", action, entity_type AS "entityType",
  entity_id AS "entityId", summary, reason, before, after`);

/** The latest first; `after` and `before` are sequence numbers, as a page gave them. Counts exactly up to 10,000. */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  const conditions = listConditions(query, ctx.timeZone);
  const place = readPlace(query);
  const own = place.cursor ? [sql`seq ${raw(place.isBackwards ? ">" : "<")} ${place.cursor}`] : [];
  const rows = await queryRows(ctx.sql, auditEventRow)`
    SELECT ${COLUMNS} FROM audit_event ${where([...conditions, ...own])}
       ORDER BY seq ${raw(place.isBackwards ? "ASC" : "DESC")} LIMIT ${PAGE + 1}`;
  const counted = await queryRows(ctx.sql, countRow)`
    SELECT count(*) AS count FROM (SELECT 1 FROM audit_event ${where(conditions)} LIMIT ${COUNTED + 1}) AS counted`;
  const page = cutPage(rows, PAGE, place, ({ seq }) => String(seq));
  return {
    events: page.rows.map(toAuditRow),
    previous: page.previous,
    next: page.next,
    total: toTotal(counted[0]?.count, COUNTED),
  };
}

export const toAuditRow = (row: AuditEventRow): AuditRow => ({ ...row, at: row.at.toISOString() });

/** The filter as conditions on `audit_event`. */
export function listConditions(filter: AuditFilter, timeZone: string): SqlPart[] {
  const text = `%${(filter.q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  return [
    filter.person && sql`actor_id = ${filter.person}::uuid`,
    filter.action && sql`action = ${filter.action}`,
    filter.entity && sql`entity_type = ${filter.entity}`,
    filter.id && sql`entity_id = ${filter.id}`,
    filter.from && sql`at >= ${startOfDay(filter.from, timeZone)}`,
    filter.to && sql`at < ${startOfDay(addDays(filter.to, 1), timeZone)}`,
    filter.q &&
      sql`(summary ILIKE ${text} OR reason ILIKE ${text} OR actor_label ILIKE ${text} OR entity_id ILIKE ${text})`,
  ].filter((condition) => typeof condition === "object");
}

/** What there is to filter by. */
export async function listAuditChoices(
  ctx: Context,
): Promise<{ actions: string[]; entities: string[]; people: { id: string; name: string }[] }> {
  const [actions, entities] = await Promise.all([listValues(ctx, "action"), listValues(ctx, "entity_type")]);
  const people = await ctx.db.person.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } });
  return { actions, entities, people };
}

const valueRow = z.object({ value: z.string() });

/** The different values of an indexed column, by jumping from one to the next: a DISTINCT would read the whole audit. */
async function listValues(ctx: Context, column: "action" | "entity_type"): Promise<string[]> {
  const rows = await queryRows(ctx.sql, valueRow)`
    WITH RECURSIVE jump AS (
      SELECT min(${raw(column)}) AS value FROM audit_event
      UNION ALL
      SELECT (SELECT min(${raw(column)}) FROM audit_event WHERE ${raw(column)} > jump.value) FROM jump WHERE jump.value IS NOT NULL
    ) SELECT value FROM jump WHERE value IS NOT NULL`;
  return rows.map(({ value }) => value);
}
