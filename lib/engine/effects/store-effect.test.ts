import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { NOT_STORED } from "@/lib/domain/order-view";
import { expireLeases } from "@/lib/engine/expire-leases";
import { storeEffectIntent, storeEffectWrite } from "@/lib/test/effects";
import { createTestWorld } from "@/lib/test/world";
import type { EffectMove } from "./define-effect";
import { loseEffects, storeEffect, type EffectChange } from "./store-effect";

const sql = () => world.database.sql;

const world = await createTestWorld();
const account = await world.ctx.carriers.openForWriting(world.accountOf("inumbering"));
afterEach(() => sql().query(`DROP TRIGGER IF EXISTS a_poison ON brand`));
afterAll(() => world.close());

type Claimed = Parameters<typeof storeEffect>[2];
/** A brand whose effect is being sent. */
async function claim(): Promise<Claimed> {
  const id = randomUUID();
  const input = { brandId: `B${id.slice(0, 8).toUpperCase()}`, name: "Acme", description: "Acme Inc." };
  await world.database.db.brand.create({ data: { id, accountId: account.id, ...input } });
  await storeEffectIntent(world, "inumbering", "brand", input, id);
  const dispatchId = await storeEffectWrite(world, id, "sending", "sending");
  return { id, kind: "brand", input, actorId: null, attempt: 1, refusals: 0, dispatchId };
}
const toChange = (claimed: Claimed, move: Partial<EffectMove> | null, dispatch: object = {}): EffectChange => ({
  from: ["sending"],
  move: move && { to: "confirmed", refusals: 0, ...move },
  dispatch: { dispatchId: claimed.dispatchId, from: ["sending"], to: "done", ...dispatch },
});
const store = (claimed: Claimed, change: EffectChange, callId: string | null = null) =>
  storeEffect(sql(), account, claimed, change, callId);
const read = async (claimed: Claimed) => {
  const effect = await world.database.db.effect.findUnique({ where: { id: claimed.id } });
  const write = await world.database.db.dispatch.findUnique({ where: { id: claimed.dispatchId } });
  const brand = await world.database.db.brand.findUnique({ where: { id: claimed.id } });
  return { ...effect, write: write?.state, isReadLater: write?.dueAt !== null, brand: brand?.state };
};
const countAudit = ({ id }: Claimed) => world.database.db.auditEvent.count({ where: { entityId: id } });
/** The database refuses these rows of brands, whatever their outcome. */
const poison = (...claimed: Claimed[]) =>
  sql().query(
    `CREATE OR REPLACE FUNCTION refuse_brand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$;
     CREATE TRIGGER a_poison BEFORE UPDATE ON brand FOR EACH ROW
       WHEN (NEW.id IN (${claimed.map(({ id }) => `'${id}'`).join(", ")})) EXECUTE FUNCTION refuse_brand()`,
  );

describe("storeEffect", () => {
  it("stores the outcome with its write and all that follows, and nothing the second time", async () => {
    const claimed = await claim();
    const callId = randomUUID();
    const change = toChange(claimed, { externalId: "e-1" }, { externalId: "e-1" });
    await store(claimed, change, callId);
    await store(claimed, change, randomUUID());
    const settled = { state: "confirmed", externalId: "e-1", lastCallId: callId, settledAt: expect.any(Date) };
    expect(await read(claimed)).toMatchObject({ ...settled, write: "done", brand: "registered" });
    expect(await countAudit(claimed)).toBe(1);
  });

  it.each<[string, (claimed: Claimed) => [Claimed, EffectChange]]>([
    ["in another state", (one) => [one, { ...toChange(one, {}, { from: ["lost"] }), from: ["unknown"] }]],
    ["with another worker", (one) => [{ ...one, dispatchId: randomUUID() }, toChange(one, {}, { from: ["lost"] })]],
  ])("changes nothing of an effect that is %s by now", async (_what, late) => {
    const claimed = await claim();
    await store(...late(claimed));
    expect(await read(claimed)).toMatchObject({ state: "sending", write: "sending", brand: "submitted" });
    expect(await countAudit(claimed)).toBe(0);
  });

  it("takes one out of its write that is sent again later, and keeps what the carrier named", async () => {
    const claimed = await claim();
    await sql().query(`UPDATE effect SET external_id = 'e-1' WHERE id = $1`, [claimed.id]);
    await store(
      claimed,
      toChange(claimed, { to: "queued", message: "busy", dueIn: 7_200, refusals: 2 }, { to: "void" }),
    );
    const again = {
      state: "queued",
      dispatchId: null,
      externalId: "e-1",
      refusals: 2,
      settledAt: null,
      message: "busy",
    };
    expect(await read(claimed)).toMatchObject({ ...again, write: "void" });
    const { rows } = await sql().query(
      `SELECT due_at > now() + interval '90 min' AS is_later FROM effect WHERE id = $1`,
      [claimed.id],
    );
    expect(rows).toEqual([{ is_later: true }]);
  });

  it("gives a reason where the carrier gave none", async () => {
    const claimed = await claim();
    await store(claimed, toChange(claimed, { to: "failed", message: " " }));
    expect(await read(claimed)).toMatchObject({ state: "failed", message: "The carrier gave no reason." });
  });

  it("changes the write alone where a reading showed nothing new", async () => {
    const claimed = await claim();
    await store(claimed, toChange(claimed, null, { to: "lost", dueIn: 60 }));
    expect(await read(claimed)).toMatchObject({
      state: "sending",
      write: "lost",
      isReadLater: true,
      brand: "submitted",
    });
  });

  it("sets an outcome aside whose text the database refuses, and its row knows", async () => {
    const claimed = await claim();
    await store(claimed, toChange(claimed, { to: "failed", message: "\u0000" }));
    const aside = { state: "unknown", code: NOT_STORED, message: expect.stringContaining("log reference") };
    expect(await read(claimed)).toMatchObject({ ...aside, write: "lost", isReadLater: false, brand: "unknown" });
  });

  it("sets an outcome aside although nothing can be stored in its row", async () => {
    const claimed = await claim();
    await poison(claimed);
    await store(claimed, toChange(claimed, {}));
    const aside = { state: "unknown", code: NOT_STORED, write: "lost", isReadLater: false };
    expect(await read(claimed)).toMatchObject({ ...aside, brand: "submitted" });
  });

  it("fails where the database cannot be reached, and leaves the outcome to the lease", async () => {
    const claimed = await claim();
    const closed = openDatabase(world.url, { connections: 1 });
    await closed.close();
    await expect(storeEffect(closed.sql, account, claimed, toChange(claimed, {}), null)).rejects.toThrow();
    expect(await read(claimed)).toMatchObject({ state: "sending" });
  });
});

describe("loseEffects", () => {
  const lose = (...claimed: Claimed[]) =>
    inTransaction(sql(), (client) =>
      loseEffects(
        client,
        account,
        claimed.map(({ dispatchId }) => dispatchId),
      ),
    );

  it("makes what is still being sent by these writes unknown, to be read at once", async () => {
    const [lost, other, settled] = [await claim(), await claim(), await claim()];
    await store(settled, toChange(settled, {}));
    await lose(lost, settled);
    expect(await read(lost)).toMatchObject({ state: "unknown", write: "lost", isReadLater: true, brand: "unknown" });
    expect(await read(other)).toMatchObject({ state: "sending", write: "sending", brand: "submitted" });
    expect(await read(settled)).toMatchObject({ state: "confirmed", write: "done", brand: "registered" });
  });

  it("loses one whose input has another shape by now", async () => {
    const claimed = await claim();
    await sql().query(`UPDATE effect SET input = '{}' WHERE id = $1`, [claimed.id]);
    await lose(claimed);
    expect(await read(claimed)).toMatchObject({ state: "unknown", write: "lost", brand: "unknown" });
  });

  it("loses one although nothing can be stored in its row, and holds up no other lease", async () => {
    const [bad, good] = [await claim(), await claim()];
    await poison(bad);
    await sql().query(`UPDATE dispatch SET lease_until = now() - interval '1 s' WHERE id = ANY($1)`, [
      [bad.dispatchId, good.dispatchId],
    ]);
    expect(await expireLeases(sql(), account)).toBe(2);
    expect(await read(bad)).toMatchObject({ state: "unknown", write: "lost", brand: "submitted" });
    expect(await read(good)).toMatchObject({ state: "unknown", write: "lost", brand: "unknown" });
  });
});
