import "server-only";
import type { PoolClient } from "pg";
import type { Sql } from "@/lib/db/client";
import { idRow, queryRows } from "@/lib/db/sql";
import { log } from "@/lib/log";

const SWEEP_MS = 10_000;
/** First half of the advisory locks' two-part key, so that they meet no other. */
const LOCK_CLASS = 20_261;

/**
 * Jobs of workers that were killed stay locked for hours in graphile-worker. Each living pool of workers therefore holds an advisory lock named
 * after its id: PostgreSQL drops it with the connection, and anyone who can take it knows the owner dead and gives its jobs back. Should a
 * living one lose its lock with its connection, its job may run twice; every job here may.
 */
export function watchDeadWorkers(sql: Sql) {
  const own = new Set<string>();
  let holder: Promise<PoolClient> | null = null;
  // One at a time: a connection runs one query after the other.
  let holding: Promise<void> = Promise.resolve();

  /** One connection holds all locks of this process; after a break the next sweep takes them again on another. */
  async function openHolder(): Promise<PoolClient> {
    const client = await sql.connect();
    client.on("error", () => {
      holder = null;
    });
    return client;
  }

  async function hold(poolIds: readonly string[]) {
    holder ??= openHolder();
    const client = await holder;
    await client.query("SELECT pg_try_advisory_lock($1, hashtext(u.id)) FROM unnest($2::text[]) AS u(id)", [
      LOCK_CLASS,
      poolIds,
    ]);
  }

  async function sweep() {
    await holding;
    if (!holder) await hold([...own]);
    const rows = await queryRows(sql, idRow)`
      WITH locked AS (SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs WHERE locked_by IS NOT NULL)
      SELECT id FROM locked WHERE NOT EXISTS (
        SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = ${LOCK_CLASS} AND l.objid::bigint = (hashtext(locked.id)::bigint & 4294967295))`;
    const dead = rows.map((row) => row.id).filter((id) => !own.has(id));
    if (dead.length === 0) return;
    log.warn({ workers: dead.length }, "gave back the jobs of workers that died");
    await sql.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [dead]);
  }

  const timer = setInterval(() => {
    sweep().catch((error: unknown) => log.warn({ err: error }, "could not look for dead workers"));
  }, SWEEP_MS);

  return {
    /** Call it for each pool of workers before it takes its first job. */
    addOwn: (poolId: string) => {
      own.add(poolId);
      holding = holding
        .then(() => hold([poolId]))
        .catch((error: unknown) => {
          log.warn({ err: error }, "could not mark a worker as living");
        });
      return holding;
    },
    sweep,
    stop: () => {
      clearInterval(timer);
      holder?.then((client) => client.release(true)).catch(() => undefined);
      holder = null;
    },
  };
}
