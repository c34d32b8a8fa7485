import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { empty, join, queryRows, raw, sql, type SqlPart } from "@/lib/db/sql";
import { describeMessageState, findFacet, nameWithFacet } from "@/lib/domain/labels";
import { ORDER_KINDS, orderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { TIMELINE_TOPICS, type TimelineTopic } from "@/lib/domain/timeline";

/** One entry of a number's timeline. */
export type NumberEventView = {
  id: string;
  at: string;
  topic: TimelineTopic;
  kind: string;
  carrierLabel: string | null;
  accountLabel: string | null;
  field: string | null;
  before: string | null;
  after: string | null;
  message: string;
  /** It says that something failed. */
  isBad: boolean;
  callId: string | null;
  /** Who asked, directly or by an order. */
  person: string | null;
  order: { id: string; ref: string; reason: string | null } | null;
};

type Change = Pick<NumberEventView, "kind" | "field" | "before" | "after" | "message">;

/** A changed state in the words that stand everywhere else; anything else as it was kept. */
function nameStates({ kind, field, before, after, message }: Change) {
  const facet = kind === "changed" && field !== null ? findFacet(field) : null;
  if (facet === null || after === null) return { before, after, message };
  return {
    before: before === null ? null : facet.labelOf(before),
    after,
    message: nameWithFacet(facet.name, facet.labelOf(after)),
  };
}

const entryRow = z.object({
  id: z.string(),
  at: z.date(),
  topic: z.enum(TIMELINE_TOPICS),
  kind: z.string(),
  carrier: z.string().nullable(),
  account_label: z.string().nullable(),
  field: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  message: z.string(),
  state: z.string().nullable(),
  delivery_state: z.string().nullable(),
  call_id: z.string().nullable(),
  person: z.string().nullable(),
  order_id: z.string().nullable(),
  order_kind: orderKind.nullable(),
  ref: z.string().nullable(),
  reason: z.string().nullable(),
});

/** Of a `number_event e`. */
const TOPIC = `CASE WHEN field = 'campaignId' THEN 'campaigns' WHEN order_id IS NOT NULL THEN 'orders' WHEN kind = 'drift' THEN 'drift'
  WHEN kind = 'note' THEN 'notes' WHEN kind IN ('customer', 'tag') THEN 'labels' ELSE 'readings' END`;
/** Messages and notes have rows of their own, which say more. */
const IS_SHOWN_ELSEWHERE = `kind IN ('message', 'inbound') OR kind = 'failed' AND order_id IS NULL OR kind = 'note' AND message LIKE 'Note added%'`;
const BODY_CHARACTERS = 160;

const COLUMNS =
  "id, at, topic, kind, carrier, account_id, field, before, after, message, state, delivery_state, call_id, actor_id, order_id";

/** The newest `most` of each source, in `COLUMNS`. */
function listSources(number: PhoneNumber, topic: TimelineTopic | null, most: number): SqlPart[] {
  const newest = sql`ORDER BY at DESC LIMIT ${most}`;
  const events = sql`SELECT id, at, ${raw(TOPIC)} AS topic, kind, carrier, account_id, field, before, after, message, NULL AS state,
      NULL AS delivery_state, call_id, actor_id, order_id
    FROM number_event WHERE e164 = ${number} AND NOT (${raw(IS_SHOWN_ELSEWHERE)})
      ${topic === null ? empty : sql`AND ${raw(TOPIC)} = ${topic}`} ${newest}`;
  const placed = sql`SELECT o.id, o.submitted_at AS at, 'orders', 'placed', o.carrier, o.account_id, NULL, NULL, NULL, '', NULL, NULL, NULL::uuid,
      o.created_by_id, o.id
    FROM order_item i JOIN orders o ON o.id = i.order_id WHERE i.e164 = ${number} AND o.submitted_at IS NOT NULL ${newest}`;
  const messages = sql`SELECT m.id, m.occurred_at AS at, 'messages', 'message', NULL, m.account_id, NULL, NULL, m.carrier_message,
      CASE m.direction WHEN 'in' THEN 'Message from ' ELSE 'Message to ' END || m.peer || ': “' || left(m.body, ${BODY_CHARACTERS})
        || CASE WHEN length(m.body) > ${BODY_CHARACTERS} THEN '…' ELSE '' END || '”',
      m.state, m.delivery_state, f.last_call_id, f.actor_id, NULL::uuid
    FROM (SELECT *, occurred_at AS at FROM message WHERE e164 = ${number} ORDER BY occurred_at DESC LIMIT ${most}) m
    LEFT JOIN effect f ON f.id = m.id`;
  const notes = sql`SELECT n.id, n.created_at AS at, 'notes', 'note', NULL, NULL::uuid, NULL, NULL, NULL,
      CASE WHEN n.removed_at IS NULL THEN 'Note: ' || n.text ELSE 'Note added, and removed since' END, NULL, NULL, NULL::uuid, n.author_id, NULL::uuid
    FROM number_note n WHERE n.e164 = ${number} ${newest}`;
  const own = { orders: placed, messages, notes };
  if (topic === null) return [events, placed, messages, notes];
  if (topic === "messages") return [messages];
  return topic === "orders" || topic === "notes" ? [events, own[topic]] : [events];
}

/** The number's timeline, newest first, at most `most`; all of it, or about one topic. */
export async function listNumberEvents(
  { sql: pool }: Pick<Context, "sql">,
  number: PhoneNumber,
  { most, topic = null }: { most: number; topic?: TimelineTopic | null },
): Promise<{ rows: NumberEventView[]; hasMore: boolean }> {
  const sources = listSources(number, topic, most + 1).map((source) => sql`(${source})`);
  const rows = await queryRows(pool, entryRow)`
    SELECT e.id, e.at, e.topic, e.kind, coalesce(e.carrier, a.carrier) AS carrier, a.label AS account_label, e.field, e.before, e.after,
      e.message, e.state, e.delivery_state, e.call_id, coalesce(p.name, q.name) AS person, e.order_id, o.kind AS order_kind, o.ref, o.reason
    FROM (SELECT * FROM (${join(sources, " UNION ALL ")}) u(${raw(COLUMNS)}) ORDER BY at DESC, id DESC LIMIT ${most + 1}) e
    LEFT JOIN carrier_account a ON a.id = e.account_id LEFT JOIN orders o ON o.id = e.order_id
    LEFT JOIN person p ON p.id = e.actor_id LEFT JOIN person q ON q.id = o.created_by_id
    ORDER BY e.at DESC, e.id DESC`;
  return { hasMore: rows.length > most, rows: rows.slice(0, most).map(toView) };
}

function toView(row: z.output<typeof entryRow>): NumberEventView {
  return {
    id: `${row.topic} ${row.id}`,
    at: row.at.toISOString(),
    topic: row.topic,
    kind: row.kind,
    carrierLabel: row.carrier && (findCarrier(row.carrier)?.label ?? row.carrier),
    accountLabel: row.account_label,
    field: row.field,
    ...nameEntry(row),
    callId: row.call_id,
    person: row.person,
    order: row.order_id && row.ref ? { id: row.order_id, ref: row.ref, reason: row.reason } : null,
  };
}

function nameEntry(row: z.output<typeof entryRow>): Pick<NumberEventView, "before" | "after" | "message" | "isBad"> {
  const { kind, order_kind, state, delivery_state, message, after } = row;
  if (kind === "placed" && order_kind)
    return { before: null, after: null, message: `${ORDER_KINDS[order_kind].label} ordered`, isBad: false };
  if (state === null) return { ...nameStates(row), isBad: kind === "failed" };
  const { label, tone } = describeMessageState(state, delivery_state);
  const isBad = tone === "bad";
  const outcome = state === "received" ? "" : ` ${label}${isBad && after !== null ? `: ${after}` : ""}`;
  return { before: null, after: null, message: `${message}${outcome}`, isBad };
}
