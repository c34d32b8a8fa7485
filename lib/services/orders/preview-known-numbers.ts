import "server-only";
import type { Sql } from "@/lib/db/client";
import type { KnownNumber, OpenOrder } from "@/lib/domain/order";
import type { PhoneNumber } from "@/lib/domain/phone-number";

const NOTHING: KnownNumber = {
  smsState: null,
  importState: null,
  registrationState: null,
  campaignId: null,
  webhookUrl: null,
  route: null,
  ownership: "unknown",
  openOrders: [],
};

/** Reads what the database holds of these numbers at one account, their unsettled orders included; one look-up for all numbers. */
export async function readKnownNumbers(
  sql: Sql,
  accountId: string,
  numbers: readonly PhoneNumber[],
): Promise<(number: PhoneNumber) => KnownNumber> {
  const [services, orders] = await Promise.all([
    sql.query<{ e164: PhoneNumber; facts: Partial<Omit<KnownNumber, "openOrders">> }>(
      `SELECT e164, jsonb_object_agg(facet, value) AS facts FROM number_fact
       WHERE account_id = $1 AND e164 = ANY($2::text[]) AND facet <> 'applicationId' GROUP BY e164`,
      [accountId, numbers],
    ),
    sql.query<{ e164: PhoneNumber } & OpenOrder>(
      `SELECT i.e164, o.id, o.ref, o.kind FROM order_item i JOIN orders o ON o.id = i.order_id
       WHERE i.e164 = ANY($2::text[]) AND i.state IN ('queued', 'sending', 'accepted', 'unknown') AND o.account_id = $1
       ORDER BY o.created_at`,
      [accountId, numbers],
    ),
  ]);
  type Mutable = KnownNumber & { openOrders: OpenOrder[] };
  const known = new Map<PhoneNumber, Mutable>();
  for (const { e164, facts } of services.rows) known.set(e164, { ...NOTHING, ...facts, openOrders: [] });
  for (const { e164, ...order } of orders.rows) {
    const entry = known.get(e164) ?? { ...NOTHING, openOrders: [] };
    entry.openOrders.push(order);
    known.set(e164, entry);
  }
  return (number) => known.get(number) ?? NOTHING;
}
