import { afterAll, describe, expect, it } from "vitest";
import { sql } from "@/lib/db/sql";
import { createTestUpload, readRows, readUpload } from "@/lib/test/upload-rows";
import { createTestWorld } from "@/lib/test/world";
import { editUploadRows } from "./edit-rows";
import { fixUploadProblem } from "./fix-problem";
import { listUploadProblems } from "./list-problems";
import { findText } from "./find-text";
import { listUploadRows } from "./list-rows";
import { countUploadCells, replaceUploadText } from "./replace-text";
import { undoUploadEdit } from "./undo-edit";
import { readUploadHead } from "./upload-head";

const world = await createTestWorld();
afterAll(() => world.close());

const NUMBERS = ["3035550000", "3035550001", "3035550000", "303-555-0002 ext 5", "", "3035550003"];
const makeUpload = () =>
  createTestUpload(world, {
    columns: [
      ["Name", "ignore"],
      ["TN", "number"],
    ],
    rows: NUMBERS.map((number, index) => [`Customer ${index}`, number]),
    kind: "sms-enable",
    carrierId: "intelepeer",
  });
const statesOf = async (id: string) => (await readRows(world, id)).map(({ state }) => state);
const page = { from: 0, most: 100 };

describe("an edit", () => {
  it("checks at once, and settles duplicates in both directions", async () => {
    const { id } = await makeUpload();
    expect(await statesOf(id)).toEqual(["ready", "ready", "duplicate", "problem", "problem", "ready"]);
    const first = await editUploadRows(world.ctx, {
      id,
      revision: 0,
      rows: [
        { seq: 1, cells: null },
        { seq: 4, cells: { 1: "(303) 555-0001" } },
      ],
    });
    expect(first).toEqual({ revision: 1, label: "Changed 1 row, took out 1 row", rows: 2 });
    // The one that repeated the removed row is sent now, and the repaired one repeats another.
    expect(await statesOf(id)).toEqual(["removed", "ready", "ready", "duplicate", "problem", "ready"]);
    expect((await readUpload(world, id)).counts).toMatchObject({ ready: 3, duplicate: 1, removed: 1, problem: 1 });
    const { rows } = await listUploadRows(world.ctx, { id, ...page, state: "duplicate" });
    expect(rows).toMatchObject([{ seq: 4, duplicateOf: 2, number: "+13035550001", problems: [{ code: "duplicate" }] }]);
  });

  it("is undone exactly, edit by edit, the last one first", async () => {
    const { id } = await makeUpload();
    const before = await readRows(world, id);
    const one = await editUploadRows(world.ctx, {
      id,
      revision: 0,
      rows: [{ seq: 1, cells: { 1: "3035550003", 3: "x" } }],
    });
    const between = await readRows(world, id);
    const two = await editUploadRows(world.ctx, { id, revision: one.revision, rows: [{ seq: 1, cells: null }] });
    const undone = await undoUploadEdit(world.ctx, { id, revision: two.revision });
    expect(undone).toMatchObject({ revision: 3, label: "Undone: Took out line 2" });
    expect(await readRows(world, id)).toEqual(between);
    expect((await undoUploadEdit(world.ctx, { id, revision: 3 })).revision).toBe(4);
    expect(await readRows(world, id)).toEqual(before);
    await expect(undoUploadEdit(world.ctx, { id, revision: 4 })).rejects.toMatchObject({ code: "CONFLICT" });
    await readUpload(world, id);
  });

  it("is refused after another person's, who is named", async () => {
    const { id } = await makeUpload();
    await editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 2, cells: null }] });
    const late = editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 1, cells: null }] });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/^Ada changed rows/) });
    const missing = editUploadRows(world.ctx, { id, revision: 1, rows: [{ seq: 99, cells: null }] });
    await expect(missing).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect((await readUpload(world, id)).revision).toBe(1);
  });

  it("keeps any text as it is, except what no database takes", async () => {
    const { id } = await makeUpload();
    const texts = { 0: '{"a\\",b}', 1: "3035550009", 2: "NULL\u0000", 3: "" };
    await editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 1, cells: texts }] });
    expect((await readRows(world, id))[0]?.cells).toEqual(['{"a\\",b}', "3035550009", "NULL\uFFFD", ""]);
  });
});

describe("problems", () => {
  it("are listed by code with what can be repaired, and all of a code are repaired in one edit", async () => {
    const { id } = await makeUpload();
    const groups = await listUploadProblems(world.ctx, { id });
    expect(groups.map(({ code, rows, canFix }) => [code, rows, canFix])).toEqual([
      ["empty", 1, 1],
      ["extension", 1, 1],
      ["duplicate", 1, 1],
    ]);
    expect(groups[1]?.example).toMatchObject({ seq: 4, line: 5, text: "303-555-0002 ext 5" });
    const before = await readRows(world, id);
    const fixed = await fixUploadProblem(world.ctx, { id, code: "extension", revision: 0 });
    expect(fixed).toMatchObject({ revision: 1, rows: 1 });
    const duplicates = await fixUploadProblem(world.ctx, { id, code: "duplicate", revision: 1 });
    expect(duplicates).toMatchObject({ label: "Took out 1 duplicate", rows: 1 });
    await fixUploadProblem(world.ctx, { id, code: "empty", revision: 2 });
    expect(await statesOf(id)).toEqual(["ready", "ready", "removed", "ready", "removed", "ready"]);
    await expect(fixUploadProblem(world.ctx, { id, code: "empty", revision: 3 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect((await readUpload(world, id)).revision).toBe(3);
    for (const revision of [3, 4, 5]) await undoUploadEdit(world.ctx, { id, revision });
    expect(await readRows(world, id)).toEqual(before);
  });
});

describe("a range", () => {
  it("becomes rows at the end that say which line they come from, and undone a range again", async () => {
    const { id } = await createTestUpload(world, {
      columns: [
        ["TN", "number"],
        ["Name", "note"],
      ],
      rows: [
        ["303-555-0100 - 303-555-0104", "Range"],
        ["3035550102", "Single"],
        ["3035550200", "Other"],
      ],
      kind: "sms-enable",
      carrierId: "intelepeer",
    });
    const before = await readRows(world, id);
    expect(await fixUploadProblem(world.ctx, { id, code: "range", revision: 0 })).toMatchObject({ rows: 1 });
    const { rows, total } = await listUploadRows(world.ctx, { id, ...page });
    expect(total).toBe(7);
    expect(rows.map(({ seq, line, number, state }) => [seq, line, number?.slice(-3), state])).toEqual([
      [1, 2, "100", "ready"],
      [2, 3, "102", "ready"],
      [3, 4, "200", "ready"],
      [4, 2, "101", "ready"],
      [5, 2, "102", "duplicate"],
      [6, 2, "103", "ready"],
      [7, 2, "104", "ready"],
    ]);
    await undoUploadEdit(world.ctx, { id, revision: 1 });
    expect(await readRows(world, id)).toEqual(before);
    await readUpload(world, id);
  });
});

describe("the grid", () => {
  it("finds the same rows at every place as a look at all of them", async () => {
    const cells = Array.from({ length: 60 }, (_, n) => [
      `Customer ${n}`,
      n % 7 === 0 ? "" : n % 5 === 0 ? "3035550001" : n % 11 === 0 ? `8005550${100 + n}` : `3035551${100 + n}`,
    ]);
    const { id } = await createTestUpload(world, {
      columns: [
        ["Name", "note"],
        ["TN", "number"],
      ],
      rows: cells,
      kind: "sms-enable",
      carrierId: "intelepeer",
    });
    const all = await readRows(world, id);
    const filters = {
      all: [{}, () => true],
      ready: [{ state: "ready" as const }, ({ state }: { state: string }) => state === "ready"],
      problem: [{ state: "problem" as const }, ({ state }: { state: string }) => state === "problem"],
      duplicate: [{ state: "duplicate" as const }, ({ state }: { state: string }) => state === "duplicate"],
      code: [{ code: "toll-free" }, ({ codes }: { codes: string[] }) => codes.includes("toll-free")],
      text: [{ q: "customer 1" }, ({ cells: [name = ""] }: { cells: string[] }) => name.startsWith("Customer 1")],
      digits: [{ q: "555-11" }, ({ e164 }: { e164: string | null }) => e164?.includes("55511") ?? false],
      number: [{ q: "(303) 555-0001" }, ({ e164 }: { e164: string | null }) => e164 === "+13035550001"],
    } as const;
    for (const [name, [filter, holds]] of Object.entries(filters)) {
      const wanted = all.filter((row) => holds(row as never)).map(({ seq }) => seq);
      expect(wanted.length, name).toBeGreaterThan(0);
      for (const from of [0, 1, 7, wanted.length - 1, wanted.length + 5]) {
        const { rows, total } = await listUploadRows(world.ctx, { id, ...filter, from, most: 9 });
        expect({ name, total, seqs: rows.map(({ seq }) => seq) }).toEqual({
          name,
          total: wanted.length,
          seqs: wanted.slice(from, from + 9),
        });
      }
    }
    const head = await readUploadHead(world.ctx.sql, id);
    const query = { q: "ustomer 1", from: 0, most: 200 };
    const findSome = () =>
      findText(world.ctx.sql, head, {
        query,
        conditions: [sql`r.upload_id = ${id}`],
        pace: { budgetMs: 0, window: 10 },
      });
    const first = await findSome();
    expect(first.search).toEqual({ searched: 10, rows: all.length, isCapped: false });
    let last = first;
    for (let n = 0; n < 100 && last.search.searched < all.length; n += 1) last = await findSome();
    expect(first.total).toBeLessThan(last.total);
    expect(last.seqs).toEqual(all.filter(({ cells: [name = ""] }) => name.startsWith("Customer 1")).map((r) => r.seq));
  });
});

it("a text is replaced in all cells of a column that hold it, as one edit, and undone", async () => {
  const { id } = await makeUpload();
  const before = await readRows(world, id);
  const ask = (find: string, replace: string, revision: number, where: "whole" | "part" = "whole") =>
    replaceUploadText(world.ctx, { id, column: 1, find, in: where, replace, revision });
  const count = (find: string, where: "whole" | "part") =>
    countUploadCells(world.ctx, { id, column: 1, find, in: where }).then(({ cells }) => cells);
  expect([await count(" 3035550000 ", "whole"), await count("", "whole"), await count("", "part")]).toEqual([2, 1, 0]);
  expect(await ask(" 3035550000 ", "3035550009", 0)).toMatchObject({ rows: 2, revision: 1 });
  expect((await readRows(world, id)).map(({ e164, state }) => [e164, state]).slice(0, 3)).toEqual([
    ["+13035550009", "ready"],
    ["+13035550001", "ready"],
    ["+13035550009", "duplicate"],
  ]);
  expect(await ask("303-555-0002 EXT 5", "", 1)).toMatchObject({ rows: 1 });
  expect(await ask("", "3035550007", 2)).toMatchObject({ rows: 2, label: expect.stringContaining("empty cells") });
  await expect(ask("55500", "x", 3)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(ask("3035550001", "x", 1)).rejects.toMatchObject({ code: "CONFLICT" });
  const parts = await count("50", "part");
  expect(await ask("50", "$&x", 3, "part")).toMatchObject({ rows: parts, revision: 4 });
  const cells = (await readRows(world, id)).map((row) => row.cells[1] ?? "");
  expect(cells.filter((cell) => cell.includes("$&x"))).toHaveLength(parts);
  await undoUploadEdit(world.ctx, { id, revision: 4 });
  for (const revision of [5, 6, 7]) await undoUploadEdit(world.ctx, { id, revision });
  expect(await readRows(world, id)).toEqual(before);
});

it("a cell that cannot be taken for what it shows stays one until its text is changed", async () => {
  const { id } = await createTestUpload(world, {
    columns: [
      ["TN", "number"],
      ["Name", "note"],
    ],
    rows: [["3035550700", "A"]],
    kind: "sms-enable",
    carrierId: "intelepeer",
  });
  await world.database.sql.query(
    `UPDATE upload_row SET state = 'problem', codes = '{cell-fault}', faults = '{"0": "This cell holds a date."}' WHERE upload_id = $1`,
    [id],
  );
  await editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 1, cells: { 1: "B" } }] });
  const { rows } = await listUploadRows(world.ctx, { id, ...page });
  expect(rows[0]).toMatchObject({
    state: "problem",
    problems: [{ code: "cell-fault", message: "This cell holds a date." }],
  });
  await editUploadRows(world.ctx, { id, revision: 1, rows: [{ seq: 1, cells: { 0: "3035550701" } }] });
  expect(await statesOf(id)).toEqual(["ready"]);
  await undoUploadEdit(world.ctx, { id, revision: 2 });
  expect((await listUploadRows(world.ctx, { id, ...page })).rows[0]?.problems[0]?.message).toBe(
    "This cell holds a date.",
  );
});
