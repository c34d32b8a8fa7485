import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows, type QueryRunner, raw, sql } from "@/lib/db/sql";
import { ITEM_STATES, itemState, orderStatus } from "@/lib/domain/order";
import { LABELS, uploadKind } from "@/lib/domain/uploads/upload";
import type { UploadResults } from "@/lib/domain/uploads/upload-view";
import { COUNT_COLUMNS, countColumns, labelCarrier } from "@/lib/services/orders/order-columns";
import { lastItem, UNDONE } from "./sent-rows";
import { countRows, readUploadHead, type UploadHead } from "./upload-head";

const orderRow = z.object({
  ...countColumns,
  id: z.string(),
  ref: z.string(),
  kind: uploadKind,
  carrier: z.string(),
  label: z.string(),
  status: orderStatus,
  attempt: z.number(),
  requested: z.number(),
});

/** The rows of an upload by outcome, and its orders, the first submission's first. Throws NOT_FOUND. */
export async function getUploadResults(ctx: Pick<Context, "sql">, { id }: { id: string }): Promise<UploadResults> {
  return inSnapshot(ctx, async ({ sql: pool }) => {
    const upload = await readUploadHead(pool, id);
    const rows = await queryRows(pool, orderRow)`
      SELECT o.id, o.ref, o.kind, o.carrier, a.label, o.status, s.attempt, o.requested, ${raw(COUNT_COLUMNS)}
      FROM (SELECT DISTINCT order_id, attempt FROM upload_order WHERE upload_id = ${id}) s
      JOIN orders o ON o.id = s.order_id JOIN carrier_account a ON a.id = o.account_id
      ORDER BY s.attempt, o.created_at, o.id`;
    return {
      orders: rows.map((row) => ({
        id: row.id,
        ref: row.ref,
        kind: row.kind,
        accountName: `${labelCarrier(row.carrier)} · ${row.label}`,
        status: row.status,
        attempt: row.attempt,
        numbers: row.requested,
      })),
      counts: await countOutcomes(pool, upload, rows),
      isSettled:
        upload.state === "submitted" &&
        rows.every((row) => row.queued + row.sending + row.accepted + row.unknown === 0),
      failures: upload.submission?.failures ?? [],
      labels: await countLabels(pool, id),
    };
  });
}

const labelsRow = z.object({ targets: z.number(), set: z.number(), can_undo: z.number(), undone: z.number() });

async function countLabels(runner: QueryRunner, id: string): Promise<UploadResults["labels"]> {
  const [row] = await queryRows(runner, labelsRow)`
    SELECT t.targets, t.set, o.can_undo, o.undone
    FROM (SELECT count(*) AS targets, coalesce(sum(confirmed), 0) AS set
      FROM upload_target WHERE upload_id = ${id} AND kind = ${LABELS}) t
    CROSS JOIN (SELECT count(undo) AS can_undo, count(*) FILTER (WHERE code = ${UNDONE}) AS undone
      FROM upload_outcome WHERE upload_id = ${id}) o`;
  return row && row.targets > 0 ? { set: row.set, canUndo: row.can_undo, undone: row.undone } : null;
}

const NONE = Object.fromEntries(ITEM_STATES.map((state) => [state, 0])) as Omit<UploadResults["counts"], "not-sent">;
const labelCounts = z.object({ confirmed: z.number(), failed: z.number(), skipped: z.number() });
const countedRow = z.object({ state: itemState, rows: z.number() });

/**
 * While nothing was changed or sent again, each item is one ready row, and orders count their items themselves: only rows that repeat
 * another, and so have its outcome, are looked up.
 */
async function countOutcomes(
  runner: QueryRunner,
  upload: UploadHead,
  orders: readonly z.infer<typeof orderRow>[],
): Promise<UploadResults["counts"]> {
  const labels = await queryRows(runner, labelCounts)`
    SELECT coalesce(sum(confirmed), 0) AS confirmed, coalesce(sum(failed), 0) AS failed, coalesce(sum(skipped), 0) AS skipped
    FROM upload_target WHERE upload_id = ${upload.id} AND kind = ${LABELS}`;
  const isAsSent =
    orders.every(({ attempt }) => attempt === 1) && upload.revision === (upload.submission?.revision ?? -1) + 1;
  const counts: UploadResults["counts"] = { ...NONE, "not-sent": 0 };
  for (const { confirmed, failed, skipped } of labels) {
    counts.confirmed += confirmed;
    counts.failed += failed;
    counts.skipped += skipped;
  }
  if (isAsSent) for (const order of orders) for (const state of ITEM_STATES) counts[state] += order[state];
  const rows =
    orders.length === 0
      ? []
      : await queryRows(runner, countedRow)`
    SELECT x.state, count(*) AS rows FROM upload_row r CROSS JOIN ${lastItem()}
    WHERE x.order_id IS NOT NULL AND r.upload_id = ${upload.id} AND ${isAsSent ? sql`r.state = 'duplicate' AND r.state <> 'ready'` : sql`r.state IN ('ready', 'duplicate')`}
    GROUP BY 1`;
  for (const { state, rows: count } of rows) counts[state] += count;
  const sent = ITEM_STATES.reduce((sum, state) => sum + counts[state], 0);
  return { ...counts, "not-sent": countRows(upload) - sent };
}
