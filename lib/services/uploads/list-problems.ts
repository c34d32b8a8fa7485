import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { inSnapshot } from "@/lib/db/snapshot";
import { queryRows, sql } from "@/lib/db/sql";
import { describeRowCode, DUPLICATE, isTakenOut } from "@/lib/domain/uploads/row-codes";
import type { ProblemCode } from "@/lib/domain/uploads/problems";
import type { ProblemGroup } from "@/lib/domain/uploads/upload-view";
import { listUnknownCustomers } from "./create-customers";
import { hasCode } from "./fix-problem";
import { listProblems } from "./list-rows";
import { openRowCheck, type StoredRowCheck } from "./row-check";
import { storedRow } from "./row-edit";
import { type MappedUpload, readUploadHead, requireMapping } from "./upload-head";

/** So many rows of a group are checked for a repair; what the share of these is, counts for the rest. */
const CHECKED_ROWS = 2_000;

const UNKNOWN_CUSTOMER: ProblemCode = "customer-unknown";
/** New names that are offered at once. */
const MAX_NAMED = 1_001;

const groupRow = z.object({ code: z.string(), rows: z.number() });
const SEVERITIES = ["error", "block", "warning"] as const;

/**
 * All problems of an upload by code: errors first, then what nothing in the row can repair, duplicates and warnings; the most frequent
 * first. `canFix` is exact to 2,000 rows of a group.
 */
export async function listUploadProblems(ctx: Context, { id }: { id: string }): Promise<ProblemGroup[]> {
  const upload = requireMapping(await readUploadHead(ctx.sql, id));
  const check = await openRowCheck(ctx, upload);
  return inSnapshot(ctx, async ({ sql: pool }) => {
    const rows = await queryRows(pool, groupRow)`
      SELECT c.code, count(*) AS rows FROM upload_row r CROSS JOIN LATERAL unnest(r.codes) AS c(code)
      WHERE r.upload_id = ${id} AND r.codes <> '{}' AND r.state <> 'removed' GROUP BY 1
      UNION ALL SELECT ${DUPLICATE}::text, u.duplicate::bigint FROM upload u WHERE u.id = ${id} AND u.duplicate > 0`;
    const groups: ProblemGroup[] = [];
    for (const group of rows) groups.push(...(await describeGroup(pool, upload, group, check)));
    return groups.sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.rows - a.rows ||
        (a.code < b.code ? -1 : 1),
    );
  });
}

async function describeGroup(
  pool: Context["sql"],
  upload: MappedUpload,
  { code, rows }: z.infer<typeof groupRow>,
  check: StoredRowCheck,
): Promise<ProblemGroup[]> {
  const { title, severity, repair } = describeRowCode(code);
  const sample = await queryRows(pool, storedRow)`
    SELECT r.seq, r.line, r.cells, r.e164, r.target, r.state, r.codes, r.faults FROM upload_row r
    WHERE ${sql`r.upload_id = ${upload.id} AND ${hasCode(code)}`} ORDER BY r.seq LIMIT ${repair === null ? 1 : CHECKED_ROWS}`;
  const [first] = sample;
  if (!first) return [];
  const problem = listProblems(first, check).find((one) => one.code === code);
  const repairs = sample.flatMap((row) => {
    const found = check(row).flatMap(({ problems }) => problems.find((one) => one.code === code && one.repair) ?? []);
    return found[0]?.repair?.label ?? [];
  });
  const fixable = isTakenOut(code) ? sample.length : repairs.length;
  const [label] = new Set(repairs);
  return [
    {
      code,
      severity,
      title,
      // What all of them become, where it is one thing: “Use Acme Inc.”
      repair: code === UNKNOWN_CUSTOMER && label !== undefined && new Set(repairs).size === 1 ? label : repair,
      rows,
      canFix: repair === null ? 0 : Math.round((fixable / sample.length) * rows),
      example: {
        seq: first.seq,
        line: first.line,
        text: problem?.column == null ? first.cells.filter(Boolean).join(", ") : (first.cells[problem.column] ?? ""),
        message: problem?.message ?? title,
      },
      create: code === UNKNOWN_CUSTOMER ? await listUnknownCustomers(pool, upload, MAX_NAMED) : [],
    },
  ];
}
