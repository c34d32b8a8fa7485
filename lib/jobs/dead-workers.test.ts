import { afterAll, expect, it } from "vitest";
import { openDatabase, type Database } from "@/lib/db/client";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { mapUpload } from "@/lib/services/uploads/map-upload";
import { sendUpload, suggestFor } from "@/lib/test/uploads";
import { createTestWorld, waitFor } from "@/lib/test/world";
import { runWorker, type Worker } from "./run-worker";

const workers: Worker[] = [];
const databases: Database[] = [];
const world = await createTestWorld();
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(databases.map((database) => database.close()));
  await world.close();
});

/** With connections of its own, as a process has. */
async function startWorker(): Promise<void> {
  const database = openDatabase(world.url);
  databases.push(database);
  workers.push(await runWorker({ ...database, carriers: world.ctx.carriers }));
}

it("leaves a long job to the living worker that runs it, while others look for the dead", async () => {
  const { sql } = world.database;
  await startWorker();
  const id = await sendUpload(world, "TN\n2012200123\n");
  await waitFor("the map", async () => (await getUpload(world.ctx, { id })).state === "map");
  const holder = await sql.connect();
  try {
    const defaults = { kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} };
    await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, defaults) });
    // The job waits for the upload as long as it is held here.
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM upload WHERE id = $1 FOR UPDATE", [id]);
    const readJob = async () =>
      (await sql.query("SELECT locked_by, attempts FROM graphile_worker.jobs WHERE key = $1", [`upload.load:${id}`]))
        .rows[0] as { locked_by: string | null; attempts: number } | undefined;
    const before = await waitFor("the job to be taken", async () => {
      const job = await readJob();
      return job?.locked_by && job;
    });
    // Each looks for the dead when it starts.
    await startWorker();
    expect(await readJob()).toEqual(before);
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
  }
  await waitFor("the check", async () => (await getUpload(world.ctx, { id })).state === "check");
});
