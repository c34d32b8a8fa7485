import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";

/** What a row changed: ids of customers, tags and the note. */
export const labelUndo = z.object({
  customer: z.object({ before: z.string().nullable(), after: z.string().nullable() }).optional(),
  add: z.array(z.string()),
  remove: z.array(z.string()),
  note: z.string().nullable(),
});
export type LabelUndo = z.infer<typeof labelUndo>;

const LABEL_STATES = ["confirmed", "failed", "skipped"] as const;
export type LabelOutcome = {
  seq: number;
  target: number;
  attempt: number;
  state: (typeof LABEL_STATES)[number];
  code: string;
  message: string;
  undo: LabelUndo | null;
};

const formerRow = z.object({ target: z.number(), state: z.enum(LABEL_STATES) });

/** Keeps the outcomes of rows, and the counts of their targets. A row that is set again has its last outcome. */
export async function writeOutcomes(
  client: PoolClient,
  uploadId: string,
  outcomes: readonly LabelOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const column = <T>(read: (one: LabelOutcome) => T) => outcomes.map(read);
  const seqs = column(({ seq }) => seq);
  const former = await queryRows(client, formerRow)`
    SELECT target, state FROM upload_outcome WHERE upload_id = ${uploadId} AND seq = ANY(${seqs}::int[])`;
  await client.query(
    `INSERT INTO upload_outcome (upload_id, seq, target, attempt, state, code, message, undo)
     SELECT $1, u.seq, u.target, u.attempt, u.state, u.code, u.message, u.undo::jsonb
     FROM unnest($2::int[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[]) u(seq, target, attempt, state, code, message, undo)
     ON CONFLICT (upload_id, seq) DO UPDATE SET target = EXCLUDED.target, attempt = EXCLUDED.attempt, state = EXCLUDED.state,
       code = EXCLUDED.code, message = EXCLUDED.message, undo = EXCLUDED.undo, at = now()`,
    [
      uploadId,
      seqs,
      column(({ target }) => target),
      column(({ attempt }) => attempt),
      column(({ state }) => state),
      column(({ code }) => code),
      column(({ message }) => message),
      column(({ undo }) => undo && JSON.stringify(undo)),
    ],
  );
  const deltas = new Map<number, Record<(typeof LABEL_STATES)[number], number> & { attempt: number }>();
  const add = (target: number, state: (typeof LABEL_STATES)[number], by: number, attempt = 0) => {
    const own = deltas.get(target) ?? { confirmed: 0, failed: 0, skipped: 0, attempt: 0 };
    own[state] += by;
    own.attempt = Math.max(own.attempt, attempt);
    deltas.set(target, own);
  };
  for (const { target, state } of former) add(target, state, -1);
  for (const { target, state, attempt } of outcomes) add(target, state, 1, attempt);
  const entries = [...deltas];
  await client.query(
    `UPDATE upload_target t SET confirmed = t.confirmed + d.confirmed, failed = t.failed + d.failed, skipped = t.skipped + d.skipped,
       attempt = greatest(t.attempt, d.attempt)
     FROM unnest($2::int[], $3::int[], $4::int[], $5::int[], $6::int[]) d(n, confirmed, failed, skipped, attempt)
     WHERE t.upload_id = $1 AND t.n = d.n`,
    [
      uploadId,
      entries.map(([n]) => n),
      entries.map(([, { confirmed }]) => confirmed),
      entries.map(([, { failed }]) => failed),
      entries.map(([, { skipped }]) => skipped),
      entries.map(([, { attempt }]) => attempt),
    ],
  );
}
