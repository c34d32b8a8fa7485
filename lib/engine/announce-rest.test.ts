import { afterAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import type { ItemState } from "@/lib/domain/order";
import { setItems, storeDispatch } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { announceRest } from "./announce-rest";

let next = 3_035_551_000;
const world = await createTestWorld();
afterAll(() => world.close());

/** An import whose first number is in the first of these states, and so on. */
async function place(states: readonly ItemState[], params: Record<string, string> = { registerWith: "a-1" }) {
  const id = await world.place("import", "bandwidth", numbersFrom(String((next += 10)), states.length), params);
  for (const [n, state] of states.entries())
    if (state !== "queued") {
      await storeDispatch(world, id, [n + 1]);
      await setItems(world, id, [n + 1], state);
    }
  return id;
}
async function countJobs(id: string): Promise<number> {
  const { rows } = await world.database.sql.query(`SELECT FROM graphile_worker._private_jobs WHERE key = $1`, [
    `order.follow:${id}`,
  ]);
  return rows.length;
}
const announce = (...ids: string[]) => inTransaction(world.database.sql, (client) => announceRest(client, ids));

it.each<[string, ItemState[], number]>([
  ["is settled in full", ["confirmed", "failed", "skipped"], 1],
  ["rests with what is unknown, which may stay so for days", ["confirmed", "unknown"], 1],
  ["has something queued", ["confirmed", "queued"], 0],
  ["has something on its way", ["confirmed", "sending"], 0],
  ["has something with the carrier", ["confirmed", "accepted"], 0],
  ["has nothing confirmed, that anything could follow", ["failed", "skipped"], 0],
])("announces an order that %s: %j", async (_what, states, jobs) => {
  const id = await place(states);
  await announce(id);
  expect(await countJobs(id)).toBe(jobs);
});

it("announces no order that nothing follows", async () => {
  const id = await place(["confirmed"], {});
  await announce(id);
  expect(await countJobs(id)).toBe(0);
});

it("announces those that it was asked about, each once", async () => {
  const [one, other] = [await place(["confirmed"]), await place(["confirmed"])];
  await announce();
  await announce(one);
  await announce(one);
  expect([await countJobs(one), await countJobs(other)]).toEqual([1, 0]);
});

it("announces nothing where the transaction does not commit", async () => {
  const id = await place(["confirmed"]);
  const rolledBack = inTransaction(world.database.sql, async (client) => {
    await announceRest(client, [id]);
    throw new Error("undone");
  });
  await expect(rolledBack).rejects.toThrow("undone");
  expect(await countJobs(id)).toBe(0);
});
