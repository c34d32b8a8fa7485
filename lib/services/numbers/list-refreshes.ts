import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { RefreshRun } from "@/lib/domain/refresh-run";

const SHOWN = 5;

const runRow = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["running", "done", "stopped"]),
  total: z.number(),
  done: z.number(),
  reported: z.number(),
  faults: z.record(z.string(), z.number()),
  created_at: z.date(),
  ended_at: z.date().nullable(),
});

/** The person's own readings of many numbers that run or ended within the last hour, newest first. */
export async function listRefreshes({ sql, actor }: Pick<Context, "sql" | "actor">): Promise<RefreshRun[]> {
  const rows = await queryRows(sql, runRow)`
    SELECT id, name, state, total, done, reported, faults, created_at, ended_at FROM refresh_run
    WHERE created_by_id = ${actor.id} AND (state = 'running' OR ended_at > now() - interval '1 hour')
    ORDER BY created_at DESC LIMIT ${SHOWN}`;
  return rows.map(({ created_at, ended_at, faults, ...run }) => ({
    ...run,
    faults: Object.entries(faults)
      .sort(([, one], [, other]) => other - one)
      .map(([text]) => text),
    createdAt: created_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
  }));
}
