import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { findFacet, nameWithFacet } from "@/lib/domain/labels";
import type { PhoneNumber } from "@/lib/domain/phone-number";

/** One entry of a number's timeline. */
export type NumberEventView = {
  id: string;
  at: string;
  kind: string;
  carrierLabel: string | null;
  accountLabel: string | null;
  field: string | null;
  before: string | null;
  after: string | null;
  message: string;
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

const eventRow = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.string(),
  carrier: z.string().nullable(),
  account_label: z.string().nullable(),
  field: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  message: z.string(),
  call_id: z.string().nullable(),
  person: z.string().nullable(),
  order_id: z.string().nullable(),
  ref: z.string().nullable(),
  reason: z.string().nullable(),
});

/** The number's timeline, newest first, at most `most`. */
export async function listNumberEvents(
  { sql }: Pick<Context, "sql">,
  number: PhoneNumber,
  { most }: { most: number },
): Promise<{ rows: NumberEventView[]; hasMore: boolean }> {
  const rows = await queryRows(sql, eventRow)`
    SELECT e.id, e.at, e.kind, e.carrier, a.label AS account_label, e.field, e.before, e.after, e.message, e.call_id,
      coalesce(p.name, q.name) AS person, e.order_id, o.ref, o.reason
    FROM (SELECT * FROM number_event WHERE e164 = ${number} ORDER BY at DESC LIMIT ${most + 1}) e
    LEFT JOIN carrier_account a ON a.id = e.account_id LEFT JOIN orders o ON o.id = e.order_id
    LEFT JOIN person p ON p.id = e.actor_id LEFT JOIN person q ON q.id = o.created_by_id
    ORDER BY e.at DESC, e.id DESC`;
  return {
    hasMore: rows.length > most,
    rows: rows.slice(0, most).map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      carrierLabel: row.carrier && (findCarrier(row.carrier)?.label ?? row.carrier),
      accountLabel: row.account_label,
      field: row.field,
      ...nameStates(row),
      callId: row.call_id,
      person: row.person,
      order: row.order_id && row.ref ? { id: row.order_id, ref: row.ref, reason: row.reason } : null,
    })),
  };
}
