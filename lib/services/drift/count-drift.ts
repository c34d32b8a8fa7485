import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { DRIFT_KINDS, type DriftCounts, driftKind, type DriftKind } from "@/lib/domain/drift";

const kindRow = z.object({ kind: driftKind, total: z.number(), recent: z.number() });
const DAY_MS = 86_400_000;

/** Unsettled differences per kind, and how many of them were seen in the last 24 hours. `total` leaves out numbers that appeared. */
export async function countDrift(ctx: Pick<Context, "sql" | "now">): Promise<DriftCounts> {
  const since = new Date(ctx.now().getTime() - DAY_MS);
  const rows = await queryRows(ctx.sql, kindRow)`
    SELECT kind, count(*) AS total, count(*) FILTER (WHERE seen_at >= ${since}) AS recent FROM drift
    WHERE state IN ('open', 'restoring') GROUP BY kind`;
  const kinds = Object.fromEntries(
    DRIFT_KINDS.map((kind) => {
      const { total = 0, recent = 0 } = rows.find((row) => row.kind === kind) ?? {};
      return [kind, { total, recent }];
    }),
  ) as Record<DriftKind, { total: number; recent: number }>;
  const listed = rows.filter(({ kind }) => kind !== "number-appeared");
  return {
    total: listed.reduce((sum, row) => sum + row.total, 0),
    recent: listed.reduce((sum, row) => sum + row.recent, 0),
    kinds,
  };
}
