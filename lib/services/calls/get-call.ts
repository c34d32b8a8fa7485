import "server-only";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import type { CallView } from "@/lib/domain/order-view";
import { callRow, toCallView } from "@/lib/engine/call-row";

/** One carrier exchange, as it was redacted before it was stored. Errors: NOT_FOUND. */
export async function getCall({ sql }: Pick<Context, "sql">, id: string): Promise<CallView> {
  const [row] = await queryRows(sql, callRow)`
    SELECT c.id, c.method, c.url, c.status, c.fault, c.request_headers, c.request_body, c.response_headers, c.response_body,
      d.reference, c.started_at, c.duration_ms
    FROM carrier_call c LEFT JOIN dispatch d ON d.id = c.dispatch_id WHERE c.id = ${id}`;
  if (!row) throw new AppError("NOT_FOUND", "This carrier call is not stored here.");
  return toCallView(row);
}
