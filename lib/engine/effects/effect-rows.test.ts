import { afterAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { storeEffectIntent, storeEffectWrite, testApplication } from "@/lib/test/effects";
import { createTestWorld } from "@/lib/test/world";
import { confirmEffects } from "./effect-rows";

const world = await createTestWorld();
afterAll(() => world.close());

const confirm = (...ids: string[]) => inTransaction(world.database.sql, (client) => confirmEffects(client, ids));
const store = () => storeEffectIntent(world, "bandwidth", "application", testApplication("A"));
const read = async (id: string, dispatchId: string) => {
  const effect = await world.database.db.effect.findUnique({ where: { id } });
  const write = await world.database.db.dispatch.findUnique({ where: { id: dispatchId } });
  return [effect?.state, effect?.settledAt !== null, write?.state, write?.dueAt === null];
};

it.each([
  ["unknown", "lost"],
  ["accepted", "accepted"],
] as const)("confirms what is %s, and reads no more about it", async (state, write) => {
  const id = await store();
  const dispatchId = await storeEffectWrite(world, id, state, write);
  await confirm(id);
  expect(await read(id, dispatchId)).toEqual(["confirmed", true, "done", true]);
});

it.each([
  ["queued", "void", false],
  ["sending", "sending", false],
  ["failed", "done", true],
  ["skipped", "done", true],
] as const)("leaves what is %s to its own end", async (state, write, isSettled) => {
  const id = await store();
  const dispatchId = await storeEffectWrite(world, id, state, write);
  await confirm(id);
  expect(await read(id, dispatchId)).toEqual([state, isSettled, write, true]);
});

it("confirms those that it was asked about", async () => {
  const [one, other] = [await store(), await store()];
  const writes = [
    await storeEffectWrite(world, one, "unknown", "lost"),
    await storeEffectWrite(world, other, "unknown", "lost"),
  ];
  await confirm();
  await confirm(one);
  expect(await read(one, writes[0] ?? "")).toEqual(["confirmed", true, "done", true]);
  expect(await read(other, writes[1] ?? "")).toEqual(["unknown", false, "lost", false]);
});
