import "server-only";
import type { Context } from "@/lib/context";
import { queryRows, sql, where } from "@/lib/db/sql";
import type { CallView } from "@/lib/domain/order-view";
import { callRow, toCallView } from "@/lib/engine/call-row";

const CALLS_PER_PAGE = 20;
/** In larger orders the calls of one number are found by its write alone: reading every stored body would take too long. */
const BODIES_READ_UP_TO = 10_000;

export type CallPage = { rows: CallView[]; next: string | null };

/**
 * The evidence, newest first: the carrier calls of one number of an order (`seq`), or of the whole order. What stands there was redacted
 * before it was stored. `callId` asks for one call alone. `before` is the id of the last call shown.
 */
export async function listOrderCalls(
  ctx: Pick<Context, "sql">,
  { orderId, seq, callId, before }: { orderId: string; seq?: number; callId?: string; before?: string },
): Promise<CallPage> {
  const conditions = [sql`c.order_id = ${orderId}`];
  if (seq !== undefined) conditions.push(sql`c.id = ANY (${selectCallsOfItem(orderId, seq)})`);
  if (callId) conditions.push(sql`c.id = ${callId}`);
  if (before)
    conditions.push(
      sql`(c.started_at, c.id) < (SELECT b.started_at, b.id FROM carrier_call b WHERE b.id = ${before}::uuid)`,
    );
  const rows = await queryRows(ctx.sql, callRow)`
    SELECT c.id, c.method, c.url, c.status, c.fault, c.request_headers, c.request_body, c.response_headers, c.response_body,
      d.reference, c.started_at, c.duration_ms
    FROM carrier_call c LEFT JOIN dispatch d ON d.id = c.dispatch_id
    ${where(conditions)} ORDER BY c.started_at DESC, c.id DESC LIMIT ${CALLS_PER_PAGE + 1}`;
  const shown = rows.slice(0, CALLS_PER_PAGE);
  return {
    rows: shown.map(toCallView),
    next: rows.length > CALLS_PER_PAGE ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** The calls of its present write, the one behind its present state, and every other of the order in which the number stands. */
const selectCallsOfItem = (orderId: string, seq: number) => sql`ARRAY(
  WITH item AS (SELECT i.*, substr(i.e164, 3) AS digits, o.requested FROM order_item i JOIN orders o ON o.id = i.order_id
    WHERE i.order_id = ${orderId} AND i.seq = ${seq})
  SELECT x.id FROM carrier_call x JOIN item ON x.dispatch_id = item.dispatch_id
  UNION SELECT last_call_id FROM item
  UNION SELECT x.id FROM item JOIN carrier_call x ON x.order_id = item.order_id
    WHERE item.requested <= ${BODIES_READ_UP_TO} AND (strpos(x.url, item.digits) > 0 OR strpos(x.request_body, item.digits) > 0))`;
