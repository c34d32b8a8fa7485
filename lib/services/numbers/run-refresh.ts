import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { role } from "@/lib/domain/permissions";
import { addJob } from "@/lib/jobs/queue";
import { refreshNumbers } from "./refresh-number";

type WorkerContext = Omit<Context, "actor" | "timeZone">;

const runRow = z.object({
  part: z.number(),
  numbers: z.array(phoneNumber).nullable(),
  person_id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
});

/**
 * Reads one part after another and keeps how far it is with each, so that a run after a break goes on where it was; a part that was under
 * way is read once more. An account that cannot be read costs its own values only.
 */
export async function runRefresh(worker: WorkerContext, { id }: { id: string }, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const [next] = await queryRows(worker.sql, runRow)`
      SELECT r.next_part AS part, p.numbers, q.id AS person_id, q.name, q.email, q.role FROM refresh_run r JOIN person q ON q.id = r.created_by_id
      LEFT JOIN refresh_part p ON p.run_id = r.id AND p.n = r.next_part WHERE r.id = ${id} AND r.state = 'running'`;
    if (!next) return;
    if (next.numbers === null) return finish(worker, id, next.part);
    const actor = { id: next.person_id, name: next.name, email: next.email, role: next.role, sessionId: "" };
    const { read, failures } = await refreshNumbers(
      { ...worker, actor, timeZone: "UTC" },
      { numbers: next.numbers, isBulk: true },
    );
    await moveOn(worker, id, next.part, next.numbers, { read, failures });
  }
  // This worker is to stop: another goes on.
  await addJob(worker.sql, "numbers.refresh", { id }, { jobKey: `numbers.refresh:${id}` });
}

/** Only the part that was next counts: another worker may have read it meanwhile. */
async function moveOn(
  { sql }: WorkerContext,
  id: string,
  part: number,
  numbers: readonly PhoneNumber[],
  { read, failures }: { read: number; failures: readonly string[] },
): Promise<void> {
  await sql.query(
    `UPDATE refresh_run SET next_part = next_part + 1, done = done + $3, reported = reported + $4,
       faults = faults || coalesce((SELECT jsonb_object_agg(f.text, coalesce((faults ->> f.text)::int, 0) + 1)
         FROM (SELECT DISTINCT left(t, 300) AS text FROM unnest($5::text[]) t LIMIT 5) f WHERE faults ? f.text OR (SELECT count(*) FROM jsonb_object_keys(faults)) < 20), '{}')
     WHERE id = $1 AND next_part = $2 AND state = 'running'`,
    [id, part, numbers.length, read, failures],
  );
}

async function finish({ sql }: WorkerContext, id: string, part: number): Promise<void> {
  const { rowCount } = await sql.query(
    `UPDATE refresh_run SET state = 'done', ended_at = now() WHERE id = $1 AND next_part = $2 AND state = 'running'`,
    [id, part],
  );
  // The numbers are in the timeline and the facts; the frozen list is of no more use.
  if (rowCount === 1) await sql.query(`DELETE FROM refresh_part WHERE run_id = $1`, [id]);
}
