import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CarrierStrip, StripHour } from "@/lib/domain/home";

const HOURS = 24;
const HOUR_MS = 3_600_000;

const hourRow = z.object({
  account_id: z.string(),
  hour: z.date(),
  calls: z.number(),
  refused: z.number(),
  failed: z.number(),
  latency: z.number(),
});
const holdRow = z.object({ account_id: z.string(), at: z.date() });

/** Calls per hour and account, from the index of calls alone, and when breakers opened. Hours are whole ones of UTC. */
export async function listCarrierStrips({ sql, now }: Pick<Context, "sql" | "now">): Promise<CarrierStrip[]> {
  const last = Math.floor(now().getTime() / HOUR_MS) * HOUR_MS;
  const since = new Date(last - (HOURS - 1) * HOUR_MS);
  const [hours, holds] = await Promise.all([
    queryRows(sql, hourRow)`
      SELECT a.id AS account_id, c.hour, c.calls, c.refused, c.failed, c.latency FROM carrier_account a CROSS JOIN LATERAL (
        SELECT date_trunc('hour', started_at, 'UTC') AS hour, count(*) AS calls, count(*) FILTER (WHERE status IN (403, 429)) AS refused,
          count(*) FILTER (WHERE status IS NULL OR status >= 500) AS failed, avg(duration_ms)::float8 AS latency
        FROM carrier_call WHERE account_id = a.id AND started_at >= ${since} GROUP BY 1
      ) c ORDER BY a.id, c.hour`,
    queryRows(sql, holdRow)`
      SELECT entity_id AS account_id, at FROM (
        SELECT entity_id, at FROM audit_event WHERE action = 'account.held' ORDER BY seq DESC LIMIT 200
      ) e WHERE at >= ${since} ORDER BY at`,
  ]);
  const ids = new Set([...hours, ...holds].map((row) => row.account_id));
  return [...ids].map((accountId) => ({
    accountId,
    hours: Array.from({ length: HOURS }, (_, n): StripHour => {
      const at = since.getTime() + n * HOUR_MS;
      const row = hours.find((one) => one.account_id === accountId && one.hour.getTime() === at);
      return {
        at: new Date(at).toISOString(),
        calls: row?.calls ?? 0,
        refused: row?.refused ?? 0,
        failed: row?.failed ?? 0,
        latency: row ? Math.round(row.latency) : null,
      };
    }),
    holds: holds.flatMap((hold) => (hold.account_id === accountId ? [hold.at.toISOString()] : [])),
  }));
}
