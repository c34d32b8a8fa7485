import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { createCustomer } from "@/lib/services/customers/create-customer";
import { listNotes, readLabels } from "@/lib/services/customers/read-labels";
import { setCustomer } from "@/lib/services/customers/set-customer";
import { describeResults, ownNumbers, submitAll } from "@/lib/test/upload-labels";
import { createTestUpload, readRows, readUpload, type TestUploadInput } from "@/lib/test/upload-rows";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { applyCorrections } from "./apply-corrections";
import { createUploadCustomers } from "./create-customers";
import { editUploadRows } from "./edit-rows";
import { exportUploadRows } from "./export-rows";
import { fixUploadProblem } from "./fix-problem";
import { getUploadResults } from "./get-results";
import { getUpload } from "./get-upload";
import { listUploadProblems } from "./list-problems";
import { listUploads } from "./list-uploads";
import { makeUploadPreview } from "./make-preview";
import { placeUploadOrders } from "./place-upload-orders";
import { planUpload } from "./plan-upload";
import { previewUpload } from "./preview-upload";
import { submitUpload } from "./submit-upload";
import { undoUploadEdit } from "./undo-edit";
import { runUndoLabels, undoUploadLabels } from "./undo-labels";

const OURS = numbersFrom("3036000000", 60);
const ten = (n: number) => (OURS[n] ?? "").slice(2);
const e164 = (n: number) => OURS[n] as PhoneNumber;

const world = await createTestWorld();
await ownNumbers(world, OURS);

beforeAll(async () => {
  for (const name of ["Acme Inc.", "Beta LLC"]) await createCustomer(world.ctx, { name, reference: null, note: "" });
});
afterAll(() => world.close());

const COLUMNS = [
  ["TN", "number"],
  ["Customer", "customer"],
  ["Tags", "tags"],
  ["Remove tags", "untag"],
  ["Note", "note"],
] as const;
const make = (rows: TestUploadInput["rows"], more: Partial<TestUploadInput> = {}) =>
  createTestUpload(world, { columns: COLUMNS, rows, kind: "labels", ...more });
const summarize = async (id: string) =>
  (await readRows(world, id)).map(({ state, codes }) => [state, ...codes].join(" "));
const submit = (id: string) => submitAll(world, id);
const results = (id: string) => describeResults(world, id);
const labelsOf = async (n: number) => {
  const labels = (await readLabels(world.ctx, [e164(n)])).get(e164(n));
  return [labels?.customer?.name ?? "-", ...(labels?.tags ?? []).map(({ name }) => name)].join(" ");
};

describe("the check", () => {
  it("names what cannot be set, with the nearest names, and creates customers on an explicit choice", async () => {
    const { id } = await make([
      [ten(0), "Acme Inc", "vip", "", ""],
      [ten(1), "acme  INC.", "", "", ""],
      [ten(2), "Gamma", "", "", ""],
      [ten(3), "GAMMA", "", "", ""],
      ["3039990009", "Delta Works", "", "", ""],
      [ten(5), "none", "", "", ""],
      [ten(6), "", "", "", "(clear)"],
      ["3039990000", "Acme Inc.", "", "", ""],
      [ten(7), "Acme Inc.", "a", "", ""],
      [ten(7), "Beta LLC", "", "", ""],
      [ten(7), "", "b", "", ""],
      [ten(7), "ACME INC.", "A", "", ""],
      [ten(8), "", "x;y|x", "x", ""],
    ]);
    expect(await summarize(id)).toEqual([
      "problem customer-unknown tag-new",
      "ready",
      "problem customer-unknown",
      "problem customer-unknown",
      "problem customer-unknown number-not-ours",
      "problem customer-unclear",
      "problem note-clear",
      "problem number-not-ours",
      "ready tag-new",
      "problem conflicting-row",
      "ready tag-new",
      "duplicate tag-new",
      "problem tag-new tag-both",
    ]);
    const groups = await listUploadProblems(world.ctx, { id });
    expect(groups.find(({ code }) => code === "customer-unknown")).toMatchObject({
      rows: 4,
      canFix: 1,
      repair: "Use Acme Inc.",
      create: expect.arrayContaining(["Acme Inc", "Gamma", "Delta Works"]),
    });
    await fixUploadProblem(world.ctx, { id, code: "customer-unknown", revision: 0 });
    expect(await createUploadCustomers(world.ctx, { id, revision: 1 })).toMatchObject({
      label: "Created 2 customers: 3 rows",
      rows: 3,
    });
    await fixUploadProblem(world.ctx, { id, code: "number-not-ours", revision: 2 });
    // Line 10 gives way: what conflicted is compared again, and back when it is undone.
    await editUploadRows(world.ctx, { id, revision: 3, rows: [{ seq: 9, cells: null }] });
    expect((await summarize(id)).slice(7)).toEqual([
      "removed number-not-ours",
      "removed tag-new",
      "ready",
      "ready tag-new",
      "problem tag-new conflicting-row",
      "problem tag-new tag-both",
    ]);
    await undoUploadEdit(world.ctx, { id, revision: 4 });
    expect((await summarize(id)).slice(8, 12)).toEqual([
      "ready tag-new",
      "problem conflicting-row",
      "ready tag-new",
      "duplicate tag-new",
    ]);
    expect((await summarize(id)).slice(0, 5)).toEqual([
      "ready tag-new",
      "ready",
      "ready",
      "ready",
      "removed number-not-ours",
    ]);
    await expect(createUploadCustomers(world.ctx, { id, revision: 5 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

it("previews, plans, sets and undoes: every row with its outcome, nothing that was changed since", async () => {
  await setCustomer(world.ctx, {
    id: randomUUID(),
    customer: { name: "Beta LLC" },
    source: { list: "given", numbers: [e164(31), e164(33)] },
    name: "Test",
  });
  const { id } = await make([
    [ten(30), "Acme Inc.", "vip, gold", "", "Front desk"],
    [ten(31), "Acme Inc.", "", "", ""],
    [ten(32), "", "", "", ""],
    [ten(33), "(clear)", "", "", ""],
    [ten(34), "", "gold", "nothing such", ""],
    ["3035", "Acme Inc.", "", "", ""],
  ]);
  await previewUpload(world.ctx, { id, askCarriers: true });
  const { progress } = await getUpload(world.ctx, { id });
  await makeUploadPreview(world.ctx, { id, startedAt: progress?.startedAt ?? "" });
  await makeUploadPreview(world.ctx, { id, startedAt: progress?.startedAt ?? "" });
  const { preview } = await readUpload(world, id);
  expect(preview?.failures).toEqual([]);
  expect(preview?.groups.map(({ code, rows, outcome }) => `${outcome} ${code} ${rows}`)).toEqual([
    "change labels:customer-set 1",
    "change labels:customer-replaced 1",
    "change labels:customer-cleared 1",
    "change labels:tags-changed 1",
    "same labels:same-labels 1",
  ]);
  const plan = await planUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: ["labels:same-labels"] });
  expect(plan).toMatchObject({ numbers: 4, leftOut: 2, fault: null, needsCount: false });
  expect(plan.orders).toMatchObject([
    {
      kind: "labels",
      accountId: null,
      sentence:
        "Customer Acme Inc.: 2 rows; taken away: 1 row. Tags to add: 2 rows. Tags to take off: 1 row. Notes: 1 row.",
    },
  ]);
  await submit(id);
  expect(await results(id)).toEqual([
    "confirmed | customer-set | Customer Acme Inc.; tags vip, gold added; note added",
    "confirmed | customer-replaced | Customer Acme Inc. instead of Beta LLC",
    "skipped | same-labels | It has all of this already.",
    "confirmed | customer-cleared | Customer Beta LLC taken away",
    "confirmed | tags-changed | Tag gold added",
    expect.stringMatching(/^- \| too-short/),
  ]);
  expect(await labelsOf(30)).toBe("Acme Inc. gold vip");
  // Those that got the numbers and those that lost them, and nobody else.
  const customers = await world.database.db.customer.findMany();
  const listOf = (name: string) => ({ customer: customers.find((one) => one.name === name)?.id ?? randomUUID() });
  for (const name of ["Acme Inc.", "Beta LLC"])
    expect((await listUploads(world.ctx, listOf(name))).rows.map((row) => row.id)).toContain(id);
  expect((await listUploads(world.ctx, listOf("Nobody"))).rows).toEqual([]);
  expect(await listNotes(world.ctx, e164(30))).toMatchObject([{ text: "Front desk" }]);
  const { counts, labels } = await getUploadResults(world.ctx, { id });
  expect(counts).toMatchObject({ confirmed: 4, skipped: 1, failed: 0, "not-sent": 1 });
  expect(labels).toEqual({ set: 4, canUndo: 4, undone: 0 });
  const [listed] = (await listUploads(world.ctx, { kind: "labels" })).rows.filter((row) => row.id === id);
  expect(listed).toMatchObject({ kinds: ["labels"], orders: 0, outcome: { confirmed: 4, failed: 0, skipped: 1 } });
  const { rows: events } = await world.database.sql.query(
    `SELECT message FROM number_event WHERE e164 = $1 ORDER BY message`,
    [e164(31)],
  );
  expect(events.map(({ message }) => String(message))).toContain(`Customer: Acme Inc. (upload ${listed?.ref ?? ""})`);

  // Somebody changes one of them, then the upload is undone.
  await setCustomer(world.ctx, {
    id: randomUUID(),
    customer: null,
    source: { list: "given", numbers: [e164(30)] },
    name: "Test",
  });
  await undoUploadLabels(world.ctx, { id });
  await expect(undoUploadLabels(world.ctx, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  await runUndoLabels(world.ctx, { id });
  expect(await Promise.all([30, 31, 33, 34].map(labelsOf))).toEqual(["-", "Beta LLC", "Beta LLC", "-"]);
  expect(await listNotes(world.ctx, e164(30))).toEqual([]);
  expect((await results(id))[0]).toMatch(/^skipped \| undone \| Undone: .* left as it is: the customer$/);
  expect((await getUploadResults(world.ctx, { id })).labels).toEqual({ set: 0, canUndo: 0, undone: 4 });
  // What was undone may be set again.
  await submit(id);
  expect(await labelsOf(31)).toBe("Acme Inc.");
});

it("corrects only what failed: the results file comes back with other names", async () => {
  const { id, ref } = await make([
    [ten(40), "Acme Inc.", "", "", ""],
    [ten(41), "Beta LLC", "", "", ""],
    [ten(42), "Beta LLC", "", "", ""],
  ]);
  const { revision } = await readUpload(world, id);
  await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], revision });
  await world.database.sql.query(`UPDATE customer SET archived_at = now() WHERE name = 'Beta LLC'`);
  await placeUploadOrders(world.ctx, { id });
  await world.database.sql.query(`UPDATE customer SET archived_at = NULL WHERE name = 'Beta LLC'`);
  expect((await results(id)).map((text) => text.split(" | ")[1])).toEqual([
    "customer-set",
    "customer-archived",
    "customer-archived",
  ]);
  const { head, chunks } = await exportUploadRows(world.ctx, { id, only: "failed" });
  const rows: string[][] = [];
  for await (const chunk of chunks) rows.push(...chunk.map((cells) => cells.map((cell) => String(cell ?? ""))));
  expect(rows).toHaveLength(2);
  const [first = [], second = []] = rows;
  const file = await createTestUpload(world, {
    columns: head.map((heading, index) => [
      heading,
      COLUMNS[index]?.[1] ?? (heading === "Tandem row" ? "rowKey" : "ignore"),
    ]),
    rows: [first.with(1, "Acme Inc."), second],
    kind: "labels",
    correctsId: id,
  });
  expect(await applyCorrections(world.ctx, { id: file.id })).toMatchObject({ changed: 1, unchanged: 1, sent: 0 });
  const again = await submit(id);
  expect(again.attempt).toBe(2);
  expect((await results(id)).map((text) => text.split(" | ")[0])).toEqual(["confirmed", "confirmed", "confirmed"]);
  expect(await Promise.all([40, 41, 42].map(labelsOf))).toEqual(["Acme Inc.", "Acme Inc.", "Beta LLC"]);
  expect(ref).toMatch(/^U/);
  await expect(
    editUploadRows(world.ctx, {
      id,
      revision: (await readUpload(world, id)).revision,
      rows: [{ seq: 1, cells: { 1: "Beta LLC" } }],
    }),
  ).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringMatching(/^Line 2 was done/) });
});

it("a note of the same text, or a tag too many, harms only its own row", async () => {
  const names = Array.from({ length: 21 }, (_, n) => `t${n}`);
  const { id } = await make([
    [ten(50), "", names.slice(0, 20).join(","), "", ""],
    [ten(50), "Acme Inc.", "t20", "", ""],
    [ten(51), "", "(clear), t1", "", "Once"],
    [ten(51), "", "", "", "Once"],
    [ten(52), "", "t1", "", ""],
  ]);
  await submit(id);
  expect((await results(id)).map((text) => text.split(" | ").slice(0, 2).join(" "))).toEqual([
    "confirmed tags-changed",
    "failed too-many-tags",
    "confirmed tags-changed",
    "skipped same-labels",
    "confirmed tags-changed",
  ]);
});
