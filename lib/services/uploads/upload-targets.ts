import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { type QueryRunner, queryRows } from "@/lib/db/sql";
import { AppError } from "@/lib/domain/errors";
import type { RowTarget } from "@/lib/domain/uploads/checked-row";
import {
  isOrderUploadKind,
  LABELS,
  type OrderUploadKind,
  UPLOAD_LIMITS,
  uploadKind,
} from "@/lib/domain/uploads/upload";

export const targetRow = z.object({
  n: z.number(),
  kind: uploadKind,
  account_id: z.string().nullable(),
  params: z.record(z.string(), z.string()),
});
export type StoredTarget = z.infer<typeof targetRow>;
/** One that becomes orders at an account. */
export type OrderTarget = StoredTarget & { kind: OrderUploadKind; account_id: string };
export const isOrderTarget = (target: StoredTarget): target is OrderTarget =>
  isOrderUploadKind(target.kind) && target.account_id !== null;

export const listStoredTargets = (runner: QueryRunner, uploadId: string): Promise<StoredTarget[]> =>
  queryRows(runner, targetRow)`
    SELECT n, kind, account_id, params FROM upload_target WHERE upload_id = ${uploadId} ORDER BY n`;

const keyOf = (kind: string, accountId: string | null, params: Readonly<Record<string, string>>) =>
  JSON.stringify([kind, accountId, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** Finds the targets of an upload, and adds those that are new, in the caller's transaction, which holds the upload's lock. */
export async function openTargets(client: PoolClient, uploadId: string) {
  const stored = await listStoredTargets(client, uploadId);
  const byKey = new Map(stored.map(({ n, kind, account_id, params }) => [keyOf(kind, account_id, params), n]));
  let last = Math.max(0, ...stored.map(({ n }) => n));
  const labels = new Set(stored.flatMap(({ n, kind }) => (kind === LABELS ? [n] : [])));
  let added: (RowTarget & { n: number })[] = [];
  return {
    isLabels: (n: number) => labels.has(n),
    /** Throws INVALID_INPUT where there would be too many. */
    numberOf(target: RowTarget): number {
      const key = keyOf(target.kind, target.accountId, target.params);
      const known = byKey.get(key);
      if (known !== undefined) return known;
      if (byKey.size >= UPLOAD_LIMITS.targets)
        throw new AppError(
          "INVALID_INPUT",
          `An upload can have at most ${UPLOAD_LIMITS.targets} different combinations of action, account and values.`,
        );
      last += 1;
      byKey.set(key, last);
      if (target.kind === LABELS) labels.add(last);
      added.push({ ...target, n: last });
      return last;
    },
    async store(): Promise<void> {
      if (added.length === 0) return;
      await client.query(
        `INSERT INTO upload_target (upload_id, n, kind, account_id, params)
         SELECT $1, t.n, t.kind, t.account_id, t.params::jsonb FROM unnest($2::int[], $3::text[], $4::uuid[], $5::text[]) t(n, kind, account_id, params)`,
        [
          uploadId,
          added.map(({ n }) => n),
          added.map(({ kind }) => kind),
          added.map(({ accountId }) => accountId),
          added.map(({ params }) => JSON.stringify(params)),
        ],
      );
      added = [];
    },
  };
}
