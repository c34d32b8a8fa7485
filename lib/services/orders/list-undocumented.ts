import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { UNDOCUMENTED_KINDS, type UndocumentedKind, type UndocumentedEntries } from "@/lib/domain/order-view";

const SHOWN = 50;

const undocumentedRow = z.object({
  kind: z.enum(UNDOCUMENTED_KINDS),
  spelling: z.string(),
  message: z.string(),
  call_id: z.string().nullable(),
  seen_at: z.date(),
  count: z.number(),
});

/** What the carrier's answers to an order hold besides what its contract provides for: the first of each kind, with their counts. */
export async function listUndocumented(ctx: Pick<Context, "sql">, orderId: string): Promise<UndocumentedEntries> {
  const rows = await queryRows(ctx.sql, undocumentedRow)`
    SELECT kind, spelling, message, call_id, seen_at, count FROM (
      SELECT kind, spelling, message, call_id, seen_at, count(*) OVER (PARTITION BY kind) AS count,
        row_number() OVER (PARTITION BY kind ORDER BY spelling) AS place
      FROM unrequested_number WHERE order_id = ${orderId}) o
    WHERE place <= ${SHOWN} ORDER BY array_position(${[...UNDOCUMENTED_KINDS]}::text[], kind), spelling`;
  const counts: Partial<Record<UndocumentedKind, number>> = {};
  for (const { kind, count } of rows) counts[kind] = count;
  return {
    first: rows.map((row) => ({
      kind: row.kind,
      spelling: row.spelling,
      message: row.message,
      callId: row.call_id,
      seenAt: row.seen_at.toISOString(),
    })),
    counts,
    count: Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}
