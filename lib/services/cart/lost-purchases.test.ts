import { afterAll, beforeAll, expect, it } from "vitest";
import { toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import { startSender } from "@/lib/engine/sender";
import { createTestWorld, readOrder, waitFor, waitUntilSettled } from "@/lib/test/world";

const world = await createTestWorld();
const accountId = world.accountOf("inumbering");

beforeAll(async () => {
  await world.setRate("inumbering", 1_000);
  world.sandboxes.changeSettings({ limits: { inumbering: null }, inumbering: { listDelayMs: 0 } });
});
afterAll(() => world.close());

const pick = async (mask: string, quantity: number): Promise<PhoneNumber[]> => {
  const { carrier } = await world.ctx.carriers.open(accountId);
  const found = (await carrier.inventory?.search({ mask, quantity }))?.items ?? [];
  return found.map(({ number }) => number).filter((number) => !/040\d$/.test(number));
};
const countOrders = () => world.sandboxes.ledger.list().filter(({ kind }) => kind === "order").length;
const countBought = (number: PhoneNumber) =>
  world.sandboxes.ledger.countOf({ kind: "purchase", number: toTenDigits(number) });

it("buys nothing twice in a hundred orders whose answers are all lost after the effect", async () => {
  const numbers = (await pick("469xxxxxxx", 230)).slice(0, 200);
  expect(numbers).toHaveLength(200);
  const fault = world.sandboxes.addFault({
    carrier: "inumbering",
    endpoint: "tnOrder",
    fault: { kind: "resetAfter" },
  });
  const orders = await Promise.all(
    Array.from({ length: 100 }, (_, n) => world.place("purchase", "inumbering", numbers.slice(2 * n, 2 * n + 2))),
  );
  const sender = startSender(world.database.sql, world.ctx.carriers, accountId);
  try {
    for (const id of orders)
      expect(await waitUntilSettled(world, id)).toMatchObject({ status: "COMPLETE", confirmed: 2 });
  } finally {
    await sender.stop();
    world.sandboxes.removeFault(fault.id);
  }
  expect(numbers.filter((number) => countBought(number) !== 1)).toEqual([]);
  expect(world.sandboxes.ledger.listDuplicates({ kind: "purchase" })).toEqual([]);
  expect(countOrders()).toBe(100);
});

it("does not send a purchase again while neither the list nor the stock shows the number", async () => {
  const [number] = await pick("682xxxxxxx", 3);
  if (!number) throw new Error("none on offer");
  world.sandboxes.setOutcomes([{ carrier: "inumbering", number: toTenDigits(number), outcome: "never-listed" }]);
  const fault = world.sandboxes.addFault({
    carrier: "inumbering",
    endpoint: "tnOrder",
    times: 1,
    fault: { kind: "resetAfter" },
  });
  const id = await world.place("purchase", "inumbering", [number]);
  const sender = startSender(world.database.sql, world.ctx.carriers, accountId);
  try {
    // Read more often than a resend would want, and still only unknown.
    await waitFor("four readings of the lost order", async () => {
      await world.database.sql.query(
        `UPDATE dispatch SET due_at = now() - interval '1 s' WHERE order_id = $1 AND state = 'lost'`,
        [id],
      );
      const { rows } = await world.database.sql.query<{ polls: number }>(
        `SELECT polls FROM dispatch WHERE order_id = $1 AND state = 'lost'`,
        [id],
      );
      return (rows[0]?.polls ?? 0) >= 4;
    });
  } finally {
    await sender.stop();
    world.sandboxes.removeFault(fault.id);
  }
  expect(await readOrder(world, id)).toMatchObject({ status: "PROCESSING", unknown: 1, queued: 0 });
  expect(countBought(number)).toBe(1);
  expect(countOrders()).toBe(101);
});
