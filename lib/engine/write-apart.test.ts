import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeEach, expect, it } from "vitest";
import { NOT_STORED } from "@/lib/domain/order-view";
import { placeItems, readChecked, storeDispatch } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import type { DispatchChange, ItemMove } from "./item-moves";
import { writeItemsApart, type CalledItem, type CallOutcome } from "./write-apart";

let orderId: string;
let items: CalledItem[];
let next = 3_035_551_000;
const refused = new Error("refused as a whole");
/** No text column takes it, and no index the other. */
const REFUSED_TEXT = "\u0000";
const REFUSED_ID = randomBytes(9_000).toString("base64");

const world = await createTestWorld();
beforeEach(async () => {
  const numbers = numbersFrom(String((next += 10)), 4);
  orderId = await placeItems(world, numbers);
  const [first, second] = [await storeDispatch(world, orderId, [1, 2]), await storeDispatch(world, orderId, [3, 4])];
  items = numbers.map((number, n) => ({ seq: n + 1, number, dispatchId: n < 2 ? first : second }));
});
afterAll(() => world.close());

const idOf = (seq: number) => items[seq - 1]?.dispatchId ?? "";
const move = (seq: number, change: Partial<ItemMove> = {}): ItemMove => ({
  orderId,
  seq,
  dispatchId: idOf(seq),
  from: ["sending"],
  to: "confirmed",
  ...change,
});
const close = (seq: number, change: Partial<DispatchChange> = {}): DispatchChange => ({
  dispatchId: idOf(seq),
  from: ["sending"],
  to: "done",
  ...change,
});
const write = (change: Partial<CallOutcome>) =>
  writeItemsApart(
    world.database.sql,
    { id: world.accountOf("intelepeer"), carrierId: "intelepeer" },
    {
      orderId,
      items,
      moves: [1, 2, 3, 4].map((seq) => move(seq)),
      dispatches: [close(1), close(3)],
      facts: [],
      events: [],
      ...change,
    },
    refused,
  );
async function read() {
  const { rows } = await world.database.sql.query<{
    state: string;
    code: string | null;
    write: string;
    is_due: boolean;
  }>(
    `SELECT i.state, i.code, d.state AS write, d.due_at IS NOT NULL AS is_due FROM order_item i JOIN dispatch d ON d.id = i.dispatch_id
     WHERE i.order_id = $1 ORDER BY i.seq`,
    [orderId],
  );
  return rows.map((row) => [row.state, row.code, row.write, row.is_due]);
}
const GOOD = ["confirmed", null, "done", false];
const ASIDE = ["unknown", NOT_STORED, "lost", false];

it("leaves nothing aside where each part can be stored", async () => {
  await write({});
  expect(await read()).toEqual([GOOD, GOOD, GOOD, GOOD]);
});

it("keeps open only the write whose number could not be stored, for a person", async () => {
  await write({ moves: [move(1), move(2, { message: REFUSED_TEXT }), move(3), move(4)] });
  expect(await read()).toEqual([["confirmed", null, "lost", false], ASIDE, GOOD, GOOD]);
  expect(await readChecked(world, orderId)).toMatchObject({ unknown: 1, confirmed: 3 });
});

it("goes on reading a write that stays open in any case", async () => {
  const moves = [move(1, { to: "accepted" }), move(2, { message: REFUSED_TEXT }), move(3), move(4)];
  await write({ moves, dispatches: [close(1, { to: "accepted", dueIn: 5 }), close(3)] });
  expect((await read()).slice(0, 2)).toEqual([
    ["accepted", null, "accepted", true],
    ["unknown", NOT_STORED, "accepted", true],
  ]);
});

it("sets a number aside whose facts or events are refused, and stores none of its outcome", async () => {
  const [first, second] = items.map(({ number }) => number);
  if (!first || !second) throw new Error("no numbers");
  await write({
    facts: [{ number: first, facts: { smsState: "provisioned" }, callId: "no uuid" }],
    events: [first, second].map((number) => ({ number, kind: "failed", message: "x", orderId })),
  });
  expect((await read()).map(([state]) => state)).toEqual(["unknown", "confirmed", "confirmed", "confirmed"]);
  const events = await world.database.db.numberEvent.findMany({ where: { orderId, kind: "failed" } });
  expect(events.map(({ e164 }) => e164)).toEqual([second]);
});

it("sets all numbers of a write aside whose own change is refused, and none of another", async () => {
  await write({ dispatches: [close(1, { externalId: REFUSED_ID }), close(3)] });
  // They have their end already: a number that is settled stays so.
  expect(await read()).toEqual([["confirmed", null, "lost", false], ["confirmed", null, "lost", false], GOOD, GOOD]);
});

it("sets what is not settled aside where the change of its write is refused", async () => {
  const moves = [move(1, { to: "accepted" }), move(2), move(3), move(4)];
  await write({ moves, dispatches: [close(1, { to: "accepted", dueIn: 5, externalId: REFUSED_ID }), close(3)] });
  expect(await read()).toEqual([ASIDE, ["confirmed", null, "lost", false], GOOD, GOOD]);
});

it("follows the write that a number joins, and none that a number set aside would have joined", async () => {
  const numbers = numbersFrom(String((next += 10)), 2);
  orderId = await placeItems(world, numbers);
  items = numbers.map((number, n) => ({ seq: n + 1, number, dispatchId: null }));
  const joined = items.map(() => ({ dispatchId: uuidv7(), reference: `J-${uuidv7()}`.slice(0, 40), dueIn: 5 }));
  const join = (seq: number, message: string) =>
    move(seq, {
      dispatchId: null,
      from: ["queued"],
      to: "accepted",
      message,
      newDispatchId: joined[seq - 1]?.dispatchId,
    });
  await write({ moves: [join(1, REFUSED_TEXT), join(2, "under way")], dispatches: [], joined });
  const { rows } = await world.database.sql.query(`SELECT id FROM dispatch WHERE order_id = $1`, [orderId]);
  expect(rows).toEqual([{ id: joined[1]?.dispatchId }]);
  expect(await readChecked(world, orderId)).toMatchObject({ unknown: 1, accepted: 1 });
});

it("keeps unrequested numbers, and loses them alone where they are refused", async () => {
  const keep = (message: string) =>
    write({ unrequested: { named: [{ spelling: "+13039990001", message }], callId: null } });
  await keep(`x${REFUSED_TEXT}`);
  expect(await read()).toEqual([GOOD, GOOD, GOOD, GOOD]);
  await keep("not ours");
  expect(await world.database.db.unrequestedNumber.count({ where: { orderId } })).toBe(1);
});

it("stores nothing for a worker that lost its writes meanwhile", async () => {
  await world.database.sql.query(`UPDATE dispatch SET state = 'lost', due_at = now() WHERE order_id = $1`, [orderId]);
  await world.database.sql.query(`UPDATE order_item SET state = 'unknown', message = 'lost' WHERE order_id = $1`, [
    orderId,
  ]);
  await write({});
  expect(await read()).toEqual(Array.from({ length: 4 }, () => ["unknown", null, "lost", true]));
});

it("moves no number that a reading has settled for a worker that lost its writes, although it cannot be stored", async () => {
  await world.database.sql.query(`UPDATE dispatch SET state = 'accepted', due_at = now() WHERE order_id = $1`, [
    orderId,
  ]);
  await world.database.sql.query(`UPDATE order_item SET state = 'accepted' WHERE order_id = $1`, [orderId]);
  await write({ moves: [1, 2, 3, 4].map((seq) => move(seq, { message: REFUSED_TEXT })) });
  expect(await read()).toEqual(Array.from({ length: 4 }, () => ["accepted", null, "accepted", true]));
});
