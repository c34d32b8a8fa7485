import "server-only";
import { raw, sql, type SqlPart } from "@/lib/db/sql";
import type { ItemChoice } from "@/lib/domain/order-query";
import { BY_HAND, CANCELLED } from "@/lib/domain/order-view";

/** The words without the telephone numbers in them: a thousand refusals "+1303… is not eligible" are one cause. */
export const NEUTRAL_MESSAGE = `regexp_replace(coalesce(i.message, ''), '\\+?1?[2-9][0-9]{9}', '…', 'g')`;

/**
 * The key of an item's cause. Where things go their way (sending, accepted, confirmed by the carrier) the state alone is the cause: the
 * words there are the carrier's small talk.
 */
export const CAUSE = `md5(concat_ws(chr(31), i.state, coalesce(i.code, ''),
  CASE WHEN i.state IN ('queued', 'failed', 'skipped', 'unknown') OR i.code = '${BY_HAND}' THEN ${NEUTRAL_MESSAGE} ELSE '' END,
  coalesce(i.is_retryable::text, '')))`;

/** What may go into another order of the same kind: what surely did not happen. Never what is unknown. */
export const MAY_BE_RETRIED = `(i.state = 'failed' OR (i.state = 'skipped' AND i.code = '${CANCELLED}'))`;

/** The chosen items among `order_item i`. */
export function chooseItems(choice: ItemChoice): SqlPart {
  switch (choice.by) {
    case "failed":
      return sql`i.state = 'failed'`;
    case "retryable":
      return sql`i.state = 'failed' AND i.is_retryable`;
    case "unknown":
      return sql`i.state = 'unknown'`;
    case "cause":
      return sql`${raw(CAUSE)} = ${choice.cause}`;
    case "seqs":
      return sql`i.seq = ANY(${choice.seqs}::int[])`;
  }
}
