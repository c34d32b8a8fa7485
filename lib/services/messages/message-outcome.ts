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

/** The outcome itself, of anything `m` with a message's states. */
export const OUTCOME: SqlPart = sql`CASE ${RANK} WHEN 7 THEN 'delivered' WHEN 6 THEN 'refused'
  WHEN 5 THEN CASE WHEN m.delivery_state = 'waiting' THEN 'moving' ELSE 'accepted' END
  WHEN 4 THEN 'moving' WHEN 3 THEN 'moving' ELSE 'unknown' END`;
