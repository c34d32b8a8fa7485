import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { type KnownNumber, type OpenOrder, orderKind } from "@/lib/domain/order";
import { type PhoneNumber, phoneNumber } from "@/lib/domain/phone-number";
import { IMPORT_STATES, OWNERSHIPS, REGISTRATION_STATES, SMS_STATES } from "@/lib/domain/service-state";

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

const factsRow = z.object({
  e164: phoneNumber,
  /** A facet that was never read is absent. */
  facts: z
    .object({
      smsState: z
        .enum([...SMS_STATES, "unknown"])
        .nullable()
        .catch("unknown"),
      importState: z
        .enum([...IMPORT_STATES, "unknown"])
        .nullable()
        .catch("unknown"),
      registrationState: z
        .enum([...REGISTRATION_STATES, "unknown"])
        .nullable()
        .catch("unknown"),
      campaignId: z.string().nullable(),
      webhookUrl: z.string().nullable(),
      route: z.string().nullable(),
      ownership: z.enum(OWNERSHIPS),
    })
    .partial(),
});
const openOrderRow = z.object({ e164: phoneNumber, id: z.string(), ref: z.string(), kind: orderKind });

/** Reads what the database holds of these numbers at one account, their unsettled orders included; one look-up for all numbers. */
export async function readKnownNumbers(
  sql: Sql,
  accountId: string,
  numbers: readonly PhoneNumber[],
): Promise<(number: PhoneNumber) => KnownNumber> {
  const [services, orders] = await Promise.all([
    queryRows(sql, factsRow)`
      SELECT e164, jsonb_object_agg(facet, value) AS facts FROM number_fact
      WHERE account_id = ${accountId} AND e164 = ANY(${numbers}::text[]) AND facet <> 'applicationId' GROUP BY e164`,
    queryRows(sql, openOrderRow)`
      SELECT i.e164, o.id, o.ref, o.kind FROM order_item i JOIN orders o ON o.id = i.order_id
      WHERE i.e164 = ANY(${numbers}::text[]) AND i.state IN ('queued', 'sending', 'accepted', 'unknown') AND o.account_id = ${accountId}
      ORDER BY o.created_at`,
  ]);
  type Mutable = KnownNumber & { openOrders: OpenOrder[] };
  const known = new Map<PhoneNumber, Mutable>();
  for (const { e164, facts } of services) known.set(e164, { ...NOTHING, ...facts, openOrders: [] });
  for (const { e164, ...order } of orders) {
    const entry = known.get(e164) ?? { ...NOTHING, openOrders: [] };
    entry.openOrders.push(order);
    known.set(e164, entry);
  }
  return (number) => known.get(number) ?? NOTHING;
}
