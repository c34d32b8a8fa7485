import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { TIMELINE_TOPICS, type TimelineTopic } from "@/lib/domain/timeline";
import { knowNumbers } from "@/lib/test/know-numbers";
import { placeItems } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom, type TestWorld } from "@/lib/test/world";
import { listNumberEvents } from "./list-number-events";

let world: TestWorld;
const [number, other] = numbersFrom("3035558100", 2) as [PhoneNumber, PhoneNumber];
const PEER = "+17205550188";

beforeAll(async () => {
  world = await createTestWorld();
  await knowNumbers(world.database, [number, other]);
});
afterAll(() => world.close());

/** `minutes` ago. */
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const addEvent = (minutes: number, kind: string, message: string, more: object = {}) =>
  world.database.db.numberEvent.create({
    data: { id: randomUUID(), e164: number, at: ago(minutes), kind, message, ...more },
  });
const addMessage = (minutes: number, more: object) =>
  world.database.db.message.create({
    data: {
      ...{ id: randomUUID(), accountId: world.accountOf("bandwidth"), externalId: randomUUID(), direction: "out" },
      ...{ e164: number, peer: PEER, body: "Hello", state: "sent", occurredAt: ago(minutes) },
      ...more,
    },
  });

async function read(topic: TimelineTopic | null, most = 50) {
  const { rows, hasMore } = await listNumberEvents(world.ctx, number, { most, topic });
  return { texts: rows.map(({ topic: own, message }) => `${own}: ${message}`), hasMore };
}

it("joins all that happened to a number in one column, newest first, each thing once", async () => {
  const orderId = await placeItems(world, [number, other]);
  await world.database.sql.query(`UPDATE orders SET submitted_at = $2 WHERE id = $1`, [orderId, ago(10)]);
  await addEvent(9, "changed", "SMS: provisioned", {
    orderId,
    field: "smsState",
    before: "none",
    after: "provisioned",
  });
  await addEvent(8, "failed", "7518: Not active.", { orderId });
  await addEvent(7, "checked", "All as before");
  await addEvent(6, "drift", "Lost SMS", { field: "smsState" });
  await addEvent(5, "drift", "Campaign C1 ended", { field: "campaignId" });
  await addEvent(4, "customer", "Customer Acme");
  await addEvent(4, "note", "Note added");
  await addEvent(3, "message", `Message to ${PEER}: accepted by Bandwidth`);
  await addEvent(3, "failed", `Message to ${PEER} was not sent: no`);
  await addMessage(3, {
    state: "error",
    deliveryState: "not-delivered",
    carrierMessage: "blocked",
    body: "x".repeat(200),
  });
  await addMessage(2, { direction: "in", state: "received" });
  const note = { e164: number, authorId: world.ctx.actor.id };
  await world.database.db.numberNote.create({
    data: { ...note, id: randomUUID(), text: "Ask first", createdAt: ago(1) },
  });
  await world.database.db.numberNote.create({
    data: { ...note, id: randomUUID(), text: "Secret", createdAt: ago(0.5), removedAt: ago(0) },
  });
  const all = [
    "notes: Note added, and removed since",
    "notes: Note: Ask first",
    `messages: Message from ${PEER}: “Hello”`,
    `messages: Message to ${PEER}: “${"x".repeat(160)}…” Failed: blocked`,
    "labels: Customer Acme",
    "campaigns: Campaign C1 ended",
    "drift: Lost SMS",
    "readings: All as before",
    "orders: 7518: Not active.",
    "orders: SMS: On",
    "orders: SMS on ordered",
  ];
  expect(await read(null)).toEqual({ texts: all, hasMore: false });
  const { rows } = await listNumberEvents(world.ctx, number, { most: 50 });
  expect(rows.filter(({ isBad }) => isBad).map(({ topic }) => topic)).toEqual(["messages", "orders"]);
  expect(rows.at(-1)).toMatchObject({ person: "Ada", carrierLabel: "IntelePeer", order: { id: orderId } });
  expect(rows.find(({ message }) => message.includes("Ask"))?.person).toBe("Ada");
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  // Each topic is that part of the whole, in the same order; a page ends where it should, whichever source it ends in.
  for (const topic of TIMELINE_TOPICS)
    expect((await read(topic)).texts).toEqual(all.filter((text) => text.startsWith(`${topic}: `)));
  for (let most = 1; most < all.length; most += 1)
    expect(await read(null, most)).toEqual({ texts: all.slice(0, most), hasMore: true });
  expect(await read("orders", 2)).toEqual({ texts: all.slice(-3, -1), hasMore: true });
  expect((await listNumberEvents(world.ctx, other, { most: 5 })).rows.map(({ kind }) => kind)).toEqual(["placed"]);
});
