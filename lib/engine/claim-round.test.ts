import { afterAll, beforeEach, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { openBreaker, planProbe } from "./breaker/breaker-store";
import { claimRound, createRoundMemory, type Lanes, type RoundMemory } from "./claim-round";
import { enqueueEffect } from "./effects/enqueue-effect";
import { createPerformer } from "./perform";

let memory: RoundMemory;
let next = 3_035_551_000;
const sql = () => world.database.sql;
const trouble = { message: "HTTP 500", status: 500, callId: null };

const world = await createTestWorld();
const account = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
beforeEach(async () => {
  memory = createRoundMemory();
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
  await sql().query(`UPDATE effect SET due_at = now() + interval '1 day'`);
  await sql().query(`UPDATE dispatch SET due_at = NULL`);
  await sql().query(`DELETE FROM carrier_breaker`);
});
afterAll(() => world.close());

/** One round whose work is counted by lane, and not carried out. */
async function round(inFlight: Partial<Lanes> = {}, writesAtOnce = 8) {
  const started: (keyof Lanes)[] = [];
  const hasClaimed = await claimRound({
    sql: sql(),
    account,
    performer: createPerformer(sql(), account),
    writesAtOnce,
    inFlight: { effects: 0, reads: 0, checks: 0, writes: 0, ...inFlight },
    memory,
    run: (lane) => void started.push(lane),
  });
  return { hasClaimed, started };
}

async function place(count: number, isPrechecked = true): Promise<string> {
  const id = await world.place("register", "bandwidth", numbersFrom(String((next += 100)), count), {
    applicationId: "a-1",
  });
  await sql().query(`UPDATE order_item SET is_prechecked = $2 WHERE order_id = $1`, [id, isPrechecked]);
  return id;
}

const enqueue = () => {
  const input = { name: "A", incomingMessageUrl: "https://example.com", callbackHttpMethod: "POST" } as const;
  const effect = {
    id: crypto.randomUUID(),
    accountId: account.id,
    kind: "application",
    input,
    actorId: world.ctx.actor.id,
  } as const;
  return inTransaction(sql(), (client) => enqueueEffect(client, effect));
};

it("claims nothing where nothing is due", async () => {
  expect(await round()).toEqual({ hasClaimed: false, started: [] });
});

it("claims effects before the writes of orders, each within its own room", async () => {
  await place(30);
  for (let n = 0; n < 6; n += 1) await enqueue();
  const { started } = await round();
  expect(started.slice(0, 4)).toEqual(["effects", "effects", "effects", "effects"]);
  expect(started.filter((lane) => lane === "writes")).toHaveLength(8);
  expect(await round({ effects: 4, writes: 8 })).toEqual({ hasClaimed: false, started: [] });
});

it("finds room for an urgent order beside a large one", async () => {
  await place(40);
  expect((await round({ writes: 8 })).started).toEqual([]);
  await place(1);
  expect((await round({ writes: 8 })).started).toEqual(["writes"]);
});

it("claims prechecks first where an order demands them", async () => {
  await place(3, false);
  expect((await round()).started).toEqual(["checks"]);
  expect((await round({ checks: 2 })).started).toEqual([]);
});

it("claims readings of what was sent", async () => {
  await place(1);
  await round();
  await sql().query(`UPDATE dispatch SET state = 'lost', due_at = now() - interval '1 s' WHERE state = 'sending'`);
  expect((await round()).started).toContain("reads");
});

it("expires leases now and then, and not in every round", async () => {
  await place(1);
  await round();
  await sql().query(`UPDATE dispatch SET lease_until = now() - interval '1 s' WHERE state = 'sending'`);
  expect((await round()).started).toEqual([]);
  memory.sweptAt = 0;
  expect((await round()).started).toEqual(["reads"]);
});

it("sends nothing while the account is paused, and only reads while its writes are", async () => {
  await place(1);
  await enqueue();
  await openBreaker(sql(), { id: account.id, name: "B" }, { cause: "failing", ...trouble });
  expect(await round()).toEqual({ hasClaimed: false, started: [] });

  await sql().query(`DELETE FROM carrier_breaker`);
  await openBreaker(sql(), { id: account.id, name: "B" }, { cause: "writes", ...trouble });
  memory.breakerReadAt = 0;
  expect((await round()).started).toEqual([]);
  // Its probe is due: one write tests the carrier.
  await planProbe(sql(), account.id, "writes", -1);
  memory.breakerReadAt = 0;
  expect((await round()).started).toEqual(["writes"]);
});
