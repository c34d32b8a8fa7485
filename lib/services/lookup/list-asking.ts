import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { LookupJob } from "@/lib/domain/job-center";

const MAX_ROWS = 50;

const askingRow = z.object({
  id: z.string(),
  name: z.string(),
  person: z.string().nullable(),
  started_at: z.date(),
  done: z.number(),
  total: z.number(),
  failures: z.array(z.string()).nullable(),
});

/** Lookups whose numbers are being read at the carriers, the last one first: one line each, over all accounts. */
export async function listAsking({ sql }: Pick<Context, "sql">): Promise<LookupJob[]> {
  const rows = await queryRows(sql, askingRow)`
    SELECT l.id, l.name, p.name AS person, r.started_at, k.done, k.total, k.failures
    FROM lookup_round r JOIN lookup l ON l.id = r.lookup_id LEFT JOIN person p ON p.id = r.actor_id
    CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN k.is_over THEN k.total ELSE k.done END), 0)::int8 AS done,
      coalesce(sum(k.total), 0)::int8 AS total, array_agg(k.failure) FILTER (WHERE k.failure IS NOT NULL) AS failures
      FROM lookup_ask k WHERE k.lookup_id = r.lookup_id AND k.n = r.n) k
    WHERE r.state = 'asking' ORDER BY r.started_at DESC LIMIT ${MAX_ROWS}`;
  return rows.map(({ person, started_at, failures, ...row }) => ({
    ...row,
    personName: person,
    startedAt: started_at.toISOString(),
    failures: failures ?? [],
  }));
}
