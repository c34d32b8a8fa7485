import "server-only";
import { z } from "zod";
import { type RowCounts, uploadKind, uploadProgress, uploadSource, uploadState } from "@/lib/domain/uploads/upload";
import type { UploadRow } from "@/lib/domain/uploads/upload-view";

/** Of `upload u` with its person `p`. The sums are those of its orders, each once though several targets may be in it. */
export const UPLOAD_COLUMNS = `u.id, u.ref, u.source, u.name, u.bytes, u.state, u.fault, u.progress, u.ready, u.problem, u.blocked,
  u.duplicate, u.removed, u.warned, u.created_at, u.kept_until, p.name AS person_name,
  (SELECT coalesce(array_agg(DISTINCT t.kind ORDER BY t.kind), '{}') FROM upload_target t WHERE t.upload_id = u.id) AS kinds,
  o.orders, o.confirmed + l.confirmed AS confirmed, o.failed + l.failed AS failed, o.pending, o.unknown, o.skipped + l.skipped AS skipped`;
export const UPLOAD_FROM = `upload u LEFT JOIN person p ON p.id = u.created_by_id CROSS JOIN LATERAL (
  SELECT count(*) AS orders, coalesce(sum(confirmed), 0) AS confirmed, coalesce(sum(failed), 0) AS failed,
    coalesce(sum(queued + sending + accepted), 0) AS pending, coalesce(sum(unknown), 0) AS unknown, coalesce(sum(skipped), 0) AS skipped
  FROM orders WHERE id IN (SELECT order_id FROM upload_order WHERE upload_id = u.id)) o CROSS JOIN LATERAL (
  SELECT coalesce(sum(confirmed), 0) AS confirmed, coalesce(sum(failed), 0) AS failed, coalesce(sum(skipped), 0) AS skipped
  FROM upload_target WHERE upload_id = u.id) l`;

export const uploadSqlRow = z.object({
  id: z.string(),
  ref: z.string(),
  source: uploadSource,
  name: z.string(),
  bytes: z.number(),
  state: uploadState,
  fault: z.string().nullable(),
  progress: uploadProgress.nullable().catch(null),
  ready: z.number(),
  problem: z.number(),
  blocked: z.number(),
  duplicate: z.number(),
  removed: z.number(),
  warned: z.number(),
  created_at: z.date(),
  kept_until: z.date(),
  person_name: z.string().nullable(),
  kinds: z.array(z.string()),
  orders: z.number(),
  confirmed: z.number(),
  failed: z.number(),
  pending: z.number(),
  unknown: z.number(),
  skipped: z.number(),
});
export type UploadSqlRow = z.output<typeof uploadSqlRow>;

export function toUploadRow(row: UploadSqlRow): UploadRow {
  const { id, ref, source, name, bytes, state, fault, progress, orders } = row;
  const { confirmed, failed, pending, unknown, skipped } = row;
  return {
    id,
    ref,
    source,
    name,
    bytes,
    state,
    fault,
    counts: toCounts(row),
    // One that an older release knew is left out.
    kinds: row.kinds.flatMap((kind) => uploadKind.safeParse(kind).data ?? []),
    progress,
    orders,
    outcome: orders + confirmed + failed + skipped === 0 ? null : { confirmed, failed, pending, unknown, skipped },
    personName: row.person_name,
    createdAt: row.created_at.toISOString(),
    keptUntil: row.kept_until.toISOString(),
  };
}

const toCounts = ({ ready, problem, blocked, duplicate, removed, warned }: UploadSqlRow): RowCounts => ({
  ready,
  problem,
  blocked,
  duplicate,
  removed,
  warned,
});
