import "server-only";
import type { PoolClient } from "pg";

export type RowPair = { e164: string; target: number };
/** Rows above `lastSeq` are the edit's own. */
export type OpenEdit = { uploadId: string; revision: number; lastSeq: number };

/** Texts as PostgreSQL writes an array of them: `unnest` takes no arrays of different lengths. */
export const encodeTexts = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

const COLUMNS = "upload_id, revision, seq, cells, e164, target, state, codes, faults";

/** Keeps rows as they are now; one that this edit has changed before stays as it was before it. */
export async function keepAsBefore(
  client: PoolClient,
  { uploadId, revision, lastSeq }: OpenEdit,
  seqs: readonly number[],
): Promise<void> {
  await client.query(
    `INSERT INTO upload_row_before (${COLUMNS})
     SELECT upload_id, $2, seq, cells, e164, target, state, codes, faults FROM upload_row
     WHERE upload_id = $1 AND seq = ANY($3::int[]) AND seq <= $4 ON CONFLICT DO NOTHING`,
    [uploadId, revision, seqs, lastSeq],
  );
}

/** Of the rows that ask for the same, the first one is ready and the others repeat it. */
export async function settleDuplicates(
  client: PoolClient,
  { uploadId, revision, lastSeq }: OpenEdit,
  pairs: readonly RowPair[],
): Promise<void> {
  if (pairs.length === 0) return;
  await client.query(
    `WITH pair AS (SELECT DISTINCT e164, target FROM unnest($3::text[], $4::int[]) p(e164, target)),
       ranked AS MATERIALIZED (
         SELECT r.seq, r.state,
           CASE WHEN row_number() OVER (PARTITION BY r.e164, r.target ORDER BY r.seq) = 1 THEN 'ready' ELSE 'duplicate' END AS settled
         FROM pair p CROSS JOIN LATERAL (
           -- OFFSET 0: each number is looked up, also before the table's statistics know of these rows.
           SELECT o.seq, o.state, o.e164, o.target FROM upload_row o WHERE o.upload_id = $1 AND o.e164 = p.e164 OFFSET 0) r
         WHERE r.target = p.target AND r.state IN ('ready', 'duplicate')),
       changed AS MATERIALIZED (SELECT seq, settled FROM ranked WHERE state <> settled),
       kept AS (
         INSERT INTO upload_row_before (${COLUMNS})
         SELECT r.upload_id, $2, r.seq, r.cells, r.e164, r.target, r.state, r.codes, r.faults
         FROM changed c JOIN upload_row r ON r.upload_id = $1 AND r.seq = c.seq WHERE r.seq <= $5 ON CONFLICT DO NOTHING),
       dropped AS (DELETE FROM upload_verdict v USING changed c WHERE v.upload_id = $1 AND v.seq = c.seq)
     UPDATE upload_row r SET state = c.settled FROM changed c WHERE r.upload_id = $1 AND r.seq = c.seq`,
    [uploadId, revision, pairs.map(({ e164 }) => e164), pairs.map(({ target }) => target), lastSeq],
  );
}
