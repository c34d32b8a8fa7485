import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import type { WritableAccount } from "./accounts/open-account";
import { openBreaker } from "./breaker/breaker-store";
import type { ClaimedWrite } from "./claim";
import { enqueueEffect } from "./effects/enqueue-effect";
import type { WriteEnd } from "./perform";
import { sendProbeWrite } from "./send-probe-write";

let account: WritableAccount;
let next = 3_035_551_000;
const sql = () => world.database.sql;
const pause = { cause: "writes", message: "HTTP 500", status: 500, callId: null } as const;

const world = await createTestWorld();

beforeAll(async () => {
  await world.setRate("bandwidth", 1_000);
  world.sandboxes.changeSettings({ limits: { bandwidthApplications: null } });
  account = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
});
beforeEach(async () => {
  world.sandboxes.removeFault("all");
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
  await sql().query(`DELETE FROM carrier_breaker`);
  await openBreaker(sql(), { id: account.id, name: "Bandwidth" }, pause);
  await sql().query(`UPDATE carrier_breaker SET next_probe_at = now() + interval '1 h'`);
});
afterAll(() => world.close());

async function place(count = 1, { isPrechecked = true, isDue = true } = {}): Promise<string> {
  const id = await world.place("import", "bandwidth", numbersFrom(String((next += 10)), count));
  await sql().query(
    `UPDATE order_item SET is_prechecked = $2, due_at = now() + CASE WHEN $3 THEN -1 ELSE 3600 END * interval '1 s' WHERE order_id = $1`,
    [id, isPrechecked, isDue],
  );
  return id;
}
async function enqueue(name: string): Promise<string> {
  const id = randomUUID();
  const input = { name, incomingMessageUrl: "https://example.com", callbackHttpMethod: "POST" } as const;
  const actorId = world.ctx.actor.id;
  await inTransaction(sql(), (client) =>
    enqueueEffect(client, { id, accountId: account.id, kind: "application", input, actorId }),
  );
  return id;
}
const well: WriteEnd = { health: "well", status: 201, message: "HTTP 201", callId: null };
const failing: WriteEnd = { health: "failing", status: 503, message: "HTTP 503", callId: null };

/** Sends the probe, which ends so; returns the writes that were sent. */
async function probe(end: WriteEnd | null = well): Promise<{ write: ClaimedWrite; isProbe?: boolean }[]> {
  const sent: { write: ClaimedWrite; isProbe?: boolean }[] = [];
  const performWrite = async (write: ClaimedWrite, options: { isProbe?: boolean } = {}) => {
    sent.push({ write, ...options });
    return end;
  };
  await sendProbeWrite(sql(), account, { performWrite }, () => 9);
  return sent;
}
async function readBreaker() {
  const { rows } = await sql().query(
    `SELECT state, last_answer, probes, next_probe_at < now() + interval '1 min' AS is_soon FROM carrier_breaker`,
  );
  return rows[0];
}
const countAudit = (summary: string) =>
  world.database.db.auditEvent.count({ where: { action: "account.released", summary: { contains: summary } } });

it("sends one write alone, as a probe, and sends the rest once it succeeded", async () => {
  const id = await place(20);
  const sent = await probe();
  expect(sent).toMatchObject([{ isProbe: true, write: { orderId: id } }]);
  expect(sent[0]?.write.items).toHaveLength(9);
  expect(await readBreaker()).toMatchObject({ state: "closed" });
  expect(await countAudit("takes changes")).toBe(1);
});

it.each(["refused", "limited"] as const)("takes an answer for a sign that writes succeed: %s", async (health) => {
  await place();
  await probe({ ...well, health, status: 403 });
  expect(await readBreaker()).toMatchObject({ state: "closed" });
});

it("stays paused after one that fails, and tries another order next", async () => {
  const placed = [await place(), await place()];
  const [first] = await probe(failing);
  expect(await readBreaker()).toMatchObject({ state: "open", probes: 1, last_answer: "HTTP 503" });
  const waiting = await world.database.db.order.findMany({ where: { writeAfter: { not: null }, control: "run" } });
  expect(waiting.map(({ id }) => id)).toEqual([first?.write.orderId]);
  const [second] = await probe(failing);
  expect([first, second].map((sent) => sent?.write.orderId).sort()).toEqual(placed.sort());
});

it("plans the next one soon where its turn never came", async () => {
  await place();
  await probe(null);
  expect(await readBreaker()).toMatchObject({ state: "open", probes: 0, is_soon: true });
});

it("sends what is not due yet where nothing else waits", async () => {
  const [later, due] = [await place(1, { isDue: false }), await place()];
  const orders = [...(await probe(null)), ...(await probe(null))].map(({ write }) => write.orderId);
  expect(orders).toEqual([due, later]);
});

it("forgets the trouble of an order whose write succeeded", async () => {
  const id = await place();
  await sql().query(
    `UPDATE orders SET write_after = now() - interval '1 s', trouble = '{"step":"write","message":"reset"}' WHERE id = $1`,
    [id],
  );
  await probe();
  const order = await world.database.db.order.findUnique({ where: { id } });
  expect(order).toMatchObject({ writeAfter: null, trouble: null });
});

it("waits for what is being checked or read about, as it may have to be sent", async () => {
  const id = await place(1, { isPrechecked: false });
  expect(await probe()).toEqual([]);
  expect(await readBreaker()).toMatchObject({ state: "open", is_soon: true });
  await sql().query(`UPDATE order_item SET state = 'accepted', accepted_at = now() WHERE order_id = $1`, [id]);
  expect(await probe()).toEqual([]);
  expect(await readBreaker()).toMatchObject({ state: "closed" });
  expect(await countAudit("nothing is waiting")).toBe(1);
});

it("waits for no order that a person paused", async () => {
  const id = await place(1, { isPrechecked: false });
  await sql().query(`UPDATE orders SET control = 'paused' WHERE id = $1`, [id]);
  await probe();
  expect(await readBreaker()).toMatchObject({ state: "closed" });
});

it("sends an effect where no order waits", async () => {
  const id = await enqueue("Probe");
  await place();
  expect(await probe(null)).toHaveLength(1);
  expect(await world.database.db.effect.findUnique({ where: { id } })).toMatchObject({ state: "queued" });
  expect(await probe()).toEqual([]);
  expect(await world.database.db.effect.findUnique({ where: { id } })).toMatchObject({ state: "confirmed" });
  expect(await readBreaker()).toMatchObject({ state: "closed" });
});

it("stays paused after an effect that fails", async () => {
  const fault = { kind: "status", status: 503 } as const;
  world.sandboxes.addFault({ carrier: "bandwidth", endpoint: "POST applications", times: 1, fault });
  await enqueue("Failing");
  await probe();
  expect(await readBreaker()).toMatchObject({ state: "open", probes: 1 });
});
