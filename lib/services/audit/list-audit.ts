import { z } from "zod";
import type { Context } from "@/lib/context";
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

export type AuditRow = {
  seq: number;
  /** ISO 8601. */
  at: string;
  actorId: string | null;
  actorLabel: string;
  action: string;
  entityType: string;
  entityId: string;
  summary: string;
  reason: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

export type AuditPage = {
  events: AuditRow[];
  previous: string | null;
  next: string | null;
  total: { count: number; isExact: boolean };
};

const PAGE = 100;
const COUNTED = 10_000;
export const COLUMNS = `seq, at, actor_id AS "actorId", actor_label AS "actorLabel", action, entity_type AS "entityType",
  entity_id AS "entityId", summary, reason, before, after`;

/** The latest first; `after` and `before` are sequence numbers, as a page gave them. Counts exactly up to 10,000. */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  const { where, values } = buildAuditWhere(query, ctx.timeZone);
  const isBackwards = query.before !== undefined && query.after === undefined;
  const place = isBackwards ? query.before : query.after;
  const bound = place === undefined ? "" : `AND seq ${isBackwards ? ">" : "<"} $${values.length + 1}`;
  const { rows } = await ctx.sql.query<StoredRow>(
    `SELECT ${COLUMNS} FROM audit_event WHERE ${where} ${bound} ORDER BY seq ${isBackwards ? "ASC" : "DESC"} LIMIT ${PAGE + 1}`,
    place === undefined ? values : [...values, place],
  );
  const { rows: counted } = await ctx.sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM (SELECT 1 FROM audit_event WHERE ${where} LIMIT ${COUNTED + 1}) AS counted`,
    values,
  );
  const hasMore = rows.length > PAGE;
  const shown = rows.slice(0, PAGE).map(toAuditRow);
  const events = isBackwards ? shown.reverse() : shown;
  const [first, last] = [events[0], events.at(-1)];
  const count = counted[0]?.count ?? 0;
  return {
    events,
    previous: first && (isBackwards ? hasMore : place !== undefined) ? String(first.seq) : null,
    next: last && (isBackwards || hasMore) ? String(last.seq) : null,
    total: { count: Math.min(count, COUNTED), isExact: count <= COUNTED },
  };
}

export type StoredRow = Omit<AuditRow, "at"> & { at: Date };
export const toAuditRow = (row: StoredRow): AuditRow => ({ ...row, at: row.at.toISOString() });

/** The filter as SQL, with its values from `$1` on. */
export function buildAuditWhere(filter: AuditFilter, timeZone: string): { where: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts = ["true"];
  const add = (sql: (parameter: string) => string, value: unknown) => {
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  if (filter.person) add((p) => `actor_id = ${p}::uuid`, filter.person);
  if (filter.action) add((p) => `action = ${p}`, filter.action);
  if (filter.entity) add((p) => `entity_type = ${p}`, filter.entity);
  if (filter.id) add((p) => `entity_id = ${p}`, filter.id);
  if (filter.from) add((p) => `at >= ${p}`, startOfDay(filter.from, timeZone));
  if (filter.to) add((p) => `at < ${p}`, startOfDay(addDays(filter.to, 1), timeZone));
  if (filter.q)
    add(
      (p) => `(summary ILIKE ${p} OR reason ILIKE ${p} OR actor_label ILIKE ${p} OR entity_id ILIKE ${p})`,
      `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`,
    );
  return { where: parts.join(" AND "), values };
}

/** What there is to filter by. */
export async function listAuditChoices(
  ctx: Context,
): Promise<{ actions: string[]; entities: string[]; people: { id: string; name: string }[] }> {
  const [actions, entities] = await Promise.all([listValues(ctx, "action"), listValues(ctx, "entity_type")]);
  const people = await ctx.db.person.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true } });
  return { actions, entities, people };
}

/** The different values of an indexed column, by jumping from one to the next: a DISTINCT would read the whole audit. */
async function listValues(ctx: Context, column: "action" | "entity_type"): Promise<string[]> {
  const { rows } = await ctx.sql.query<{ value: string }>(
    `WITH RECURSIVE jump AS (
       SELECT min(${column}) AS value FROM audit_event
       UNION ALL
       SELECT (SELECT min(${column}) FROM audit_event WHERE ${column} > jump.value) FROM jump WHERE jump.value IS NOT NULL
     ) SELECT value FROM jump WHERE value IS NOT NULL`,
  );
  return rows.map(({ value }) => value);
}
