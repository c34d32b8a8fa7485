import { afterAll, expect, it } from "vitest";
import { createTestWorld } from "@/lib/test/world";
import { formatCsvRow } from "@/lib/domain/csv-row";
import { phoneNumber } from "@/lib/domain/phone-number";
import { writeRowKey } from "@/lib/domain/uploads/upload";
import { createCustomer } from "@/lib/services/customers/create-customer";
import { ownNumbers } from "@/lib/test/upload-labels";
import { sendUpload, suggestFor } from "@/lib/test/uploads";
import { copyForLabels } from "./copy-for-labels";
import { getUpload } from "./get-upload";
import { loadUpload } from "./load-upload";
import { mapUpload } from "./map-upload";
import { forgetMapping } from "./mapping-memory";
import { readUpload } from "./read-upload";

const world = await createTestWorld();
afterAll(() => world.close());

const smsOn = () => ({ kind: "sms-enable" as const, accountId: world.accountOf("intelepeer"), params: {} });

async function load(content: string | Uint8Array, name?: string): Promise<string> {
  const id = await sendUpload(world, content, { name });
  await readUpload(world.ctx, { id });
  await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, smsOn()) });
  await loadUpload(world.ctx, { id });
  return id;
}

const readRows = async (id: string) =>
  (
    await world.database.sql.query(
      `SELECT seq, line, cells, e164, target, state, codes FROM upload_row WHERE upload_id = $1 ORDER BY seq`,
      [id],
    )
  ).rows as Record<string, unknown>[];

it("loads every row with its line, cells as they stand, and what is wrong with it", async () => {
  const id = await load(
    `TN,Note\r\n2012200123,"said ""no"",\r\nthen \\N"\r\n201220,\t\r\n(201) 220-0123,again\r\n2012200124,{"a"}\r\n`,
  );
  expect(await readRows(id)).toEqual([
    {
      seq: 1,
      line: 2,
      cells: ["2012200123", 'said "no",\nthen \\N'],
      e164: "+12012200123",
      target: 1,
      state: "ready",
      codes: [],
    },
    { seq: 2, line: 4, cells: ["201220", "\t"], e164: null, target: 1, state: "problem", codes: ["too-short"] },
    {
      seq: 3,
      line: 5,
      cells: ["(201) 220-0123", "again"],
      e164: "+12012200123",
      target: 1,
      state: "duplicate",
      codes: [],
    },
    { seq: 4, line: 6, cells: ["2012200124", '{"a"}'], e164: "+12012200124", target: 1, state: "ready", codes: [] },
  ]);
  expect(await getUpload(world.ctx, { id })).toMatchObject({
    state: "check",
    progress: null,
    counts: { ready: 2, problem: 1, blocked: 0, duplicate: 1, removed: 0, warned: 0 },
    targets: [{ n: 1, kind: "sms-enable", rows: 2 }],
  });
});

it("lands 9,900 good rows of 10,000 and names each of the 100 bad ones", async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => (n % 100 === 7 ? `bad ${n}` : `${2_012_000_000 + n * 3}`));
  const id = await load(`Phone number,Customer\n${lines.map((text, n) => `${text},Customer ${n}`).join("\n")}\n`);
  expect((await getUpload(world.ctx, { id })).counts).toMatchObject({ ready: 9_900, problem: 100, blocked: 0 });
  const bad = (await readRows(id)).filter(({ state }) => state !== "ready");
  expect(bad.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, n) => n * 100 + 7 + 2));
  expect(bad.every(({ codes }) => Array.isArray(codes) && codes.length > 0)).toBe(true);
});

it("keeps what is torn by a stray quote as rows of their own, and all others", async () => {
  const lines = Array.from({ length: 300 }, (_, n) =>
    n % 50 === 9 ? `2012200${100 + n},"torn ${n}` : `2012200${100 + n},"fine, ${n}"`,
  );
  const id = await load(`TN,Note\n${lines.join("\n")}\n`);
  const rows = await readRows(id);
  expect(rows).toHaveLength(300);
  const torn = rows.filter(({ codes }) => Array.isArray(codes) && codes.includes("malformed-row"));
  expect(torn.map(({ line }) => line)).toEqual([9, 59, 109, 159, 209, 259].map((n) => n + 2));
});

it("loads again as other columns are chosen, without what the first choice has left", async () => {
  const id = await load("Contact,TN\n2012200123,2012200124\n2012200125,2012200126\n");
  const first = await getUpload(world.ctx, { id });
  const mapping = first.mapping;
  if (!mapping) throw new Error("no mapping");
  await world.database.sql.query(
    `INSERT INTO upload_edit (upload_id, revision, label, before) VALUES ($1, 1, 'Took out 1 row', '[]')`,
    [id],
  );
  await mapUpload(world.ctx, { id, mapping: { ...mapping, columns: ["number", "ignore"] } });
  expect(await getUpload(world.ctx, { id })).toMatchObject({ state: "loading" });
  await loadUpload(world.ctx, { id });
  expect((await readRows(id)).map(({ e164 }) => e164)).toEqual(["+12012200123", "+12012200125"]);
  expect(await getUpload(world.ctx, { id })).toMatchObject({
    state: "check",
    lastEdit: null,
    revision: first.revision + 1,
    counts: { ready: 2, duplicate: 0 },
  });
  // Remembered for a file with the same headings.
  const again = await sendUpload(world, "contact, tn \n2012200127,2012200128\n");
  await readUpload(world.ctx, { id: again });
  expect((await getUpload(world.ctx, { id: again })).suggestion?.columns).toEqual(["number", "ignore"]);
});

it("runs twice at once and stores every row once", async () => {
  const lines = Array.from({ length: 20_000 }, (_, n) => `${2_012_000_000 + n}`);
  const id = await sendUpload(world, `TN\n${lines.join("\n")}\n`);
  await readUpload(world.ctx, { id });
  await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, smsOn()) });
  await Promise.all([loadUpload(world.ctx, { id }), loadUpload(world.ctx, { id })]);
  expect(await readRows(id)).toHaveLength(20_000);
  expect(await getUpload(world.ctx, { id })).toMatchObject({ state: "check", counts: { ready: 20_000, duplicate: 0 } });
});

it("gives up what needs more combinations than can be sent, row by row", async () => {
  const id = await sendUpload(
    world,
    `TN,Webhook URL\n${Array.from({ length: 502 }, (_, n) => `${2_012_200_000 + n},https://example.com/${n}`).join("\n")}\n`,
  );
  await readUpload(world.ctx, { id });
  const defaults = { kind: "webhook-set" as const, accountId: world.accountOf("intelepeer"), params: {} };
  const suggestion = await suggestFor(world, id, defaults);
  await mapUpload(world.ctx, { id, mapping: { ...suggestion, columns: ["number", "webhook"] } });
  await loadUpload(world.ctx, { id });
  const { counts, targets } = await getUpload(world.ctx, { id });
  expect(counts).toMatchObject({ ready: 500, blocked: 2 });
  expect(targets).toHaveLength(500);
  expect(targets.every(({ rows }) => rows === 1)).toBe(true);
});

it("knows the upload whose results file comes back", async () => {
  const id = await load("TN\n2012200130\n2012200131\n");
  const { ref } = await getUpload(world.ctx, { id });
  const content = `TN,Tandem row,Status\n2012200130,${writeRowKey(ref, 1)},failed\n2012200199,${writeRowKey(ref, 2)},failed\n`;
  const back = await sendUpload(world, content, { name: "results.csv" });
  await readUpload(world.ctx, { id: back });
  const view = await getUpload(world.ctx, { id: back });
  expect(view.inspection?.correctsRefs).toEqual([ref]);
  expect(view.suggestion?.defaults).toEqual(smsOn());
  if (view.state === "map" && view.suggestion) await mapUpload(world.ctx, { id: back, mapping: view.suggestion });
  await loadUpload(world.ctx, { id: back });
  expect((await getUpload(world.ctx, { id: back })).corrects).toMatchObject({ id, ref });
});

it("takes the numbers of a pasted mail, and leaves out the lines without one where they can be seen", async () => {
  const mail = "Hi Ana,\n\nplease turn these on:\n(201) 220-0123\n201-220-01\nThanks,\nBob\n";
  const load = async (source: "text" | "file") => {
    const id = await sendUpload(world, mail, { source });
    await readUpload(world.ctx, { id });
    await mapUpload(world.ctx, { id, mapping: await suggestFor(world, id, smsOn()) });
    await loadUpload(world.ctx, { id });
    return (await getUpload(world.ctx, { id })).counts;
  };
  expect(await load("text")).toMatchObject({ ready: 1, problem: 1, removed: 4 });
  expect(await load("file")).toMatchObject({ ready: 1, problem: 5, removed: 0 });
});

it("compares the rows of customers and tags with our numbers and with one another", async () => {
  const number = "2012200177";
  await ownNumbers(world, [phoneNumber.parse(`+1${number}`)]);
  for (const name of ["Acme Inc.", "Beta LLC"]) await createCustomer(world.ctx, { name, reference: null, note: "" });
  const csv = [
    ["Number", "Account name", "Labels", "Comment"],
    [number, "Acme Inc.", "vip, support", "Main line"],
    ["303-999-0001", "Acme Inc.", "", ""],
    [number, "Beta LLC", "", ""],
    [number, "Acme Inc.", "vip, support", "Main line"],
  ];
  const id = await sendUpload(world, csv.map((cells) => formatCsvRow(cells)).join(""));
  await readUpload(world.ctx, { id });
  const view = await getUpload(world.ctx, { id });
  expect(view.inspection?.columns.map(({ role, confidence }) => `${role} ${confidence}`)).toEqual([
    "number certain",
    "customer likely",
    "tags certain",
    "note certain",
  ]);
  const map = async (of: string, params: Record<string, string>) => {
    const mapping = await suggestFor(world, of, { kind: "labels", accountId: null, params });
    await mapUpload(world.ctx, { id: of, mapping });
    await loadUpload(world.ctx, { id: of });
    return (await readRows(of)).map(({ state, codes }) => [state, ...(codes as string[])].join(" "));
  };
  const states = ["ready tag-new", "problem number-not-ours", "problem conflicting-row", "duplicate tag-new"];
  expect(await map(id, {})).toEqual(states);
  expect(await map(id, { others: "yes" })).toEqual(states.with(1, "ready"));
  // Another upload of the same content, which waits for a look at its map.
  const copy = await copyForLabels(world.ctx, { id });
  const copied = await getUpload(world.ctx, copy);
  expect(copied).toMatchObject({ state: "map", twins: [{ id }], mapping: { defaults: { kind: "labels" } } });
  expect(copied.memory).not.toBeNull();
  await forgetMapping(world.ctx, copy);
  expect((await getUpload(world.ctx, copy)).memory).toBeNull();
  expect(await map(copy.id, {})).toEqual(states);
});
