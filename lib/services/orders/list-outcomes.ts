import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import { type ItemState, itemState } from "@/lib/domain/order";
import type { OutcomeGroup } from "@/lib/domain/order-view";
import { phoneNumber } from "@/lib/domain/phone-number";
import { explainOutcome } from "./explain-outcome";
import { CAUSE, NEUTRAL_MESSAGE } from "./outcome-cause";

const MAX_GROUPS = 200;
/** What wants a person first. */
const ORDER_OF_STATES: readonly ItemState[] = [
  "failed",
  "unknown",
  "queued",
  "sending",
  "accepted",
  "skipped",
  "confirmed",
];

const groupRow = z.object({
  cause: z.string(),
  state: itemState,
  code: z.string().nullable(),
  message: z.string().nullable(),
  is_retryable: z.boolean().nullable(),
  count: z.number(),
  first: z.array(phoneNumber),
});
type GroupRow = z.infer<typeof groupRow>;

/** An order's numbers grouped by state and cause; the groups' counts add up to the order unless there are more than 200 causes. */
export async function listOutcomes(
  ctx: Pick<Context, "sql">,
  order: { id: string; carrierId: string },
): Promise<OutcomeGroup[]> {
  const rows = await queryRows(ctx.sql, groupRow)`
    SELECT cause, state, code, is_retryable, count(*) AS count,
      CASE WHEN min(message) = max(message) THEN min(message) ELSE min(neutral) END AS message,
      (array_agg(e164 ORDER BY seq) FILTER (WHERE place <= 5)) AS first
    FROM (
      SELECT c.*, row_number() OVER (PARTITION BY cause ORDER BY seq) AS place FROM (
        SELECT i.seq, i.e164, i.state, i.code, i.message, i.is_retryable, ${raw(NEUTRAL_MESSAGE)} AS neutral, ${raw(CAUSE)} AS cause
        FROM order_item i WHERE i.order_id = ${order.id}) c) n
    GROUP BY cause, state, code, is_retryable ORDER BY count(*) DESC, cause LIMIT ${MAX_GROUPS}`;
  const rank = (state: ItemState) => ORDER_OF_STATES.indexOf(state);
  return rows
    .map((row) => toGroup(row, order.carrierId))
    .sort((a, b) => rank(a.state) - rank(b.state) || b.count - a.count);
}

function toGroup(row: GroupRow, carrierId: string): OutcomeGroup {
  return {
    cause: row.cause,
    state: row.state,
    code: row.code,
    message: row.message,
    isRetryable: row.is_retryable ?? false,
    count: row.count,
    first: row.first,
    ...explainOutcome(carrierId, row),
  };
}
