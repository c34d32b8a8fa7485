import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw } from "@/lib/db/sql";
import type { RunningWork } from "@/lib/domain/home";
import { ORDER_KINDS } from "@/lib/domain/order";
import { uploadProgress, uploadState } from "@/lib/domain/uploads/upload";
import { uploadHref } from "@/lib/domain/uploads/upload-labels";
import { IS_IN_PROGRESS, ORDER_COLUMNS, orderSqlRow, toOrderView } from "@/lib/services/orders/order-columns";

const SHOWN = 5;

const uploadRow = z.object({
  id: z.string(),
  name: z.string(),
  state: uploadState,
  progress: uploadProgress.nullable(),
});
const refreshRow = z.object({
  id: z.string(),
  name: z.string(),
  done: z.number(),
  total: z.number(),
  person: z.string(),
});
const DOING: Readonly<Record<string, string>> = {
  reading: "being read",
  loading: "loading rows",
  submitting: "placing orders",
};

/** The newest orders, uploads and readings in progress. */
export async function listRunning({ sql }: Pick<Context, "sql">): Promise<RunningWork[]> {
  const [orders, uploads, refreshes] = await Promise.all([
    queryRows(sql, orderSqlRow)`
      SELECT ${raw(ORDER_COLUMNS)} FROM (
        SELECT * FROM orders o WHERE ${IS_IN_PROGRESS} ORDER BY o.created_at DESC LIMIT ${SHOWN}) o
      JOIN carrier_account a ON a.id = o.account_id LEFT JOIN person p ON p.id = o.created_by_id ORDER BY o.created_at DESC`,
    queryRows(sql, uploadRow)`
      SELECT id, name, state, progress FROM (SELECT * FROM upload ORDER BY created_at DESC, id DESC LIMIT 50) u
      WHERE state IN ('reading', 'loading', 'submitting') OR progress->>'cursor' LIKE 'undo:%' LIMIT ${SHOWN}`,
    queryRows(sql, refreshRow)`
      SELECT r.id, r.name, r.done, r.total, p.name AS person FROM refresh_run r JOIN person p ON p.id = r.created_by_id
      WHERE r.state = 'running' ORDER BY r.created_at DESC LIMIT ${SHOWN}`,
  ]);
  return [
    ...orders.map(toOrderView).map(({ id, ref, kind, carrierLabel, sums }): RunningWork => ({
      id,
      href: `/orders/${ref}`,
      title: `${ORDER_KINDS[kind].label}: ${sums.requested.toLocaleString("en-US")} ${sums.requested === 1 ? "number" : "numbers"}`,
      note: `${carrierLabel}, ${ref}`,
      done: sums.requested - sums.pending - sums.unknown,
      total: sums.requested,
    })),
    ...uploads.map(({ id, name, state, progress }): RunningWork => ({
      id,
      href: uploadHref({ id, state }),
      title: name,
      note: progress?.cursor?.startsWith("undo:")
        ? "undoing customers and tags"
        : progress?.unit === "rows" && state === "submitting"
          ? "setting customers and tags"
          : (DOING[state] ?? state),
      done: progress?.done ?? 0,
      total: progress?.total ?? null,
    })),
    ...refreshes.map(({ id, name, done, total, person }): RunningWork => ({
      id,
      href: "/numbers",
      title: `Reading ${total.toLocaleString("en-US")} ${total === 1 ? "number" : "numbers"}`,
      note: `${name}, ${person}`,
      done,
      total,
    })),
  ];
}
