import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { recordFacts } from "@/lib/engine/facts";
import { setItems } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { createSelection } from "./create-selection";

const world = await createTestWorld();

beforeAll(async () => {
  await inTransaction(world.database.sql, (client) =>
    recordFacts(
      client,
      { id: world.accountOf("intelepeer"), carrierId: "intelepeer" },
      numbersFrom("3035500000", 10_050).map((number, n) => ({
        number,
        facts: { smsState: n % 2 === 0 ? ("provisioned" as const) : ("none" as const), ownership: "owned" as const },
      })),
    ),
  );
});
afterAll(() => world.close());

async function readContent(id: string) {
  const { rows } = await world.database.sql.query<{
    name: string;
    state: string;
    source: string;
    bytes: number;
    text: string;
    jobs: number;
  }>(
    `SELECT name, state, source, bytes, (SELECT string_agg(convert_from(p.bytes, 'UTF8'), '' ORDER BY n) FROM upload_part p WHERE p.upload_id = u.id) AS text,
       (SELECT count(*)::int FROM graphile_worker.jobs WHERE key = 'upload.read:' || u.id) AS jobs FROM upload u WHERE id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) throw new Error("no such upload");
  expect(Buffer.byteLength(row.text)).toBe(row.bytes);
  const [heading, ...numbers] = row.text.trimEnd().split("\n");
  return { ...row, heading, numbers };
}

it("freezes all numbers of a filter, whatever becomes of them later", async () => {
  const source = { list: "numbers" as const, query: "sms=provisioned&sort=-number&after=x" };
  const { id } = await createSelection(world.ctx, { name: "SMS: On", source });
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: world.accountOf("intelepeer"), carrierId: "intelepeer" }, [
      { number: numbersFrom("3035500000", 1)[0] ?? ("" as never), facts: { smsState: "none" } },
    ]),
  );
  const content = await readContent(id);
  expect(content).toMatchObject({
    name: "SMS: On (5,025 numbers)",
    state: "reading",
    source: "selection",
    heading: "Number",
    jobs: 1,
  });
  expect(content.numbers).toEqual(
    numbersFrom("3035500000", 10_050)
      .filter((_, n) => n % 2 === 0)
      .map((number) => number.slice(2))
      .reverse(),
  );
});

it("goes through pages of a large list without leaving out or repeating a number", async () => {
  const { id } = await createSelection(world.ctx, {
    name: "All",
    source: { list: "numbers", query: "npa=303&sort=added" },
  });
  const { numbers } = await readContent(id);
  expect([numbers.length, new Set(numbers).size]).toEqual([10_050, 10_050]);
});

it("takes the numbers of an order by their filter, and given ones", async () => {
  const orderId = await world.place("sms-enable", "intelepeer", numbersFrom("3035600000", 4));
  await setItems(world, orderId, [2, 4], "failed", { code: "404", message: "no" });
  const source = { list: "order" as const, orderId, query: "state=failed" };
  const { id } = await createSelection(world.ctx, { name: "Failed ones", source });
  expect(await readContent(id)).toMatchObject({
    name: "Failed ones (2 numbers)",
    numbers: ["3035600001", "3035600003"],
  });
  const [one, two] = numbersFrom("3035600000", 2);
  if (!one || !two) throw new Error("no numbers");
  const given = await createSelection(world.ctx, {
    name: "2 selected numbers",
    source: { list: "given", numbers: [two, one, two] },
  });
  expect(await readContent(given.id)).toMatchObject({
    name: "2 selected numbers",
    numbers: ["3035600001", "3035600000"],
  });
});

it("keeps nothing where nothing matches", async () => {
  const before = await world.database.db.upload.count();
  const nothing = createSelection(world.ctx, { name: "x", source: { list: "numbers", query: "npa=212" } });
  await expect(nothing).rejects.toMatchObject({ code: "INVALID_INPUT" });
  const missing = createSelection(world.ctx, {
    name: "x",
    source: { list: "order", orderId: randomUUID(), query: "" },
  });
  await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await world.database.db.upload.count()).toBe(before);
});
