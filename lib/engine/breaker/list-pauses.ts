import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { type CarrierPause, PAUSE_CAUSES } from "@/lib/domain/carrier-breaker";

const pauseRow = z.object({
  account_id: z.string(),
  carrier: z.string(),
  label: z.string(),
  cause: z.enum(PAUSE_CAUSES),
  opened_at: z.date(),
  last_answer: z.string(),
  probed_at: z.date().nullable(),
  next_probe_at: z.date(),
  at: z.date(),
  unsent: z.number(),
  unsettled: z.number(),
  orders: z.number(),
});

/** The carrier accounts that are paused, and what waits for each; longest first. Cheap enough to be asked every few seconds. */
export async function listPauses({ sql }: Pick<Context, "sql">): Promise<CarrierPause[]> {
  const rows = await queryRows(sql, pauseRow)`
    SELECT b.account_id, a.carrier, a.label, b.cause, b.opened_at, b.last_answer, b.probed_at, b.next_probe_at, now() AS at, w.unsent, w.unsettled, w.orders
    FROM carrier_breaker b JOIN carrier_account a ON a.id = b.account_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS orders, coalesce(sum(o.queued), 0)::int8 AS unsent,
        coalesce(sum(o.sending + o.accepted + o.unknown), 0)::int8 AS unsettled
      FROM orders o WHERE o.account_id = b.account_id AND o.queued + o.sending + o.accepted + o.unknown > 0) w
    WHERE b.state = 'open' AND a.is_enabled ORDER BY b.opened_at`;
  return rows.map((row) => ({
    accountId: row.account_id,
    carrierLabel: findCarrier(row.carrier)?.label ?? row.carrier,
    accountLabel: row.label,
    cause: row.cause,
    since: row.opened_at.toISOString(),
    lastAnswer: row.last_answer,
    probedAt: row.probed_at?.toISOString() ?? null,
    nextProbeAt: row.next_probe_at.toISOString(),
    unsent: row.unsent,
    unsettled: row.unsettled,
    orders: row.orders,
    at: row.at.toISOString(),
  }));
}
