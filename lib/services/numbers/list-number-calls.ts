import "server-only";
import { z } from "zod";
import { findCarrier } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CallView } from "@/lib/domain/order-view";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { callRow, toCallView } from "@/lib/engine/call-row";

export type NumberCall = CallView & { carrierLabel: string; orderId: string | null };

const SHOWN = 10;
/** Characters of a body: one reading may carry thousands of numbers. The whole of it is on the order's page. */
const BODY_SHOWN = 6_000;

const numberCallRow = callRow.extend({ carrier: z.string(), order_id: z.string().nullable() });

/** The last carrier exchanges about this number, newest first: those behind its timeline, its order items and their writes. */
export async function listNumberCalls({ sql }: Pick<Context, "sql">, number: PhoneNumber): Promise<NumberCall[]> {
  const rows = await queryRows(sql, numberCallRow)`
    WITH items AS (
      SELECT i.dispatch_id, i.last_call_id FROM order_item i WHERE i.e164 = ${number} ORDER BY i.updated_at DESC LIMIT 20
    ), ids AS (
      (SELECT call_id AS id FROM number_event WHERE e164 = ${number} AND call_id IS NOT NULL ORDER BY at DESC LIMIT 30)
      UNION SELECT last_call_id FROM items
      UNION SELECT c.id FROM carrier_call c JOIN items ON items.dispatch_id = c.dispatch_id
    )
    SELECT c.id, a.carrier, c.order_id, c.method, c.url, c.status, c.fault, c.request_headers, left(c.request_body, ${BODY_SHOWN}) AS request_body,
      c.response_headers, left(c.response_body, ${BODY_SHOWN}) AS response_body, d.reference, c.started_at, c.duration_ms
    FROM carrier_call c JOIN carrier_account a ON a.id = c.account_id LEFT JOIN dispatch d ON d.id = c.dispatch_id
    WHERE c.id IN (SELECT id FROM ids) ORDER BY c.started_at DESC LIMIT ${SHOWN}`;
  return rows.map((row) => ({
    ...toCallView(row),
    carrierLabel: findCarrier(row.carrier)?.label ?? row.carrier,
    orderId: row.order_id,
  }));
}
