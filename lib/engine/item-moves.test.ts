import { uuidv7 } from "uuidv7";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { placeItems, readChecked, storeDispatch } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { changeDispatches, moveItems, storedMessage, type DispatchChange, type ItemMove } from "./item-moves";

let orderId: string;
let dispatchId: string;
let next = 3_035_551_000;

const world = await createTestWorld();
beforeEach(async () => {
  orderId = await placeItems(world, numbersFrom(String((next += 10)), 3));
  dispatchId = await storeDispatch(world, orderId, [1, 2]);
});
afterAll(() => world.close());

const move = (change: Partial<ItemMove>) =>
  inTransaction(world.database.sql, (client) =>
    moveItems(client, [{ orderId, seq: 1, dispatchId, from: ["sending"], to: "confirmed", ...change }]),
  );
async function read(seq = 1) {
  const { rows } = await world.database.sql.query(
    `SELECT state, code, message, is_retryable, dispatch_id, is_prechecked, last_call_id, due_at > now() + interval '50 s' AS is_later,
       accepted_at IS NOT NULL AS is_accepted, settled_at IS NOT NULL AS is_settled FROM order_item WHERE order_id = $1 AND seq = $2`,
    [orderId, seq],
  );
  return rows[0];
}

describe("a move", () => {
  it("changes its item alone, and returns it", async () => {
    const moved = await move({ to: "failed", code: "17", message: "No.", isRetryable: true });
    expect(moved).toMatchObject([{ orderId, seq: 1, number: expect.stringMatching(/^\+1303555/), state: "failed" }]);
    expect(await read()).toMatchObject({ state: "failed", code: "17", message: "No.", is_retryable: true });
    expect(await readChecked(world, orderId)).toMatchObject({ failed: 1, sending: 1, queued: 1 });
    expect(await inTransaction(world.database.sql, (client) => moveItems(client, []))).toEqual([]);
  });

  it.each<[string, Partial<ItemMove>]>([
    ["the item is in none of its states", { from: ["queued", "unknown"] }],
    ["the item belongs to another write", { dispatchId: uuidv7() }],
    ["the item belongs to a write, and none is expected", { dispatchId: null }],
    ["the item belongs to no write, and one is expected", { seq: 3, from: ["queued"] }],
    ["there is no such item", { seq: 9 }],
  ])("does nothing where %s", async (_where, change) => {
    expect(await move(change)).toEqual([]);
    expect(await readChecked(world, orderId)).toMatchObject({ sending: 2, queued: 1 });
  });

  it("takes place for one of two that compete", async () => {
    const both = await Promise.all([move({ to: "confirmed" }), move({ to: "failed" })]);
    expect(both.flat()).toHaveLength(1);
  });

  it("takes an item out of its write when it is queued again, for later", async () => {
    await move({ to: "queued", message: "busy", dueIn: 60 });
    expect(await read()).toMatchObject({ state: "queued", message: "busy", dispatch_id: null, is_later: true });
    // Its precheck is done, although the move does not say so.
    expect(await read()).toMatchObject({ is_prechecked: true });
  });

  it("keeps the due time where it names none", async () => {
    await move({ to: "queued", dueIn: 60 });
    await move({ dispatchId: null, from: ["queued"], to: "queued", isPrechecked: true });
    expect(await read()).toMatchObject({ is_later: true });
  });

  it("joins a write that was found under way", async () => {
    const found = await storeDispatch(world, orderId, [], "accepted");
    await move({ seq: 3, dispatchId: null, from: ["queued"], to: "accepted", newDispatchId: found });
    expect(await read(3)).toMatchObject({ state: "accepted", dispatch_id: found, is_accepted: true });
  });

  it("notes acceptance once, the end while it lasts, and the latest call", async () => {
    const callId = uuidv7();
    await move({ to: "accepted", callId });
    const { rows: first } = await world.database.sql.query(
      `UPDATE order_item SET accepted_at = now() - interval '1 h' WHERE order_id = $1 AND seq = 1 RETURNING accepted_at`,
      [orderId],
    );
    await move({ from: ["accepted"], to: "confirmed" });
    expect(await read()).toMatchObject({ is_settled: true, is_accepted: true, last_call_id: callId });
    const { rows } = await world.database.sql.query(
      `SELECT accepted_at FROM order_item WHERE order_id = $1 AND seq = 1`,
      [orderId],
    );
    expect(rows).toEqual(first);
    await move({ from: ["confirmed"], to: "unknown" });
    expect(await read()).toMatchObject({ is_settled: false, is_accepted: true });
  });
});

it.each([
  ["failed", " \n", "The carrier gave no reason."],
  ["skipped", null, "The carrier gave no reason."],
  ["unknown", undefined, "The carrier gave no reason."],
  ["failed", " No. ", "No."],
  ["confirmed", "  ", null],
  ["queued", null, null],
] as const)("stores as the message of %s, given %j: %j", (state, given, stored) => {
  expect(storedMessage(state, given)).toBe(stored);
});

describe("a change of a write", () => {
  const change = (one: Partial<DispatchChange>) =>
    inTransaction(world.database.sql, (client) =>
      changeDispatches(client, [{ dispatchId, from: ["sending"], to: "accepted", ...one }]),
    );
  async function readDispatch() {
    const { rows } = await world.database.sql.query(
      `SELECT state, external_id, absent_reads, last_call_id, due_at IS NOT NULL AS is_due, due_at > now() AS is_later
       FROM dispatch WHERE id = $1`,
      [dispatchId],
    );
    return rows[0];
  }

  it("keeps what it does not name, except when it is due", async () => {
    const callId = uuidv7();
    await change({ externalId: "e-1", absentReads: 2, callId, dueIn: 60 });
    expect(await readDispatch()).toMatchObject({ state: "accepted", external_id: "e-1", is_later: true });
    await change({ from: ["accepted"], to: "lost" });
    expect(await readDispatch()).toMatchObject({
      state: "lost",
      external_id: "e-1",
      absent_reads: 2,
      last_call_id: callId,
      is_due: false,
    });
  });

  it("starts the count of absent readings again with a zero", async () => {
    await change({ absentReads: 2 });
    await change({ from: ["accepted"], absentReads: 0 });
    expect(await readDispatch()).toMatchObject({ absent_reads: 0 });
  });

  it("is refused where the write has left its states, and leaves other writes alone", async () => {
    const other = await storeDispatch(world, orderId, [3]);
    await change({ from: ["accepted", "lost"], to: "void" });
    await change({ dispatchId: other, to: "done" });
    expect(await readDispatch()).toMatchObject({ state: "sending" });
    await inTransaction(world.database.sql, (client) => changeDispatches(client, []));
  });
});
