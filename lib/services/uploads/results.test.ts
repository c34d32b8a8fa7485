import { afterAll, describe, expect, it } from "vitest";
import { readRowKey } from "@/lib/domain/uploads/upload";
import { setItems } from "@/lib/test/order-items";
import { createTestUpload, readUpload } from "@/lib/test/upload-rows";
import { createTestWorld } from "@/lib/test/world";
import { editUploadRows } from "./edit-rows";
import { exportUploadRows } from "./export-rows";
import { getUploadResults } from "./get-results";
import { listOrderUploads } from "./list-order-uploads";
import { listUploadResultRows } from "./list-result-rows";
import { placeUploadOrders } from "./place-upload-orders";
import { submitUpload } from "./submit-upload";

const world = await createTestWorld();
afterAll(() => world.close());

const page = { from: 0, most: 100 };
const submit = async (id: string) => {
  const { revision } = await readUpload(world, id);
  await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], revision });
  await placeUploadOrders(world.ctx, { id });
  const { orders } = await getUploadResults(world.ctx, { id });
  return orders.at(-1)?.id ?? "";
};
const readExport = async (id: string, only: "all" | "failed") => {
  const { head, chunks } = await exportUploadRows(world.ctx, { id, only });
  const rows = [];
  for await (const chunk of chunks) rows.push(...chunk);
  return { head, rows };
};
const makeUpload = () =>
  createTestUpload(world, {
    columns: [
      ["Status", "ignore"],
      ["TN", "number"],
      ["Tandem row", "ignore"],
    ],
    rows: [
      ["0012", "3035550000", "=1+1"],
      ["", "+1 303 555 0001", "a"],
      ["x", "3035550002", ""],
      ["y", "3035550000", ""],
      ["z", "303", ""],
      ["removed", "3035550003", ""],
    ],
    kind: "sms-enable",
    carrierId: "intelepeer",
  });

describe("results", () => {
  it("give every row its outcome, those that repeat another included", async () => {
    const { id } = await makeUpload();
    await editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 6, cells: null }] });
    const before = await getUploadResults(world.ctx, { id });
    expect(before).toMatchObject({ orders: [], counts: { "not-sent": 6, confirmed: 0 }, isSettled: false });
    const orderId = await submit(id);
    await setItems(world, orderId, [1], "confirmed");
    await setItems(world, orderId, [2], "failed", { code: "404", message: "Not available", isRetryable: false });
    const results = await getUploadResults(world.ctx, { id });
    expect(results.counts).toEqual({
      queued: 1,
      sending: 0,
      accepted: 0,
      confirmed: 2,
      failed: 1,
      skipped: 0,
      unknown: 0,
      "not-sent": 2,
    });
    expect(results.isSettled).toBe(false);
    expect(await listOrderUploads(world.ctx, { orderId })).toMatchObject([{ id, name: "list.csv", attempt: 1 }]);
    const { rows, total } = await listUploadResultRows(world.ctx, { id, ...page });
    expect(total).toBe(6);
    expect(rows.map(({ status, code, attempt }) => [status, code, attempt])).toEqual([
      ["confirmed", null, 1],
      ["failed", "404", 1],
      ["queued", null, 1],
      ["confirmed", null, 1],
      [null, "too-short", null],
      [null, "removed", null],
    ]);
    expect(rows[1]).toMatchObject({
      message: "Not available",
      fix: expect.stringMatching(/./),
      order: { id: orderId },
    });
    const failed = await listUploadResultRows(world.ctx, { id, ...page, outcome: "confirmed" });
    expect([failed.total, failed.rows.map(({ seq }) => seq)]).toEqual([2, [1, 4]]);
  });

  it("are those of the last submission", async () => {
    const { id } = await makeUpload();
    const first = await submit(id);
    await setItems(world, first, [1, 2, 3], "failed", { code: "404", message: "no" });
    await setItems(world, first, [4], "confirmed");
    const { revision } = await readUpload(world, id);
    await editUploadRows(world.ctx, { id, revision, rows: [{ seq: 3, cells: { 1: "3035550099" } }] });
    const edited = await listUploadResultRows(world.ctx, { id, ...page });
    expect(edited.rows[2]).toMatchObject({ status: null, number: "+13035550099" });
    const second = await submit(id);
    await setItems(world, second, [1, 2, 3], "confirmed");
    const { counts, isSettled, orders } = await getUploadResults(world.ctx, { id });
    expect(counts).toMatchObject({ confirmed: 5, failed: 0, "not-sent": 1 });
    expect(isSettled).toBe(true);
    expect(orders.map(({ attempt, numbers }) => [attempt, numbers])).toEqual([
      [1, 4],
      [2, 3],
    ]);
  });
});

describe("a results file", () => {
  it("has the original columns as they were, then ours, even where these are called the same", async () => {
    const { id, ref } = await makeUpload();
    const orderId = await submit(id);
    await setItems(world, orderId, [2], "failed", { code: "404", message: "Not available" });
    const { head, rows } = await readExport(id, "all");
    expect(head).toEqual(["Status", "TN", "Tandem row", "Tandem row", "Status", "Code", "Message", "Fix", "Attempt"]);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ["0012", "3035550000", "=1+1"],
      ["", "+1 303 555 0001", "a"],
      ["x", "3035550002", ""],
      ["y", "3035550000", ""],
      ["z", "303", ""],
      ["removed", "3035550003", ""],
    ]);
    expect(rows.map((row) => readRowKey(String(row[3])))).toEqual([1, 2, 3, 4, 5, 6].map((seq) => ({ ref, seq })));
    expect(rows[1]?.slice(4)).toEqual(["Failed", "404", "Not available", expect.stringMatching(/./), 1]);
    expect(rows[4]?.slice(4, 6)).toEqual(["Problem", "too-short"]);
    const failed = await readExport(id, "failed");
    expect(failed.rows.map((row) => row[1])).toEqual(["+1 303 555 0001", "303"]);
  });
});
