import "server-only";
import type { Context } from "@/lib/context";
import type { OrderOddities } from "@/lib/domain/order-view";

const SHOWN = 50;

/** What the carrier's answers to an order name and nobody submitted, the first of them with their count. */
export async function listOddities(ctx: Pick<Context, "sql">, orderId: string): Promise<OrderOddities> {
  const { rows } = await ctx.sql.query<{
    spelling: string;
    words: string;
    call_id: string | null;
    seen_at: Date;
    count: number;
  }>(
    `SELECT spelling, words, call_id, seen_at, count(*) OVER () AS count FROM order_oddity
     WHERE order_id = $1 ORDER BY spelling LIMIT ${SHOWN}`,
    [orderId],
  );
  return {
    first: rows.map((row) => ({
      spelling: row.spelling,
      words: row.words,
      callId: row.call_id,
      seenAt: row.seen_at.toISOString(),
    })),
    count: rows[0]?.count ?? 0,
  };
}
