import "server-only";
import { raw, sql, type SqlPart } from "@/lib/db/sql";
import { CANCELLED } from "@/lib/domain/order-view";

/** The code of a row whose labels were taken back. */
export const UNDONE = "undone";

/** An item, or an outcome, `x` that may be sent again: it failed, was taken back before it was sent, or undone. */
export const CAN_SEND_AGAIN = raw(
  `(x.state = 'failed' OR (x.state = 'skipped' AND x.code IN ('${CANCELLED}', '${UNDONE}')))`,
);

/**
 * The last item of row `r`, which is ready or repeats a ready one: (order_id, attempt, state, code, message, at); of a row that sets labels
 * its outcome, without an order. `before`: of submissions
 * before that one. Looked up row by row, whatever the statistics know of tables that have just been filled.
 */
export const lastItem = ({ before }: { before?: number } = {}): SqlPart => sql`LATERAL (
  (SELECT i.order_id, s.attempt, i.state, i.code, i.message, coalesce(i.settled_at, i.updated_at) AS at
  FROM order_item i JOIN upload_order s ON s.upload_id = r.upload_id AND s.order_id = i.order_id AND s.target = r.target
  WHERE i.e164 = r.e164 AND r.state IN ('ready', 'duplicate') ${before === undefined ? sql`` : sql`AND s.attempt < ${before}`}
  ORDER BY s.attempt DESC, i.order_id DESC LIMIT 1)
  UNION ALL
  (SELECT NULL, o.attempt, o.state, o.code, o.message, o.at FROM upload_outcome o
  WHERE o.upload_id = r.upload_id AND o.seq = r.seq AND o.target = r.target AND r.state IN ('ready', 'duplicate')
    ${before === undefined ? sql`` : sql`AND o.attempt < ${before}`})) x`;
