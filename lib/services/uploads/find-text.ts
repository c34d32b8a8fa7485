import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { and, queryRows, sql, type SqlPart } from "@/lib/db/sql";
import { parsePhoneNumber } from "@/lib/domain/phone-number";
import type { RowsQuery, TextSearch } from "@/lib/domain/uploads/upload-view";
import { countRows, type UploadHead } from "./upload-head";

/** More rows with a text are not counted. */
const MAX_FOUND = 10_000;
/** An answer comes after about this time, with what was found until then; so many rows are looked at by one statement. */
const PACE = { budgetMs: 300, window: 40_000 };
const KEPT_SEARCHES = 50;

/** Rows that have the text, in order, and up to which row that is known. */
type Search = { seqs: readonly number[]; searched: number };
/** By upload, revision and filter: the next page, and the rest of the rows, start from what was found. Another process finds it again. */
const searches = new Map<string, Search>();

const seqRow = z.object({ seq: z.number() });

/**
 * Rows with a text, looked for from the front for a short time; the next call goes on where this one ended. `conditions`: on `upload_row r`.
 */
export async function findText(
  pool: Sql,
  head: UploadHead,
  { query, conditions, pace = PACE }: { query: RowsQuery; conditions: readonly SqlPart[]; pace?: typeof PACE },
): Promise<{ seqs: readonly number[]; total: number; search: TextSearch }> {
  const { q = "", from, most } = query;
  const key = keyOf(head, query);
  const rows = countRows(head);
  let search = searches.get(key) ?? (await findNumber(pool, { q, conditions, rows }));
  const startedAt = performance.now();
  while (search.searched < rows && search.seqs.length <= MAX_FOUND) {
    const to = Math.min(rows, search.searched + pace.window);
    const found = await queryRows(pool, seqRow)`
      SELECT r.seq FROM upload_row r
      WHERE ${and([...conditions, sql`r.seq > ${search.searched} AND r.seq <= ${to}`, matchText(q)])}
      ORDER BY r.seq LIMIT ${MAX_FOUND + 1 - search.seqs.length}`;
    search = { seqs: [...search.seqs, ...found.map(({ seq }) => seq)], searched: to };
    if (performance.now() - startedAt >= pace.budgetMs) break;
  }
  keep(key, search);
  const total = Math.min(search.seqs.length, MAX_FOUND);
  const isCapped = search.seqs.length > MAX_FOUND;
  return {
    seqs: search.seqs.slice(from, Math.min(total, from + most)),
    total,
    search: { searched: isCapped ? rows : search.searched, rows, isCapped },
  };
}

/** A whole number by its index; where no row has it, its digits may still be in other cells. */
async function findNumber(
  pool: Sql,
  { q, conditions, rows }: { q: string; conditions: readonly SqlPart[]; rows: number },
): Promise<Search> {
  const parsed = parsePhoneNumber(q);
  if (!parsed.ok) return { seqs: [], searched: 0 };
  const found = await queryRows(pool, seqRow)`
    SELECT r.seq FROM upload_row r WHERE ${and([...conditions, sql`r.e164 = ${parsed.number}`])}
    ORDER BY r.seq LIMIT ${MAX_FOUND + 1}`;
  return { seqs: found.map(({ seq }) => seq), searched: found.length > 0 ? rows : 0 };
}

/** States of rows change without a revision while orders are placed; their cells do not. */
function keyOf({ id, revision, ready, problem, blocked, duplicate, removed }: UploadHead, query: RowsQuery): string {
  const { state, code, q } = query;
  const counts = state === undefined && code === undefined ? [] : [ready, problem, blocked, duplicate, removed];
  return JSON.stringify([id, revision, state ?? null, code ?? null, q, ...counts]);
}

function keep(key: string, search: Search): void {
  const known = searches.get(key);
  searches.delete(key);
  searches.set(key, known && known.searched > search.searched ? known : search);
  const [oldest] = searches.keys();
  if (searches.size > KEPT_SEARCHES && oldest !== undefined) searches.delete(oldest);
}

/** Digits within numbers, also as they were written where a row has none; texts within cells. */
export function matchText(q: string): SqlPart {
  const text = sql`array_to_string(r.cells, chr(10))`;
  // Letters beyond ASCII need the database's own rules, which take ten times as long.
  const isAscii = /^[\x20-\x7e]*$/.test(q);
  const inCells = isAscii
    ? sql`strpos(lower(${text} COLLATE "C"), ${q.toLowerCase()}) > 0`
    : sql`strpos(lower(${text}), lower(${q})) > 0`;
  const digits = q.replace(/\D/g, "");
  if (digits.length < 3 || !/^[\d\s()+.-]+$/.test(q)) return inCells;
  return sql`(strpos(r.e164, ${digits}) > 0 OR ${inCells} OR (r.e164 IS NULL AND strpos(translate(${text}, ' ()-.+', ''), ${digits}) > 0))`;
}
