import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import type { CarrierPause, PauseCause } from "@/lib/domain/carrier-breaker";

type Row = {
  account_id: string;
  carrier: string;
  label: string;
  cause: PauseCause;
  opened_at: Date;
  last_answer: string;
  probed_at: Date | null;
  next_probe_at: Date;
  at: Date;
  unsent: number;
  unsettled: number;
  orders: number;
};

/** The carrier accounts that are held back, and what waits for each; longest first. Cheap enough to be asked every few seconds. */
export async function listPauses({ sql }: Pick<Context, "sql">): Promise<CarrierPause[]> {
  const { rows } = await sql.query<Row>(
    `SELECT b.account_id, a.carrier, a.label, b.cause, b.opened_at, b.last_answer, b.probed_at, b.next_probe_at, now() AS at, w.*
     FROM carrier_breaker b JOIN carrier_account a ON a.id = b.account_id
     CROSS JOIN LATERAL (
       SELECT count(*) AS orders, coalesce(sum(o.queued), 0)::int8 AS unsent,
         coalesce(sum(o.sending + o.accepted + o.unknown), 0)::int8 AS unsettled
       FROM orders o WHERE o.account_id = b.account_id AND o.queued + o.sending + o.accepted + o.unknown > 0) w
     WHERE b.state = 'open' AND a.is_enabled ORDER BY b.opened_at`,
  );
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
