import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { NOT_STORED } from "@/lib/domain/order-view";
import { createTestWorld, numbersFrom, readOrder } from "@/lib/test/world";
import { poisonItems, removePoison } from "@/lib/test/poison";
import { announceRest } from "./announce-rest";
import { claimWrites, type ClaimedWrite } from "./claim";
import { moveItems, type ItemMove } from "./item-moves";
import { skipCancelled } from "./skip-cancelled";
import { insertUnrequested } from "./unrequested-numbers";
import { writeItemsApart } from "./write-apart";
import { writeDown, type Outcome } from "./write-down";

let account: { id: string; carrierId: string };
const sql = () => world.database.sql;

const world = await createTestWorld();

beforeAll(async () => {
  account = { id: world.accountOf("bandwidth"), carrierId: "bandwidth" };
});
afterAll(() => world.close());

async function claim(first: string, count: number, params = {}): Promise<ClaimedWrite> {
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
  const id = await world.place("import", "bandwidth", numbersFrom(first, count), params);
  await sql().query(`UPDATE order_item SET is_prechecked = true WHERE order_id = $1`, [id]);
  const [write] = await claimWrites(sql(), account.id, { units: 1, writeSize: () => count });
  if (!write) throw new Error("nothing claimed");
  return write;
}

const moveAll = ({ orderId, dispatchId, items }: ClaimedWrite, change: Pick<ItemMove, "to" | "message" | "code">) =>
  items.map(({ seq }): ItemMove => ({ orderId, seq, dispatchId, from: ["sending"], ...change }));
const outcome = (write: ClaimedWrite, change: Partial<Outcome>): Outcome => ({
  orderId: write.orderId,
  moves: [],
  dispatches: [{ dispatchId: write.dispatchId, from: ["sending"], to: "done" }],
  facts: [],
  events: [],
  ...change,
});

describe("writeDown", () => {
  it("writes items, write, facts and events together, and nothing the second time", async () => {
    const write = await claim("3035551000", 2);
    const events = write.items.map(({ number }) => ({
      number,
      kind: "failed",
      message: "No.",
      orderId: write.orderId,
    }));
    const facts = write.items.map(({ number }) => ({
      number,
      facts: { importState: "none" as const },
      orderId: write.orderId,
    }));
    const one = outcome(write, { moves: moveAll(write, { to: "failed", code: "1", message: "No." }), facts, events });
    await writeDown(sql(), account, [one]);
    await writeDown(sql(), account, [one]);
    expect(await readOrder(world, write.orderId)).toMatchObject({ status: "FAILED", failed: 2 });
    const { rows } = await sql().query(
      `SELECT count(*) AS count FROM number_event WHERE order_id = $1 AND kind = 'failed'`,
      [write.orderId],
    );
    expect(rows).toEqual([{ count: 2 }]);
  });

  it("follows a write that was found under way", async () => {
    const id = await world.place("import", "bandwidth", numbersFrom("3035551100", 1));
    const dispatchId = uuidv7();
    const move = {
      orderId: id,
      seq: 1,
      dispatchId: null,
      from: ["queued"],
      to: "accepted",
      newDispatchId: dispatchId,
    } as const;
    const { rows: seqs } = await sql().query<{ seq: number }>(`SELECT seq FROM order_item WHERE order_id = $1`, [id]);
    await writeDown(sql(), account, [
      {
        orderId: id,
        moves: [{ ...move, seq: seqs[0]?.seq ?? 0 }],
        dispatches: [],
        facts: [],
        events: [],
        joined: [{ dispatchId, reference: `J-${dispatchId}`, dueIn: 5 }],
      },
    ]);
    expect(await readOrder(world, id)).toMatchObject({ accepted: 1 });
    const { rows } = await sql().query(`SELECT state, attempt FROM dispatch WHERE id = $1`, [dispatchId]);
    expect(rows).toEqual([{ state: "accepted", attempt: 0 }]);
  });
});

it("gives an item that needs a reason one, where the carrier gave none", async () => {
  const write = await claim("3035551200", 1);
  const moves = moveAll(write, { to: "unknown", message: "  " });
  await inTransaction(sql(), (client) => moveItems(client, moves));
  const { rows } = await sql().query<{ message: string }>(`SELECT message FROM order_item WHERE order_id = $1`, [
    write.orderId,
  ]);
  expect(rows[0]?.message).toMatch(/gave no reason/);
});

it("skips what returns to the queue of an order that was cancelled meanwhile", async () => {
  const write = await claim("3035551300", 2);
  await sql().query(`UPDATE orders SET control = 'cancelled' WHERE id = $1`, [write.orderId]);
  const moves = moveAll(write, { to: "queued", message: "busy" });
  await writeDown(sql(), account, [outcome(write, { moves })]);
  expect(await readOrder(world, write.orderId)).toMatchObject({ status: "CANCELLED", skipped: 2, queued: 0 });
  await inTransaction(sql(), (client) => skipCancelled(client, []));
});

it("starts what follows an import once it is settled, and not before", async () => {
  const write = await claim("3035551400", 2, { registerWith: "a-1" });
  const find = async () => {
    const { rows } = await sql().query(`SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1`, [
      `order.follow:${write.orderId}`,
    ]);
    return rows.length;
  };
  await inTransaction(sql(), (client) => announceRest(client, [write.orderId]));
  expect(await find()).toBe(0);
  await writeDown(sql(), account, [outcome(write, { moves: moveAll(write, { to: "confirmed" }) })]);
  expect(await find()).toBe(1);
});

it("keeps each unrequested number once, with the latest message, and none of the order's own", async () => {
  const write = await claim("3035551500", 1);
  const [own] = write.items;
  const keep = (message: string) =>
    inTransaction(sql(), (client) =>
      insertUnrequested(
        client,
        write.orderId,
        [
          { spelling: "(303) 999-0001", message },
          { spelling: own?.number ?? "", message },
        ],
        null,
      ),
    );
  await keep("first");
  await keep("second");
  const { rows } = await sql().query(`SELECT spelling, message FROM unrequested_number WHERE order_id = $1`, [
    write.orderId,
  ]);
  expect(rows).toEqual([{ spelling: "+13039990001", message: "second" }]);
});

it("sets aside the number alone whose outcome the database refuses", async () => {
  const write = await claim("3035551600", 3);
  const [, bad] = write.items;
  await poisonItems(sql(), bad ? [bad.number] : []);
  const items = write.items.map((item) => ({ ...item, dispatchId: write.dispatchId }));
  const whole = outcome(write, { moves: moveAll(write, { to: "failed", code: "1", message: "No." }) });
  await expect(writeDown(sql(), account, [whole])).rejects.toThrow("poisoned");
  await writeItemsApart(sql(), account, { ...whole, items }, new Error("poisoned"));
  await removePoison(sql());
  expect(await readOrder(world, write.orderId)).toMatchObject({ failed: 2, unknown: 1 });
  const { rows } = await sql().query(
    `SELECT i.code, d.state, d.due_at FROM order_item i JOIN dispatch d ON d.id = i.dispatch_id
     WHERE i.order_id = $1 AND i.state = 'unknown'`,
    [write.orderId],
  );
  expect(rows).toEqual([{ code: NOT_STORED, state: "lost", due_at: null }]);
});
