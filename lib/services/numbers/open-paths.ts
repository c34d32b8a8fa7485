import "server-only";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import type { ItemState, OrderKind } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { listReadiness, summarizeReadiness, type ReadinessInput } from "./list-readiness";
import type { NumberSqlRow } from "./number-scan";
import type { ReadinessSummary, ServiceView } from "./number-view";

type Marked = Pick<NumberSqlRow, "e164" | "is_toll_free" | "inbound_at" | "tested_at">;

/** Reads what the readiness paths of a page of numbers need besides their rows and services, in two queries for all of them. */
export async function openPaths(
  { sql }: Pick<Context, "sql">,
  numbers: readonly PhoneNumber[],
): Promise<(row: Marked, services: readonly ServiceView[]) => ReadinessSummary> {
  const [accounts, items] = await Promise.all([
    sql.query<{ id: string; carrier: string; is_enabled: boolean }>(
      `SELECT id, carrier, is_enabled FROM carrier_account`,
    ),
    sql.query<{ e164: PhoneNumber; kind: OrderKind; ref: string; carrier: string; state: ItemState }>(
      `SELECT i.e164, o.kind, o.ref, o.carrier, i.state FROM order_item i JOIN orders o ON o.id = i.order_id
       WHERE i.e164 = ANY($1::text[]) AND i.state IN ('queued', 'sending', 'accepted', 'unknown') ORDER BY o.created_at DESC`,
      [numbers],
    ),
  ]);
  const pending = new Map<PhoneNumber, ReadinessInput["pending"][number][]>();
  for (const { e164, carrier, ...item } of items.rows) {
    const list = pending.get(e164) ?? [];
    list.push({ ...item, carrierLabel: findCarrier(carrier)?.label ?? carrier });
    pending.set(e164, list);
  }
  return (row, services) =>
    summarizeReadiness(
      listReadiness({
        accounts: accounts.rows.map((account) => ({
          isEnabled: account.is_enabled,
          capabilities: findCarrier(account.carrier)?.capabilities ?? [],
          service: services.find(({ accountId }) => accountId === account.id) ?? null,
        })),
        pending: pending.get(row.e164) ?? [],
        marks: {
          sentAt: row.tested_at?.toISOString() ?? null,
          sendingAt: null,
          inboundAt: row.inbound_at?.toISOString() ?? null,
        },
        isTollFree: row.is_toll_free,
      }),
    );
}
