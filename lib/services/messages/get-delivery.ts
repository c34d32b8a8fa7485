import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { and, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import {
  DELIVERY_OUTCOMES,
  type DeliveryGroup,
  type DeliveryOutcome,
  type DeliveryQuery,
  type DeliveryReport,
  type DeliveryRow,
  fillDays,
  readAskedNumber,
  sumCounts,
} from "@/lib/domain/delivery";
import { addDays, dayIn, startOfDay } from "@/lib/domain/time-zone";
import { hasOutcome, OUTCOME } from "./message-outcome";

const MAX_ROWS = 200;
const MAX_SPAN_DAYS = 366;
const SHOWN_CODES = 3;

const groupColumns = {
  state: z.string(),
  delivery_state: z.string().nullable(),
  code: z.string().nullable(),
  outcome: z.enum(DELIVERY_OUTCOMES),
  count: z.number(),
};
const dayRow = z.object({ day: z.string(), ...groupColumns });
type Group = { key: string; code: string | null; outcome: DeliveryOutcome; count: number };

/** The outcome of the messages sent in a span of days of the person's time zone, in all, by day, and by what the query asks for. */
export const getDelivery = (ctx: Context, query: DeliveryQuery): Promise<DeliveryReport> =>
  inSnapshot(ctx, async (snapshot) => {
    const to = query.to ?? dayIn(ctx.now(), ctx.timeZone);
    const asked = query.from ?? addDays(to, 1 - query.days);
    const first = addDays(to, 1 - MAX_SPAN_DAYS);
    const from = asked > to ? to : asked < first ? first : asked;
    const span = { from: startOfDay(from, ctx.timeZone), to: startOfDay(addDays(to, 1), ctx.timeZone) };
    const conditions = listConditions(query, span);
    const groups = await (query.number || query.campaign
      ? groupByDay(snapshot, conditions)
      : addUpTotals(snapshot, query, span));
    const days = fold(groups.map(({ day, ...group }) => ({ ...group, key: day }))).sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
    const rows = await listRows(snapshot, query.by, { groups, days, conditions });
    const shown = rows.slice(0, query.by === "day" ? rows.length : MAX_ROWS);
    return {
      at: ctx.now().toISOString(),
      from,
      to,
      total: sumCounts(days),
      days: fillDays(days, from, to),
      rows: query.by === "code" ? await describeCodes(snapshot, shown) : shown,
      hasMore: rows.length > shown.length,
    };
  });

function listConditions({ account, number, campaign, code }: DeliveryQuery, { from, to }: Span): SqlPart[] {
  const conditions = [sql`m.occurred_at >= ${from} AND m.occurred_at < ${to}`, sql`m.direction = 'out'`];
  const e164 = readAskedNumber(number);
  if (account) conditions.push(sql`m.account_id = ${account}`);
  if (e164 !== undefined) conditions.push(e164 === false ? sql`false` : sql`m.e164 = ${e164}`);
  if (campaign)
    conditions.push(
      sql`m.e164 IN (SELECT e164 FROM number_fact WHERE facet = 'campaignId' AND value = ${campaign} AND length(value) <= 200)`,
    );
  if (code) conditions.push(sql`m.carrier_code = ${code} AND ${hasOutcome("refused")}`);
  return conditions;
}

/** The same from the totals that are kept of each quarter of an hour: a report of all numbers reads no message. */
const addUpTotals = (
  { sql: pool, timeZone }: Context,
  { account, code }: DeliveryQuery,
  { from, to }: Span,
): Promise<DayGroup[]> => {
  const conditions = [sql`t.quarter >= ${from} AND t.quarter < ${to}`];
  if (account) conditions.push(sql`t.account_id = ${account}`);
  if (code) conditions.push(sql`t.code = ${code}`);
  return queryRows(pool, dayRow)`
    SELECT to_char(m.day, 'YYYY-MM-DD') AS day, m.state, m.delivery_state, m.code, ${OUTCOME} AS outcome, m.count FROM (
      SELECT (t.quarter AT TIME ZONE ${timeZone})::date AS day, t.state, nullif(t.delivery_state, '') AS delivery_state,
        nullif(t.code, '') AS code, sum(t.count)::int8 AS count
      FROM (SELECT t.quarter, t.state, t.delivery_state, t.code, sum(t.count) AS count FROM message_total t
        WHERE ${and(conditions)} GROUP BY 1, 2, 3, 4) t
      GROUP BY 1, 2, 3, 4 HAVING sum(t.count) <> 0) m
    WHERE ${code ? hasOutcome("refused") : sql`true`}`;
};

type DayGroup = z.output<typeof dayRow>;
type Span = { from: Date; to: Date };

/** The few combinations that occur, so that no row is looked at more than once. */
const groupByDay = ({ sql: pool, timeZone }: Context, conditions: readonly SqlPart[]): Promise<DayGroup[]> =>
  queryRows(pool, dayRow)`
    SELECT to_char(m.day, 'YYYY-MM-DD') AS day, m.state, m.delivery_state, m.code, ${OUTCOME} AS outcome, m.count FROM (
      SELECT (m.occurred_at AT TIME ZONE ${timeZone})::date AS day, m.state, m.delivery_state, m.carrier_code AS code, count(*) AS count
      FROM message m WHERE ${and(conditions)} GROUP BY 1, 2, 3, 4) m`;

type Parts = { groups: readonly DayGroup[]; days: readonly DeliveryRow[]; conditions: readonly SqlPart[] };

function listRows(ctx: Context, by: DeliveryGroup, { groups, days, conditions }: Parts): Promise<DeliveryRow[]> {
  if (by === "day") return Promise.resolve(days.toReversed());
  if (by !== "code") return countByNumber(ctx, by, conditions);
  const refused = groups.filter(({ outcome }) => outcome === "refused");
  const rows = fold(refused.map((group) => ({ ...group, key: group.code ?? "" })));
  return Promise.resolve(rows.sort((a, b) => b.refused - a.refused || (a.key < b.key ? -1 : 1)));
}

const numberRow = z.object({
  key: z.string(),
  sent: z.number(),
  delivered: z.number(),
  accepted: z.number(),
  moving: z.number(),
  unknown: z.number(),
  refused: z.number(),
  codes: z.record(z.string(), z.number()).nullable(),
});

/** A number's campaign is the one that it is in now; of two accounts' the one that was read last. */
const CAMPAIGN = sql`LEFT JOIN LATERAL (SELECT value FROM number_fact WHERE e164 = m.e164 AND facet = 'campaignId' AND value IS NOT NULL
  ORDER BY checked_at DESC LIMIT 1) f ON true`;

async function countByNumber(
  { sql: pool }: Context,
  by: "number" | "campaign",
  conditions: readonly SqlPart[],
): Promise<DeliveryRow[]> {
  const isCampaign = by === "campaign";
  const sum = (outcome: DeliveryOutcome) => sql`coalesce(sum(n) FILTER (WHERE outcome = ${outcome}), 0)::int8`;
  const rows = await queryRows(pool, numberRow)`
    WITH grouped AS (SELECT m.e164, m.state, m.delivery_state, m.carrier_code, count(*) AS n FROM message m
      WHERE ${and(conditions)} GROUP BY 1, 2, 3, 4),
    keyed AS (SELECT ${isCampaign ? sql`coalesce(f.value, '')` : sql`m.e164`} AS key, m.carrier_code AS code, ${OUTCOME} AS outcome, m.n
      FROM grouped m ${isCampaign ? CAMPAIGN : sql``}),
    folded AS (SELECT key, code, outcome, sum(n)::int8 AS n FROM keyed GROUP BY 1, 2, 3)
    SELECT key, sum(n)::int8 AS sent, ${sum("delivered")} AS delivered, ${sum("accepted")} AS accepted, ${sum("moving")} AS moving,
      ${sum("unknown")} AS unknown, ${sum("refused")} AS refused,
      jsonb_object_agg(coalesce(code, ''), n) FILTER (WHERE outcome = 'refused') AS codes
    FROM folded GROUP BY key ORDER BY refused DESC, sent DESC, key LIMIT ${MAX_ROWS + 1}`;
  return rows.map(({ codes, ...row }) => ({
    ...row,
    codes: Object.entries(codes ?? {})
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, SHOWN_CODES),
  }));
}

function fold(groups: readonly Group[]): DeliveryRow[] {
  const rows = new Map<string, DeliveryRow & { codes: { code: string; count: number }[] }>();
  for (const { key, code, outcome, count } of groups) {
    const row = rows.get(key) ?? { ...sumCounts([]), key, codes: [] };
    rows.set(key, row);
    row.sent += count;
    row[outcome] += count;
    if (outcome !== "refused") continue;
    const known = row.codes.find((one) => one.code === (code ?? ""));
    if (known) known.count += count;
    else row.codes.push({ code: code ?? "", count });
  }
  return [...rows.values()].map((row) => ({
    ...row,
    codes: row.codes.sort((a, b) => b.count - a.count).slice(0, SHOWN_CODES),
  }));
}
const codeRow = z.object({ code: z.string(), carrier: z.string(), message: z.string().nullable() });

async function describeCodes(
  { sql: pool }: Pick<Context, "sql">,
  rows: readonly DeliveryRow[],
): Promise<DeliveryRow[]> {
  const texts = await queryRows(pool, codeRow)`
    SELECT c.code, a.carrier, m.message FROM unnest(${rows.map(({ key }) => key)}::text[]) AS c(code)
    CROSS JOIN LATERAL (SELECT m.account_id, m.carrier_message AS message FROM message m
      WHERE m.carrier_code = c.code AND m.direction = 'out' AND ${hasOutcome("refused")} ORDER BY m.occurred_at DESC LIMIT 1) m
    JOIN carrier_account a ON a.id = m.account_id`;
  const byCode = new Map(texts.map((text) => [text.code, text]));
  return rows.map((row) => {
    const text = byCode.get(row.key);
    const known = text ? findCarrier(text.carrier)?.describeError(row.key, text.message ?? "") : null;
    return { ...row, message: text?.message ?? null, meaning: known?.meaning ?? null };
  });
}
