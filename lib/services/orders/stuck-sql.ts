import "server-only";
import { raw, sql, type SqlPart } from "@/lib/db/sql";
import { type Expectation, isTollFreeSql } from "./list-expectations";

/** Since when an item `i` waits. */
export const WAITS_SINCE = raw("(CASE WHEN i.state = 'accepted' THEN i.accepted_at ELSE i.updated_at END)");

/**
 * FROM and WHERE of the items `i` of order `o` that wait for longer than expected: accepted and not confirmed, or with an unknown outcome.
 * `e` is what is expected of them.
 */
export const fromStuckItems = (expectations: readonly Expectation[]): SqlPart => sql`
  FROM order_item i,
    unnest(${expectations.map((one) => one.accountId)}::uuid[], ${expectations.map((one) => one.kind)}::text[],
      ${expectations.map((one) => one.seconds)}::float8[], ${expectations.map((one) => one.tollFreeSeconds)}::float8[],
      ${expectations.map((one) => one.unknownSeconds)}::float8[]) AS e(account_id, kind, seconds, toll_free, unknown)
  WHERE i.order_id = o.id AND e.account_id = o.account_id AND e.kind = o.kind AND i.state IN ('accepted', 'unknown')
    AND ${WAITS_SINCE} < now() - interval '1 s' * CASE WHEN i.state = 'unknown' THEN e.unknown
      WHEN ${raw(isTollFreeSql("i.e164"))} THEN e.toll_free ELSE e.seconds END`;

/** Of `carrier_account a`, and of the message `m`. */
export const MOVING_MESSAGE = raw(
  "m.direction = 'out' AND (m.state IN ('queued', 'sending') OR (m.state = 'sent' AND m.delivery_state = 'waiting'))",
);
/** A receipt that has not come after so long never comes. */
export const MESSAGE_DAYS = 30;
