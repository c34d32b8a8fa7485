import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import type { CsvCell } from "@/lib/domain/csv-row";
import { STATES } from "@/lib/domain/labels";
import type { ItemState } from "@/lib/domain/order";
import { labelOutcome } from "@/lib/domain/uploads/upload-labels";
import { ROW_KEY_HEADING, writeRowKey } from "@/lib/domain/uploads/upload";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { type FullResult, readResults } from "./list-result-rows";
import { openRowCheck } from "./row-check";
import { listHeadings, readUploadHead, requireMapping, type UploadHead } from "./upload-head";

export type ExportRowsInput = { id: string; only: "all" | "failed" };

const ROWS_AT_ONCE = 2_000;
/** After the original columns, whatever these are called. */
export const RESULT_HEADINGS = [ROW_KEY_HEADING, "Status", "Code", "Message", "Fix", "Attempt"] as const;

/**
 * The file with the outcome of each row: the original columns as they are, in their order, then ours. `failed`: only rows that failed,
 * have a problem, or whose outcome is unknown. Throws NOT_FOUND, CONFLICT (not mapped yet).
 */
export async function exportUploadRows(ctx: Context, { id, only }: ExportRowsInput): Promise<ExportTable> {
  const upload = requireMapping(await readUploadHead(ctx.sql, id));
  const check = await openRowCheck(ctx, upload);
  const width = await measureRows(ctx, upload);
  const headings = listHeadings(upload);
  const head = Array.from({ length: width }, (_, index) => headings[index] || `Column ${index + 1}`);
  async function* readChunks(): AsyncGenerator<CsvCell[][]> {
    for (let after = 0; ;) {
      const seqs = await listSeqs(ctx, id, after);
      const last = seqs.at(-1);
      if (last === undefined) return;
      after = last;
      const rows = await readResults(ctx.sql, { id, seqs, check });
      yield rows.filter((row) => only === "all" || isFailed(row)).map((row) => toCells(upload.ref, row, width));
    }
  }
  return {
    sheet: only === "all" ? "Results" : "Failed rows",
    head: [...head, ...RESULT_HEADINGS],
    chunks: readChunks(),
  };
}

const widthRow = z.object({ width: z.number().nullable() });

/** Some rows may have more cells than the heading. */
async function measureRows({ sql }: Context, upload: UploadHead): Promise<number> {
  const [row] = await queryRows(sql, widthRow)`
    SELECT max(cardinality(cells)) AS width FROM upload_row WHERE upload_id = ${upload.id}`;
  return Math.max(listHeadings(upload).length, row?.width ?? 0);
}

const seqRow = z.object({ seq: z.number() });

async function listSeqs({ sql }: Context, id: string, after: number): Promise<number[]> {
  const rows = await queryRows(sql, seqRow)`
    SELECT seq FROM upload_row WHERE upload_id = ${id} AND seq > ${after} ORDER BY seq LIMIT ${ROWS_AT_ONCE}`;
  return rows.map(({ seq }) => seq);
}

const isFailed = ({ status, rowState }: FullResult) =>
  status === "failed" || status === "unknown" || rowState === "problem" || rowState === "blocked";

const NOT_SENT = {
  ready: "Not sent",
  problem: "Problem",
  blocked: "Cannot be sent",
  duplicate: "Duplicate",
  removed: "Taken out",
} as const satisfies Record<FullResult["rowState"], string>;

const labelStatus = (status: ItemState, { order, code }: FullResult) =>
  (order === null ? labelOutcome(status, code) : STATES.item[status]).label;

function toCells(ref: string, row: FullResult, width: number): CsvCell[] {
  const original = Array.from({ length: width }, (_, index) => row.cells[index] ?? "");
  const status = row.status === null ? NOT_SENT[row.rowState] : labelStatus(row.status, row);
  return [...original, writeRowKey(ref, row.seq), status, row.code, row.message, row.fix, row.attempt];
}
