import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { addToCartInput, type Cart, type PickedNumber } from "@/lib/domain/cart";
import type { Role } from "@/lib/domain/permissions";
import { phoneNumber, type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { startSender } from "@/lib/engine/sender";
import { retryOrder } from "@/lib/services/orders/retry-order";
import { createTestWorld, waitUntilSettled } from "@/lib/test/world";
import { addToCart } from "./add-to-cart";
import { changeCart, describeCart } from "./change-cart";
import { findCart, summarizeCart } from "./get-cart";
import { quantityLimitsInput, readQuantityLimits, saveQuantityLimits } from "./quantity-limits";
import { submitCart } from "./submit-cart";

let ctx: Context;

const actAs = async (role: Role): Promise<Context> => {
  const id = randomUUID();
  const email = `${id}@example.com`;
  await world.database.db.person.create({ data: { id, email, name: "Bo", role, passwordHash: "-" } });
  return { ...world.ctx, actor: { id, name: "Bo", email, role, sessionId: randomUUID() } };
};

const world = await createTestWorld();
const accountId = world.accountOf("inumbering");

beforeAll(async () => {
  await world.setRate("inumbering", 1_000);
  world.sandboxes.changeSettings({ limits: { inumbering: null }, inumbering: { listDelayMs: 200 } });
});
afterAll(() => world.close());
beforeEach(async () => {
  ctx = await actAs("account-manager");
});

const search = async (mask: string, quantity: number): Promise<PickedNumber[]> => {
  const { carrier } = await world.ctx.carriers.openForWriting(accountId);
  const found = (await carrier.inventory?.search({ mask, quantity }))?.items ?? [];
  return found.map(({ number, rateCenter, state }) => ({ number, rateCenter, state }));
};
const add = (input: Record<string, unknown>, as = ctx) => addToCart(as, addToCartInput.parse({ accountId, ...input }));
const read = async (as = ctx): Promise<Cart> => {
  const cart = await findCart(as, accountId);
  if (!cart) throw new Error("no cart");
  return cart;
};
const submit = async ({ version, orderKey }: Cart, as = ctx) =>
  submitCart(as, { accountId, version, orderKey, reference: "PO-4711", reason: "New office" });
const buyElsewhere = async (numbers: readonly PhoneNumber[]) => {
  const { carrier } = await world.ctx.carriers.openForWriting(accountId);
  await carrier.programs.purchase?.write({ numbers, reference: `ELSE-${randomUUID().slice(0, 8)}`, params: {} });
};
const countOrders = async (as = ctx) =>
  (await world.database.sql.query(`SELECT 1 FROM orders WHERE created_by_id = $1`, [as.actor.id])).rowCount;

it("keeps each person's own cart, with picked numbers by place and any so many of what fits", async () => {
  const picked = await search("201336xxxx", 3);
  expect(await add({ picked })).toMatchObject({ added: 3, leftOut: [], count: 3 });
  expect(await add({ picked: picked.slice(0, 1) })).toMatchObject({
    added: 0,
    leftOut: [{ number: picked[0]?.number, why: "is in the cart already" }],
  });
  await add({ any: { quantity: 40, mask: "xxxxxxxxxx", state: "nj", rateCenter: "hackensack" } });
  await add({ any: { quantity: 2, mask: "xxxxxxxxxx", state: "NJ", rateCenter: "HACKENSACK" } });
  await describeCart(ctx, { accountId, reference: "PO-1", reason: "Because" });
  expect(await read()).toMatchObject({
    count: 45,
    reference: "PO-1",
    reason: "Because",
    limit: 1_000,
    lines: [
      { kind: "picked", numbers: picked },
      { kind: "any", quantity: 42, conditions: { state: "NJ", rateCenter: "HACKENSACK", lata: null } },
    ],
  });
  expect(await summarizeCart(ctx, { accountId })).toMatchObject({
    count: 45,
    numbers: picked.map((one) => one.number),
  });
  expect(await findCart(await actAs("account-manager"), accountId)).toBeNull();
});

it("leaves out what is ours or asked for already", async () => {
  const [ordered, free] = await search("203xxxxxxx", 2);
  if (!ordered || !free) throw new Error("too few");
  await world.place("purchase", "inumbering", [ordered.number]);
  const { added, leftOut } = await add({ picked: [ordered, free] });
  expect(added).toBe(1);
  expect(leftOut).toEqual([{ number: ordered.number, why: expect.stringMatching(/^is in order T/) }]);
});

it("holds each role to its limit, in the cart and at the order, and takes other limits from an administrator", async () => {
  const any = (quantity: number, lata: string) => ({ any: { quantity, mask: "xxxxxxxxxx", lata } });
  await add(any(1_000, "224"));
  await expect(add(any(1, "132"))).rejects.toThrow(/at most 1,000 numbers at once; this would be 1,001/);
  await expect(add(any(1, "132"), await actAs("support"))).rejects.toThrow(/may not order/);
  await saveQuantityLimits(world.ctx, quantityLimitsInput.parse({ "account-manager": 10, administrator: 5_000 }));
  expect(await readQuantityLimits(ctx)).toEqual({
    viewer: null,
    support: null,
    "account-manager": 10,
    administrator: 5_000,
  });
  await expect(submit(await read())).rejects.toThrow(/at most 10 numbers/);
  expect(await countOrders()).toBe(0);
  await saveQuantityLimits(world.ctx, { "account-manager": 1_000, administrator: 10_000 });
});

it("orders the whole cart as one order, once, no matter who clicks and in how many tabs", async () => {
  await add({ picked: await search("973xxxxxxx", 3) });
  await add({ any: { quantity: 4, mask: "973xxxxxxx" } });
  const cart = await read();
  const answers = await Promise.all([submit(cart), submit(cart), submit(cart)]);
  const late = await submit(cart);
  expect(new Set([...answers, late].map((answer) => (answer.type === "placed" ? answer.orderId : "")))).toHaveLength(1);
  expect(late).toMatchObject({ type: "placed", isExisting: true, count: 7 });
  expect(await countOrders()).toBe(1);
  const empty = await read();
  expect(empty).toMatchObject({ count: 0, lines: [], reference: "", reason: "" });
  expect(empty.orderKey).not.toBe(cart.orderKey);
  const [order] = await world.database.db.order.findMany({ where: { createdById: ctx.actor.id } });
  expect(order).toMatchObject({ requested: 7, reason: "New office", params: { ourReference: "PO-4711" } });
});

it("does not order a cart that another tab changed after it was seen", async () => {
  await add({ picked: await search("908xxxxxxx", 2) });
  const seen = await read();
  await add({ any: { quantity: 1, mask: "908xxxxxxx" } });
  await expect(submit(seen)).rejects.toThrow(/changed in another tab/);
  expect(await countOrders()).toBe(0);
});

it("orders nothing when something is gone, says of each line what, and takes a substitute or a smaller number", async () => {
  const picked = await search("609xxxxxxx", 3);
  const [lost] = picked;
  if (!lost) throw new Error("too few");
  await add({ picked });
  // One exact number cannot be had five times over.
  const [single] = await search("732xxxxxxx", 1);
  await add({ any: { quantity: 5, mask: toTenDigits(phoneNumber.parse(single?.number)) } });
  await buyElsewhere([lost.number]);
  const answer = await submit(await read());
  expect(answer).toMatchObject({
    type: "short",
    wanted: 8,
    found: 3,
    unchecked: 0,
    shortages: [
      { wanted: 3, found: 2, gone: [{ number: lost.number, why: "is no longer on offer" }] },
      { wanted: 5, found: 1, gone: [], substitutes: [] },
    ],
  });
  expect(await countOrders()).toBe(0);
  if (answer.type !== "short") return;
  const [first, second] = answer.shortages;
  expect(first?.substitutes).toHaveLength(1);
  expect(first?.substitutes[0]?.number.slice(0, 8)).toBe(lost.number.slice(0, 8));
  await changeCart(ctx, {
    accountId,
    changes: [
      { do: "exchange", lineId: first?.lineId ?? "", remove: [lost.number], add: first?.substitutes ?? [] },
      { do: "set-quantity", lineId: second?.lineId ?? "", quantity: 1 },
    ],
  });
  expect(await submit(await read())).toMatchObject({ type: "placed", count: 4 });
});

it("sends each line to its own gateway, also when a number is tried again, and refuses a gateway that is gone", async () => {
  const picked = (await search("856xxxxxxx", 40)).filter(({ number }) => !/040\d$/.test(number)).slice(0, 4);
  const [, refused] = picked;
  if (!refused) throw new Error("too few");
  await add({ picked: picked.slice(0, 2) });
  const [line] = (await read()).lines;
  await changeCart(ctx, { accountId, changes: [{ do: "set-route", lineId: line?.id ?? "", route: "7777" }] });
  await add({ picked: picked.slice(2) });
  await expect(submit(await read())).rejects.toThrow(/no gateway 7777/);
  await changeCart(ctx, { accountId, changes: [{ do: "set-route", lineId: line?.id ?? "", route: "1001" }] });

  world.sandboxes.setOutcomes([{ carrier: "inumbering", number: toTenDigits(refused.number), outcome: "taken" }]);
  const placed = await submit(await read());
  if (placed.type !== "placed") throw new Error("not placed");
  const sender = startSender(world.database.sql, world.ctx.carriers, accountId);
  try {
    expect(await waitUntilSettled(world, placed.orderId)).toMatchObject({ confirmed: 3, failed: 1 });
    world.sandboxes.dropOutcomes();
    const choice = { by: "failed" } as const;
    const child = await retryOrder(ctx, { orderId: placed.orderId, choice, round: 0 });
    expect(await waitUntilSettled(world, child.orderId)).toMatchObject({ confirmed: 1 });
  } finally {
    await sender.stop();
  }
  const routes = await world.database.db.numberFact.findMany({
    where: { e164: { in: picked.map(({ number }) => number) }, facet: "route" },
    orderBy: { e164: "asc" },
  });
  const first = new Set(picked.slice(0, 2).map(({ number }): string => number));
  expect(routes).toHaveLength(4);
  for (const { e164, value } of routes) expect([e164, value]).toEqual([e164, first.has(e164) ? "1001" : "4"]);
});

it("tells the carrier nothing and keeps the cart when availability cannot be read", async () => {
  await add({ picked: await search("302xxxxxxx", 1) });
  const { id } = world.sandboxes.addFault({
    carrier: "inumbering",
    endpoint: "tnInventory",
    fault: { kind: "status", status: 500 },
  });
  await expect(submit(await read())).rejects.toMatchObject({ name: "CarrierError" });
  world.sandboxes.removeFault(id);
  expect(await countOrders()).toBe(0);
  expect(await submit(await read())).toMatchObject({ type: "placed", count: 1 });
});
