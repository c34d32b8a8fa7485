import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CarrierStrip, StripHour } from "@/lib/domain/home";

const HOURS = 24;
const HOUR_MS = 3_600_000;

const idRow = z.object({ id: z.string() });
const hourRow = z.object({
  hour: z.date(),
  calls: z.number(),
  refused: z.number(),
  failed: z.number(),
  latency: z.number(),
});
const holdRow = z.object({ account_id: z.string(), at: z.date() });

/** The hours of accounts whose calls have all ended, by account and start: they never change. The process has one memory of them. */
const home = globalThis as typeof globalThis & { tandemHours?: Map<string, StripHour> };
const finished: Map<string, StripHour> = (home.tandemHours ??= new Map());
/** No call takes longer. */
const CALL_MS = 300_000;
const MAX_KEPT = 10_000;

/** Calls per hour and account, from the index of calls alone, and when breakers opened. Hours are whole ones of UTC. */
export async function listCarrierStrips({ sql, now }: Pick<Context, "sql" | "now">): Promise<CarrierStrip[]> {
  const last = Math.floor(now().getTime() / HOUR_MS) * HOUR_MS;
  const starts = Array.from({ length: HOURS }, (_, n) => last - (HOURS - 1 - n) * HOUR_MS);
  const since = new Date(starts[0] ?? last);
  const accounts = await queryRows(sql, idRow)`SELECT id FROM carrier_account ORDER BY id`;
  const [strips, holds] = await Promise.all([
    Promise.all(accounts.map(({ id }) => readHours(sql, id, starts, now().getTime()))),
    queryRows(sql, holdRow)`
      SELECT entity_id AS account_id, at FROM (
        SELECT entity_id, at FROM audit_event WHERE action = 'account.held' ORDER BY seq DESC LIMIT 200
      ) e WHERE at >= ${since} ORDER BY at`,
  ]);
  return accounts.map(({ id }, n) => ({
    accountId: id,
    hours: strips[n] ?? [],
    holds: holds.flatMap((hold) => (hold.account_id === id ? [hold.at.toISOString()] : [])),
  }));
}

async function readHours(
  sql: Context["sql"],
  accountId: string,
  starts: readonly number[],
  now: number,
): Promise<StripHour[]> {
  const key = (start: number) => `${accountId} ${start}`;
  const open = starts.find((start) => !finished.has(key(start))) ?? now;
  const rows = await queryRows(sql, hourRow)`
    SELECT date_bin('1 hour', started_at, timestamptz 'epoch') AS hour, count(*) AS calls,
      count(*) FILTER (WHERE status IN (403, 429)) AS refused, count(*) FILTER (WHERE status IS NULL OR status >= 500 OR status BETWEEN 300 AND 399) AS failed,
      avg(duration_ms)::float8 AS latency
    FROM carrier_call WHERE account_id = ${accountId} AND started_at >= ${new Date(open)} GROUP BY 1`;
  if (finished.size > MAX_KEPT) finished.clear();
  return starts.map((start): StripHour => {
    const known = start < open ? finished.get(key(start)) : undefined;
    if (known) return known;
    const row = rows.find(({ hour }) => hour.getTime() === start);
    const hour = {
      at: new Date(start).toISOString(),
      calls: row?.calls ?? 0,
      refused: row?.refused ?? 0,
      failed: row?.failed ?? 0,
      latency: row ? Math.round(row.latency) : null,
    };
    if (start + HOUR_MS + CALL_MS < now) finished.set(key(start), hour);
    return hour;
  });
}
