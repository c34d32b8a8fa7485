import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { empty, join, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { LABEL_ROLES } from "@/lib/domain/uploads/label-wish";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { findProblem, PROBLEMS } from "@/lib/domain/uploads/problems";
import { LABELS } from "@/lib/domain/uploads/upload";
import type { OpenEdit } from "./settle-duplicates";

type Owner = { id: string; mapping: Pick<UploadMapping, "columns"> };

const labelTarget = z.object({ n: z.number(), allows_others: z.boolean() });
const seqRow = z.object({ seq: z.number() });

/** Targets of an upload that set labels; `allows_others`: also of numbers that are not ours. */
const listLabelTargets = (client: PoolClient, uploadId: string) =>
  queryRows(client, labelTarget)`
    SELECT n, params ? 'others' AS allows_others FROM upload_target WHERE upload_id = ${uploadId} AND kind = ${LABELS} ORDER BY n`;

/** Numbers `e164` of row `r` that a carrier reports as ours, or that are in an open order. */
const IS_OURS = sql`EXISTS (
  SELECT FROM number n JOIN state_set k ON k.id = n.state_set_id WHERE n.e164 = r.e164 AND k.states && ARRAY['ours', 'pending'])`;

/** Rows of these places whose number is not ours become problems: for a load, which sees every row once. */
export async function markForeignNumbers(
  client: PoolClient,
  uploadId: string,
  { after, to }: { after: number; to: number },
): Promise<void> {
  const strict = (await listLabelTargets(client, uploadId)).filter((target) => !target.allows_others);
  if (strict.length === 0) return;
  await queryRows(client, seqRow)`
    UPDATE upload_row r SET state = 'problem', codes = array_append(codes, 'number-not-ours')
    WHERE r.upload_id = ${uploadId} AND r.seq > ${after} AND r.seq <= ${to} AND r.state IN ('ready', 'duplicate', 'problem')
      AND r.target = ANY(${strict.map(({ n }) => n)}::int[]) AND r.e164 IS NOT NULL AND NOT ${IS_OURS} RETURNING r.seq`;
}

const WARNINGS = Object.keys(PROBLEMS).filter((code) => findProblem(code).severity === "warning");
const FOUND = ["conflicting-row", "number-not-ours"];

const cellText = (index: number): SqlPart =>
  sql`lower(regexp_replace(btrim(coalesce(r.cells[${index + 1}::int], '')), '\\s+', ' ', 'g'))`;

function textOf({ columns }: Owner["mapping"], roles: readonly string[]): SqlPart {
  const places = columns.flatMap((role, index) => (roles.includes(role) ? [cellText(index)] : []));
  return places.length === 0 ? sql`''` : sql`concat_ws(chr(31), ${join(places, ", ")})`;
}

/**
 * Settles the rows that set labels for these numbers, or for all numbers with repeated rows (`null`): the first row that names a customer
 * decides, those without another problem first, and one that names another is a problem; a row with the same values as an earlier one is a duplicate; rows that add to one another
 * are all ready. A number that is not ours is a problem. `edit`: rows are kept as they were before it.
 */
export async function settleLabels(
  client: PoolClient,
  { id, mapping }: Owner,
  { numbers, edit }: { numbers: readonly string[] | null; edit: OpenEdit | null },
): Promise<void> {
  if (numbers?.length === 0) return;
  const targets = await listLabelTargets(client, id);
  if (targets.length === 0) return;
  const own = targets.map(({ n }) => n);
  const open = targets.filter((target) => target.allows_others).map(({ n }) => n);
  const asked =
    numbers === null
      ? sql`SELECT d.e164 FROM upload_row d
            WHERE d.upload_id = ${id}::uuid AND d.target = ANY(${own}::int[]) AND d.e164 IS NOT NULL GROUP BY 1 HAVING count(*) > 1`
      : sql`SELECT DISTINCT e164 FROM unnest(${numbers}::text[]) p(e164)`;
  const kept =
    edit === null
      ? empty
      : sql`, kept AS (
          INSERT INTO upload_row_before (upload_id, revision, seq, cells, e164, target, state, codes, faults)
          SELECT r.upload_id, ${edit.revision}::int, r.seq, r.cells, r.e164, r.target, r.state, r.codes, r.faults
          FROM changed c JOIN upload_row r ON r.upload_id = ${id}::uuid AND r.seq = c.seq WHERE r.seq <= ${edit.lastSeq}::int ON CONFLICT DO NOTHING)`;
  await queryRows(client, seqRow)`
    WITH asked AS (${asked}),
      own AS MATERIALIZED (
        SELECT r.seq, r.e164, r.state, r.codes, f.rest,
          ${textOf(mapping, [...LABEL_ROLES, "note"])} AS wish, ${textOf(mapping, ["customer"])} AS customer,
          r.target = ANY(${open}::int[]) OR ${IS_OURS} AS is_open
        FROM asked a CROSS JOIN LATERAL (
          SELECT o.* FROM upload_row o WHERE o.upload_id = ${id}::uuid AND o.e164 = a.e164 OFFSET 0) r
        CROSS JOIN LATERAL (SELECT ARRAY(SELECT c FROM unnest(r.codes) c WHERE c <> ALL(${FOUND}::text[])) AS rest) f
        WHERE r.target = ANY(${own}::int[]) AND r.state IN ('ready', 'duplicate', 'problem')),
      assessed AS (SELECT o.*, NOT o.rest <@ ${WARNINGS}::text[] AS is_wrong FROM own o),
      ranked AS (
        SELECT o.*, row_number() OVER (PARTITION BY o.e164, o.is_wrong, o.wish ORDER BY o.seq) AS nth,
          first_value(o.customer) OVER (PARTITION BY o.e164 ORDER BY o.customer = '', o.is_wrong, o.seq) AS decided
        FROM assessed o),
      settled AS (
        SELECT k.seq, k.state, k.codes, k.rest,
          CASE WHEN NOT k.is_open THEN 'number-not-ours' WHEN k.customer <> '' AND k.customer <> k.decided THEN 'conflicting-row' END AS found,
          CASE WHEN k.is_wrong OR NOT k.is_open OR (k.customer <> '' AND k.customer <> k.decided) THEN 'problem'
            WHEN k.nth > 1 THEN 'duplicate' ELSE 'ready' END AS becomes
        FROM ranked k),
      changed AS MATERIALIZED (
        SELECT s.seq, s.becomes, s.rest || array_remove(ARRAY[s.found], NULL) AS codes FROM settled s
        WHERE s.state <> s.becomes OR s.codes <> s.rest || array_remove(ARRAY[s.found], NULL))${kept},
      dropped AS (DELETE FROM upload_verdict v USING changed c WHERE v.upload_id = ${id}::uuid AND v.seq = c.seq)
    UPDATE upload_row r SET state = c.becomes, codes = c.codes FROM changed c
    WHERE r.upload_id = ${id}::uuid AND r.seq = c.seq RETURNING r.seq`;
}
