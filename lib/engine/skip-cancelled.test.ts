import { afterAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { CANCELLED } from "@/lib/domain/order-view";
import { placeItems, readChecked, setItems, storeDispatch } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { skipCancelled } from "./skip-cancelled";

let next = 3_035_551_000;
const world = await createTestWorld();
afterAll(() => world.close());

/** An order with an item in each of these states: queued, sending, accepted, unknown, failed. */
async function place(control: string): Promise<string> {
  const id = await placeItems(world, numbersFrom(String((next += 10)), 5));
  await storeDispatch(world, id, [2, 3, 4, 5]);
  await setItems(world, id, [3], "accepted");
  await setItems(world, id, [4], "unknown");
  await setItems(world, id, [5], "failed", { code: "17", isRetryable: true });
  await world.database.sql.query(`UPDATE orders SET control = $2 WHERE id = $1`, [id, control]);
  return id;
}
const skip = (...ids: string[]) => inTransaction(world.database.sql, (client) => skipCancelled(client, ids));

it("skips what is queued and nothing else, with the reason", async () => {
  const id = await place("cancelled");
  await skip(id);
  expect(await readChecked(world, id)).toMatchObject({
    skipped: 1,
    queued: 0,
    sending: 1,
    accepted: 1,
    unknown: 1,
    failed: 1,
  });
  const item = await world.database.db.orderItem.findFirst({ where: { orderId: id, seq: 1 } });
  expect(item).toMatchObject({
    state: "skipped",
    code: CANCELLED,
    message: "Cancelled before it was sent again.",
    isRetryable: null,
    settledAt: expect.any(Date),
  });
});

it("skips nothing of an order that runs or is paused, or that it was not asked about", async () => {
  const [runs, paused, other] = [await place("run"), await place("paused"), await place("cancelled")];
  await skip(runs, paused);
  await skip();
  for (const id of [runs, paused, other]) expect(await readChecked(world, id)).toMatchObject({ queued: 1, skipped: 0 });
});
