import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { and, queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import {
  type DeliveryGroup,
  type DeliveryQuery,
  type DeliveryReport,
  type DeliveryRow,
  fillDays,
  readAskedNumber,
  sumCounts,
} from "@/lib/domain/delivery";
import { addDays, dayIn, startOfDay } from "@/lib/domain/time-zone";
import { hasOutcome, OUTCOME_COUNTS } from "./message-outcome";

const MAX_ROWS = 200;
const MAX_SPAN_DAYS = 366;
const SHOWN_CODES = 3;

const groupRow = z.object({
  key: z.string(),
  sent: z.number(),
  delivered: z.number(),
  accepted: z.number(),
  moving: z.number(),
  unknown: z.number(),
  refused: z.number(),
  codes: z.record(z.string(), z.number()).nullable(),
});

/** The outcome of the messages sent in a span of days of the person's time zone, in all, by day, and by what the query asks for. */
export const getDelivery = (ctx: Context, query: DeliveryQuery): Promise<DeliveryReport> =>
  inSnapshot(ctx, async (snapshot) => {
    const to = query.to ?? dayIn(ctx.now(), ctx.timeZone);
    const asked = query.from ?? addDays(to, 1 - query.days);
    const first = addDays(to, 1 - MAX_SPAN_DAYS);
    const from = asked > to ? to : asked < first ? first : asked;
    const conditions = listConditions(query, { from, to, timeZone: ctx.timeZone });
    const days = await countBy(snapshot, "day", conditions);
    const rows = query.by === "day" ? days.toReversed() : await countBy(snapshot, query.by, conditions);
    const shown = rows.slice(0, query.by === "day" ? rows.length : MAX_ROWS);
    return {
      at: ctx.now().toISOString(),
      from,
      to,
      total: sumCounts(days),
      days: fillDays(days, from, to),
      rows: query.by === "code" ? await describeCodes(snapshot, shown, conditions) : shown,
      hasMore: rows.length > shown.length,
    };
  });

function listConditions(
  { account, number, campaign, code }: DeliveryQuery,
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
): SqlPart[] {
  const conditions = [
    sql`m.occurred_at >= ${startOfDay(from, timeZone)} AND m.occurred_at < ${startOfDay(addDays(to, 1), timeZone)}`,
    sql`m.direction = 'out'`,
  ];
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

/** A number's campaign is the one that it is in now; of two accounts' the one that was read last. */
const KEYS: Record<DeliveryGroup, (timeZone: string) => SqlPart> = {
  day: (timeZone) => sql`to_char(m.occurred_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD')`,
  number: () => raw("m.e164"),
  campaign: () => raw("m.e164"),
  code: () => sql`CASE WHEN ${hasOutcome("refused")} THEN coalesce(m.carrier_code, '') END`,
};

async function countBy(
  { sql: pool, timeZone }: Pick<Context, "sql" | "timeZone">,
  by: DeliveryGroup,
  conditions: readonly SqlPart[],
): Promise<DeliveryRow[]> {
  const grouped = sql`SELECT ${KEYS[by](timeZone)} AS key, m.carrier_code AS code, ${OUTCOME_COUNTS} FROM message m
    WHERE ${and(conditions)} GROUP BY 1, 2`;
  const keyed =
    by === "campaign"
      ? sql`SELECT coalesce(f.value, '') AS key, g.code, g.sent, g.delivered, g.accepted, g.moving, g.unknown, g.refused
          FROM grouped g LEFT JOIN LATERAL (SELECT value FROM number_fact WHERE e164 = g.key AND facet = 'campaignId'
            AND value IS NOT NULL ORDER BY checked_at DESC LIMIT 1) f ON true`
      : sql`SELECT * FROM grouped`;
  const order = by === "day" ? sql`key` : sql`refused DESC, sent DESC, key`;
  const rows = await queryRows(pool, groupRow)`
    WITH grouped AS (${grouped}), keyed AS (${keyed}),
    folded AS (SELECT key, code, sum(sent) AS sent, sum(delivered) AS delivered, sum(accepted) AS accepted, sum(moving) AS moving,
      sum(unknown) AS unknown, sum(refused) AS refused FROM keyed WHERE key IS NOT NULL GROUP BY 1, 2)
    SELECT key, sum(sent)::int8 AS sent, sum(delivered)::int8 AS delivered, sum(accepted)::int8 AS accepted, sum(moving)::int8 AS moving,
      sum(unknown)::int8 AS unknown, sum(refused)::int8 AS refused, jsonb_object_agg(coalesce(code, ''), refused) FILTER (WHERE refused > 0) AS codes
    FROM folded GROUP BY key ORDER BY ${order} LIMIT ${by === "day" ? MAX_SPAN_DAYS + 1 : MAX_ROWS + 1}`;
  return rows.map(({ codes, ...row }) => ({
    ...row,
    codes: Object.entries(codes ?? {})
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, SHOWN_CODES),
  }));
}

const codeRow = z.object({ code: z.string(), carrier: z.string(), message: z.string().nullable() });

async function describeCodes(
  { sql: pool }: Pick<Context, "sql">,
  rows: readonly DeliveryRow[],
  conditions: readonly SqlPart[],
): Promise<DeliveryRow[]> {
  const codes = rows.map(({ key }) => key);
  const texts = await queryRows(pool, codeRow)`
    SELECT DISTINCT ON (code) coalesce(m.carrier_code, '') AS code, a.carrier, m.carrier_message AS message
    FROM message m JOIN carrier_account a ON a.id = m.account_id
    WHERE ${and(conditions)} AND coalesce(m.carrier_code, '') = ANY(${codes}::text[]) AND ${hasOutcome("refused")}
    ORDER BY code, m.occurred_at DESC`;
  const byCode = new Map(texts.map((text) => [text.code, text]));
  return rows.map((row) => {
    const text = byCode.get(row.key);
    const known = text && row.key !== "" ? findCarrier(text.carrier)?.describeError(row.key, text.message ?? "") : null;
    return { ...row, message: text?.message ?? null, meaning: known?.meaning ?? null };
  });
}
