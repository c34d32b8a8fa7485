import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows, raw } from "@/lib/db/sql";
import {
  describeLookup,
  describeRefresh,
  describeSums,
  describeUpload,
  type EndedWork,
  MAX_WORK,
  readWorkKeys,
  type WorkKey,
  type WorkNews,
} from "@/lib/domain/ended-work";
import { ORDER_KINDS, orderKind, sumOrder } from "@/lib/domain/order";
import { phoneNumber } from "@/lib/domain/phone-number";
import { uploadState } from "@/lib/domain/uploads/upload";
import { uploadHref } from "@/lib/domain/uploads/upload-labels";
import { COUNT_COLUMNS, countColumns } from "@/lib/services/orders/order-columns";

/** `known`: the keys that were under way when the person's tab last asked, with commas between them. */
export const followWorkInput = z.object({ known: z.string().max(4_000).catch("") });

/**
 * What the person has started that is under way, and how that ended of `known` which no longer is. Orders of an upload count as the
 * upload. What waits for a result that was lost has ended: it can wait for days.
 */
export const followWork = (ctx: Context, { known }: z.output<typeof followWorkInput>): Promise<WorkNews> =>
  inSnapshot(ctx, async (snapshot) => {
    const keys = await listKeys(snapshot);
    const gone = readWorkKeys(known).filter((key) => !keys.includes(key));
    const idsOf = (type: string) =>
      gone.flatMap((key) => (key.startsWith(`${type}:`) ? [key.slice(type.length + 1)] : []));
    const ended = await Promise.all([
      endOrders(snapshot, idsOf("order")),
      endUploads(snapshot, idsOf("upload")),
      endLookups(snapshot, idsOf("lookup")),
      endRefreshes(snapshot, idsOf("refresh")),
    ]);
    return { keys, ended: ended.flat() };
  });

type Reader = Pick<Context, "sql" | "actor">;
const keyRow = z.object({ key: z.string() });
const IS_MOVING = "o.queued + o.sending + o.accepted > 0";

async function listKeys({ sql, actor }: Reader): Promise<WorkKey[]> {
  const rows = await queryRows(sql, keyRow)`
    SELECT key FROM (
      (SELECT coalesce('upload:' || u.upload_id, 'order:' || o.id) AS key FROM orders o
       LEFT JOIN LATERAL (SELECT upload_id FROM upload_order WHERE order_id = o.id LIMIT 1) u ON true
       WHERE o.queued + o.sending + o.accepted + o.unknown > 0 AND ${raw(IS_MOVING)} AND o.submitted_at IS NOT NULL
         AND o.created_by_id = ${actor.id} ORDER BY o.created_at DESC LIMIT ${MAX_WORK})
      UNION
      (SELECT 'upload:' || id FROM (SELECT * FROM upload ORDER BY created_at DESC, id DESC LIMIT ${MAX_WORK}) u
       WHERE state IN ('reading', 'loading', 'submitting') AND created_by_id = ${actor.id})
      UNION
      (SELECT 'lookup:' || lookup_id FROM lookup_round WHERE state = 'asking' AND actor_id = ${actor.id} LIMIT ${MAX_WORK})
      UNION
      (SELECT 'refresh:' || id FROM refresh_run WHERE state = 'running' AND created_by_id = ${actor.id} LIMIT ${MAX_WORK})
    ) k ORDER BY key LIMIT ${MAX_WORK}`;
  return readWorkKeys(rows.map(({ key }) => key).join(","));
}

const orderRow = z.object({
  ...countColumns,
  id: z.string(),
  ref: z.string(),
  kind: orderKind,
  number: phoneNumber.nullable(),
});

async function endOrders({ sql, actor }: Reader, ids: readonly string[]): Promise<EndedWork[]> {
  if (ids.length === 0) return [];
  const rows = await queryRows(sql, orderRow)`
    SELECT o.id, o.ref, o.kind, ${raw(COUNT_COLUMNS)},
      CASE WHEN o.requested = 1 THEN (SELECT e164 FROM order_item i WHERE i.order_id = o.id LIMIT 1) END AS number
    FROM orders o WHERE o.id = ANY(${ids}::uuid[]) AND o.created_by_id = ${actor.id} AND NOT (${raw(IS_MOVING)})`;
  return rows.map(({ id, ref, kind, number, ...counts }) => {
    const { tone, text } = describeSums(sumOrder(counts));
    // Its page has two addresses.
    const pages = [
      `/orders/${ref}`,
      `/orders/${id}`,
      ...(number === null ? [] : [`/numbers/${encodeURIComponent(number)}`]),
    ];
    return { key: `order:${id}`, tone, text: `${ORDER_KINDS[kind].label}: ${text}`, pages };
  });
}

const uploadRow = z.object({
  ...countColumns,
  id: z.string(),
  name: z.string(),
  state: uploadState,
  ready: z.number(),
  to_fix: z.number(),
});

/** The outcomes of its orders, and of the rows that set labels. */
async function endUploads({ sql, actor }: Reader, ids: readonly string[]): Promise<EndedWork[]> {
  if (ids.length === 0) return [];
  const rows = await queryRows(sql, uploadRow)`
    SELECT u.id, u.name, u.state, u.ready, u.problem AS to_fix, s.queued, s.sending, s.accepted, s.unknown,
      s.confirmed + t.confirmed AS confirmed, s.failed + t.failed AS failed, s.skipped + t.skipped AS skipped
    FROM upload u CROSS JOIN LATERAL (
      SELECT ${raw(
        Object.keys(countColumns)
          .map((column) => `coalesce(sum(o.${column}), 0)::int8 AS ${column}`)
          .join(", "),
      )}
      FROM orders o WHERE o.id IN (SELECT order_id FROM upload_order WHERE upload_id = u.id)) s
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(confirmed), 0)::int8 AS confirmed, coalesce(sum(failed), 0)::int8 AS failed,
        coalesce(sum(skipped), 0)::int8 AS skipped FROM upload_target WHERE upload_id = u.id) t
    WHERE u.id = ANY(${ids}::uuid[]) AND u.created_by_id = ${actor.id}`;
  return rows.flatMap(({ id, name, state, ready, to_fix, ...counts }): EndedWork[] => {
    const notice = describeUpload({ name, state, ready, toFix: to_fix, sums: sumOrder(counts) });
    return notice ? [{ key: `upload:${id}`, ...notice, pages: [uploadHref({ id, state }), `/uploads/${id}`] }] : [];
  });
}

const lookupRow = z.object({ id: z.string(), name: z.string(), valid: z.number() });

/** One that a person has stopped is no news. */
async function endLookups({ sql, actor }: Reader, ids: readonly string[]): Promise<EndedWork[]> {
  if (ids.length === 0) return [];
  const rows = await queryRows(sql, lookupRow)`
    SELECT l.id, l.name, l.valid FROM lookup l
    CROSS JOIN LATERAL (SELECT state, actor_id FROM lookup_round WHERE lookup_id = l.id ORDER BY n DESC LIMIT 1) r
    WHERE l.id = ANY(${ids}::uuid[]) AND r.state = 'done' AND r.actor_id = ${actor.id}`;
  return rows.map(({ id, name, valid }) => ({
    key: `lookup:${id}`,
    ...describeLookup(name, valid),
    pages: [`/lookup/${id}`],
  }));
}

const refreshRow = z.object({ id: z.string(), total: z.number(), reported: z.number() });

async function endRefreshes({ sql, actor }: Reader, ids: readonly string[]): Promise<EndedWork[]> {
  if (ids.length === 0) return [];
  const rows = await queryRows(sql, refreshRow)`
    SELECT id, total, reported FROM refresh_run
    WHERE id = ANY(${ids}::uuid[]) AND state = 'done' AND created_by_id = ${actor.id}`;
  return rows.map(({ id, total, reported }) => ({
    key: `refresh:${id}`,
    ...describeRefresh(total, reported),
    pages: ["/numbers"],
  }));
}
