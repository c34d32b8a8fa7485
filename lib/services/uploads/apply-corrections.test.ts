import { afterAll, expect, it } from "vitest";
import { readRowKey, writeRowKey } from "@/lib/domain/uploads/upload";
import { setItems } from "@/lib/test/order-items";
import { createTestUpload, readRows, readUpload, type TestUploadInput } from "@/lib/test/upload-rows";
import { createTestWorld } from "@/lib/test/world";
import { applyCorrections } from "./apply-corrections";
import { exportUploadRows } from "./export-rows";
import { getUploadResults } from "./get-results";
import { placeUploadOrders } from "./place-upload-orders";
import { planUpload } from "./plan-upload";
import { submitUpload } from "./submit-upload";
import { undoUploadEdit } from "./undo-edit";

const world = await createTestWorld();
afterAll(() => world.close());

const COLUMNS: TestUploadInput["columns"] = [
  ["Status", "ignore"],
  ["TN", "number"],
  ["Name", "note"],
];
const sms = { kind: "sms-enable", carrierId: "intelepeer" } as const;

async function makeSubmitted(first: string) {
  const numbers = Array.from({ length: 5 }, (_, n) => String(Number(first) + n));
  const { id, ref } = await createTestUpload(world, {
    columns: COLUMNS,
    rows: [...numbers, "303"].map((number, n) => [`own ${n}`, number, `Name ${n}`]),
    ...sms,
  });
  const { revision } = await readUpload(world, id);
  await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], revision });
  await placeUploadOrders(world.ctx, { id });
  const [order] = (await getUploadResults(world.ctx, { id })).orders;
  await setItems(world, order?.id ?? "", [1, 2], "confirmed");
  await setItems(world, order?.id ?? "", [3, 4, 5], "failed", { code: "404", message: "no" });
  return { id, ref };
}

/** The results file as a person sends it back. */
async function sendBack(
  correctsId: string,
  change: (rows: string[][]) => string[][],
  columns: (columns: TestUploadInput["columns"]) => TestUploadInput["columns"] = (own) => own,
) {
  const { head, chunks } = await exportUploadRows(world.ctx, { id: correctsId, only: "all" });
  const rows: string[][] = [];
  for await (const chunk of chunks) rows.push(...chunk.map((row) => row.map((cell) => String(cell ?? ""))));
  const own = head.map((heading, index) => {
    const role = heading === "Tandem row" ? "rowKey" : (COLUMNS[index]?.[1] ?? "ignore");
    return [heading, role] as const;
  });
  return createTestUpload(world, {
    columns: columns(own),
    rows: change(rows),
    name: "results.csv",
    correctsId,
    ...sms,
  });
}

it("takes corrected rows by their keys, after sorting, deleting rows and columns", async () => {
  const { id } = await makeSubmitted("3035550000");
  const file = await sendBack(
    id,
    (rows) =>
      rows
        .toReversed()
        // The row of seq 4 is deleted, and the column of names with it.
        .filter((row) => readRowKey(row[3] ?? "")?.seq !== 4)
        .map((row) => {
          const { seq = 0 } = readRowKey(row[3] ?? "") ?? {};
          const number = { 1: "3035559991", 3: "3035559993", 6: "3035559996" }[seq] ?? row[1] ?? "";
          return [row[0] ?? "", number, ...row.slice(3)];
        }),
    (columns) => [...columns.slice(0, 2), ...columns.slice(3)],
  );
  const before = await readRows(world, id);
  const applied = await applyCorrections(world.ctx, { id: file.id });
  expect(applied).toMatchObject({ originalId: id, changed: 2, unchanged: 2, sent: 1, unknown: 0, repeated: 0 });
  const after = await readRows(world, id);
  expect(after.map(({ cells }) => cells)).toEqual(
    before.map(({ seq, cells: [status, number, name] }) => [
      status,
      { 3: "3035559993", 6: "3035559996" }[seq] ?? number,
      name,
    ]),
  );
  const plan = await planUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [] });
  // What failed and what was corrected; what is confirmed is not sent again.
  expect(plan).toMatchObject({ attempt: 2, numbers: 4, fault: null });
  await expect(applyCorrections(world.ctx, { id: file.id })).rejects.toMatchObject({ code: "CONFLICT" });
  await undoUploadEdit(world.ctx, { id, revision: applied.revision });
  expect(await readRows(world, id)).toEqual(before);
});

it("keeps apart what it does not know, what comes twice, and a file that corrects nothing", async () => {
  const { id, ref } = await makeSubmitted("3035560000");
  const file = await sendBack(id, (rows) => [
    ...rows.map((row) => [row[0] ?? "", row[1] ?? "", ...row.slice(2)]),
    ["x", "3035569999", "twice", writeRowKey(ref, 3), "", "", "", "", ""],
    ["x", "3035569998", "other", writeRowKey("U2345678", 3), "", "", "", "", ""],
    ["x", "3035569997", "no such row", writeRowKey(ref, 99_999), "", "", "", "", ""],
    ["x", "3035569996", "none", "", "", "", "", "", ""],
  ]);
  expect((await planUpload(world.ctx, { id: file.id, onlyIfAllReady: false, leaveOut: [] })).fault).toMatch(
    /corrects rows/,
  );
  expect(await applyCorrections(world.ctx, { id: file.id })).toMatchObject({
    changed: 0,
    unchanged: 6,
    repeated: 1,
    unknown: 3,
  });
  await expect(applyCorrections(world.ctx, { id })).rejects.toMatchObject({ code: "CONFLICT" });
});
