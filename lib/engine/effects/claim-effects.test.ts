import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { storeEffectIntent, storeEffectWrite, testApplication } from "@/lib/test/effects";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { claimWrites } from "@/lib/engine/claim";
import { claimEffectRead, claimEffects, findDueEffects } from "./claim-effects";

const sql = () => world.database.sql;

const world = await createTestWorld();
const accountId = world.accountOf("bandwidth");
beforeEach(async () => {
  await sql().query(`UPDATE effect SET dispatch_id = NULL`);
  await sql().query(`DELETE FROM dispatch WHERE effect_id IS NOT NULL`);
  await sql().query(`DELETE FROM effect`);
});
afterAll(() => world.close());

/** An effect that is due since so many seconds. */
async function store(dueSince: number, carrierId = "bandwidth"): Promise<string> {
  const id = await storeEffectIntent(world, carrierId, "application", testApplication("A"));
  await sql().query(`UPDATE effect SET due_at = now() - $2 * interval '1 s' WHERE id = $1`, [id, dueSince]);
  return id;
}
/** An effect whose write is due to be read about since so many seconds. */
async function storeRead(dueSince: number, isAccepted = false): Promise<string> {
  const id = await store(1);
  const dispatchId = isAccepted
    ? await storeEffectWrite(world, id, "accepted", "accepted")
    : await storeEffectWrite(world, id, "unknown", "lost");
  await sql().query(`UPDATE dispatch SET due_at = now() - $2 * interval '1 s' WHERE id = $1`, [dispatchId, dueSince]);
  return id;
}
const claim = async (units: number, options = {}) =>
  (await claimEffects(sql(), accountId, { units, ...options })).map(({ id }) => id);

describe("claimEffects", () => {
  it("takes those due longest, as many as there is room for, of one account", async () => {
    const [late, first, second] = [await store(5), await store(20), await store(10)];
    await store(30, "inumbering");
    expect(await claim(2)).toEqual([first, second]);
    expect(await claim(2)).toEqual([late]);
    expect(await claim(2)).toEqual([]);
  });

  it("takes what is not due only as a trial, and then the next one first", async () => {
    const [later, next] = [await store(-3_600), await store(-60)];
    expect(await claim(9)).toEqual([]);
    expect(await claim(1, { isTrial: true })).toEqual([next]);
    expect(await claim(1, { isTrial: true })).toEqual([later]);
  });

  it.each(["accepted", "confirmed", "failed", "skipped", "unknown"] as const)(
    "takes none that is %s",
    async (state) => {
      await storeEffectWrite(world, await store(1), state, "done");
      await sql().query(`UPDATE effect SET due_at = now() - interval '1 s'`);
      expect(await claim(9, { isTrial: true })).toEqual([]);
    },
  );

  it("stores the intent of each attempt under a reference and a token of its own", async () => {
    const id = await store(1);
    await sql().query(`UPDATE effect SET refusals = 3`);
    const [first] = await claimEffects(sql(), accountId, { units: 1 });
    await sql().query(`UPDATE effect SET state = 'queued', dispatch_id = NULL`);
    const [second] = await claimEffects(sql(), accountId, { units: 1, isTrial: true });
    const kept = { id, kind: "application", input: testApplication("A"), actorId: world.ctx.actor.id, refusals: 3 };
    expect([first, second]).toMatchObject([
      { ...kept, attempt: 1 },
      { ...kept, attempt: 2 },
    ]);
    const writes = await world.database.db.dispatch.findMany({ where: { effectId: id }, orderBy: { attempt: "asc" } });
    expect(writes).toMatchObject([
      {
        id: first?.dispatchId,
        reference: `${id}-1`,
        attempt: 1,
        state: "sending",
        size: 1,
        orderId: null,
        dueAt: null,
      },
      { id: second?.dispatchId, reference: `${id}-2`, attempt: 2, state: "sending" },
    ]);
    expect(await world.database.db.effect.findUnique({ where: { id } })).toMatchObject({
      dispatchId: second?.dispatchId,
    });
  });

  it("lets none leave so late that its lease could end during the longest call", async () => {
    await store(1);
    const [claimed] = await claimEffects(sql(), accountId, { units: 1 });
    const write = await world.database.db.dispatch.findUnique({ where: { id: claimed?.dispatchId ?? "" } });
    expect((write?.leaseUntil.getTime() ?? 0) - (claimed?.writeBefore ?? 0)).toBeGreaterThan(20_000);
  });
});

describe("findDueEffects", () => {
  it("finds what is due to be sent or read about at one account, and no order's writes", async () => {
    const find = () => findDueEffects(sql(), accountId);
    await store(-60);
    await storeRead(-60);
    await store(1, "inumbering");
    const order = await world.place("import", "bandwidth", numbersFrom("3035551000", 1));
    await sql().query(`UPDATE order_item SET is_prechecked = true WHERE order_id = $1`, [order]);
    await claimWrites(sql(), accountId, { units: 1, writeSize: () => 1 });
    await sql().query(`UPDATE dispatch SET state = 'lost', due_at = now() - interval '1 s' WHERE order_id = $1`, [
      order,
    ]);
    expect(await find()).toEqual({ writes: false, reads: false });
    await store(1);
    expect(await find()).toEqual({ writes: true, reads: false });
    await storeRead(1, true);
    expect(await find()).toEqual({ writes: true, reads: true });
  });
});

describe("claimEffectRead", () => {
  it("takes the one due longest, says why it is read, and leaves it to one reader", async () => {
    const [accepted, lost] = [await storeRead(10, true), await storeRead(20)];
    await storeRead(-60);
    await sql().query(`UPDATE dispatch SET polls = 4, absent_reads = 2 WHERE effect_id = $1`, [lost]);
    const read = () => claimEffectRead(sql(), accountId);
    expect(await read()).toMatchObject({ id: lost, step: "settle", state: "unknown", polls: 5, absentReads: 2 });
    expect(await read()).toMatchObject({ id: accepted, step: "poll", state: "accepted", polls: 1, attempt: 1 });
    expect(await read()).toBeNull();
  });

  it("comes again where its reader died", async () => {
    const id = await storeRead(1);
    await claimEffectRead(sql(), accountId);
    const [row] = (await sql().query(`SELECT due_at > now() AS is_leased FROM dispatch WHERE effect_id = $1`, [id]))
      .rows;
    expect(row).toEqual({ is_leased: true });
    await sql().query(`UPDATE dispatch SET due_at = now() - interval '1 s' WHERE effect_id = $1`, [id]);
    expect(await claimEffectRead(sql(), accountId)).toMatchObject({ id, polls: 2 });
  });
});
