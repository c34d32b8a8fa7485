import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { STATES } from "@/lib/domain/labels";
import { ORDER_KINDS, orderKind, orderStatus } from "@/lib/domain/order";
import type { SearchHit } from "@/lib/domain/search-hit";

const OF_EACH = 4;
/** The beginning of a reference is looked for among the newest: there is no index of beginnings. */
const NEWEST = 5_000;

const orderRow = z.object({
  id: z.string(),
  ref: z.string(),
  kind: z.string(),
  carrier: z.string(),
  status: orderStatus,
  requested: z.number(),
});
type OrderRow = z.infer<typeof orderRow>;

/** Orders by our reference or its beginning, or by the carrier's id as a whole. */
export async function findOrders(ctx: Pick<Context, "sql">, text: string): Promise<SearchHit[]> {
  const ref = text.toUpperCase();
  if (!/^[A-Z0-9-]{3,60}$/.test(ref)) return [];
  const exact = await queryRows(ctx.sql, orderRow)`
    SELECT id, ref, kind, carrier, status, requested FROM orders WHERE ref = ${ref}
    UNION
    SELECT o.id, o.ref, o.kind, o.carrier, o.status, o.requested FROM dispatch d JOIN orders o ON o.id = d.order_id
    WHERE d.external_id = ${text} OR d.reference = ${ref} OR d.reference = ${text}
    LIMIT ${OF_EACH}`;
  if (exact.length > 0 || !/[A-Z]/.test(ref)) return exact.map(toHit);
  const begun = await queryRows(ctx.sql, orderRow)`
    SELECT id, ref, kind, carrier, status, requested
    FROM (SELECT * FROM orders ORDER BY created_at DESC LIMIT ${NEWEST}) o WHERE starts_with(o.ref, ${ref}) LIMIT ${OF_EACH}`;
  return begun.map(toHit);
}

export async function describeOrders(ctx: Pick<Context, "sql">, ids: readonly string[]): Promise<SearchHit[]> {
  if (ids.length === 0) return [];
  const rows = await queryRows(ctx.sql, orderRow)`
    SELECT id, ref, kind, carrier, status, requested FROM orders WHERE id::text = ANY(${ids}::text[]) OR ref = ANY(${ids}::text[])`;
  return rows.map(toHit);
}

function toHit({ id, ref, kind, carrier, status, requested }: OrderRow): SearchHit {
  const known = orderKind.safeParse(kind);
  const label = known.success ? ORDER_KINDS[known.data].label : kind;
  const numbers = `${requested.toLocaleString("en-US")} ${requested === 1 ? "number" : "numbers"}`;
  return {
    kind: "order",
    key: id,
    href: `/orders/${ref}`,
    title: ref,
    state: STATES.order[status],
    note: `${label}, ${findCarrier(carrier)?.label ?? carrier}, ${numbers}`,
  };
}
