import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { type InventorySearch, inventorySearch } from "@/lib/domain/inventory-search";
import { recordFacts } from "@/lib/services/fulfilment/facts";
import { inTransaction } from "@/lib/services/fulfilment/transaction";
import { type House, openHouse } from "@/lib/test/house";
import { listGateways } from "./list-gateways";
import { listRateCenters } from "./list-rate-centers";
import { orderNumbers } from "./order-numbers";
import { readCoverage, refreshCoverage } from "./read-coverage";
import { searchInventory } from "./search-inventory";
import { suggestAlternatives } from "./suggest-alternatives";

let house: House;
let accountId: string;

beforeAll(async () => {
  house = await openHouse();
  accountId = house.accountOf("inumbering");
  await house.setRate("inumbering", 1_000);
});
afterAll(() => house.close());

const search = (parts: Record<string, unknown>): InventorySearch =>
  inventorySearch.parse({ accountId, mask: "201xxxxxxx", quantity: 20, ...parts });

const countCalls = async (path: string) => {
  const { rows } = await house.database.sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM carrier_call WHERE url LIKE $1`,
    [`%${path}%`],
  );
  return rows[0]?.count ?? 0;
};

it("finds numbers that fit every condition, ascending, and marks those that we hold", async () => {
  const first = await searchInventory(house.ctx, search({ state: "NJ" }));
  expect(first.numbers).toHaveLength(20);
  expect(first.isFull).toBe(true);
  expect(first.numbers.every(({ number, state }) => number.startsWith("+1201") && state === "NJ")).toBe(true);
  expect(first.numbers.map(({ number }) => number)).toEqual(first.numbers.map(({ number }) => number).toSorted());
  const [own, ordered, free] = first.numbers;
  if (!own || !ordered || !free) throw new Error("too few");
  await inTransaction(house.database.sql, (client) =>
    recordFacts(client, { id: accountId, carrierId: "inumbering" }, [
      { number: own.number, facts: { ownership: "owned" } },
    ]),
  );
  await house.place("purchase", "inumbering", [ordered.number]);
  const again = await searchInventory(house.ctx, search({ state: "NJ" }));
  const heldOf = (number: string) => again.numbers.find((one) => one.number === number)?.held;
  expect([heldOf(own.number), heldOf(ordered.number), heldOf(free.number)]).toEqual(["owned", "ordered", null]);
});

it("refuses an impossible combination without asking the carrier", async () => {
  const before = await countCalls("tnInventory/");
  await expect(searchInventory(house.ctx, search({ state: "TX" }))).rejects.toThrow(/not in Texas/);
  expect(await countCalls("tnInventory/")).toBe(before);
});

it("asks for the same coverage once in ten minutes, and again after a refresh", async () => {
  let now = Date.now();
  const ctx: Context = { ...house.ctx, now: () => new Date(now) };
  const ask = () => readCoverage(ctx, { accountId, by: "rateCenter", filter: { state: "DE" } });
  const before = await countCalls("tnInventoryCoverage/");
  const [one, other] = await Promise.all([ask(), ask()]);
  expect(other).toEqual(one);
  expect(one.rows.length).toBeGreaterThan(0);
  now += 9 * 60_000;
  await ask();
  expect(await countCalls("tnInventoryCoverage/")).toBe(before + 1);
  now += 2 * 60_000;
  expect((await ask()).readAt).not.toBe(one.readAt);
  await refreshCoverage(ctx, { accountId });
  await ask();
  expect(await countCalls("tnInventoryCoverage/")).toBe(before + 3);
});

it("offers the rate centers of a state or an area code, beginnings first", async () => {
  const inState = await listRateCenters(house.ctx, { accountId, state: "NJ", text: "ha" });
  expect(inState[0]?.rateCenter).toMatch(/^HA/);
  expect(inState.every(({ state, rateCenter }) => state === "NJ" && rateCenter.includes("HA"))).toBe(true);
  const inArea = await listRateCenters(house.ctx, { accountId, npa: "201", text: "" });
  expect(inArea.length).toBeGreaterThan(3);
  expect(inArea.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(1_000);
});

it("lists gateways", async () => {
  expect((await listGateways(house.ctx, { accountId })).length).toBeGreaterThan(0);
});

it("suggests searches near to one without results, and each of them finds something", async () => {
  const empty = search({ mask: "2015550123", rateCenter: undefined });
  const alternatives = await suggestAlternatives(house.ctx, empty);
  expect(alternatives.length).toBeGreaterThan(0);
  for (const { changes } of alternatives.slice(0, 3)) {
    const found = await searchInventory(house.ctx, search({ ...empty, ...changes, quantity: 1 }));
    expect(found.numbers, JSON.stringify(changes)).toHaveLength(1);
  }
});

it("orders numbers that are all free, once for one key", async () => {
  const { numbers } = await searchInventory(house.ctx, search({ mask: "973xxxxxxx", quantity: 3 }));
  const input = { accountId, numbers: numbers.map((one) => one.number), reason: "Test", idempotencyKey: randomUUID() };
  const placed = await orderNumbers(house.ctx, input);
  const again = await orderNumbers(house.ctx, input);
  expect(placed.is).toBe("placed");
  expect(again).toEqual(placed);
});

it("orders nothing when a number was taken a moment before, and names it and substitutes of its exchange", async () => {
  const { numbers } = await searchInventory(house.ctx, search({ mask: "609xxxxxxx", quantity: 3 }));
  const [lost, ...rest] = numbers.map((one) => one.number);
  if (!lost) throw new Error("none found");
  const account = await house.ctx.carriers.open(accountId);
  await account.carrier.programs.purchase?.write({ numbers: [lost], reference: "SOMEONE-ELSE-1", params: {} });
  const countOrders = async () => (await house.database.sql.query(`SELECT 1 FROM orders`)).rowCount;
  const before = await countOrders();
  const answer = await orderNumbers(house.ctx, { accountId, numbers: [lost, ...rest], idempotencyKey: randomUUID() });
  expect(answer).toMatchObject({ is: "taken", taken: [lost], unchecked: 0 });
  if (answer.is !== "taken") return;
  expect(answer.substitutes).toHaveLength(1);
  expect(answer.substitutes[0]?.slice(0, 8)).toBe(lost.slice(0, 8));
  expect([lost, ...rest]).not.toContain(answer.substitutes[0]);
  expect(await countOrders()).toBe(before);
});
