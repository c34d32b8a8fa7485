import "server-only";
import { raw, sql, type SqlPart } from "@/lib/db/sql";
import type { DeliveryOutcome } from "@/lib/domain/delivery";

/** Of an outbound message `m`, by how far it has come: see `message_rank`. */
const RANK = raw("message_rank(m.state, m.delivery_state)");
const RANKS: Record<DeliveryOutcome, SqlPart> = {
  delivered: sql`${RANK} = 7`,
  refused: sql`${RANK} = 6`,
  moving: sql`(${RANK} IN (3, 4) OR m.state = 'sent' AND m.delivery_state = 'waiting')`,
  accepted: sql`(${RANK} = 5 AND m.delivery_state IS DISTINCT FROM 'waiting')`,
  unknown: sql`${RANK} IN (1, 2)`,
};
export const hasOutcome = (outcome: DeliveryOutcome): SqlPart => RANKS[outcome];

/** One column for each outcome. */
export const OUTCOME_COUNTS: SqlPart = sql`count(*) AS sent,
  count(*) FILTER (WHERE ${RANKS.delivered}) AS delivered, count(*) FILTER (WHERE ${RANKS.accepted}) AS accepted,
  count(*) FILTER (WHERE ${RANKS.moving}) AS moving, count(*) FILTER (WHERE ${RANKS.unknown}) AS unknown,
  count(*) FILTER (WHERE ${RANKS.refused}) AS refused`;
