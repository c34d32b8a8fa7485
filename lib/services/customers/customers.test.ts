import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { customerQuery } from "@/lib/domain/customer";
import { changeTagInput, setCustomerInput } from "@/lib/domain/number-edit";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { writeCsv } from "@/lib/services/exports/write-csv";
import { exportNumbers } from "@/lib/services/numbers/export-numbers";
import { getNumber } from "@/lib/services/numbers/get-number";
import { countNumbers, listNumbers } from "@/lib/services/numbers/list-numbers";
import { listNumberEvents } from "@/lib/services/numbers/list-number-events";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { HOSTILE_TEXTS, kept } from "@/lib/test/hostile-text";
import { knowNumbers } from "@/lib/test/know-numbers";
import { createTestWorld, numbersFrom, type TestWorld } from "@/lib/test/world";
import { addNote, addNoteInput } from "./add-note";
import { archiveCustomer } from "./archive-customer";
import { changeCustomer } from "./change-customer";
import { changeNote } from "./change-note";
import { changeTag } from "./change-tag";
import { createCustomer, createCustomerInput } from "./create-customer";
import { deleteCustomer } from "./delete-customer";
import { findCustomer } from "./get-customer";
import { listCustomers } from "./list-customers";
import { listNotes } from "./read-labels";
import { setCustomer } from "./set-customer";
import { suggestCustomers } from "./suggest-customers";
import { undoEdit } from "./undo-edit";

let world: TestWorld;
/** Another person, with a role of their own. */
let bob: Context;

beforeAll(async () => {
  world = await createTestWorld();
  const person = await world.database.db.person.create({
    data: { id: randomUUID(), email: "bob@example.com", name: "Bob", role: "support", passwordHash: "-" },
  });
  bob = {
    ...world.ctx,
    actor: { ...world.ctx.actor, id: person.id, name: "Bob", email: person.email, role: "support" },
  };
});
afterAll(() => world.close());

const make = (name: string, more: object = {}) =>
  createCustomer(world.ctx, createCustomerInput.parse({ name, ...more }));
const given = (numbers: readonly PhoneNumber[]) => ({ list: "given" as const, numbers: [...numbers] });
const set = (
  numbers: readonly PhoneNumber[],
  customer: object | null,
  id: string = randomUUID(),
  ctx: Context = world.ctx,
) => setCustomer(ctx, setCustomerInput.parse({ id, name: "some numbers", source: given(numbers), customer }));
const tag = (numbers: readonly PhoneNumber[], name: string, isAdded = true, ctx: Context = world.ctx) =>
  changeTag(
    ctx,
    changeTagInput.parse({ id: randomUUID(), name: "some numbers", source: given(numbers), tag: { name }, isAdded }),
  );
const list = async (filter: Record<string, string>) =>
  (await listNumbers(world.ctx, numberQuery.parse(filter))).rows.map(({ number }) => number);
const sizeOf = async (id: string) => (await findCustomer(world.ctx, id))?.numbers;

/** What customers count is what their numbers say. */
async function expectTrueCounts(): Promise<void> {
  const { rows } = await world.database.sql.query(
    `SELECT c.name FROM customer c WHERE c.numbers <> (SELECT count(*) FROM number n WHERE n.customer_id = c.id)`,
  );
  expect(rows).toEqual([]);
}

describe("customers", () => {
  it("have a name of their own without case, and are archived while they have numbers", async () => {
    const acme = await make("  Acme   Dental ", { reference: "A-17" });
    expect(acme.name).toBe("Acme Dental");
    await expect(make("ACME DENTAL")).rejects.toMatchObject({ fields: { name: [expect.stringContaining("already")] } });
    const other = await make("Acme West");
    await expect(changeCustomer(world.ctx, { id: other.id, name: "acme dental" })).rejects.toMatchObject({
      fields: { name: [expect.stringContaining("Acme Dental")] },
    });
    expect(createCustomerInput.safeParse({ name: "none" }).success).toBe(false);
    expect(createCustomerInput.safeParse({ name: "—" }).success).toBe(false);
    const [number] = numbersFrom("3035550100", 1);
    await set(number ? [number] : [], { id: acme.id });
    await expect(deleteCustomer(world.ctx, { id: acme.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await archiveCustomer(world.ctx, { id: acme.id, isArchived: true });
    await expect(set(numbersFrom("3035550101", 1), { id: acme.id })).rejects.toThrow("archived");
    expect(await list({ customer: acme.id })).toEqual([number]);
    expect((await listCustomers(world.ctx, customerQuery.parse({}))).rows.map(({ name }) => name)).toEqual([
      "Acme West",
    ]);
    await deleteCustomer(world.ctx, { id: other.id });
    expect(await findCustomer(world.ctx, other.id)).toBeNull();
  });

  it("keep hostile names as they are, and find them", async () => {
    for (const text of HOSTILE_TEXTS) {
      const input = createCustomerInput.safeParse({ name: kept(text), note: kept(text) });
      if (!input.success) continue;
      const { id, name } = await createCustomer(world.ctx, input.data);
      expect((await findCustomer(world.ctx, id))?.note).toBe(kept(text));
      expect((await suggestCustomers(world.ctx, { q: name })).customers[0]?.id).toBe(id);
    }
  });

  it("page in every order without a gap", async () => {
    for (let n = 0; n < 7; n += 1) await make(`Paged ${n}`, { reference: `P-${n}` });
    for (const sort of ["name", "-name", "numbers", "-changed"]) {
      const names: string[] = [];
      let after: string | undefined;
      do {
        const page = await listCustomers(
          world.ctx,
          customerQuery.parse({ q: "paged", sort, ...(after && { after }) }),
          3,
        );
        names.push(...page.rows.map(({ name }) => name));
        if (after) {
          const [first] = page.rows;
          const back = await listCustomers(world.ctx, customerQuery.parse({ q: "paged", sort, before: first?.id }), 3);
          expect(back.rows.map(({ name }) => name)).toEqual(names.slice(-3 - page.rows.length, -page.rows.length));
        }
        after = page.next ?? undefined;
      } while (after);
      expect(names.toSorted()).toEqual(Array.from({ length: 7 }, (_, n) => `Paged ${n}`));
    }
    expect((await suggestCustomers(world.ctx, { q: "Pagde 3" })).isNear).toBe(true);
  });
});

describe("the customer of numbers", () => {
  it("is set for 5,000 numbers at once, says what it changed, and is undone without what changed since", async () => {
    const numbers = numbersFrom("3036000000", 5_000);
    await knowNumbers(world.database, numbers);
    const [old, fresh] = [await make("Old owner"), await make("New owner")];
    expect(await set(numbers.slice(0, 1_000), { id: old.id })).toMatchObject({ changed: 1_000, unchanged: 0 });
    const id = randomUUID();
    const all = setCustomerInput.parse({
      id,
      name: "NPA 303",
      source: { list: "numbers", query: "npa=303&known=all&q=303600" },
      customer: { id: fresh.id },
    });
    const results = await Promise.all([
      setCustomer(world.ctx, all),
      setCustomer(world.ctx, all),
      setCustomer(world.ctx, all),
    ]);
    for (const result of results) expect(result).toEqual({ id, changed: 5_000, unchanged: 0, label: "New owner" });
    expect([await sizeOf(old.id), await sizeOf(fresh.id)]).toEqual([0, 5_000]);
    expect(await countNumbers(world.ctx, numberQuery.parse({ customer: "new OWNER" }))).toEqual({
      count: 5_000,
      isExact: true,
    });
    await set(numbers.slice(0, 10), null);
    await expect(undoEdit({ ...world.ctx, actor: bob.actor }, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await undoEdit(world.ctx, { id })).toEqual({ restored: 4_990, left: 10 });
    expect(await undoEdit(world.ctx, { id })).toEqual({ restored: 4_990, left: 10 });
    expect([await sizeOf(old.id), await sizeOf(fresh.id)]).toEqual([990, 0]);
    const audit = await world.database.db.auditEvent.findMany({
      where: { entityId: fresh.id, action: "numbers.customer-set" },
    });
    expect(audit.map(({ summary }) => summary)).toEqual(["Customer of 5,000 numbers set to New owner: NPA 303"]);
    await expectTrueCounts();
  });

  it("is one of two that two people set at the same moment, in either direction", async () => {
    const numbers = numbersFrom("3037000000", 60);
    const [one, two] = [await make("Race one"), await make("Race two")];
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        set(n % 3 === 0 ? numbers : numbers.toReversed().slice(n), n % 2 === 0 ? { id: one.id } : { id: two.id }),
      ),
    );
    await expectTrueCounts();
    expect((await sizeOf(one.id)) ?? 0).toBe(60 - ((await sizeOf(two.id)) ?? 0));
    // One that is deleted meanwhile, and one that two people name for the first time.
    const gone = await make("Gone soon");
    const outcomes = await Promise.allSettled([
      set(numbers, { id: gone.id }),
      deleteCustomer(world.ctx, { id: gone.id }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const named = await Promise.all([
      set(numbers.slice(0, 3), { name: "Brand new" }),
      set(numbers.slice(3, 6), { name: "brand NEW" }),
    ]);
    expect(new Set(named.map(({ label }) => label)).size).toBe(1);
    await expectTrueCounts();
  });

  it("is on the number's page, its timeline, in the list and its export, guarded against formulas", async () => {
    const numbers = numbersFrom("3038000000", 2);
    const [number] = numbers as [PhoneNumber, PhoneNumber];
    await set(numbers, { name: "=Evil Corp" });
    await tag(numbers, "VIP");
    expect(await tag([number], "vip")).toMatchObject({ changed: 0, unchanged: 1, label: "VIP" });
    const status = await getNumber(world.ctx, number);
    expect(status).toMatchObject({ customer: { name: "=Evil Corp" }, tags: [{ name: "VIP" }], standing: "mentioned" });
    const { rows } = await listNumberEvents(world.ctx, number, { most: 5 });
    expect(rows.map(({ message, person }) => `${message} by ${person}`)).toEqual([
      "Tag added: VIP by Ada",
      "Customer: =Evil Corp by Ada",
    ]);
    expect(await list({ tag: "vip" })).toEqual(numbers);
    expect(await list({ customer: "none", known: "all", q: number })).toEqual([]);
    expect(await list({ customer: "nobody" })).toEqual([]);
    const chunks: string[] = [];
    for await (const chunk of writeCsv(exportNumbers(world.ctx, numberQuery.parse({ tag: "VIP" }))))
      chunks.push(String(chunk));
    const text = chunks.join("");
    expect(text).toContain("'=Evil Corp");
    expect(text).toContain("VIP");
    await tag([number], "VIP", false);
    expect(await list({ tag: "vip" })).toEqual(numbers.slice(1));
  });

  it("counts what can text, cannot and is not known as the numbers' pages say it", async () => {
    const numbers = numbersFrom("3039000000", 3);
    world.sandboxes.seed({ intelepeer: { provisioned: numbers.slice(0, 1) } });
    const { customer } = { customer: await make("Counted") };
    await set(numbers, { id: customer.id });
    const outcomes = await Promise.all(
      numbers.map(async (number) => (await getNumber(world.ctx, number)).verdict.outcome),
    );
    const view = await findCustomer(world.ctx, customer.id);
    expect(view?.texting).toEqual({
      can: outcomes.filter((outcome) => outcome === "can").length,
      cannot: outcomes.filter((outcome) => outcome === "cannot").length,
      unknown: outcomes.filter((outcome) => outcome === "unknown").length,
      drifted: 0,
    });
  });
});

describe("notes", () => {
  const [number] = numbersFrom("3035559000", 1) as [PhoneNumber];

  it("belong to their author and administrators, and changes are audited", async () => {
    const id = randomUUID();
    const input = addNoteInput.parse({ id, number, text: "  Main line\n=SUM(A1) " });
    await Promise.all([addNote(bob, input), addNote(bob, input)]);
    expect(await listNotes(bob, number)).toMatchObject([
      { text: "Main line\n=SUM(A1)", author: "Bob", canChange: true },
    ]);
    const support = { ...bob, actor: { ...bob.actor, id: world.ctx.actor.id } };
    await expect(changeNote(support, { id, text: "Mine" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const before = (await getNumber(world.ctx, number)).version;
    await changeNote(world.ctx, { id, text: "Front desk" });
    expect((await getNumber(world.ctx, number)).version).not.toBe(before);
    await changeNote(bob, { id, isRemoved: true });
    expect(await listNotes(bob, number)).toEqual([]);
    await changeNote(bob, { id, isRemoved: false });
    expect(await listNotes(bob, number)).toMatchObject([{ text: "Front desk", editedAt: expect.any(String) }]);
    const audit = await world.database.db.auditEvent.findMany({ where: { entityId: number }, orderBy: { seq: "asc" } });
    expect(audit.map(({ action }) => action)).toEqual([
      "number.note-added",
      "number.note-edited",
      "number.note-removed",
      "number.note-restored",
    ]);
    expect(audit[1]).toMatchObject({ before: { text: "Main line\n=SUM(A1)" }, after: { text: "Front desk" } });
  });
});

it("takes no more than 20 tags for a number, and leaves all as it was", async () => {
  const numbers = numbersFrom("3035558800", 2);
  for (let n = 0; n < 20; n += 1) await tag(numbers.slice(0, 1), `tag ${n}`);
  await expect(tag(numbers, "one more")).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await list({ tag: "one more" })).toEqual([]);
});
