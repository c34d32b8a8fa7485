import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type * as environment from "@/lib/env";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber } from "@/lib/domain/phone-number";
import { claimEffects } from "@/lib/engine/effects/claim-effects";
import { expireLeases } from "@/lib/engine/expire-leases";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { getEffect } from "@/lib/services/effects/get-effect";
import { checkMessages } from "./check-messages";
import { listMessages } from "./list-messages";
import { sendMessage, sendMessageInput } from "./send-message";
import { storeMessages } from "./store-messages";

vi.mock("@/lib/env", async (original) => ({
  ...(await original<typeof environment>()),
  getEnvironment: () => ({ PUBLIC_URL: "http://127.0.0.1:9/" }),
}));

const from = phoneNumber.parse("+13032200049");
const to = phoneNumber.parse("+13032200050");

const world = await createTestWorld();
const accountId = world.accountOf("bandwidth");

beforeAll(async () => {
  await world.setRate("bandwidth", 1_000);
  world.sandboxes.changeSettings({
    limits: { bandwidthMessages: null },
    messaging: {
      fromMustBeRegistered: false,
      registrationNeedsImport: false,
      queuedMs: 0,
      sendingMs: 0,
      deliveryMs: 0,
    },
  });
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: accountId, carrierId: "bandwidth" }, [
      { number: from, facts: { importState: "imported", registrationState: "registered" } },
    ]),
  );
});
afterEach(() => world.sandboxes.removeFault("all"));
afterAll(() => world.close());

const draft = (change: Partial<Parameters<typeof sendMessage>[1]> = {}) => ({
  accountId,
  from,
  to,
  text: "Hello",
  idempotencyKey: randomUUID(),
  ...change,
});

async function send(change: Parameters<typeof draft>[0] = {}): Promise<string> {
  const { effectId } = await sendMessage(world.ctx, draft(change));
  await world.performEffects("bandwidth");
  return effectId;
}

const findMessage = async (id: string) => (await listMessages(world.ctx, from)).find((message) => message.id === id);
const countSent = (id: string) => world.sandboxes.ledger.countOf({ kind: "message.send", reference: id });
const addFault = (fault: Parameters<TestWorld["sandboxes"]["addFault"]>[0]["fault"]) =>
  world.sandboxes.addFault({ carrier: "bandwidth", endpoint: "POST messages", times: 1, fault });

it("takes any spelling of the receiver and says what is wrong with one that is none", () => {
  const given = { accountId: randomUUID(), from, text: "x", idempotencyKey: "12345678" };
  expect(sendMessageInput.parse({ ...given, to: "(303) 220-0050" }).to).toBe(to);
  expect(sendMessageInput.safeParse({ ...given, to: "303-22" }).error?.issues[0]?.message).toContain("10 expected");
});

it("stores the message alone; the worker sends it, and a reading shows later how it fared", async () => {
  const { effectId } = await sendMessage(world.ctx, draft());
  expect(await findMessage(effectId)).toMatchObject({ state: "queued" });
  expect(countSent(effectId)).toBe(0);
  await world.performEffects("bandwidth");
  expect(await findMessage(effectId)).toMatchObject({ state: "sending" });
  expect(await getEffect(world.ctx, { id: effectId })).toMatchObject({ state: "confirmed" });
  expect(countSent(effectId)).toBe(1);
  world.sandboxes.settle();
  expect(await checkMessages(world.ctx, { number: from })).toBeGreaterThan(0);
  expect(await findMessage(effectId)).toMatchObject({ state: "sent" });
});

it("sends once for one form, however often it is submitted", async () => {
  const one = draft();
  const ids = await Promise.all([1, 2, 3].map(() => sendMessage(world.ctx, one)));
  expect(new Set(ids.map(({ effectId }) => effectId)).size).toBe(1);
  await world.performEffects("bandwidth");
  expect(countSent(ids[0]?.effectId ?? "")).toBe(1);
  await expect(sendMessage(world.ctx, { ...one, text: "Another" })).rejects.toMatchObject({ code: "CONFLICT" });
});

it("answers each of many submissions of a form that come at once", async () => {
  for (let forms = 0; forms < 30; forms += 1) {
    const one = draft();
    const ids = await Promise.all(Array.from({ length: 20 }, () => sendMessage(world.ctx, one)));
    expect(new Set(ids.map(({ effectId }) => effectId)).size).toBe(1);
  }
  await world.database.sql.query(`DELETE FROM effect WHERE state = 'queued'`);
});

it("settles a lost answer by the carrier's list, and sends nothing again", async () => {
  addFault({ kind: "resetAfter" });
  const taken = await send();
  expect(await findMessage(taken)).toMatchObject({ state: "sending" });
  expect(countSent(taken)).toBe(1);

  addFault({ kind: "resetBefore" });
  const never = await send();
  await world.performEffects("bandwidth");
  expect(await findMessage(never)).toMatchObject({ state: "unknown", message: expect.stringContaining("connection") });
  expect(countSent(never)).toBe(0);
});

it("settles a message whose worker died, whether it was sent or not", async () => {
  const { effectId } = await sendMessage(world.ctx, draft());
  await claimEffects(world.database.sql, accountId, { units: 1 });
  await world.database.sql.query(`UPDATE dispatch SET lease_until = now() - interval '1 s' WHERE effect_id = $1`, [
    effectId,
  ]);
  const account = await world.ctx.carriers.openForWriting(accountId);
  expect(await expireLeases(world.database.sql, account)).toBe(1);
  expect(await findMessage(effectId)).toMatchObject({ state: "unknown" });
  await account.carrier.messaging?.sendMessage({ from, to, text: "Hello", tag: effectId });
  await world.performEffects("bandwidth");
  expect(await findMessage(effectId)).toMatchObject({ state: "sending" });
  expect(countSent(effectId)).toBe(1);
});

it("is settled by a callback that carries its tag", async () => {
  addFault({ kind: "resetBefore" });
  const id = await send();
  const event = {
    messageId: "m-1",
    direction: "out",
    from,
    to,
    text: "Hello",
    time: null,
    state: "sent",
    tag: id,
  } as const;
  await inTransaction(world.database.sql, (client) =>
    storeMessages(client, [
      {
        account: { id: accountId, carrierId: "bandwidth" },
        event: { ...event, deliveryState: null, applicationId: null },
        number: from,
        times: 1,
      },
    ]),
  );
  expect(await findMessage(id)).toMatchObject({ state: "sent" });
  expect(await getEffect(world.ctx, { id })).toMatchObject({ state: "confirmed" });
});

it("shows a refusal as an error with the carrier's message", async () => {
  addFault({ kind: "status", status: 403, code: "not-allowed", text: "You may not." });
  const id = await send();
  expect(await findMessage(id)).toMatchObject({ state: "error", message: "You may not." });
  expect(await getEffect(world.ctx, { id })).toMatchObject({ state: "failed", message: "You may not." });
});

it("waits where the carrier limits us, and is sent once it allows it", async () => {
  addFault({ kind: "rateLimited", unit: "milliseconds", resetInMs: 60_000 });
  const id = await send();
  expect(await findMessage(id)).toMatchObject({ state: "queued" });
  expect(await getEffect(world.ctx, { id })).toMatchObject({
    state: "queued",
    message: expect.stringContaining("429"),
  });
  await world.database.sql.query(`UPDATE rate_slot SET blocked_until = NULL`);
  await world.database.sql.query(`UPDATE effect SET due_at = now() - interval '1 s' WHERE id = $1`, [id]);
  await world.database.db.carrierAccount.update({ where: { id: accountId }, data: { label: "Reopened" } });
  await world.performEffects("bandwidth");
  expect(await findMessage(id)).toMatchObject({ state: "sending" });
  expect(countSent(id)).toBe(1);
});

it("folds into the callback that came before the answer", async () => {
  const { effectId } = await sendMessage(world.ctx, draft());
  await world.performEffects("bandwidth");
  const { externalId } = await getEffect(world.ctx, { id: effectId });
  await world.database.sql.query(
    `INSERT INTO message (id, account_id, external_id, direction, e164, peer, body, state, occurred_at)
     SELECT $1, account_id, 'early', direction, e164, peer, body, 'sent', now() FROM message WHERE id = $2`,
    [randomUUID(), effectId],
  );
  // As it was while the answer was on its way.
  await world.database.sql.query(`UPDATE message SET external_id = 'ours:' || id, state = 'queued' WHERE id = $1`, [
    effectId,
  ]);
  await world.database.sql.query(`UPDATE message SET external_id = $1 WHERE external_id = 'early'`, [externalId]);
  await world.database.sql.query(`UPDATE effect SET state = 'unknown', message = 'No response.' WHERE id = $1`, [
    effectId,
  ]);
  await world.database.sql.query(
    `UPDATE dispatch SET state = 'lost', due_at = now() - interval '1 s' WHERE effect_id = $1`,
    [effectId],
  );
  await world.performEffects("bandwidth");
  expect(await findMessage(effectId)).toMatchObject({ state: "sent" });
  const { rows } = await world.database.sql.query(`SELECT id FROM message WHERE external_id = $1`, [externalId]);
  expect(rows).toEqual([{ id: effectId }]);
});

it("refuses a number that is not registered, and stores nothing", async () => {
  await expect(sendMessage(world.ctx, draft({ from: to }))).rejects.toThrow(AppError);
  expect(await listMessages(world.ctx, to)).toEqual([]);
});
