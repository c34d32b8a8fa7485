import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { storeEffectIntent, storeEffectWrite, testApplication } from "@/lib/test/effects";
import { createTestWorld } from "@/lib/test/world";
import { enqueueEffect, requeueEffect } from "./enqueue-effect";

const sql = () => world.database.sql;

const world = await createTestWorld();
const person = { email: "bo@example.com", name: "Bo", role: "administrator", passwordHash: "-" };
const other = (await world.database.db.person.create({ data: { id: randomUUID(), ...person } })).id;
beforeEach(() =>
  sql().query(`SELECT graphile_worker.remove_job(key) FROM graphile_worker._private_jobs WHERE key IS NOT NULL`),
);
afterAll(() => world.close());

const read = (id: string) => world.database.db.effect.findUnique({ where: { id } });
const readWrite = (id: string) => world.database.db.dispatch.findUnique({ where: { id } });
async function isWoken(): Promise<boolean> {
  const { rows } = await sql().query(`SELECT FROM graphile_worker._private_jobs WHERE key = $1`, [
    `account.wake:${world.accountOf("bandwidth")}`,
  ]);
  return rows.length > 0;
}
const store = (name: string) => storeEffectIntent(world, "bandwidth", "application", testApplication(name));

describe("enqueueEffect", () => {
  const enqueue = (id: string, name: string, options = {}) =>
    inTransaction(sql(), (client) =>
      enqueueEffect(
        client,
        {
          id,
          accountId: world.accountOf("bandwidth"),
          kind: "application",
          input: testApplication(name),
          actorId: other,
        },
        options,
      ),
    );

  it("stores nothing and wakes nobody where its transaction does not commit", async () => {
    const id = randomUUID();
    const undone = inTransaction(sql(), async (client) => {
      const input = testApplication("Undone");
      const accountId = world.accountOf("bandwidth");
      await enqueueEffect(client, { id, accountId, kind: "application", input, actorId: other });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect([await read(id), await isWoken()]).toEqual([null, false]);
  });

  it("leaves what was stored before as it is, and wakes nobody for it", async () => {
    const id = await store("First");
    await sql().query(`SELECT graphile_worker.remove_job($1)`, [`account.wake:${world.accountOf("bandwidth")}`]);
    expect(await enqueue(id, "Second")).toBe(false);
    expect(await read(id)).toMatchObject({ input: testApplication("First"), actorId: world.ctx.actor.id });
    expect(await isWoken()).toBe(false);
  });

  it.each([
    ["confirmed", "done"],
    ["failed", "done"],
    ["skipped", "done"],
  ] as const)("requests one again that is %s, with the new input, for the one who asked", async (state, write) => {
    const id = await store("First");
    await storeEffectWrite(world, id, state, write);
    await sql().query(`UPDATE effect SET external_id = 'a-1' WHERE id = $1`, [id]);
    expect(await enqueue(id, "Second", { isRepeatable: true })).toBe(true);
    const again = { state: "queued", attempt: 1, input: testApplication("Second"), actorId: other };
    expect(await read(id)).toMatchObject({ ...again, dispatchId: null, externalId: null, settledAt: null });
    expect(await isWoken()).toBe(true);
    const { rows } = await sql().query(`SELECT due_at <= now() AS is_due FROM effect WHERE id = $1`, [id]);
    expect(rows).toEqual([{ is_due: true }]);
  });

  it.each([
    ["sending", "sending"],
    ["accepted", "accepted"],
    ["unknown", "lost"],
  ] as const)("requests none again that is %s", async (state, write) => {
    const id = await store("First");
    const dispatchId = await storeEffectWrite(world, id, state, write);
    expect(await enqueue(id, "Second", { isRepeatable: true })).toBe(false);
    expect(await read(id)).toMatchObject({ state, dispatchId, input: testApplication("First") });
  });
});

describe("requeueEffect", () => {
  const requeue = (id: string) =>
    inTransaction(sql(), (client) =>
      requeueEffect(client, { id, kind: "application", input: testApplication("Again now"), actorId: other }),
    );

  it.each([
    ["queued", "void", "void"],
    ["failed", "done", "done"],
    ["unknown", "lost", "done"],
  ] as const)(
    "sends one again at once that is %s, and reads no more about its last write",
    async (state, write, after) => {
      const id = await store("Again");
      const dispatchId = await storeEffectWrite(world, id, state, write);
      await requeue(id);
      expect(await read(id)).toMatchObject({
        state: "queued",
        dispatchId: null,
        actorId: other,
        settledAt: null,
        input: { name: "Again now" },
      });
      expect(await readWrite(dispatchId)).toMatchObject({ state: after, dueAt: null });
      expect(await isWoken()).toBe(true);
    },
  );

  it.each([
    ["sending", "sending"],
    ["accepted", "accepted"],
    ["confirmed", "done"],
    ["skipped", "done"],
  ] as const)("leaves one alone that is %s, and goes on reading about it", async (state, write) => {
    const id = await store("Left");
    const dispatchId = await storeEffectWrite(world, id, state, write);
    await sql().query(`SELECT graphile_worker.remove_job($1)`, [`account.wake:${world.accountOf("bandwidth")}`]);
    await requeue(id);
    expect(await read(id)).toMatchObject({ state, dispatchId, actorId: world.ctx.actor.id });
    expect(await readWrite(dispatchId)).toMatchObject({ state: write });
    expect(await isWoken()).toBe(false);
  });
});
