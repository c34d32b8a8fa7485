import { raw, sql, type SqlPart } from "@/lib/db/sql";
import { MESSAGE_AGE_SQL } from "@/lib/services/numbers/message-age";

const MESSAGE_AGE = raw(MESSAGE_AGE_SQL);

/**
 * The registration that was asked for with the import is placed by itself as soon as nothing of the import is pending. One that has not
 * come for so long will not come: a person may place it. Identifiers of orders grow with time.
 */
const IS_TO_FOLLOW = sql`(p.params ? 'registerWith' AND i.state = 'confirmed' AND (r.order_id IS NULL OR r.order_id < i.order_id)
        AND (p.queued + p.sending + p.accepted > 0 OR i.settled_at > now() - interval '10 min'))`;

/** What the account says of one number, in two look-ups by key. */
const factOf = (account: SqlPart, facet: "importState" | "registrationState") =>
  sql`SELECT f.value FROM number_fact f WHERE f.e164 = i.e164 AND f.account_id = ${account} AND f.facet = ${facet}`;
const elseStale = (mark: "tested_at" | "inbound_at") =>
  sql`WHEN n.${raw(mark)} IS NOT NULL THEN 'stale' ELSE 'missing'`;

/** The carrier has confirmed the message to our reading; its receipt, which marks the number, may come later. */
const CONFIRMED_TEST = sql`CASE WHEN t.state = 'confirmed' THEN t.settled_at END`;

/** For each number of an order, one column per step. Facts of the number win over the order's own outcome. */
export const matrixSql = (order: SqlPart, account: SqlPart) => sql`
  SELECT i.seq, i.e164,
    CASE WHEN i.state = 'confirmed' OR s.import_state = 'imported' THEN 'done'
      WHEN i.state = 'failed' THEN 'failed' WHEN i.state = 'unknown' THEN 'unknown'
      WHEN i.state = 'skipped' THEN 'missing' ELSE 'pending' END AS imported,
    CASE WHEN s.registration_state = 'registered' THEN 'done'
      WHEN s.registration_state = 'unknown' OR r.state = 'unknown' THEN 'unknown'
      WHEN r.state IN ('queued', 'sending', 'accepted') OR ${IS_TO_FOLLOW} THEN 'pending'
      WHEN s.import_state IS DISTINCT FROM 'imported' THEN 'waiting'
      WHEN r.state = 'failed' THEN 'failed' ELSE 'missing' END AS registered,
    CASE WHEN greatest(n.tested_at, ${CONFIRMED_TEST}) > now() - ${MESSAGE_AGE} THEN 'done'
      WHEN t.state = 'unknown' THEN 'unknown'
      WHEN t.state IN ('queued', 'sending', 'accepted') THEN 'pending'
      WHEN s.registration_state IS DISTINCT FROM 'registered' THEN 'waiting'
      WHEN t.state = 'failed' THEN 'failed' ${elseStale("tested_at")} END AS tested,
    CASE WHEN n.inbound_at > now() - ${MESSAGE_AGE} THEN 'done'
      WHEN s.registration_state IS DISTINCT FROM 'registered' THEN 'waiting' ${elseStale("inbound_at")} END AS inbound
  FROM order_item i JOIN orders p ON p.id = i.order_id
  LEFT JOIN LATERAL (SELECT (${factOf(account, "importState")}) AS import_state,
    (${factOf(account, "registrationState")}) AS registration_state) s ON true
  LEFT JOIN number n ON n.e164 = i.e164
  LEFT JOIN LATERAL (${latestItem("register", account)}) r ON true
  LEFT JOIN LATERAL (${latestItem("message-test", account)}) t ON true
  WHERE i.order_id = ${order}`;

/** What the last order of a kind made of the number. */
const latestItem = (kind: string, account: SqlPart) =>
  sql`SELECT l.state, l.order_id, l.settled_at FROM order_item l JOIN orders o ON o.id = l.order_id
    WHERE l.e164 = i.e164 AND o.kind = ${kind} AND o.account_id = ${account} ORDER BY o.created_at DESC LIMIT 1`;

/** Whether the import that the account does not report was read before the registration that it does. Few numbers come to it. */
const isOlderSql = (account: SqlPart) => {
  const readAt = (facet: "importState" | "registrationState") =>
    sql`(SELECT f.checked_at FROM number_fact f WHERE f.e164 = s.e164 AND f.account_id = ${account} AND f.facet = ${facet})`;
  return sql`s.import_state = 'none' AND ${readAt("importState")} <= ${readAt("registrationState")}`;
};

/**
 * The same for every number that an account has imported, or was asked to. Of the orders, items that are open, failed or unknown are
 * looked at: a cell says the same as on the order whose item is the number's latest.
 */
export const acrossSql = (account: SqlPart) => sql`
  SELECT s.e164,
    CASE WHEN s.import_state = 'imported' THEN 'done' WHEN i.state IS NOT NULL THEN i.state
      WHEN s.import_state = 'requested' THEN 'pending' WHEN s.import_state IN ('failed', 'unknown') THEN s.import_state
      WHEN s.registration_state = 'registered' AND (s.import_state IS NULL OR ${isOlderSql(account)}) THEN 'unrecorded'
      ELSE 'missing' END AS imported,
    CASE WHEN s.registration_state = 'registered' THEN 'done'
      WHEN s.registration_state = 'unknown' OR r.state = 'unknown' THEN 'unknown'
      WHEN r.state = 'pending' THEN 'pending'
      WHEN s.import_state IS DISTINCT FROM 'imported' THEN 'waiting'
      WHEN r.state = 'failed' THEN 'failed' ELSE 'missing' END AS registered,
    CASE WHEN n.tested_at > now() - ${MESSAGE_AGE} THEN 'done'
      WHEN t.state IN ('unknown', 'pending') THEN t.state
      WHEN s.registration_state IS DISTINCT FROM 'registered' THEN 'waiting'
      WHEN t.state = 'failed' THEN 'failed' ${elseStale("tested_at")} END AS tested,
    CASE WHEN n.inbound_at > now() - ${MESSAGE_AGE} THEN 'done'
      WHEN s.registration_state IS DISTINCT FROM 'registered' THEN 'waiting' ${elseStale("inbound_at")} END AS inbound
  FROM (
    SELECT f.e164, min(f.value) FILTER (WHERE f.facet = 'importState') AS import_state,
      min(f.value) FILTER (WHERE f.facet = 'registrationState') AS registration_state
    FROM number_fact f WHERE f.account_id = ${account} AND f.facet IN ('importState', 'registrationState') AND length(f.value) <= 200
    GROUP BY f.e164
  ) s JOIN number n ON n.e164 = s.e164
  LEFT JOIN (${latestItems("import", account)}) i ON i.e164 = s.e164
  LEFT JOIN (${latestItems("register", account)}) r ON r.e164 = s.e164
  LEFT JOIN (${latestItems("message-test", account)}) t ON t.e164 = s.e164
  WHERE s.import_state <> 'none' OR s.registration_state = 'registered'`;

/** Read from the few orders that are open and those with failures; only what ended without success is checked for a later item. */
const latestItems = (kind: string, account: SqlPart) => sql`
  SELECT DISTINCT ON (c.e164) c.e164, c.state FROM (
    SELECT l.e164, l.order_id, CASE WHEN l.state = 'unknown' THEN 'unknown' ELSE 'pending' END AS state
    FROM orders o JOIN order_item l ON l.order_id = o.id
    WHERE o.account_id = ${account} AND o.kind = ${kind} AND o.queued + o.sending + o.accepted + o.unknown > 0
      AND l.state IN ('queued', 'sending', 'accepted', 'unknown')
    UNION ALL
    SELECT l.e164, l.order_id, l.state FROM orders o JOIN order_item l ON l.order_id = o.id
    WHERE o.account_id = ${account} AND o.kind = ${kind} AND o.failed > 0 AND l.state = 'failed'
  ) c LEFT JOIN LATERAL (
    SELECT true AS is_there FROM order_item a JOIN orders o ON o.id = a.order_id
    WHERE a.e164 = c.e164 AND a.order_id > c.order_id AND o.kind = ${kind} AND o.account_id = ${account} LIMIT 1
  ) later ON c.state <> 'pending' WHERE later.is_there IS NULL ORDER BY c.e164, c.order_id DESC`;
