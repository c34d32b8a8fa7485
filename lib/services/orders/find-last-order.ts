import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { orderKind } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";

export const lastOrderInput = z.object({ number: phoneNumber, accountId: z.uuid(), kind: orderKind });

const refRow = z.object({ ref: z.string() });

/** Our reference of the newest order of this kind that holds the number at the account; null where there is none. */
export async function findLastOrder(
  { sql }: Pick<Context, "sql">,
  { number, accountId, kind }: z.output<typeof lastOrderInput>,
): Promise<string | null> {
  const rows = await queryRows(sql, refRow)`
    SELECT o.ref FROM order_item i JOIN orders o ON o.id = i.order_id
    WHERE i.e164 = ${number} AND o.account_id = ${accountId} AND o.kind = ${kind} ORDER BY o.created_at DESC LIMIT 1`;
  return rows[0]?.ref ?? null;
}
