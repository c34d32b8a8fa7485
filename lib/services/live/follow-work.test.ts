import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { placeItems, setItems, testNumbers } from "@/lib/test/order-items";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { followWork } from "./follow-work";

let world: TestWorld;
const run = (text: string, values: unknown[] = []) => world.database.sql.query(text, values);
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

async function addUpload(state: string): Promise<string> {
  const id = randomUUID();
  await run(
    `INSERT INTO upload (id, ref, source, name, bytes, state, ready, problem, created_by_id, kept_until, updated_at)
     VALUES ($1, $2, 'file', 'list.csv', 10, $3, 7, 2, $4, now() + interval '1 day', now())`,
    [id, `U${id.slice(0, 7).toUpperCase()}`, state, world.ctx.actor.id],
  );
  return id;
}

it("follows what the person started from its beginning to its end, an upload with its orders as one thing", async () => {
  const [one, two] = [await placeItems(world, testNumbers(1)), await placeItems(world, testNumbers(2, 10))];
  const [loading, sent] = [await addUpload("loading"), await addUpload("submitted")];
  await run(`INSERT INTO upload_order (upload_id, order_id, target, attempt) VALUES ($1, $2, 1, 1)`, [sent, two]);
  await run(
    `INSERT INTO lookup (id, name, source, total, valid, invalid, duplicate, created_by_id, kept_until)
     VALUES ($1, 'Pasted', 'text', 3, 3, 0, 0, $2, now() + interval '1 day')`,
    [loading, world.ctx.actor.id],
  );
  await run(`INSERT INTO lookup_round (lookup_id, n, state, actor_id) VALUES ($1, 1, 'asking', $2)`, [
    loading,
    world.ctx.actor.id,
  ]);
  await run(`INSERT INTO refresh_run (id, name, created_by_id, total, done) VALUES ($1, 'All', $2, 5, 1)`, [
    loading,
    world.ctx.actor.id,
  ]);
  const { keys, ended } = await followWork(world.ctx, { known: "" });
  const expected = [`lookup:${loading}`, `order:${one}`, `refresh:${loading}`, `upload:${loading}`, `upload:${sent}`];
  expect([...keys].sort()).toEqual(expected.sort());
  expect(ended).toEqual([]);
  const known = keys.join(",");

  // Nobody else hears of it, and it is no news while it goes on.
  const other = { ...world.ctx, actor: { ...world.ctx.actor, id: randomUUID() } };
  expect((await followWork(world.ctx, { known })).ended).toEqual([]);
  await setItems(world, one, [1], "failed", { message: "No." });
  await setItems(world, two, [1], "confirmed");
  await setItems(world, two, [2], "unknown");
  await run(`UPDATE upload SET state = 'check' WHERE id = $1`, [loading]);
  await run(`UPDATE lookup_round SET state = 'done', ended_at = now() WHERE lookup_id = $1`, [loading]);
  await run(`UPDATE refresh_run SET state = 'done', reported = 5, ended_at = now() WHERE id = $1`, [loading]);
  expect(await followWork(other, { known })).toEqual({ keys: [], ended: [] });
  const after = await followWork(world.ctx, { known });
  expect(after.keys).toEqual([]);
  const number = encodeURIComponent(testNumbers(1)[0] ?? "");
  expect(Object.fromEntries(after.ended.map(({ key, text, pages }) => [key, [text, pages[0], pages.at(-1)]]))).toEqual({
    [`order:${one}`]: ["SMS on: 1 failed", expect.stringMatching(/^\/orders\//), `/numbers/${number}`],
    [`upload:${loading}`]: ["list.csv: 7 rows ready, 2 to fix", `/uploads/${loading}/check`, `/uploads/${loading}`],
    [`upload:${sent}`]: ["list.csv: 1 confirmed, 1 without a result", `/uploads/${sent}/results`, `/uploads/${sent}`],
    [`lookup:${loading}`]: [
      "Pasted: the carriers were asked about 3 numbers",
      `/lookup/${loading}`,
      `/lookup/${loading}`,
    ],
    [`refresh:${loading}`]: ["5 numbers read again, the carriers reported on all", "/numbers", "/numbers"],
  });
  // A tab that asks with nonsense hears nothing, and one that knows nothing neither.
  expect((await followWork(world.ctx, { known: "order:1,DROP" })).ended).toEqual([]);
});
