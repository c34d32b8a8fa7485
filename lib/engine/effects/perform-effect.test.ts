import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, beforeEach } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { NOT_STORED } from "@/lib/domain/order-view";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import type { WritableAccount } from "@/lib/engine/accounts/open-account";
import { claimEffectRead, claimEffects, findDueEffects } from "./claim-effects";
import { confirmEffects } from "./effect-rows";
import { enqueueEffect, requeueEffect } from "./enqueue-effect";
import { performDueEffects } from "./perform-due-effects";
import { performEffect, performEffectRead } from "./perform-effect";

let account: WritableAccount;
const sql = () => world.database.sql;

const world = await createTestWorld();

beforeAll(async () => {
  await world.setRate("bandwidth", 1_000);
  world.sandboxes.changeSettings({ limits: { bandwidthApplications: null } });
  account = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
});
afterEach(async () => {
  world.sandboxes.removeFault("all");
  await sql().query(`UPDATE effect SET due_at = now() + interval '1 day'`);
  await sql().query(`UPDATE dispatch SET due_at = NULL`);
});
afterAll(() => world.close());

const inputOf = (name: string) =>
  ({ name, incomingMessageUrl: "https://example.com/in", callbackHttpMethod: "POST" }) as const;

async function enqueue(name: string, id: string = randomUUID(), options = {}): Promise<{ id: string; isNew: boolean }> {
  const effect = {
    id,
    accountId: account.id,
    kind: "application",
    input: inputOf(name),
    actorId: world.ctx.actor.id,
  } as const;
  return { id, isNew: await inTransaction(sql(), (client) => enqueueEffect(client, effect, options)) };
}

async function claim() {
  const [effect] = await claimEffects(sql(), account.id, { units: 1 });
  if (!effect) throw new Error("nothing claimed");
  return effect;
}

async function read(id: string) {
  const { rows } = await sql().query<{
    state: string;
    code: string;
    message: string;
    attempt: number;
    external_id: string;
  }>(`SELECT state, code, message, attempt, external_id FROM effect WHERE id = $1`, [id]);
  return rows[0];
}
const addFault = (fault: Parameters<TestWorld["sandboxes"]["addFault"]>[0]["fault"]) =>
  world.sandboxes.addFault({ carrier: "bandwidth", endpoint: "POST applications", times: 1, fault });
const countMade = (name: string) => world.sandboxes.ledger.countOf({ kind: "application.create", reference: name });
const makeReadDue = (id: string) =>
  sql().query(`UPDATE dispatch SET due_at = now() - interval '1 s' WHERE effect_id = $1 AND state = 'lost'`, [id]);

/** What an earlier test left to be sent later must not become due in the next one. */
beforeEach(() => sql().query(`UPDATE effect SET due_at = now() + interval '1 h' WHERE due_at IS NOT NULL`));

describe("an effect", () => {
  it("is stored once, with the wake-up of its account, and claimed by one worker", async () => {
    const { id, isNew } = await enqueue("Once");
    expect([isNew, (await enqueue("Once", id)).isNew]).toEqual([true, false]);
    const { rows } = await sql().query(`SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1`, [
      `account.wake:${account.id}`,
    ]);
    expect(rows).toHaveLength(1);
    expect(await findDueEffects(sql(), account.id)).toEqual({ writes: true, reads: false });
    const claimed = await Promise.all([1, 2].map(() => claimEffects(sql(), account.id, { units: 1 })));
    expect(claimed.flat()).toMatchObject([{ id, attempt: 1, kind: "application" }]);
    expect(await read(id)).toMatchObject({ state: "sending", attempt: 1 });
  });

  it("returns how its last call ended, and keeps the call behind it", async () => {
    const { id } = await enqueue("Ends");
    const end = await performEffect(sql(), account, await claim());
    expect(end).toMatchObject({ health: "well", status: 201, callId: expect.any(String) });
    expect(await read(id)).toMatchObject({ state: "confirmed", external_id: expect.stringMatching(/^a-/) });
    const { rows } = await sql().query(
      `SELECT c.actor_id FROM effect e JOIN carrier_call c ON c.id = e.last_call_id JOIN dispatch d ON d.id = c.dispatch_id
       WHERE e.id = $1 AND d.effect_id = e.id`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: world.ctx.actor.id }]);
  });

  it("is skipped where the carrier has it already, also when it is requested again", async () => {
    const { id } = await enqueue("Twice");
    await performDueEffects(sql(), world.ctx.carriers, account.id);
    expect((await enqueue("Twice", id, { isRepeatable: true })).isNew).toBe(true);
    await performDueEffects(sql(), world.ctx.carriers, account.id);
    expect(await read(id)).toMatchObject({ state: "skipped", attempt: 2 });
    expect(countMade("Twice")).toBe(1);
  });

  it("ignores the late result of a worker that lost it", async () => {
    const { id } = await enqueue("Late");
    const late = await claim();
    await sql().query(`UPDATE effect SET dispatch_id = NULL, state = 'queued' WHERE id = $1`, [id]);
    await performEffect(sql(), account, late);
    expect(await read(id)).toMatchObject({ state: "queued" });
  });

  it("is found by the reading after a lost answer", async () => {
    addFault({ kind: "resetAfter" });
    const { id } = await enqueue("Found");
    await performEffect(sql(), account, await claim());
    expect(await read(id)).toMatchObject({ state: "unknown", message: expect.stringContaining("being checked") });
    await makeReadDue(id);
    expect(await performDueEffects(sql(), world.ctx.carriers, account.id)).toBe(1);
    expect(await read(id)).toMatchObject({ state: "confirmed" });
    expect(countMade("Found")).toBe(1);
  });

  it("is read again after a reading that failed, without counting it", async () => {
    addFault({ kind: "resetBefore" });
    const { id } = await enqueue("Again");
    await performEffect(sql(), account, await claim());
    await makeReadDue(id);
    const claimed = await claimEffectRead(sql(), account.id);
    if (!claimed) throw new Error("nothing to read");
    world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "GET applications",
      times: 3,
      fault: { kind: "garbage" },
    });
    await expect(performEffectRead(sql(), account, claimed)).rejects.toMatchObject({ fault: "bad_response" });
    const { rows } = await sql().query(`SELECT polls, due_at > now() AS is_later FROM dispatch WHERE effect_id = $1`, [
      id,
    ]);
    expect(rows).toEqual([{ polls: 0, is_later: true }]);
  });

  it("waits for a person where its outcome cannot be stored, with the log's reference", async () => {
    await sql().query(
      `CREATE FUNCTION refuse_effect() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN IF NEW.state = 'confirmed' AND NEW.input->>'name' = 'Poison' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER a_poison BEFORE UPDATE ON effect FOR EACH ROW EXECUTE FUNCTION refuse_effect()`,
    );
    const { id } = await enqueue("Poison");
    await performEffect(sql(), account, await claim());
    expect(await read(id)).toMatchObject({
      state: "unknown",
      code: NOT_STORED,
      message: expect.stringContaining("log reference"),
    });
    expect(await findDueEffects(sql(), account.id)).toEqual({ writes: false, reads: false });
    await sql().query(`DROP TRIGGER a_poison ON effect`);
  });

  it("is settled by evidence from elsewhere, or sent again on a person's decision", async () => {
    addFault({ kind: "resetBefore" });
    const { id } = await enqueue("Decided");
    await performEffect(sql(), account, await claim());
    const again = { id, kind: "application", input: inputOf("Decided"), actorId: world.ctx.actor.id } as const;
    await inTransaction(sql(), (client) => requeueEffect(client, again));
    await makeReadDue(id);
    expect(await findDueEffects(sql(), account.id)).toEqual({ writes: true, reads: false });
    addFault({ kind: "resetAfter" });
    await performEffect(sql(), account, await claim());
    await inTransaction(sql(), (client) => confirmEffects(client, [id]));
    await makeReadDue(id);
    expect(await read(id)).toMatchObject({ state: "confirmed", attempt: 2 });
    expect(await findDueEffects(sql(), account.id)).toEqual({ writes: false, reads: false });
  });
});
