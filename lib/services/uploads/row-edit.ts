import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CheckedRow } from "@/lib/domain/uploads/checked-row";
import { type CellFaults, cellFaults } from "./cell-faults";
import { rowState } from "@/lib/domain/uploads/upload";
import { encodeTexts, keepAsBefore, type RowPair, settleDuplicates } from "./settle-duplicates";
import type { UploadHead } from "./upload-head";
import { settleLabels } from "./settle-labels";
import { openTargets } from "./upload-targets";

/** A stored row, as an edit finds it. */
export const storedRow = z.object({
  seq: z.number(),
  line: z.number(),
  cells: z.array(z.string()),
  e164: z.string().nullable(),
  target: z.number().nullable(),
  state: rowState,
  codes: z.array(z.string()),
  faults: cellFaults,
});
export type StoredRow = z.infer<typeof storedRow>;

/** `rows`: what the row becomes, checked; several where it was a range. Null takes it out. */
export type RowChange = { row: StoredRow; rows: readonly CheckedRow[] | null; faults: CellFaults };

type WrittenRow = StoredRow & { isAdded: boolean };

export type RowEdit = {
  revision: number;
  /** Writes a batch of changes, settles duplicates in both directions, and drops what a dry run said of these rows. */
  apply(changes: readonly RowChange[]): Promise<void>;
  /** Tells what was done. */
  finish(label: string): Promise<void>;
};

const lastRow = z.object({ last: z.number() });

/** Begins an act of a person on rows, in the caller's transaction, which holds the upload's lock. */
export async function beginEdit(client: PoolClient, ctx: Pick<Context, "actor">, upload: UploadHead): Promise<RowEdit> {
  const revision = upload.revision + 1;
  const [found] = await queryRows(client, lastRow)`
    SELECT coalesce(max(seq), 0) AS last FROM upload_row WHERE upload_id = ${upload.id}`;
  const lastSeq = found?.last ?? 0;
  let nextSeq = lastSeq + 1;
  const targets = await openTargets(client, upload.id);
  await client.query(
    `INSERT INTO upload_edit (upload_id, revision, actor_id, label, before) VALUES ($1, $2, $3, '', jsonb_build_object('lastSeq', $4::int))`,
    [upload.id, revision, ctx.actor.id, lastSeq],
  );
  await client.query(`UPDATE upload SET revision = $2, updated_at = now() WHERE id = $1`, [upload.id, revision]);
  const edit = { uploadId: upload.id, revision, lastSeq };

  return {
    revision,
    async apply(changes) {
      if (changes.length === 0) return;
      await keepAsBefore(
        client,
        edit,
        changes.map(({ row }) => row.seq),
      );
      const written = changes.flatMap(({ row, rows, faults }): WrittenRow[] => {
        if (rows === null) return [{ ...row, state: "removed", isAdded: false }];
        return rows.map(({ cells, number, target, state, problems }, index) => ({
          seq: index === 0 ? row.seq : nextSeq++,
          line: row.line,
          cells: [...cells],
          e164: number,
          target: target && targets.numberOf(target),
          state,
          codes: [...new Set(problems.map(({ code }) => code))],
          faults,
          isAdded: index > 0,
        }));
      });
      await targets.store();
      await updateRows(
        client,
        upload.id,
        written.filter(({ isAdded }) => !isAdded),
      );
      await insertRows(
        client,
        upload.id,
        written.filter(({ isAdded }) => isAdded),
      );
      const pairs = [...changes.map(({ row }) => row), ...written].flatMap(toPair);
      const isLabels = ({ target }: RowPair) => targets.isLabels(target);
      await settleDuplicates(
        client,
        edit,
        pairs.filter((pair) => !isLabels(pair)),
      );
      if (upload.mapping)
        await settleLabels(
          client,
          { id: upload.id, mapping: upload.mapping },
          { numbers: [...new Set(pairs.filter(isLabels).map(({ e164 }) => e164))], edit },
        );
      await dropVerdicts(
        client,
        upload.id,
        changes.map(({ row }) => row.seq),
      );
    },
    async finish(label) {
      await recountPreview(client, upload.id);
      await client.query(`UPDATE upload_edit SET label = $3 WHERE upload_id = $1 AND revision = $2`, [
        upload.id,
        revision,
        label,
      ]);
    },
  };
}

const toPair = ({ e164, target }: Pick<StoredRow, "e164" | "target">): RowPair[] =>
  e164 !== null && target !== null ? [{ e164, target }] : [];

const VALUES = `unnest($2::int[], $3::int[], $4::text[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[])
  AS w(seq, line, cells, e164, target, state, codes, faults)`;

const toValues = (uploadId: string, rows: readonly StoredRow[]) => [
  uploadId,
  rows.map(({ seq }) => seq),
  rows.map(({ line }) => line),
  rows.map(({ cells }) => encodeTexts(cells)),
  rows.map(({ e164 }) => e164),
  rows.map(({ target }) => target),
  rows.map(({ state }) => state),
  rows.map(({ codes }) => encodeTexts(codes)),
  rows.map(({ faults }) => faults && JSON.stringify(faults)),
];

async function updateRows(client: PoolClient, uploadId: string, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `UPDATE upload_row r SET cells = w.cells::text[], e164 = w.e164, target = w.target, state = w.state, codes = w.codes::text[],
       faults = w.faults::jsonb
     FROM ${VALUES} WHERE r.upload_id = $1 AND r.seq = w.seq`,
    toValues(uploadId, rows),
  );
}

async function insertRows(client: PoolClient, uploadId: string, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `INSERT INTO upload_row (upload_id, seq, line, cells, e164, target, state, codes, faults)
     SELECT $1, w.seq, w.line, w.cells::text[], w.e164, w.target, w.state, w.codes::text[], w.faults::jsonb FROM ${VALUES}`,
    toValues(uploadId, rows),
  );
}

/** What the dry run said of changed rows no longer holds. */
async function dropVerdicts(client: PoolClient, uploadId: string, seqs: readonly number[]): Promise<void> {
  await client.query(`DELETE FROM upload_verdict WHERE upload_id = $1 AND seq = ANY($2::int[])`, [uploadId, seqs]);
}

/** The dry run's groups count the rows that are still as it saw them. */
export async function recountPreview(client: PoolClient, uploadId: string): Promise<void> {
  await client.query(
    `UPDATE upload SET preview = jsonb_set(preview, '{groups}', (
       SELECT coalesce(jsonb_agg(jsonb_set(g.value, '{rows}', to_jsonb(coalesce(c.rows, 0))) ORDER BY g.ordinality), '[]')
       FROM jsonb_array_elements(preview->'groups') WITH ORDINALITY g
       LEFT JOIN (SELECT code, count(*) AS rows FROM upload_verdict WHERE upload_id = $1 GROUP BY code) c ON c.code = g.value->>'code'))
     WHERE id = $1 AND preview IS NOT NULL`,
    [uploadId],
  );
}
