import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";

export type Health = {
  status: "ok" | "down";
  database: "ok" | "down";
  /** Seconds since the oldest queued item was due; 0 when nothing waits, null when the database cannot say. */
  queueLagSeconds: number | null;
  accounts: { carrier: string; label: string; mode: string; isEnabled: boolean; blockedUntil: string | null }[];
};

const accountRow = z.object({
  carrier: z.string(),
  label: z.string(),
  mode: z.string(),
  isEnabled: z.boolean(),
  blockedUntil: z.date().nullable(),
});
const secondsRow = z.object({ seconds: z.number() });

/** Never throws: a database out of reach is an answer too. Only running orders count; a paused one may wait. */
export async function checkHealth({ sql }: Pick<Database, "sql">): Promise<Health> {
  try {
    const [lag, accounts] = await Promise.all([
      queryRows(sql, secondsRow)`
        SELECT coalesce(extract(epoch FROM now() - min(oldest.due_at)), 0)::float8 AS seconds
        FROM orders o CROSS JOIN LATERAL (
          SELECT i.due_at FROM order_item i
          WHERE i.order_id = o.id AND i.state = 'queued' AND i.due_at <= now() ORDER BY i.due_at LIMIT 1
        ) AS oldest
        WHERE o.queued > 0 AND o.control = 'run'`,
      queryRows(sql, accountRow)`
        SELECT a.carrier, a.label, a.mode, a.is_enabled AS "isEnabled", max(s.blocked_until) AS "blockedUntil"
        FROM carrier_account a LEFT JOIN rate_slot s ON s.account_id = a.id AND s.blocked_until > now()
        GROUP BY a.id ORDER BY a.carrier, a.label`,
    ]);
    return {
      status: "ok",
      database: "ok",
      queueLagSeconds: Math.round(lag[0]?.seconds ?? 0),
      accounts: accounts.map((row) => ({ ...row, blockedUntil: row.blockedUntil?.toISOString() ?? null })),
    };
  } catch {
    return { status: "down", database: "down", queueLagSeconds: null, accounts: [] };
  }
}
