import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/domain/errors";
import { applyLabels, type LabelRow } from "./apply-labels";
import { writeOutcomes } from "./label-outcomes";
import type { LabelGroup } from "./order-groups";
import { readSendable, type Sending } from "./sendable-rows";
import { readUploadHead, requireMapping } from "./upload-head";

const ROWS_AT_ONCE = 1_000;

type Step = {
  group: LabelGroup;
  sending: Sending;
  /** The last row that is done. */
  after: number;
  /** Within the transaction, first: locks the upload. False where another worker has done this step. */
  holds: (client: PoolClient) => Promise<boolean>;
  /** Within the transaction, last: `after` is null once all rows are done. */
  moveOn: (client: PoolClient, done: { rows: number; after: number | null }) => Promise<void>;
};

/**
 * Sets the labels of the next rows and moves on, in one transaction: a worker that dies leaves all of it or nothing. Where what others do at
 * this moment stops the rows, the first one goes alone; if it is that one, it fails with the reason.
 */
export async function placeLabels(ctx: Context, step: Step): Promise<void> {
  try {
    await placeRows(ctx, step, ROWS_AT_ONCE);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await placeRows(ctx, step, 1).catch(async (again: unknown) => {
      if (!(again instanceof AppError)) throw again;
      await placeRows(ctx, step, 1, again.message);
    });
  }
}

const cellsRow = z.object({ seq: z.number(), cells: z.array(z.string()) });

async function placeRows(ctx: Context, step: Step, most: number, failure?: string): Promise<void> {
  const { group, sending, after } = step;
  await inTransaction(ctx.sql, async (client) => {
    if (!(await step.holds(client))) return;
    const upload = requireMapping(await readUploadHead(client, sending.uploadId));
    const found = await readSendable(client, sending, { targets: group.targets.map(({ n }) => n), after, most });
    const cells = await queryRows(client, cellsRow)`
      SELECT seq, cells FROM upload_row WHERE upload_id = ${upload.id} AND seq = ANY(${found.map(({ seq }) => seq)}::int[])`;
    const bySeq = new Map(cells.map((row) => [row.seq, row.cells]));
    const rows = found.map((row): LabelRow => ({ ...row, cells: bySeq.get(row.seq) ?? [] }));
    const { attempt } = sending;
    if (failure === undefined) await applyLabels(client, ctx, { upload, targets: group.targets, rows, attempt });
    else
      await writeOutcomes(
        client,
        upload.id,
        rows.map(({ seq, target }) => ({
          seq,
          target,
          attempt,
          state: "failed",
          code: "refused",
          message: failure,
          undo: null,
        })),
      );
    const last = rows.at(-1);
    await step.moveOn(client, { rows: rows.length, after: last && rows.length === most ? last.seq : null });
  });
}
