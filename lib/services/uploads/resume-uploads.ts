import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { addJob } from "@/lib/jobs/queue";

/** Batches and progress come far more often while a worker is at work. */
const QUIET_SECONDS = 60;

const idleRow = z.object({ id: z.string(), state: z.enum(["reading", "loading"]) });
const JOBS = { reading: "upload.read", loading: "upload.load" } as const;

/** Adds the job of uploads that wait for one and have lost it, whatever the cause. Returns how many. */
export async function resumeUploads({ sql }: Pick<Context, "sql">): Promise<number> {
  const idle = await queryRows(sql, idleRow)`
    SELECT u.id, u.state FROM upload u
    WHERE u.state IN ('reading', 'loading') AND u.updated_at < now() - ${QUIET_SECONDS} * interval '1 second'
      AND NOT EXISTS (SELECT 1 FROM graphile_worker.jobs j
        WHERE j.key = CASE u.state WHEN 'reading' THEN 'upload.read:' ELSE 'upload.load:' END || u.id)`;
  for (const { id, state } of idle) await addJob(sql, JOBS[state], { id }, { jobKey: `${JOBS[state]}:${id}` });
  return idle.length;
}
