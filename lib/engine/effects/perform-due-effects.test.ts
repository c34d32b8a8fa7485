import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { knowNumbers } from "@/lib/test/know-numbers";
import { storeEffectIntent, storeEffectWrite, testApplication } from "@/lib/test/effects";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { performDueEffects } from "./perform-due-effects";

const sql = () => world.database.sql;
const run = () => performDueEffects(sql(), world.ctx.carriers, world.accountOf("bandwidth"));

const world = await createTestWorld();

beforeAll(async () => {
  await world.setRate("bandwidth", 1_000);
  world.sandboxes.changeSettings({ limits: { bandwidthApplications: null } });
});
beforeEach(async () => {
  world.sandboxes.removeFault("all");
  await sql().query(`UPDATE effect SET due_at = now() + interval '1 day'`);
  await sql().query(`UPDATE dispatch SET due_at = NULL`);
});
afterAll(() => world.close());

const store = async (name: string) => {
  const id = await storeEffectIntent(world, "bandwidth", "application", testApplication(name));
  await sql().query(`UPDATE effect SET due_at = now() - interval '1 s' WHERE id = $1`, [id]);
  return id;
};
async function storeLost(name: string): Promise<string> {
  const id = await store(name);
  await storeEffectWrite(world, id, "unknown", "lost");
  await sql().query(`UPDATE dispatch SET due_at = now() - interval '1 s' WHERE effect_id = $1`, [id]);
  return id;
}
const read = async (id: string) => (await world.database.db.effect.findUnique({ where: { id } }))?.state;

it("carries out what is due of one account, however much that is, and counts it", async () => {
  expect(await run()).toBe(0);
  const due = [await store("One"), await store("Two"), await storeLost("Three")];
  const later = await store("Later");
  await sql().query(`UPDATE effect SET due_at = now() + interval '1 h' WHERE id = $1`, [later]);
  expect(await run()).toBe(3);
  expect(await Promise.all(due.map(read))).toEqual(["confirmed", "confirmed", "unknown"]);
  expect(await read(later)).toBe("queued");
});

it("sends first, so that a reading sees what was sent", async () => {
  const lost = await storeLost("Same");
  await store("Same");
  await run();
  expect(await read(lost)).toBe("confirmed");
});

it("goes on after a reading that failed, which is planned again", async () => {
  world.sandboxes.addFault({
    carrier: "bandwidth",
    endpoint: "GET applications",
    times: 1,
    fault: { kind: "status", status: 404 },
  });
  const lost = [await storeLost("A"), await storeLost("B")];
  expect(await run()).toBe(2);
  const { rows } = await sql().query(
    `SELECT count(*) AS planned, sum(polls) AS polls FROM dispatch WHERE effect_id = ANY($1) AND due_at > now()`,
    [lost],
  );
  // The failed one does not count as a reading.
  expect(rows).toEqual([{ planned: 2, polls: 1 }]);
});

it("puts aside what is stored in another shape, once, with its cause, and goes on with the others", async () => {
  const [lost, due, other] = [await storeLost("Broken"), await store("Never sent"), await store("Sound")];
  await sql().query(`UPDATE effect SET input = '{"name": 7}' WHERE id = ANY($1)`, [[lost, due]]);
  expect(await run()).toBe(3);
  const find = (id: string) => world.database.db.effect.findUniqueOrThrow({ where: { id } });
  // Whether it happened is not known: only what never left has failed.
  expect(await find(lost)).toMatchObject({ state: "unknown", message: expect.stringContaining("name") });
  expect(await find(due)).toMatchObject({
    state: "failed",
    message: expect.stringMatching(/^Set aside, nothing was sent\./),
  });
  expect(await read(other)).toBe("confirmed");
  await sql().query(`UPDATE dispatch SET due_at = due_at - interval '1 day' WHERE effect_id = ANY($1)`, [[lost, due]]);
  expect(await run()).toBe(0);
});

it("brings what is set aside to the message, with what to do, and leaves no other as it was", async () => {
  const [from, to] = numbersFrom("3035559000", 2) as [PhoneNumber, PhoneNumber];
  await knowNumbers(world.database, [from]);
  const add = async (state: string) => {
    const id = randomUUID();
    const ends = { e164: from, peer: to, direction: "out", body: "Hi" };
    await world.database.db.message.create({
      data: {
        id,
        accountId: world.accountOf("bandwidth"),
        externalId: `ours:${id}`,
        state,
        occurredAt: new Date(),
        ...ends,
      },
    });
    await storeEffectIntent(world, "bandwidth", "message", { from, to, text: "Hi" }, id);
    return id;
  };
  const [unsent, sent] = [await add("queued"), await add("sending")];
  await storeEffectWrite(world, sent, "unknown", "lost");
  await sql().query(`UPDATE dispatch SET due_at = now() - interval '1 s' WHERE effect_id = $1`, [sent]);
  await sql().query(`UPDATE effect SET input = '{"from": 7}', due_at = now() - interval '1 s' WHERE id = ANY($1)`, [
    [unsent, sent],
  ]);
  expect(await run()).toBe(2);
  const find = (id: string) => world.database.db.message.findUniqueOrThrow({ where: { id } });
  expect(await find(unsent)).toMatchObject({
    state: "error",
    carrierMessage: expect.stringMatching(/^Set aside, nothing was sent\. .*from.* Send it as a new message\.$/),
  });
  expect(await find(sent)).toMatchObject({
    state: "unknown",
    carrierMessage: expect.stringMatching(/^Set aside: it was sent before.* A receipt settles it/),
  });
  const rows = await world.database.db.numberEvent.findMany({ where: { e164: from } });
  expect(rows.map(({ kind, message }) => `${kind} ${message.slice(0, 47)}`).sort()).toEqual([
    `failed Message to ${to}: Set aside, nothing was sent.`.slice(0, 54),
    `message Message to ${to}: Set aside: it was sent before`.slice(0, 55),
  ]);
});

it("carries out nothing at an account that is switched off", async () => {
  const id = await store("Off");
  const where = { id: world.accountOf("bandwidth") };
  await world.database.db.carrierAccount.update({ where, data: { isEnabled: false } });
  await expect(run()).rejects.toMatchObject({ code: "NOT_FOUND" });
  await world.database.db.carrierAccount.update({ where, data: { isEnabled: true } });
  expect(await read(id)).toBe("queued");
});
