import { afterAll, beforeAll, expect, it } from "vitest";
import { createUpload } from "@/lib/services/uploads/create-upload";
import { editUploadRows } from "@/lib/services/uploads/edit-rows";
import { finishUpload } from "@/lib/services/uploads/finish-upload";
import { getUploadResults } from "@/lib/services/uploads/get-results";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { mapUpload } from "@/lib/services/uploads/map-upload";
import { previewUpload } from "@/lib/services/uploads/preview-upload";
import { putUploadPart } from "@/lib/services/uploads/put-part";
import { submitUpload } from "@/lib/services/uploads/submit-upload";
import { startOwnPostgres } from "@/lib/test/own-postgres";
import { readRows } from "@/lib/test/upload-rows";
import { suggestFor, toBody } from "@/lib/test/uploads";
import { startWorkerProcess, type WorkerProcess } from "@/lib/test/worker-process";
import { createTestWorld, waitFor } from "@/lib/test/world";

const ROWS = 60_000;
const PARTS = 6;

let worker: WorkerProcess | null = null;

const server = await startOwnPostgres();
const world = await createTestWorld({ database: { url: server.url, drop: () => Promise.resolve() } });

beforeAll(async () => {
  // What a connection loses that nobody uses just then.
  world.database.sql.on("error", () => undefined);
});
afterAll(async () => {
  await worker?.kill();
  await world.close();
  await server?.remove();
});

/** Until it succeeds, as a browser does, or the person who clicks once more. */
async function insist<T>(what: string, act: () => Promise<T>): Promise<T> {
  let result: { value: T } | null = null;
  await waitFor(what, async () => {
    result = await act().then(
      (value) => ({ value }),
      () => null,
    );
    return result !== null;
  });
  if (result === null) throw new Error(what);
  return (result as { value: T }).value;
}

/** The act is on its way while PostgreSQL dies; then it is made again. */
async function interrupt<T>(what: string, act: () => Promise<T>): Promise<T> {
  const lost = act().catch(() => null);
  await server.kill();
  await lost;
  return insist(what, act);
}

const view = (id: string) => insist("the upload to be read", () => getUpload(world.ctx, { id }));

it("loses and doubles nothing while PostgreSQL is killed at every step of an upload", async () => {
  const lines = Array.from({ length: ROWS }, (_, n) => `${n % 1_000 === 7 ? "none" : 2_012_000_000 + n},row ${n}\n`);
  const content = Buffer.from(`TN,Note\n${lines.join("")}`);
  const { id } = await interrupt("the upload to be made", () =>
    createUpload(world.ctx, { name: "list.csv", bytes: content.length, source: "file" }),
  );
  const size = Math.ceil(content.length / PARTS);
  for (let n = 0; n < PARTS; n += 1) {
    const put = () => putUploadPart(world.ctx, { id, n, body: toBody(content.subarray(n * size, (n + 1) * size)) });
    await (n % 3 === 1 ? interrupt(`part ${n}`, put) : insist(`part ${n}`, put));
  }
  await interrupt("the upload to be finished", () => finishUpload(world.ctx, { id }));

  worker = await startWorkerProcess(server.url);
  await server.kill();
  // A worker that has lost its database ends or goes on; a supervisor starts another.
  const replace = async () => {
    await worker?.kill();
    worker = await startWorkerProcess(server.url);
  };
  await replace();
  await waitFor("the map", async () => (await view(id)).state === "map");
  const mapping = await suggestFor(world, id, {
    kind: "sms-enable",
    accountId: world.accountOf("intelepeer"),
    params: {},
  });
  await insist("the map to be stored", () => mapUpload(world.ctx, { id, mapping }));
  await waitFor("some rows", async () => (await view(id)).counts.ready > 0);
  await server.kill();
  await replace();
  await waitFor("the check", async () => (await view(id)).state === "check");
  const bad = ROWS / 1_000;
  expect((await view(id)).counts).toMatchObject({ ready: ROWS - bad, problem: bad, duplicate: 0, removed: 0 });

  const { revision } = await view(id);
  const remove = () => editUploadRows(world.ctx, { id, revision, rows: [{ seq: 8, cells: null }] });
  const lost = remove().catch(() => null);
  await server.kill();
  await lost;
  // Either it was stored before the end, or it is not there at all.
  if ((await view(id)).counts.removed === 0) await insist("the row to be removed", remove);
  expect((await view(id)).counts).toMatchObject({ problem: bad - 1, removed: 1 });

  await replace();
  await insist("a dry run to begin", () => previewUpload(world.ctx, { id, askCarriers: false }));
  await server.kill();
  await replace();
  await waitFor("the dry run to end", async () => (await view(id)).progress === null);
  expect((await view(id)).preview?.groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS - bad);

  const now = await view(id);
  const submission = { id, onlyIfAllReady: false, leaveOut: [], reason: "Test", revision: now.revision };
  await interrupt("the submission", () => submitUpload(world.ctx, submission));
  await server.kill();
  await replace();
  await waitFor("the orders", async () => (await view(id)).state === "submitted");
  const { orders } = await insist("the results", () => getUploadResults(world.ctx, { id }));
  expect(orders.reduce((sum, { numbers }) => sum + numbers, 0)).toBe(ROWS - bad);
  expect(await readRows(world, id)).toHaveLength(ROWS);
  const { rows: twice } = await world.database.sql.query(
    `SELECT i.e164 FROM upload_order s JOIN order_item i ON i.order_id = s.order_id WHERE s.upload_id = $1 GROUP BY 1 HAVING count(*) > 1`,
    [id],
  );
  expect(twice).toEqual([]);
});
