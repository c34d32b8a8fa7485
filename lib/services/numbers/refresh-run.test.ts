import { afterAll, beforeAll, expect, it } from "vitest";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom, type TestWorld } from "@/lib/test/world";
import { listRefreshes } from "./list-refreshes";
import { listNumbers } from "./list-numbers";
import { numberQuery } from "./number-query";
import { runRefresh } from "./run-refresh";
import { startRefresh } from "./start-refresh";
import { stopRefresh } from "./stop-refresh";

const NUMBERS = numbersFrom("3035554000", 450);

/** Known as on; at the carrier, the first hundred are no longer. */
const world = await createTestWorld();

beforeAll(async () => {
  await world.setRate("intelepeer", 1_000);
  await inTransaction(world.database.sql, async (client) => {
    await ensureNumbers(client, NUMBERS);
    await recordFacts(
      client,
      { id: world.accountOf("intelepeer"), carrierId: "intelepeer" },
      NUMBERS.map((number) => ({ number, facts: { smsState: "provisioned" as const } })),
    );
  });
  world.sandboxes.seed({ intelepeer: { provisioned: NUMBERS.slice(100) } });
});
afterAll(() => world.close());

const start = () => startRefresh(world.ctx, { name: "SMS: On", source: { list: "numbers", query: "sms=provisioned" } });
const countOn = async () => (await listNumbers(world.ctx, numberQuery.parse({ sms: "provisioned" }))).total.count;

it("reads all matching numbers part by part, and goes on where a stopped worker was", async () => {
  const { id } = await start();
  expect(await listRefreshes(world.ctx)).toMatchObject([{ id, state: "running", total: 450, done: 0 }]);
  // A worker that is to stop after the first part, and another that goes on.
  const stopping = new AbortController();
  const halted = { ...world.ctx, sql: abortAfter(stopping) };
  await runRefresh(halted, { id }, stopping.signal);
  expect(await listRefreshes(world.ctx)).toMatchObject([{ state: "running", done: 200 }]);
  await runRefresh(world.ctx, { id });
  expect(await listRefreshes(world.ctx)).toMatchObject([{ state: "done", done: 450, reported: 450, faults: [] }]);
  expect(await countOn()).toBe(350);
  // Its end is its end: the job may come again.
  await runRefresh(world.ctx, { id });
  expect(await listRefreshes(world.ctx)).toMatchObject([{ state: "done", done: 450 }]);
});

it("ends where its person stops it, and nobody else can", async () => {
  const { id } = await start();
  await stopRefresh({ ...world.ctx, actor: { ...world.ctx.actor, id: crypto.randomUUID() } }, { id });
  expect((await listRefreshes(world.ctx))[0]).toMatchObject({ id, state: "running" });
  await stopRefresh(world.ctx, { id });
  await runRefresh(world.ctx, { id });
  expect((await listRefreshes(world.ctx))[0]).toMatchObject({ id, state: "stopped", done: 0 });
});

/** Aborts once the place in the work has moved on. */
function abortAfter(stopping: AbortController): TestWorld["ctx"]["sql"] {
  return new Proxy(world.ctx.sql, {
    get: (pool, name) => {
      const value: unknown = Reflect.get(pool, name);
      if (name !== "query" || typeof value !== "function")
        return typeof value === "function" ? value.bind(pool) : value;
      return async (text: string, values?: unknown[]) => {
        const result: unknown = await pool.query(text, values);
        if (text.includes("next_part = next_part + 1")) stopping.abort();
        return result;
      };
    },
  });
}
