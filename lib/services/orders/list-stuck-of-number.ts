import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { listExpectations } from "./list-expectations";
import { fromStuckItems } from "./stuck-sql";

const stuckRow = z.object({ id: z.string(), seq: z.number() });

/** Orders in which the number waits for longer than expected, by ID, with its place in each. */
export async function listStuckOfNumber(
  ctx: Pick<Context, "sql" | "db" | "carriers">,
  number: PhoneNumber,
): Promise<Map<string, number>> {
  const expectations = await listExpectations(ctx);
  if (expectations.length === 0) return new Map();
  const rows = await queryRows(ctx.sql, stuckRow)`
    SELECT o.id, s.seq FROM (SELECT DISTINCT order_id FROM order_item WHERE e164 = ${number} AND state IN ('accepted', 'unknown')) m
    JOIN orders o ON o.id = m.order_id
    CROSS JOIN LATERAL (SELECT i.seq ${fromStuckItems(expectations)} AND i.e164 = ${number}) s`;
  return new Map(rows.map(({ id, seq }) => [id, seq]));
}
