import { afterAll, expect, it } from "vitest";
import { createCustomer } from "@/lib/services/customers/create-customer";
import { controlOrder } from "@/lib/services/orders/control-order";
import { readingSize } from "@/lib/services/uploads/ask-carriers";
import { getUploadResults } from "@/lib/services/uploads/get-results";
import { previewUpload } from "@/lib/services/uploads/preview-upload";
import { submitUpload } from "@/lib/services/uploads/submit-upload";
import { undoUploadLabels } from "@/lib/services/uploads/undo-labels";
import { createTestUpload, readUpload } from "@/lib/test/upload-rows";
import { killWorkers } from "@/lib/test/kill-workers";
import { startWorkerProcess, type WorkerProcess } from "@/lib/test/worker-process";
import { createTestWorld, numbersFrom, waitFor } from "@/lib/test/world";

const NUMBERS = 30_000;
const KILLS = 4;
/** Asked at so many calls per second, so that kills meet it. */
const ASKED = 2_000;
const ASKED_AT_ONCE = 1_000;
const ASK_KILLS = 2;
const ASKED_RATE = 40;
const LABELED = 3_000;

let workers: WorkerProcess[] = [];

const world = await createTestWorld();
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await world.close();
});

it("previews every row once, and places every order once, while workers are killed", async () => {
  const { id } = await createTestUpload(world, {
    columns: [
      ["TN", "number"],
      ["URL", "webhook"],
    ],
    rows: numbersFrom("3035000000", NUMBERS).map((number, n) => [number.slice(2), `https://example.com/${n % 3}`]),
    kind: "webhook-set",
    carrierId: "intelepeer",
  });
  await previewUpload(world.ctx, { id, askCarriers: false });
  workers = await killWorkers({ url: world.url, kills: KILLS, longestLife: 1_500, seed: 7 });
  await waitFor("the dry run to end", async () => (await readUpload(world, id)).progress === null);
  const { rowCount: verdicts } = await world.database.sql.query(`SELECT FROM upload_verdict WHERE upload_id = $1`, [
    id,
  ]);
  expect(verdicts).toBe((await readUpload(world, id)).counts.ready);
  expect((await readUpload(world, id)).preview?.groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(verdicts);

  await Promise.all(workers.map((worker) => worker.kill()));
  await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], reason: "Test", revision: 0 });
  workers = await killWorkers({ url: world.url, kills: KILLS, longestLife: 1_500, seed: 11 });
  await waitFor("the orders to be placed", async () => (await readUpload(world, id)).state === "submitted");
  const { orders } = await getUploadResults(world.ctx, { id });
  expect(orders.reduce((sum, { numbers }) => sum + numbers, 0)).toBe((await readUpload(world, id)).counts.ready);
  const { rows: twice } = await world.database.sql.query(
    `SELECT i.e164 FROM upload_order s JOIN order_item i ON i.order_id = s.order_id
     WHERE s.upload_id = $1 GROUP BY 1 HAVING count(*) > 1`,
    [id],
  );
  expect(twice).toEqual([]);
  expect((await readUpload(world, id)).submission?.failures).toBeUndefined();
  // The rest of the file has the allowance for itself.
  for (const { id: orderId } of orders) await controlOrder(world.ctx, { orderId, to: "paused" });
});

it("asks the carriers about every row while workers are killed, and little twice", async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await world.setRate("intelepeer", ASKED_RATE);
  world.sandboxes.changeSettings({ limits: { intelepeer: null } });
  const { id } = await createTestUpload(world, {
    columns: [["TN", "number"]],
    rows: numbersFrom("3037000000", ASKED).map((number) => [number.slice(2)]),
    kind: "sms-enable",
    carrierId: "intelepeer",
  });
  await previewUpload(world.ctx, { id, askCarriers: true });
  workers = await killWorkers({ url: world.url, kills: ASK_KILLS, longestLife: 1_500, seed: 13 });
  await waitFor("the dry run to end", async () => (await readUpload(world, id)).progress === null);
  const { counts, preview } = await readUpload(world, id);
  expect(preview?.failures).toEqual([]);
  expect(preview?.groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(counts.ready);
  const { rowCount: known } = await world.database.sql.query(
    `SELECT FROM number_fact f JOIN upload_row r ON r.e164 = f.e164 WHERE r.upload_id = $1 AND f.facet = 'smsState'`,
    [id],
  );
  expect(known).toBe(ASKED);
  // Every step that was cut off is asked again as a whole, and no other.
  const account = await world.ctx.carriers.open(world.accountOf("intelepeer"));
  const { rowCount: calls } = await world.database.sql.query(
    `SELECT FROM carrier_call WHERE order_id IS NULL AND account_id = $1`,
    [account.id],
  );
  expect(calls).toBeLessThanOrEqual((ASKED + ASK_KILLS * ASKED_AT_ONCE) / readingSize(account));
});

it("sets customers, tags and notes of every row once, beside an order, and undoes them, while workers are killed", async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  for (const name of ["Acme Inc.", "Beta LLC"]) await createCustomer(world.ctx, { name, reference: null, note: "" });
  const { id } = await createTestUpload(world, {
    columns: [
      ["TN", "number"],
      ["Action", "action"],
      ["Customer", "customer"],
      ["Tags", "tags"],
      ["Note", "note"],
    ],
    rows: [
      ...numbersFrom("3036000000", LABELED).map((number, n) => [
        number.slice(2),
        "",
        n % 2 ? "Acme Inc." : "Beta LLC",
        `kept ${n % 5}`,
        `Note ${n}`,
      ]),
      ["3038000000", "SMS on", "Nobody at all", "", ""],
    ],
    kind: "labels",
    params: { others: "yes" },
    carrierId: "intelepeer",
  });
  await submitUpload(world.ctx, { id, onlyIfAllReady: true, leaveOut: [], reason: "Test", revision: 0 });
  workers = await killWorkers({ url: world.url, kills: 2, longestLife: 1_200, seed: 5 });
  await waitFor("all rows to be done", async () => (await readUpload(world, id)).state === "submitted", 120);
  const { counts, orders, labels } = await getUploadResults(world.ctx, { id });
  expect(orders).toHaveLength(1);
  expect(labels).toEqual({ set: LABELED, canUndo: LABELED, undone: 0 });
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(LABELED + 1);
  expect(await countLabels()).toEqual({
    notes: LABELED,
    noted: LABELED,
    customers: LABELED,
    tags: LABELED,
    is_counted: true,
  });
  const audit = await world.database.db.auditEvent.findMany({ where: { entityId: id, action: "upload.placed" } });
  expect(audit.map(({ summary }) => summary)).toEqual([
    expect.stringMatching(/^Placed 1 order of and set customers, tags and notes of 3,000 rows from U/),
  ]);

  await Promise.all(workers.map((worker) => worker.kill()));
  await undoUploadLabels(world.ctx, { id });
  workers = [await startWorkerProcess(world.url)];
  await waitFor("the first rows to be undone", async () => (await readUpload(world, id)).progress?.done !== 0);
  await Promise.all(workers.map((worker) => worker.kill()));
  workers = [await startWorkerProcess(world.url)];
  await waitFor("all rows to be undone", async () => (await readUpload(world, id)).progress === null);
  expect((await getUploadResults(world.ctx, { id })).labels).toEqual({ set: 0, canUndo: 0, undone: LABELED });
  expect(await countLabels()).toEqual({ notes: 0, noted: 0, customers: 0, tags: 0, is_counted: true });
  const undone = await world.database.db.auditEvent.findMany({ where: { action: "upload.labels-undone" } });
  expect(undone.map(({ summary }) => summary)).toEqual([expect.stringMatching(/ of 3,000 rows from U/)]);
});

async function countLabels() {
  const { rows } = await world.database.sql.query(
    `SELECT count(*)::int AS notes, count(DISTINCT e164)::int AS noted,
       (SELECT count(*)::int FROM number WHERE customer_id IS NOT NULL) AS customers, (SELECT count(*)::int FROM number_tag) AS tags,
       (SELECT bool_and(c.numbers = (SELECT count(*) FROM number n WHERE n.customer_id = c.id)) FROM customer c) AS is_counted
     FROM number_note WHERE removed_at IS NULL`,
  );
  return rows[0] as unknown;
}
