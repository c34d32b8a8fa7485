import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { type UploadKind, type UploadState, uploadKind, uploadState } from "@/lib/domain/uploads/upload";

/** Of a customer with more, the orders of its first numbers count. */
const NUMBERS_ASKED = 2_000;

/** The orders with numbers of a customer. */
export const ordersOfCustomer = (customerId: string): SqlPart => sql`
  SELECT i.order_id FROM (SELECT e164 FROM number WHERE customer_id = ${customerId} LIMIT ${NUMBERS_ASKED}) n
  JOIN order_item i ON i.e164 = n.e164`;

/** Whether `upload u` placed orders with numbers of a customer, or labeled them. */
export const isOfCustomer = (customerId: string): SqlPart => sql`u.id IN (
  SELECT upload_id FROM upload_customer WHERE customer_id = ${customerId}
  UNION SELECT x.upload_id FROM upload_order x WHERE x.order_id IN (${ordersOfCustomer(customerId)}))`;

/** `person`: who brought it. */
export type CustomerUpload = {
  id: string;
  name: string;
  state: UploadState;
  kinds: readonly UploadKind[];
  person: string | null;
  createdAt: string;
};

const uploadRow = z.object({
  id: z.string(),
  name: z.string(),
  state: uploadState,
  kinds: z.array(z.string()),
  person: z.string().nullable(),
  created_at: z.date(),
});

/** The latest ones, at most `most`, and whether there are more. */
export async function listCustomerUploads(
  { sql: pool }: Pick<Context, "sql">,
  customerId: string,
  { most }: { most: number },
): Promise<{ rows: CustomerUpload[]; hasMore: boolean }> {
  const rows = await queryRows(pool, uploadRow)`
    SELECT u.id, u.name, u.state, p.name AS person, u.created_at,
      (SELECT coalesce(array_agg(DISTINCT t.kind ORDER BY t.kind), '{}') FROM upload_target t WHERE t.upload_id = u.id) AS kinds
    FROM (SELECT u.id, u.name, u.state, u.created_by_id, u.created_at FROM upload u WHERE ${isOfCustomer(customerId)}
      ORDER BY u.created_at DESC, u.id DESC LIMIT ${most + 1}) u
    LEFT JOIN person p ON p.id = u.created_by_id ORDER BY u.created_at DESC, u.id DESC`;
  return {
    hasMore: rows.length > most,
    rows: rows.slice(0, most).map(({ kinds, created_at, ...row }) => ({
      ...row,
      kinds: kinds.flatMap((kind) => uploadKind.safeParse(kind).data ?? []),
      createdAt: created_at.toISOString(),
    })),
  };
}
