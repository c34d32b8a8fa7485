import { afterAll, beforeAll, expect, it } from "vitest";
import type { AvailableNumber } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { coverageQuery } from "@/lib/domain/coverage-query";
import { AppError } from "@/lib/domain/errors";
import { type InventorySearch, inventorySearch } from "@/lib/domain/inventory-search";
import { phoneNumber } from "@/lib/domain/phone-number";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld } from "@/lib/test/world";
import { checkAvailability } from "./check-availability";
import { listAllCoverage } from "./list-coverage";
import { listGateways } from "./list-gateways";
import { listRateCenters } from "./list-rate-centers";
import { readCoverage, refreshCoverage } from "./read-coverage";
import { searchInventory } from "./search-inventory";
import { suggestAlternatives } from "./suggest-alternatives";

const world = await createTestWorld();
const accountId = world.accountOf("inumbering");

beforeAll(async () => {
  await world.setRate("inumbering", 1_000);
  // Calls are counted here: one that the carrier refuses for their number would be made twice.
  world.sandboxes.changeSettings({ limits: { inumbering: null } });
});
afterAll(() => world.close());

const search = (parts: Record<string, unknown>): InventorySearch =>
  inventorySearch.parse({ accountId, mask: "201xxxxxxx", quantity: 20, ...parts });

const countCalls = async (path: string) => {
  const { rows } = await world.database.sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM carrier_call WHERE url LIKE $1`,
    [`%${path}%`],
  );
  return rows[0]?.count ?? 0;
};

it("finds numbers that fit every condition, ascending, and marks those that we hold", async () => {
  const first = await searchInventory(world.ctx, search({ state: "NJ" }));
  expect(first.numbers).toHaveLength(20);
  expect(first.isFull).toBe(true);
  expect(first.numbers.every(({ number, state }) => number.startsWith("+1201") && state === "NJ")).toBe(true);
  expect(first.numbers.map(({ number }) => number)).toEqual(first.numbers.map(({ number }) => number).toSorted());
  const [own, ordered, free] = first.numbers;
  if (!own || !ordered || !free) throw new Error("too few");
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: accountId, carrierId: "inumbering" }, [
      { number: own.number, facts: { ownership: "owned" } },
    ]),
  );
  await world.place("purchase", "inumbering", [ordered.number]);
  const again = await searchInventory(world.ctx, search({ state: "NJ" }));
  const heldOf = (number: string) => again.numbers.find((one) => one.number === number)?.held;
  expect([heldOf(own.number), heldOf(ordered.number), heldOf(free.number)]).toEqual(["owned", "ordered", null]);
});

it("refuses an impossible combination without asking the carrier", async () => {
  const before = await countCalls("tnInventory/");
  await expect(searchInventory(world.ctx, search({ state: "TX" }))).rejects.toThrow(/not in Texas/);
  expect(await countCalls("tnInventory/")).toBe(before);
});

it("asks for the same coverage once in ten minutes, and again after a refresh", async () => {
  let now = Date.now();
  const ctx: Context = { ...world.ctx, now: () => new Date(now) };
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
  const { choices: inState } = await listRateCenters(world.ctx, { accountId, state: "NJ", text: "ha" });
  expect(inState[0]?.rateCenter).toMatch(/^HA/);
  expect(inState.every(({ state, rateCenter }) => state === "NJ" && rateCenter.includes("HA"))).toBe(true);
  const { choices: inArea } = await listRateCenters(world.ctx, { accountId, npa: "201", text: "" });
  expect(inArea.length).toBeGreaterThan(3);
  expect(inArea.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(1_000);
});

it("knows the nearest names of what is no rate center, and a search for it says so instead of finding nothing", async () => {
  const { choices } = await listRateCenters(world.ctx, { accountId, state: "NJ", text: "hack" });
  const hackensack = choices.find(({ rateCenter }) => rateCenter === "HACKENSACK");
  expect(hackensack?.count).toBeGreaterThan(0);
  const misspelled = await listRateCenters(world.ctx, { accountId, state: "NJ", text: "hakensack" });
  expect(misspelled).toMatchObject({ choices: [], nearest: [{ rateCenter: "HACKENSACK" }] });

  const refused = async (rateCenter: string) =>
    searchInventory(world.ctx, search({ rateCenter })).then(
      () => null,
      (error: unknown) => (error instanceof AppError ? `${error.code} ${error.message}` : String(error)),
    );
  const has = `HACKENSACK, NJ, has ${hackensack?.count.toLocaleString("en-US")}`;
  expect(await refused("HACK")).toContain(`INVALID_INPUT HACK is not a rate center. ${has}`);
  expect(await refused("QQQQ")).toBe(
    "INVALID_INPUT QQQQ is not a rate center. No rate center with available numbers has a similar name.",
  );
  // One that there is, and that has none of the numbers asked for, is no mistake.
  expect(await searchInventory(world.ctx, search({ mask: "6095550123", rateCenter: "HACKENSACK" }))).toMatchObject({
    numbers: [],
  });
  const [alternative] = await suggestAlternatives(world.ctx, search({ rateCenter: "HACK" }));
  expect(alternative?.changes).toEqual({ rateCenter: "HACKENSACK" });

  const coverage = async (rateCenter: string) =>
    listAllCoverage(world.ctx, { accountId, query: coverageQuery.parse({ by: "npaNxx", rateCenter }) });
  expect((await coverage("hack")).unknownRateCenter).toContain(`HACK is not a rate center. ${has}`);
  expect((await coverage("hackensack")).unknownRateCenter).toBeNull();
});

it("lists gateways", async () => {
  expect((await listGateways(world.ctx, { accountId })).length).toBeGreaterThan(0);
});

it("suggests searches near to one without results, and each of them finds something", async () => {
  const empty = search({ mask: "2015550123", rateCenter: undefined });
  const alternatives = await suggestAlternatives(world.ctx, empty);
  expect(alternatives.length).toBeGreaterThan(0);
  for (const { changes } of alternatives.slice(0, 3)) {
    const found = await searchInventory(world.ctx, search({ ...empty, ...changes, quantity: 1 }));
    expect(found.numbers, JSON.stringify(changes)).toHaveLength(1);
  }
});

it("decides by one search per exchange what is still on offer, and asks closer where an answer was cut", async () => {
  const { numbers } = await searchInventory(world.ctx, search({ mask: "609xxxxxxx", quantity: 40 }));
  const own = numbers.map(({ number }) => number);
  const [lost] = own;
  if (!lost) throw new Error("none found");
  const account = await world.ctx.carriers.openForWriting(accountId);
  const { inventory, programs } = account.carrier;
  if (!inventory) throw new Error("no inventory");
  await programs.purchase?.write({ numbers: [lost], reference: "SOMEONE-ELSE-1", params: {} });
  const before = await countCalls("tnInventory/");
  expect(await checkAvailability(inventory, own)).toMatchObject({ taken: [lost], unchecked: [] });
  const exchanges = new Set(own.map((number) => number.slice(0, 8))).size;
  expect((await countCalls("tnInventory/")) - before).toBe(exchanges);

  // An exchange that has a thousand on offer and shows only others proves nothing.
  const asked: string[] = [];
  const full: AvailableNumber[] = Array.from({ length: 1_000 }, (_, index) => ({
    number: phoneNumber.parse(`+1609555${String(index).padStart(4, "0")}`),
    rateCenter: null,
    city: null,
    lata: null,
    state: null,
  }));
  const crowded = {
    search: ({ mask }: { mask: string }) => {
      asked.push(mask);
      return Promise.resolve(
        mask === "609555xxxx"
          ? { items: full, oddCount: 0 }
          : { items: full.filter(({ number }) => number.endsWith(mask.slice(6))), oddCount: 0 },
      );
    },
  };
  const far = ["+16095550001", "+16095559001", "+16095559002"].map((text) => phoneNumber.parse(text));
  expect(await checkAvailability(crowded, far)).toMatchObject({ taken: far.slice(1), unchecked: [] });
  expect(asked).toEqual(["609555xxxx", "6095559xxx"]);
});
