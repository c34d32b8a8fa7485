import { readFileSync } from "node:fs";
import path from "node:path";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, expect, it } from "vitest";
import { sendUpload, suggestFor } from "@/lib/test/uploads";
import { createTestWorld } from "@/lib/test/world";
import { getUpload } from "./get-upload";
import { loadUpload } from "./load-upload";
import { mapUpload } from "./map-upload";
import { readUpload } from "./read-upload";

const world = await createTestWorld();
afterAll(() => world.close());

const view = (id: string) => getUpload(world.ctx, { id });
const smsOn = () => ({ kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} });
const readFixture = (name: string) => readFileSync(path.join(import.meta.dirname, "../../files/fixtures", name));

async function inspect(content: string | Uint8Array, name: string) {
  const id = await sendUpload(world, content, { name });
  await readUpload(world.ctx, { id });
  return id;
}

async function load(id: string, change: { hiddenRows?: "leave-out" | "include" } = {}) {
  await mapUpload(world.ctx, { id, mapping: { ...(await suggestFor(world, id, smsOn())), ...change } });
  await loadUpload(world.ctx, { id });
  const rows = await world.database.db.uploadRow.findMany({ where: { uploadId: id }, orderBy: { seq: "asc" } });
  return rows.map(({ line, e164, codes, faults }) => ({ line, e164, codes, faults }));
}

it("asks what the columns of a table are, and goes straight on where nothing is left to ask", async () => {
  const asked = await inspect("TN,Contact phone\n2012200123,2012200124\n2012200125,2012200126\n", "a.csv");
  const { state, inspection, suggestion } = await view(asked);
  expect(state).toBe("map");
  expect(inspection).toMatchObject({ format: "csv", delimiter: ",", headerLine: 1, encoding: "utf-8" });
  expect(suggestion?.columns[0]).toBe("number");

  const label = "IntelePeer";
  const certain = await inspect(
    `TN,Carrier,Action\n2012200123,${label},SMS on\n2012200124,${label},SMS on\n`,
    "certain.csv",
  );
  expect(await view(certain)).toMatchObject({ state: "loading" });
  await loadUpload(world.ctx, { id: certain });
  expect(await view(certain)).toMatchObject({
    state: "check",
    counts: { ready: 2, problem: 0 },
    kinds: ["sms-enable"],
  });
});

it("refuses what cannot be read with a message, and nothing else changes", async () => {
  const id = await inspect("%PDF-1.7 and so on", "numbers.csv");
  expect(await view(id)).toMatchObject({
    state: "refused",
    fault: expect.stringContaining("is a PDF"),
    inspection: null,
    counts: { ready: 0, problem: 0 },
  });
  // The job runs again, as after a worker that died at its very end.
  await readUpload(world.ctx, { id });
  await loadUpload(world.ctx, { id });
  expect((await view(id)).state).toBe("refused");
});

it("gives a choice of the rows that are hidden in a workbook", async () => {
  const id = await inspect(readFixture("hiddenRows.xlsx"), "hiddenRows.xlsx");
  const { inspection } = await view(id);
  expect(inspection?.questions).toContainEqual(expect.objectContaining({ kind: "hidden-rows", count: 2 }));
  expect(await load(id)).toHaveLength(2);
  expect(await load(id, { hiddenRows: "include" })).toHaveLength(4);
});

it("says which cell holds a formula without a result, and keeps it with the row", async () => {
  const id = await inspect(readFixture("formula-nocache.xlsx"), "formula-nocache.xlsx");
  const rows = await load(id);
  const faulty = rows.filter(({ faults }) => faults !== null);
  expect(faulty).toHaveLength(1);
  expect(faulty[0]).toMatchObject({ e164: null, codes: expect.arrayContaining(["cell-fault"]) });
  expect(JSON.stringify(faulty[0]?.faults)).toContain("formula without a stored result");
});

it("never takes digits that a spreadsheet has destroyed for a number", async () => {
  const rows = await load(await inspect(readFixture("sciText.xlsx"), "sciText.xlsx"));
  expect(rows.filter(({ codes }) => codes.includes("excel-lost-digits")).length).toBeGreaterThan(0);
  expect(rows.map(({ e164 }) => e164)).not.toContain("+17045560000");
});

it("reads the notes of several lines below a title as cells of their rows", async () => {
  const id = await inspect(readFixture("title-notes.csv"), "title-notes.csv");
  expect((await view(id)).inspection).toMatchObject({ headerLine: 2 });
  expect((await load(id)).map(({ line, e164 }) => [line, e164])).toEqual([
    [3, "+19199991201"],
    [5, "+19199991202"],
  ]);
});

it("gives a choice of sheets, and looks at the one that is chosen before its rows are loaded", async () => {
  const content = await writeXlsx({
    sheets: [
      { name: "Read me", rows: [["How to use this"]] },
      {
        name: "Numbers",
        rows: [
          ["TN", "Note"],
          ["2012200123", "a"],
          ["2012200124", "b"],
        ],
      },
      { name: "Old", hidden: true, rows: [["TN"], ["2012200199"]] },
    ],
  });
  const id = await inspect(content, "sheets.xlsx");
  const first = await view(id);
  expect(first.state).toBe("map");
  expect(first.inspection?.questions).toContainEqual({
    kind: "sheets",
    names: [
      { name: "Read me", isHidden: false, rows: 1 },
      { name: "Numbers", isHidden: false, rows: 3 },
      { name: "Old", isHidden: true, rows: 2 },
    ],
  });
  if (!first.suggestion) throw new Error("no suggestion");
  await mapUpload(world.ctx, { id, mapping: { ...first.suggestion, sheet: "Numbers" } });
  expect((await view(id)).state).toBe("reading");
  await readUpload(world.ctx, { id });
  const second = await view(id);
  expect(second).toMatchObject({ state: "map", inspection: { sheet: "Numbers" } });
  expect((await load(id)).map(({ e164 }) => e164)).toEqual(["+12012200123", "+12012200124"]);
});

it("refuses a mapping that leaves out what every row needs, and any once the upload was submitted", async () => {
  const id = await inspect("TN\n2012200123\n", "a.csv");
  const suggestion = await suggestFor(world, id, { kind: null, accountId: null, params: {} });
  const rejected = mapUpload(world.ctx, { id, mapping: suggestion });
  await expect(rejected).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await load(id);
  await world.database.sql.query(`UPDATE upload SET state = 'submitted' WHERE id = $1`, [id]);
  const late = mapUpload(world.ctx, { id, mapping: { ...suggestion, defaults: smsOn() } });
  await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
});
