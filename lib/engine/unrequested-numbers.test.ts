import { uuidv7 } from "uuidv7";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { UnrequestedEntry } from "@/lib/carriers/carrier";
import { inTransaction } from "@/lib/db/transaction";
import { placeItems } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { insertUnrequested } from "./unrequested-numbers";

let orderId: string;
let next = 3_035_551_000;
const world = await createTestWorld();
beforeEach(async () => {
  orderId = await placeItems(world, numbersFrom(String((next += 10)), 2));
});
afterAll(() => world.close());

const insert = (found: readonly UnrequestedEntry[], callId: string | null = null) =>
  inTransaction(world.database.sql, (client) => insertUnrequested(client, orderId, found, callId));
const read = () => world.database.db.unrequestedNumber.findMany({ where: { orderId }, orderBy: { spelling: "asc" } });

it("folds the spellings of one number, and takes the last message of one answer", async () => {
  await insert([
    { spelling: "303 999 0001", message: "first" },
    { spelling: "+13039990001", message: "last" },
  ]);
  expect(await read()).toMatchObject([{ kind: "number", spelling: "+13039990001", message: "last" }]);
});

it("keeps a number that is none as it is spelled, and elements and statuses unparsed", async () => {
  await insert([
    { spelling: " 12-34 ", message: "odd" },
    { kind: "element", spelling: "3039990001", message: "a path" },
    { kind: "verdict", spelling: "FAILED", message: "contradicts the rest" },
  ]);
  expect(await read()).toMatchObject([
    { kind: "number", spelling: "12-34" },
    { kind: "element", spelling: "3039990001" },
    { kind: "verdict", spelling: "FAILED" },
  ]);
});

it("names what is blank, and shortens what is long", async () => {
  await insert([
    { spelling: "  ", message: " \n " },
    { spelling: "x".repeat(5_000), message: "y".repeat(5_000) },
  ]);
  expect(await read()).toMatchObject([
    { spelling: "(blank)", message: "No message." },
    { spelling: "x".repeat(300), message: "y".repeat(300) },
  ]);
});

it("keeps the first thousand of one answer", async () => {
  await insert(Array.from({ length: 1_005 }, (_, n) => ({ kind: "element", spelling: `e-${n}`, message: "x" })));
  const kept = await read();
  expect(kept).toHaveLength(1_000);
  expect(kept.map(({ spelling }) => spelling)).not.toContain("e-1000");
});

it("keeps the call that showed it where a later answer names none", async () => {
  const callId = uuidv7();
  const entry = { spelling: "+13039990001", message: "x" };
  await insert([entry], callId);
  await insert([{ ...entry, kind: "verdict", message: "y" }]);
  expect(await read()).toMatchObject([{ callId, message: "y" }]);
});

it("leaves numbers of the order out in any spelling, and keeps them for another order", async () => {
  const own = `${next}`;
  await insert([{ spelling: own, message: "x" }]);
  expect(await read()).toEqual([]);
  const mine = orderId;
  orderId = await placeItems(world, numbersFrom(String((next += 10)), 1));
  await insert([{ spelling: own, message: "x" }]);
  expect(await read()).toMatchObject([{ spelling: `+1${own}` }]);
  expect(await world.database.db.unrequestedNumber.count({ where: { orderId: mine } })).toBe(0);
  await insert([]);
});
