import { uuidv7 } from "uuidv7";
import { createRowCheck } from "@/lib/domain/uploads/check-row";
import type { ColumnRole } from "@/lib/domain/uploads/column-role";
import type { UploadMapping } from "@/lib/domain/uploads/mapping";
import { makeUploadRef, type UploadKind, type UploadState } from "@/lib/domain/uploads/upload";
import { inTransaction } from "@/lib/db/transaction";
import { copyRows } from "@/lib/db/bulk";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { readUploadChoices } from "@/lib/services/uploads/read-choices";
import { encodeTexts, settleDuplicates } from "@/lib/services/uploads/settle-duplicates";
import { settleLabels } from "@/lib/services/uploads/settle-labels";
import { openTargets } from "@/lib/services/uploads/upload-targets";
import type { TestWorld } from "./world";

export type TestUploadInput = {
  /** Headings with the role of their columns. */
  columns: readonly (readonly [heading: string, role: ColumnRole])[];
  rows: readonly (readonly string[])[];
  kind?: UploadKind;
  carrierId?: string;
  params?: Record<string, string>;
  name?: string;
  state?: UploadState;
  correctsId?: string;
};

const KEPT_DAYS = 90;

/** An upload whose rows are loaded and checked, made without a file. */
export async function createTestUpload(world: TestWorld, input: TestUploadInput): Promise<{ id: string; ref: string }> {
  const id = uuidv7();
  const ref = makeUploadRef((below) => Math.floor(Math.random() * below));
  const { columns, rows, kind = null, carrierId, params = {}, name = "list.csv", state = "check" } = input;
  const mapping: UploadMapping = {
    sheet: null,
    headerLine: 1,
    columns: columns.map(([, role]) => role),
    hiddenRows: "leave-out",
    ranges: "ask",
    defaults: { kind, accountId: carrierId ? world.accountOf(carrierId) : null, params },
  };
  const inspection = {
    format: "csv",
    encoding: "utf-8",
    delimiter: ",",
    sheet: null,
    headerLine: 1,
    columns: columns.map(([heading, role], index) => ({
      index,
      heading,
      samples: [],
      role,
      confidence: "certain",
      numberShare: 1,
      isHidden: false,
    })),
    firstRows: [],
    rows: { count: rows.length, isExact: true },
    questions: [],
    notices: [],
    correctsRefs: [],
    isCertain: true,
  };
  const check = createRowCheck(mapping, await readUploadChoices(world.ctx));
  await inTransaction(world.database.sql, async (client) => {
    await client.query(
      `INSERT INTO upload (id, ref, source, name, bytes, state, inspection, mapping, created_by_id, kept_until, corrects_id)
       VALUES ($1, $2, 'file', $3, 100, $4, $5, $6, $7, now() + make_interval(days => $8), $9)`,
      [
        id,
        ref,
        name,
        state,
        JSON.stringify(inspection),
        JSON.stringify(mapping),
        world.ctx.actor.id,
        KEPT_DAYS,
        input.correctsId ?? null,
      ],
    );
    const targets = await openTargets(client, id);
    const checked = rows.flatMap((cells, index) =>
      check(cells.map((text) => ({ text }))).map((row) => ({
        ...row,
        line: index + 2,
        target: row.target && targets.numberOf(row.target),
      })),
    );
    await targets.store();
    await copyRows(
      client,
      "upload_row",
      ["upload_id", "seq", "line", "cells", "e164", "target", "state", "codes"],
      checked.map((row, index) => [
        id,
        index + 1,
        row.line,
        encodeTexts(row.cells),
        row.number,
        row.target,
        row.state,
        encodeTexts([...new Set(row.problems.map(({ code }) => code))]),
      ]),
    );
    const pairs = checked.flatMap(({ number, target }) =>
      number !== null && target !== null ? [{ e164: number, target }] : [],
    );
    await settleDuplicates(
      client,
      { uploadId: id, revision: 0, lastSeq: 0 },
      pairs.filter(({ target }) => !targets.isLabels(target)),
    );
    const labeled = pairs.flatMap(({ e164, target }) => (targets.isLabels(target) ? [e164] : []));
    await settleLabels(client, { id, mapping }, { numbers: labeled, edit: null });
  });
  return { id, ref };
}

/** Every row with its state, number and cells, by seq. */
export async function readRows({ database: { sql } }: TestWorld, id: string) {
  const { rows } = await sql.query<{
    seq: number;
    state: string;
    e164: PhoneNumber | null;
    cells: string[];
    codes: string[];
  }>(`SELECT seq, state, e164, cells, codes, target FROM upload_row WHERE upload_id = $1 ORDER BY seq`, [id]);
  return rows;
}

/** The upload's own columns; throws where its counts differ from its rows. */
export async function readUpload({ database: { sql } }: TestWorld, id: string) {
  const { rows } = await sql.query<{
    state: string;
    revision: number;
    counts: Record<string, number>;
    real: Record<string, number> | null;
    progress: { done: number; total: number | null; cursor?: string } | null;
    submission: { attempt: number; failures?: string[] } | null;
    preview: {
      groups: { code: string; rows: number; outcome: string }[];
      notes: { code: string; count: number }[];
      failures: string[];
      isFresh: boolean;
    } | null;
  }>(
    `SELECT state, revision, progress, submission, preview, jsonb_build_object('ready', ready, 'problem', problem, 'blocked', blocked,
       'duplicate', duplicate, 'removed', removed) AS counts,
       (SELECT jsonb_object_agg(c.state, c.n) FROM (SELECT r.state, count(*) AS n FROM upload_row r WHERE r.upload_id = u.id GROUP BY 1) c) AS real
     FROM upload u WHERE id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error("no such upload");
  const differs = Object.entries(row.counts).filter(([state, count]) => count !== (row.real?.[state] ?? 0));
  const { rows: wrong } = await sql.query(
    `SELECT t.n FROM upload_target t WHERE t.upload_id = $1 AND t.ready <>
       (SELECT count(*) FROM upload_row r WHERE r.upload_id = $1 AND r.target = t.n AND r.state = 'ready')`,
    [id],
  );
  if (wrong.length > 0) throw new Error(`counts of targets differ from the rows: ${JSON.stringify(wrong)}`);
  if (differs.length > 0) throw new Error(`counts differ from the rows: ${JSON.stringify(row)}`);
  return row;
}
