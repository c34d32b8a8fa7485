import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listLookupCustomers } from "@/lib/domain/lookup-customers";
import { countGroups, filterRows, joinAnswers, listNumbers, mergeAnswers } from "@/lib/domain/lookup-filter";
import { lookupQuery } from "@/lib/domain/lookup-view";
import { changeTagInput, setCustomerInput } from "@/lib/domain/number-edit";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { CustomerCount } from "@/lib/domain/customer-counts";
import { driftQuery } from "@/lib/domain/drift";
import type { HomeCaseKind } from "@/lib/domain/home";
import { tagsQuery } from "@/lib/domain/tags-table";
import { readChosen } from "@/lib/services/drift/drift-choice";
import { listDrift } from "@/lib/services/drift/list-drift";
import { getHome } from "@/lib/services/home/get-home";
import { createLookup } from "@/lib/services/lookup/create-lookup";
import { exportLookup } from "@/lib/services/lookup/export-lookup";
import { getLookup, getLookupNews } from "@/lib/services/lookup/get-lookup";
import { listNumberEvents } from "@/lib/services/numbers/list-number-events";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { listStuck } from "@/lib/services/orders/list-stuck";
import { searchEverywhere } from "@/lib/services/search/search-everywhere";
import { placeItems, setItems, storeDispatch } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { changeTag } from "./change-tag";
import { createCustomer, createCustomerInput } from "./create-customer";
import { deleteTag } from "./delete-tag";
import { editTag } from "./edit-tag";
import { findCustomer } from "./get-customer";
import { getCustomerPage } from "./get-customer-page";
import { listTagRows } from "./list-tag-rows";
import { mergeCustomers } from "./merge-customers";
import { mergeTags } from "./merge-tags";
import { setCustomer } from "./set-customer";
import { undoEdit } from "./undo-edit";

let acme: string;
let bolt: string;
/** Two of Acme's, one of Bolt's, one of nobody's. */
const numbers = numbersFrom("3035557000", 4);
const [first, second, third, fourth] = numbers as [PhoneNumber, PhoneNumber, PhoneNumber, PhoneNumber];

const make = async (name: string) => (await createCustomer(world.ctx, createCustomerInput.parse({ name }))).id;
const about = (some: readonly PhoneNumber[]) => ({
  id: randomUUID(),
  name: "some numbers",
  source: { list: "given", numbers: some },
});
const set = (some: readonly PhoneNumber[], id: string) =>
  setCustomer(world.ctx, setCustomerInput.parse({ ...about(some), customer: { id } }));
const tag = (some: readonly PhoneNumber[], name: string) =>
  changeTag(world.ctx, changeTagInput.parse({ ...about(some), tag: { name }, isAdded: true }));
/** Each tag with its number of numbers. */
const showTags = async () =>
  Object.fromEntries((await listTagRows(world.ctx, tagsQuery.parse({}))).map((row) => [row.name, row.numbers]));
const findTag = async (name: string) =>
  (await listTagRows(world.ctx, tagsQuery.parse({}))).find((row) => row.name === name)?.id ?? "";
const tagsOf = async (number: PhoneNumber) =>
  (await world.database.db.numberTag.findMany({ where: { e164: number }, include: { tag: true } }))
    .map((row) => row.tag.name)
    .sort();

const world = await createTestWorld();

beforeAll(async () => {
  [acme, bolt] = [await make("Acme Dental"), await make("Bolt")];
  await set([first, second], acme);
  await set([third], bolt);
});
afterAll(() => world.close());

it("names whose numbers changed at a carrier, on home and in the list, and filters by them", async () => {
  const accountId = world.accountOf("intelepeer");
  for (const e164 of numbers)
    await world.ctx.sql.query(
      `INSERT INTO drift (id, e164, account_id, carrier, facet, kind, seen_at) VALUES ($1, $2, $3, 'intelepeer', 'smsState', 'lost-sms', now())`,
      [randomUUID(), e164, accountId],
    );
  const owners = {
    customers: [
      { customer: { id: acme, name: "Acme Dental" }, count: 2 },
      { customer: { id: bolt, name: "Bolt" }, count: 1 },
      { customer: null, count: 1 },
    ],
    moreCustomers: 0,
  };
  expect((await getHome(world.ctx)).cases).toMatchObject([{ kind: "lost-sms", owners }]);
  const list = async (filter: object) => {
    const page = await listDrift(world.ctx, driftQuery.parse(filter));
    expect(page.customers).toEqual(owners.customers);
    expect(page.total.count).toBe(page.rows.length);
    return page.rows.map(({ number, customer }) => `${number} ${customer?.name ?? "-"}`).sort();
  };
  expect(await list({ customer: acme })).toEqual([`${first} Acme Dental`, `${second} Acme Dental`]);
  expect(await list({ customer: "none" })).toEqual([`${fourth} -`]);
  expect(await list({ customer: "nonsense" })).toHaveLength(4);
  const until = new Date(Date.now() + 1_000).toISOString();
  const chosen = await readChosen(world.ctx.sql, world.ctx, "drift", { filter: { customer: bolt }, until });
  expect(chosen.map(({ e164 }) => e164)).toEqual([third]);
});

const countNames = ({ customer, count }: CustomerCount) => `${customer?.name ?? "nobody"} ${count}`;

it("names whose numbers were refused or wait at a carrier for too long, and whose number was found", async () => {
  const orderId = await placeItems(world, [...numbers]);
  await storeDispatch(world, orderId, [1, 2, 3, 4], "accepted");
  await setItems(world, orderId, [1, 2, 3, 4], "accepted");
  await world.database.sql.query(`UPDATE order_item SET accepted_at = now() - interval '3 h' WHERE order_id = $1`, [
    orderId,
  ]);
  const readCase = async (kind: HomeCaseKind) =>
    (await getHome(world.ctx)).cases.find((one) => one.kind === kind)?.owners?.customers.map(countNames);
  const { orders } = await listStuck(world.ctx);
  expect(await readCase("overdue")).toEqual(orders[0]?.owners.customers.map(countNames));
  await setItems(world, orderId, [1, 3], "failed");
  expect(await readCase("refused")).toEqual(["Acme Dental 1", "Bolt 1"]);
  expect(await readCase("overdue")).toEqual(["Acme Dental 1", "nobody 1"]);
  expect(orders[0]?.owners.customers.map(({ customer, count }) => [customer?.name ?? null, count])).toEqual([
    ["Acme Dental", 2],
    ["Bolt", 1],
    [null, 1],
  ]);
  const { hits } = await searchEverywhere(world.ctx, { q: first });
  expect(hits.find(({ kind }) => kind === "number")?.note).toContain("Acme Dental");
});

it("shows the latest orders and uploads with its numbers, also after a merge and its undoing", async () => {
  const [other] = numbersFrom("3035557900", 1) as [PhoneNumber];
  const cove = await make("Cove");
  await set([other], cove);
  const orderId = await placeItems(world, [other]);
  const ids = Array.from({ length: 7 }, () => randomUUID());
  for (const [n, id] of ids.entries())
    await world.database.sql.query(
      `INSERT INTO upload (id, ref, source, name, bytes, state, kept_until, updated_at, created_at)
       VALUES ($1, $2, 'file', $3, 1, 'submitted', now(), now(), now() + $4 * interval '1 s')`,
      [id, `U${id.slice(0, 7).toUpperCase()}`, `list ${n}`, n],
    );
  await world.database.sql.query(
    `INSERT INTO upload_order (upload_id, order_id, target, attempt) VALUES ($1, $2, 1, 1)`,
    [ids[0], orderId],
  );
  await world.database.sql.query(`INSERT INTO upload_customer SELECT u.id, $1 FROM unnest($2::uuid[]) u(id)`, [
    cove,
    ids.slice(1, 3),
  ]);
  const read = async (id: string) => {
    const page = await getCustomerPage(world.ctx, id, numberQuery.parse({ customer: id }));
    return {
      orders: page?.orders.length,
      uploads: page?.uploads.rows.map(({ name }) => name),
      more: page?.uploads.hasMore,
    };
  };
  const all = { orders: 1, uploads: ["list 2", "list 1", "list 0"], more: false };
  expect(await read(cove)).toEqual(all);
  const editId = randomUUID();
  await mergeCustomers(world.ctx, { editId, id: cove, intoId: bolt });
  expect((await read(bolt)).uploads).toEqual(all.uploads);
  await undoEdit(world.ctx, { id: editId });
  expect(await read(cove)).toEqual(all);
  await world.database.sql.query(`INSERT INTO upload_customer SELECT u.id, $1 FROM unnest($2::uuid[]) u(id)`, [
    cove,
    ids.slice(3),
  ]);
  const { uploads, more } = await read(cove);
  expect({ uploads, more }).toEqual({ uploads: [6, 5, 4, 3, 2].map((n) => `list ${n}`), more: true });
});

it("groups, filters and exports a lookup by customer and tag, and shows what somebody else labels meanwhile", async () => {
  await tag([first, third], "vip");
  const text = `${first}\n${second}\nnot a number 12\n${third}\n${fourth}\n${first}`;
  const { id } = await createLookup(
    { ...world.ctx, actor: { ...world.ctx.actor, role: "viewer" } },
    {
      source: "text",
      text,
    },
  );
  const page = await getLookup(world.ctx, { id });
  const rows = joinAnswers(page);
  expect(listLookupCustomers(rows).map(({ customer, total }) => [customer?.name ?? null, total])).toEqual([
    ["Acme Dental", 2],
    ["Bolt", 1],
    [null, 1],
  ]);
  const { customers, tags } = countGroups(rows);
  for (const { customer, count } of customers)
    expect(filterRows(rows, lookupQuery.parse({ customer: customer?.id ?? "none" }))).toHaveLength(count);
  for (const { tag: own, count } of tags)
    expect(filterRows(rows, lookupQuery.parse({ tag: own.id }))).toHaveLength(count);
  expect(customers.map(({ count }) => count).concat(tags.map(({ count }) => count))).toEqual([2, 1, 1, 2]);

  const { head, chunks } = await exportLookup(world.ctx, { id, ...lookupQuery.parse({ customer: acme }) });
  const cells: (readonly unknown[])[] = [];
  for await (const chunk of chunks) cells.push(...chunk);
  const read = (name: string) => cells.map((row) => row[head.indexOf(name)]);
  expect(read("customer")).toEqual(["Acme Dental", "Acme Dental"]);
  expect(read("tags")).toEqual(["vip", null]);

  // What a round keeps is what carriers reported.
  const round = await world.database.db.lookupRound.findFirst({ where: { lookupId: id } });
  expect(JSON.stringify(round?.answers)).not.toContain("Acme");
  await world.database.sql.query(`UPDATE number_event SET at = at - interval '1 hour'`);
  const quiet = await getLookupNews(world.ctx, { id, after: new Date(Date.now() + 40_000).toISOString() });
  expect(quiet.now.numbers).toEqual([]);
  await set([fourth], bolt);
  const news = await getLookupNews(world.ctx, { id, after: page.now.at });
  const merged = joinAnswers({ ...page, now: mergeAnswers(page.now, news.now) });
  expect(listNumbers(filterRows(merged, lookupQuery.parse({ customer: bolt })))).toEqual([third, fourth]);
});

it("renames, merges and deletes tags with an entry on each timeline, and takes each back", async () => {
  await tag([first, second], "old");
  await tag([second, third], "urgent");
  await expect(editTag(world.ctx, { id: await findTag("old"), name: "URGENT" })).rejects.toMatchObject({
    fields: { name: [expect.stringContaining("urgent")] },
  });
  expect(await editTag(world.ctx, { id: await findTag("old"), name: "Old", hue: "coral" })).toMatchObject({
    name: "Old",
    hue: "coral",
  });
  const [old, urgent] = [await findTag("Old"), await findTag("urgent")];
  const merge = { editId: randomUUID(), id: old, intoId: urgent };
  const merged = await Promise.all([mergeTags(world.ctx, merge), mergeTags(world.ctx, merge)]);
  for (const result of merged) expect(result).toMatchObject({ changed: 2, label: "urgent" });
  expect(await showTags()).toEqual({ urgent: 3, vip: 2 });
  await tag([fourth], "urgent");
  // Somebody takes the tag off meanwhile: that stays.
  await changeTag(world.ctx, changeTagInput.parse({ ...about([second]), tag: { id: urgent }, isAdded: false }));
  expect(await undoEdit(world.ctx, { id: merge.editId })).toEqual({ restored: 1, left: 1 });
  expect(await Promise.all(numbers.map(tagsOf))).toEqual([["Old", "vip"], [], ["urgent", "vip"], ["urgent"]]);

  const gone = { editId: randomUUID(), id: urgent, reason: "not used" };
  expect(await deleteTag(world.ctx, gone)).toMatchObject({ changed: 2, label: "urgent" });
  expect(await deleteTag(world.ctx, gone)).toMatchObject({ changed: 2 });
  await expect(deleteTag(world.ctx, { ...gone, editId: randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const { rows } = await listNumberEvents(world.ctx, third, { most: 1 });
  expect(rows[0]?.message).toBe("Tag deleted: urgent");
  const support = { ...world.ctx, actor: { ...world.ctx.actor, role: "support" as const } };
  await expect(undoEdit(support, { id: gone.editId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await undoEdit(world.ctx, { id: gone.editId })).toEqual({ restored: 2, left: 0 });
  expect(await showTags()).toEqual({ Old: 1, urgent: 2, vip: 2 });
  const audit = await world.database.db.auditEvent.findMany({ where: { action: "tag.deleted" } });
  expect(audit).toMatchObject([
    { summary: "Tag urgent deleted and removed from 2 numbers", reason: "not used", before: { numbers: 2 } },
  ]);
  // One that came with the same name meanwhile is not overwritten.
  const again = { editId: randomUUID(), id: urgent };
  await deleteTag(world.ctx, again);
  await tag([first], "Urgent");
  await expect(undoEdit(world.ctx, { id: again.editId })).rejects.toMatchObject({ code: "CONFLICT" });
});

it("merges a customer into another, without one that somebody adds to at that moment being lost, and takes it back", async () => {
  const many = numbersFrom("3036600000", 300);
  const [from, into] = [await make("Harbor Inc."), await make("Harbor")];
  await set(many.slice(0, 200), from);
  const merge = { editId: randomUUID(), id: from, intoId: into };
  const [outcome] = await Promise.allSettled([mergeCustomers(world.ctx, merge), set(many.slice(200), from)]);
  if (outcome?.status === "rejected") await mergeCustomers(world.ctx, merge);
  const total = await findCustomer(world.ctx, into);
  expect([200, 300]).toContain(total?.numbers);
  expect(await findCustomer(world.ctx, from)).toBeNull();
  expect((await mergeCustomers(world.ctx, merge)).changed).toBe(total?.numbers);
  await set(many.slice(0, 10), acme);
  const { restored, left } = await undoEdit(world.ctx, { id: merge.editId });
  expect([restored + left, left]).toEqual([total?.numbers, 10]);
  expect(await findCustomer(world.ctx, from)).toMatchObject({ name: "Harbor Inc.", numbers: restored });
  const wrong = await world.database.sql.query(
    `SELECT c.name FROM customer c WHERE c.numbers <> (SELECT count(*) FROM number n WHERE n.customer_id = c.id)`,
  );
  expect(wrong.rows).toEqual([]);
  await expect(mergeCustomers(world.ctx, { ...merge, editId: randomUUID(), intoId: from })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});
