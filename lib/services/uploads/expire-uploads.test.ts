import { afterAll, expect, it } from "vitest";
import { countAudit } from "@/lib/test/order-items";
import { createTestUpload, readUpload } from "@/lib/test/upload-rows";
import { createTestWorld, numbersFrom, readOrder } from "@/lib/test/world";
import { deleteUpload } from "./delete-upload";
import { editUploadRows } from "./edit-rows";
import { expireUploads } from "./expire-uploads";
import { getUploadResults } from "./get-results";
import { placeUploadOrders } from "./place-upload-orders";
import { submitUpload } from "./submit-upload";

const world = await createTestWorld();
afterAll(() => world.close());

const makeUpload = async (first: string) => {
  const { id } = await createTestUpload(world, {
    columns: [["TN", "number"]],
    rows: numbersFrom(first, 4).map((number) => [number.slice(2)]),
    kind: "sms-enable",
    carrierId: "intelepeer",
  });
  await editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 4, cells: null }] });
  await world.database.sql.query(`INSERT INTO upload_verdict VALUES ($1, 1, 'change', 'x')`, [id]);
  await world.database.sql.query(`INSERT INTO upload_part VALUES ($1, 0, 'x')`, [id]);
  return id;
};
const countLeft = async (id: string) => {
  const tables = [
    "upload_row",
    "upload_verdict",
    "upload_row_before",
    "upload_part",
    "upload_edit",
    "upload_target",
    "upload_order",
  ];
  const counts = await Promise.all(
    tables.map((table) => world.database.sql.query(`SELECT FROM ${table} WHERE upload_id = $1`, [id])),
  );
  return counts.map(({ rowCount }) => rowCount);
};

it("deletes what was kept long enough, and leaves orders and what is kept", async () => {
  const [old, kept, deleted] = [
    await makeUpload("3035550000"),
    await makeUpload("3035560000"),
    await makeUpload("3035570000"),
  ];
  const { revision } = await readUpload(world, old);
  await submitUpload(world.ctx, { id: old, onlyIfAllReady: false, leaveOut: [], revision });
  await expect(deleteUpload(world.ctx, { id: old })).rejects.toMatchObject({ code: "CONFLICT" });
  await placeUploadOrders(world.ctx, { id: old });
  const [order] = (await getUploadResults(world.ctx, { id: old })).orders;
  await world.database.sql.query(`UPDATE upload SET kept_until = now() - interval '1 day' WHERE id = $1`, [old]);
  await deleteUpload(world.ctx, { id: deleted });
  await expect(deleteUpload(world.ctx, { id: deleted })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expireUploads(world.ctx);
  expect(await countLeft(old)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(await countLeft(deleted)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(await countLeft(kept)).toEqual([4, 1, 1, 1, 1, 1, 0]);
  expect((await readOrder(world, order?.id ?? "")).requested).toBe(3);
  expect([await countAudit(world, "upload.expired"), await countAudit(world, "upload.deleted")]).toEqual([1, 1]);
});
