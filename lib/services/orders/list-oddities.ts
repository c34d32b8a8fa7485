import "server-only";
import type { Context } from "@/lib/context";
import { ODDITY_KINDS, type OddityKind, type OrderOddities } from "@/lib/domain/order-view";

const SHOWN = 50;

/** What the carrier's answers to an order hold besides what its contract provides for: the first of each kind, with their counts. */
export async function listOddities(ctx: Pick<Context, "sql">, orderId: string): Promise<OrderOddities> {
  const { rows } = await ctx.sql.query<{
    kind: OddityKind;
    spelling: string;
    words: string;
    call_id: string | null;
    seen_at: Date;
    count: number;
  }>(
    `SELECT * FROM (
       SELECT kind, spelling, words, call_id, seen_at, count(*) OVER (PARTITION BY kind) AS count,
         row_number() OVER (PARTITION BY kind ORDER BY spelling) AS place
       FROM unrequested_number WHERE order_id = $1) o
     WHERE place <= ${SHOWN} ORDER BY array_position($2::text[], kind), spelling`,
    [orderId, [...ODDITY_KINDS]],
  );
  const counts: Partial<Record<OddityKind, number>> = {};
  for (const { kind, count } of rows) counts[kind] = count;
  return {
    first: rows.map((row) => ({
      kind: row.kind,
      spelling: row.spelling,
      words: row.words,
      callId: row.call_id,
      seenAt: row.seen_at.toISOString(),
    })),
    counts,
    count: Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}
