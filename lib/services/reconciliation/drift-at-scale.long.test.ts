import { afterAll, beforeAll, expect, it } from "vitest";
import { changeBehind, makeDue, readAll, readDrift, settleNumbers } from "@/lib/test/reconciliation";
import { createTestWorld } from "@/lib/test/world";

/** At each carrier. */
const SIZE = 100_000;
/** Of 100,000 numbers, a quarter each is in a campaign that ends and in one that is suspended; 500 change in every other way. */
const EACH = 500;

const world = await createTestWorld();

beforeAll(async () => {
  for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 1_000);
});
afterAll(() => world.close());

it("finds each change among 100,000 numbers at each carrier, and none else, with at most 2,001 calls for SMS", async () => {
  const expected = changeBehind(world, await settleNumbers(world, SIZE), EACH);
  await makeDue(world);
  await readAll(world);
  expect(await readDrift(world)).toEqual(expected);
  const [sms] = await world.database.db.readingCycle.findMany({ where: { group: "sms" } });
  // 50 numbers a call, and one for the token.
  expect(sms?.calls).toBeLessThanOrEqual(2_001);
});
