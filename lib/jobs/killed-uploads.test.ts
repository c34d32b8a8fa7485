import { afterAll, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { mapUpload } from "@/lib/services/uploads/map-upload";
import { sendUpload, suggestFor } from "@/lib/test/uploads";
import { startWorkerProcess, type WorkerProcess } from "@/lib/test/worker-process";
import { createTestWorld, waitFor } from "@/lib/test/world";

const ROWS = 40_000;
const BAD_EVERY = 100;
/** How often the worker is killed in the middle of loading. */
const LOADS_KILLED = 3;

let worker: WorkerProcess | null = null;

const world = await createTestWorld();
afterAll(async () => {
  await worker?.kill();
  await world.close();
});

async function count(sql: string, values: unknown[]): Promise<number> {
  const { rowCount } = await world.database.sql.query(sql, values);
  return rowCount ?? 0;
}

/** A worker has taken the job. */
const isTaken = async (key: string) =>
  (await count(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1 AND locked_at IS NOT NULL`, [key])) > 0;

async function killAndReplace() {
  await worker?.kill();
  worker = await startWorkerProcess(world.url);
}

const heldRow = z.object({ state: z.string(), ready: z.number(), run: z.string().nullable() });

/** Kills the worker between two of its batches: the upload is held meanwhile, so that its load cannot finish. */
async function killWhileLoading(id: string, runs: Set<string>) {
  await waitFor("some rows of a new run", () =>
    inTransaction(world.database.sql, async (client) => {
      const [row] = await queryRows(client, heldRow)`
          SELECT state, ready, progress->>'run' AS run FROM upload WHERE id = ${id} FOR UPDATE`;
      if (row?.state !== "loading") throw new Error(`not loading any more: ${row?.state}`);
      if (row.run === null || runs.has(row.run) || row.ready === 0) return false;
      runs.add(row.run);
      await worker?.kill();
      return true;
    }),
  );
  worker = await startWorkerProcess(world.url);
}

const line = (n: number) => `"${n % BAD_EVERY === 5 ? "none" : 2_012_000_000 + n}","row, ${n}"`;

it("reads and loads every row once while workers are killed at each step", async () => {
  const id = await sendUpload(
    world,
    `TN,Note\n${Array.from({ length: ROWS }, (_, n) => line(n)).join("\n")}\n`,
    // So that content is on its way for some time.
    { partBytes: 50_000 },
  );
  worker = await startWorkerProcess(world.url);
  await waitFor("a worker to take the content", () => isTaken(`upload.read:${id}`));
  await killAndReplace();
  await waitFor("the map", async () => (await getUpload(world.ctx, { id })).state === "map");

  const defaults = { kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} };
  await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, defaults) });
  const runs = new Set<string>();
  for (let kills = 0; kills < LOADS_KILLED; kills += 1) await killWhileLoading(id, runs);
  const { counts, progress } = await waitFor("the check", async () => {
    const view = await getUpload(world.ctx, { id });
    return view.state === "check" && view;
  });
  const bad = ROWS / BAD_EVERY;
  expect(counts).toEqual({
    ready: ROWS - bad,
    problem: bad,
    blocked: 0,
    duplicate: 0,
    removed: 0,
    warned: counts.warned,
  });
  expect(progress).toBeNull();
  const { rows } = await world.database.sql.query(
    `SELECT count(*)::int AS rows, count(DISTINCT seq)::int AS places, min(seq) AS first, max(seq) AS last,
       count(DISTINCT e164)::int AS numbers, sum(line)::bigint AS lines FROM upload_row WHERE upload_id = $1`,
    [id],
  );
  expect(rows).toEqual([
    { rows: ROWS, places: ROWS, first: 1, last: ROWS, numbers: ROWS - bad, lines: (ROWS * (ROWS + 3)) / 2 },
  ]);
  expect(await count(`SELECT 1 FROM upload_target WHERE upload_id = $1`, [id])).toBe(1);
});

it("gives its work back when it is asked to end, and another one finishes it", async () => {
  const id = await sendUpload(world, `TN\n${Array.from({ length: ROWS }, (_, n) => 2_012_200_000 + n).join("\n")}\n`);
  await waitFor("the map", async () => (await getUpload(world.ctx, { id })).state === "map");
  const defaults = { kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} };
  await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, defaults) });
  await waitFor("some rows", async () => (await getUpload(world.ctx, { id })).counts.ready > 0);
  await worker?.end();
  worker = await startWorkerProcess(world.url);
  await waitFor("the check", async () => (await getUpload(world.ctx, { id })).state === "check");
  expect((await getUpload(world.ctx, { id })).counts.ready).toBe(ROWS);
});
