import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { and, queryCount, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import type { RowsQuery, TextSearch } from "@/lib/domain/uploads/upload-view";
import { findText, matchText } from "./find-text";
import { hasCode } from "./fix-problem";
import { lastItem } from "./sent-rows";
import { countRows, type UploadHead } from "./upload-head";

/** The rows of one page by seq, in order, and how many the filter has; of a search for a text, as far as it has come. */
export type RowPlaces = { seqs: readonly number[]; total: number; search?: TextSearch };

const seqRow = z.object({ seq: z.number() });
const foundRow = z.object({ total: z.number(), seqs: z.array(z.number()) });

/**
 * Places in the filtered list, at every depth from an index. Seqs are 1, 2, 3 … without gaps, so that the whole list needs no look, and
 * ready rows, of which no index tells, are counted by the few that are not.
 */
export async function findPlaces(pool: Sql, head: UploadHead, query: RowsQuery): Promise<RowPlaces> {
  const { state, code, verdict, outcome, q, from, most } = query;
  const isPlain = code === undefined && verdict === undefined && outcome === undefined && q === undefined;
  if (isPlain && state === undefined) {
    const total = countRows(head);
    const size = Math.max(0, Math.min(most, total - from));
    return { seqs: Array.from({ length: size }, (_, index) => from + index + 1), total };
  }
  if (isPlain && state === "ready") return { seqs: await findReady(pool, head, from, most), total: head.ready };
  if (isPlain && state !== undefined) return { seqs: await findByState(pool, head, query), total: head[state] };
  if (q !== undefined && q !== "" && verdict === undefined && outcome === undefined)
    return findText(pool, head, { query, conditions: listConditions(head, { ...query, q: undefined }) });
  return findFiltered(pool, head, query);
}

async function findReady(pool: Sql, { id }: UploadHead, from: number, most: number): Promise<number[]> {
  // Before a row that is not ready, at `seq`, there are `seq - n` that are, if it is the nth of its kind.
  const count = await queryCount(pool)`
    SELECT count(*) AS count FROM (
      SELECT seq - row_number() OVER (ORDER BY seq) AS before FROM upload_row WHERE upload_id = ${id} AND state <> 'ready') n
    WHERE n.before <= ${from}`;
  const first = from + 1 + count;
  const rows = await queryRows(pool, seqRow)`
    SELECT seq FROM upload_row WHERE upload_id = ${id} AND state = 'ready' AND seq >= ${first} ORDER BY seq LIMIT ${most}`;
  return rows.map(({ seq }) => seq);
}

async function findByState(pool: Sql, { id }: UploadHead, { state, from, most }: RowsQuery): Promise<number[]> {
  const rows = await queryRows(pool, seqRow)`
    SELECT seq FROM upload_row WHERE upload_id = ${id} AND state = ${state} AND state <> 'ready' ORDER BY seq OFFSET ${from} LIMIT ${most}`;
  return rows.map(({ seq }) => seq);
}

/** One look at all rows that the filter has: their count and the page's own. */
async function findFiltered(pool: Sql, head: UploadHead, query: RowsQuery): Promise<RowPlaces> {
  const { from, most } = query;
  const [row] = await queryRows(pool, foundRow)`
    WITH found AS MATERIALIZED (SELECT r.seq FROM upload_row r ${joinSources(query)} WHERE ${and(listConditions(head, query))})
    SELECT (SELECT count(*) FROM found) AS total,
      ARRAY(SELECT seq FROM found ORDER BY seq OFFSET ${from} LIMIT ${most}) AS seqs`;
  return row ?? { seqs: [], total: 0 };
}

const joinSources = ({ verdict, outcome }: RowsQuery): SqlPart => sql`
  ${verdict === undefined ? sql`` : sql`JOIN upload_verdict v ON v.upload_id = r.upload_id AND v.seq = r.seq`}
  ${outcome === undefined ? sql`` : sql`JOIN ${lastItem()} ON x.state = ${outcome}`}`;

function listConditions({ id }: UploadHead, { state, code, verdict, q }: RowsQuery): SqlPart[] {
  const conditions = [sql`r.upload_id = ${id}`];
  if (state !== undefined) conditions.push(sql`r.state = ${state}`);
  if (code !== undefined) conditions.push(hasCode(code));
  else if (state !== undefined && state !== "ready") conditions.push(sql`r.state <> 'ready'`);
  if (verdict !== undefined) conditions.push(sql`v.upload_id = ${id} AND v.code = ${verdict}`, sql`r.state = 'ready'`);
  if (q !== undefined && q !== "") conditions.push(matchText(q));
  return conditions;
}
