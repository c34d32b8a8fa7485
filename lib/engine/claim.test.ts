import { afterAll, afterEach, expect, it } from "vitest";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { claimCheck, claimRead, claimWrites, hasUrgent, type ClaimedWrite } from "./claim";

const sql = () => world.database.sql;
const sizeOf = (size: number) => () => size;
const claim = (units: number, size: number, options = {}) =>
  claimWrites(sql(), accountId, { units, writeSize: sizeOf(size), ...options });
const run = (text: string) => sql().query(text);

const world = await createTestWorld();
const accountId = world.accountOf("bandwidth");
afterEach(() => run(`UPDATE orders SET control = 'cancelled'`));
afterAll(() => world.close());

/** An order of so many numbers whose precheck is done. */
async function place(first: string, count: number): Promise<string> {
  const id = await world.place("import", "bandwidth", numbersFrom(first, count));
  await sql().query(`UPDATE order_item SET is_prechecked = true WHERE order_id = $1`, [id]);
  return id;
}
const seqsOf = (writes: readonly ClaimedWrite[]) => writes.map(({ items }) => items.map(({ seq }) => seq));

it("stores the intent of each write before it is sent, and claims no number twice", async () => {
  const id = await place("3035551000", 5);
  const [one, two] = await Promise.all([claim(1, 3), claim(1, 3)]);
  const all = [...one, ...two].flatMap(({ items }) => items.map(({ number }) => number));
  expect(new Set(all).size).toBe(all.length);
  expect(await claim(9, 3)).toHaveLength(5 - all.length > 0 ? 1 : 0);
  const { rows } = await sql().query(
    `SELECT DISTINCT i.state, i.attempt, d.state AS write, d.attempt AS try, d.reference LIKE o.ref || '-%-1' AS is_named
     FROM order_item i JOIN dispatch d ON d.id = i.dispatch_id JOIN orders o ON o.id = i.order_id WHERE i.order_id = $1`,
    [id],
  );
  expect(rows).toEqual([{ state: "sending", attempt: 1, write: "sending", try: 1, is_named: true }]);
});

it("counts the attempts of the write's numbers", async () => {
  const id = await place("3035551100", 1);
  await sql().query(`UPDATE order_item SET attempt = 4 WHERE order_id = $1`, [id]);
  expect(await claim(1, 1)).toMatchObject([{ attempt: 5, reference: expect.stringMatching(/-5$/) }]);
});

it("cuts a write where it is full, and where the next number has other parameters", async () => {
  const id = await place("3035551200", 5);
  await sql().query(`UPDATE order_item SET params = '{"a":"1"}' WHERE order_id = $1 AND seq = 2`, [id]);
  expect(
    seqsOf(await claim(9, 2))
      .map(({ length }) => length)
      .reduce((sum, one) => sum + one),
  ).toBe(5);
  const { rows } = await sql().query<{ size: number }>(`SELECT size FROM dispatch WHERE order_id = $1 ORDER BY id`, [
    id,
  ]);
  expect(rows.every(({ size }) => size <= 2)).toBe(true);
  expect(rows.length).toBeGreaterThan(2);
});

it("takes turns between orders, urgent ones first", async () => {
  const [large, other, urgent] = [
    await place("3035552000", 40),
    await place("3035552100", 40),
    await place("3035552200", 1),
  ];
  const turns: string[] = [];
  for (let n = 0; n < 4; n += 1) turns.push((await claim(1, 1))[0]?.orderId ?? "");
  expect(turns[0]).toBe(urgent);
  expect(turns.slice(1, 3).sort()).toEqual([large, other].sort());
  expect(turns[3]).toBe(turns[1]);
  expect(await hasUrgent(sql(), accountId)).toBe(false);
});

it("claims nothing of an order that is paused, and what is not due only as a trial", async () => {
  const id = await place("3035553000", 1);
  await sql().query(`UPDATE orders SET control = 'paused' WHERE id = $1`, [id]);
  expect(await claim(1, 1)).toEqual([]);
  await sql().query(`UPDATE orders SET control = 'run' WHERE id = $1`, [id]);
  await sql().query(`UPDATE order_item SET due_at = now() + interval '1 h' WHERE order_id = $1`, [id]);
  expect(await claim(1, 1)).toEqual([]);
  expect(await claim(1, 1, { isTrial: true })).toHaveLength(1);
});

it("claims a precheck before the first write, and not again at once", async () => {
  const id = await world.place("import", "bandwidth", numbersFrom("3035554000", 3));
  await sql().query(`UPDATE order_item SET is_prechecked = false WHERE order_id = $1`, [id]);
  expect(await claim(1, 9)).toEqual([]);
  expect((await claimCheck(sql(), accountId, sizeOf(2)))?.items).toHaveLength(2);
  expect((await claimCheck(sql(), accountId, sizeOf(2)))?.items).toHaveLength(1);
  expect(await claimCheck(sql(), accountId, sizeOf(2))).toBeNull();
});

it("claims readings of one order and one step, and counts them", async () => {
  await place("3035555000", 2);
  const writes = await claim(2, 1);
  await sql().query(`UPDATE dispatch SET state = 'lost', due_at = now() - interval '1 s' WHERE id = ANY($1)`, [
    writes.map(({ dispatchId }) => dispatchId),
  ]);
  const read = await claimRead(sql(), accountId, sizeOf(9));
  expect(read).toMatchObject({
    step: "settle",
    dispatches: [
      { polls: 1, attempt: 1 },
      { polls: 1, attempt: 1 },
    ],
  });
  expect(await claimRead(sql(), accountId, sizeOf(9))).toBeNull();
});
