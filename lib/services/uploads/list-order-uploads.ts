import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";

const linkRow = z.object({ id: z.string(), ref: z.string(), name: z.string(), attempt: z.number() });
export type OrderUpload = z.infer<typeof linkRow>;

/** The uploads that an order came from; `attempt` is the submission, from 1. */
export const listOrderUploads = (
  { sql }: Pick<Context, "sql">,
  { orderId }: { orderId: string },
): Promise<OrderUpload[]> =>
  queryRows(sql, linkRow)`
    SELECT DISTINCT u.id, u.ref, u.name, s.attempt FROM upload_order s JOIN upload u ON u.id = s.upload_id
    WHERE s.order_id = ${orderId} ORDER BY s.attempt, u.ref`;
