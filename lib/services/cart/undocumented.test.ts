import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inventorySearch } from "@/lib/domain/inventory-search";
import { toTenDigits } from "@/lib/domain/phone-number";
import { startSender } from "@/lib/engine/sender";
import { searchInventory } from "@/lib/services/inventory/search-inventory";
import { createTestWorld, waitFor, waitUntilSettled } from "@/lib/test/world";
import { addToCart } from "./add-to-cart";
import { findCart } from "./get-cart";
import { submitCart } from "./submit-cart";

const world = await createTestWorld();
const accountId = world.accountOf("inumbering");

beforeAll(async () => {
  await world.setRate("inumbering", 1_000);
  world.sandboxes.changeSettings({ limits: { inumbering: null }, inumbering: { listDelayMs: 0 } });
});
afterAll(() => world.close());

const READINGS = [
  ["text, 409, mirrored, null for refused", {}],
  [
    "integers, empty list, always 200, text in status",
    {
      telephoneNumber: "number",
      coverageFields: "number",
      blockField: "block",
      emptySearch: "empty-list",
      httpStatus: "always-200",
      errorText: "status",
    },
  ],
  [
    "integers, 409 inside 200, refused as a whole",
    {
      telephoneNumber: "number",
      emptySearch: "409",
      httpStatus: "always-200",
      errorText: "status",
      refusedNumbers: "409",
      partialOrder: "all-or-nothing",
    },
  ],
] as const;

it.each(READINGS)("searches, orders and confirms, whichever way the carrier answers: %s", async (_name, settings) => {
  world.sandboxes.changeSettings({
    inumbering: {
      telephoneNumber: "text",
      coverageFields: "text",
      blockField: "line",
      emptySearch: "409",
      httpStatus: "mirrored",
      errorText: "message",
      refusedNumbers: "order-null",
      partialOrder: "rest-is-ordered",
      ...settings,
    },
  });
  const search = (mask: string, quantity: number) =>
    searchInventory(world.ctx, inventorySearch.parse({ accountId, mask, quantity }));
  expect((await search("2015550123", 1)).numbers).toEqual([]);
  const picked = (await search("415xxxxxxx", 20)).numbers.filter(({ number }) => !/040\d$/.test(number)).slice(0, 3);
  const [refused] = picked;
  if (!refused) throw new Error("none on offer");
  await addToCart(world.ctx, {
    accountId,
    picked,
    any: { quantity: 2, mask: inventorySearch.shape.mask.parse("503xxxxxxx") },
  });
  const cart = await findCart(world.ctx, accountId);
  if (!cart) throw new Error("no cart");
  // On offer at the last look, and refused all the same.
  world.sandboxes.setOutcomes([{ carrier: "inumbering", number: toTenDigits(refused.number), outcome: "taken" }]);
  const { version, orderKey } = cart;
  const placed = await submitCart(world.ctx, { accountId, version, orderKey, reference: "", reason: randomUUID() });
  if (placed.type !== "placed") throw new Error("not placed");
  const sender = startSender(world.database.sql, world.ctx.carriers, accountId);
  try {
    const hurry = waitFor("the rest to be read", async () => {
      await world.database.sql.query(
        `UPDATE dispatch SET due_at = now() - interval '1 s' WHERE order_id = $1 AND state = 'lost'`,
        [placed.orderId],
      );
      const { rows } = await world.database.sql.query(`SELECT 1 FROM orders WHERE id = $1 AND settled_at IS NOT NULL`, [
        placed.orderId,
      ]);
      return rows.length > 0;
    });
    expect(await waitUntilSettled(world, placed.orderId)).toMatchObject({ requested: 5, confirmed: 4, failed: 1 });
    await hurry;
  } finally {
    await sender.stop();
  }
  expect(world.sandboxes.ledger.listDuplicates({ kind: "purchase" })).toEqual([]);
});
