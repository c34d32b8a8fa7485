import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { FactOrigin } from "@/lib/domain/readiness-step";
import { SERVICE_FIELDS } from "@/lib/domain/service-state";

const originRow = z.object({
  account_id: z.string(),
  field: z.enum(SERVICE_FIELDS),
  after: z.string().nullable(),
  at: z.date(),
  person: z.string().nullable(),
  ref: z.string().nullable(),
  call_id: z.string().nullable(),
});

/** The last change of each value of the number on its timeline: when, by whom, by which order and call. */
export async function listFactOrigins({ sql }: Pick<Context, "sql">, number: PhoneNumber): Promise<FactOrigin[]> {
  const rows = await queryRows(sql, originRow)`
    SELECT e.account_id, e.field, e.after, e.at, e.call_id, o.ref, coalesce(p.name, q.name) AS person
    FROM (
      SELECT DISTINCT ON (account_id, field) * FROM number_event
      WHERE e164 = ${number} AND kind = 'changed' AND account_id IS NOT NULL AND field = ANY(${SERVICE_FIELDS}::text[])
      ORDER BY account_id, field, at DESC, id DESC
    ) e LEFT JOIN orders o ON o.id = e.order_id
    LEFT JOIN person p ON p.id = e.actor_id LEFT JOIN person q ON q.id = o.created_by_id`;
  return rows.map((row) => ({
    accountId: row.account_id,
    field: row.field,
    value: row.after,
    at: row.at.toISOString(),
    person: row.person,
    orderRef: row.ref,
    callId: row.call_id,
  }));
}
