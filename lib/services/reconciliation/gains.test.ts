import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { driftQuery, LISTED_KINDS } from "@/lib/domain/drift";
import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import { spellParts } from "@/lib/domain/verdict-text";
import { listDiscovered, listDrift } from "@/lib/services/drift/list-drift";
import { planRestore } from "@/lib/services/drift/plan-restore";
import { getHome } from "@/lib/services/home/get-home";
import { getNumber } from "@/lib/services/numbers/get-number";
import { refreshNumber } from "@/lib/services/numbers/refresh-number";
import { makeDue, readAll, readDrift, record, settleNumbers } from "@/lib/test/reconciliation";
import { createTestWorld, numbersFrom } from "@/lib/test/world";

const world = await createTestWorld();

beforeAll(async () => {
  for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 1_000);
  await settleNumbers(world, 8);
});
beforeEach(() => world.database.sql.query("DELETE FROM drift"));
afterAll(() => world.close());

const read = async () => {
  await makeDue(world);
  await readAll(world);
};
const change = (carrier: string, kind: string, numbers: readonly PhoneNumber[], values: Record<string, string> = {}) =>
  world.sandboxes.change({ carrier, change: kind, numbers: numbers.map(toTenDigits), values });
/** As if it had been read long ago: what is read now is newer. */
const know = async (...[carrier, numbers, facts]: [string, readonly PhoneNumber[], Parameters<typeof record>[3]]) => {
  await record(world, carrier, numbers, facts);
  await world.database.sql.query(
    "UPDATE number_fact SET checked_at = checked_at - interval '1 day' WHERE e164 = ANY($1)",
    [numbers],
  );
};
const findCases = async () => (await getHome(world.ctx)).cases.map(({ count, text }) => `${count} ${text}`);

describe("what numbers got behind our back", () => {
  const registered = numbersFrom("9195560000", 1);
  const [joined, returned] = [numbersFrom("2015560000", 1), numbersFrom("2015560100", 1)];

  it("is drift: in the list, on home, in the verdict, without an order that takes it back, until it is as before", async () => {
    await know("inumbering", joined, { ownership: "owned", campaignId: null });
    await know("bandwidth", registered, { registrationState: "none" });
    await know("inumbering", returned, { ownership: "gone" });
    change("bandwidth", "number-appeared", registered, { application: "a-one" });
    change("inumbering", "number-appeared", [...joined, ...returned]);
    change("inumbering", "campaign-changed", joined, { campaign: "CKEEP01" });
    await read();
    const expected = [
      [joined, "campaign-joined", "Joined campaign CKEEP01 at iNumbering without an order of ours"],
      [returned, "number-returned", "Returned to our account at iNumbering without an order of ours"],
      [registered, "registration-gained", "Gained a registration at Bandwidth without an order of ours"],
    ] as const;
    expect(await readDrift(world)).toEqual(expected.map(([[number], kind]) => `${number} ${kind}`).sort());

    const list = await listDrift(world.ctx, driftQuery.parse({}));
    expect(list.rows.map(({ kind }) => kind).sort()).toEqual(expected.map(([, kind]) => kind));
    const plan = await planRestore(world.ctx, { choice: { filter: {}, until: list.at } });
    expect(plan.orders).toEqual([]);
    expect(plan.left.map(({ kind }) => kind).sort()).toEqual(expected.map(([, kind]) => kind));
    expect((await getHome(world.ctx)).cases.map(({ kind }) => kind)).toEqual(
      LISTED_KINDS.filter((kind) => expected.some(([, one]) => one === kind)),
    );
    for (const [numbers, , sentence] of expected)
      for (const number of numbers)
        expect(spellParts((await getNumber(world.ctx, number)).verdict.sentence, () => "…")).toContain(sentence);

    await read();
    expect(await readDrift(world)).toHaveLength(3);
    change("inumbering", "campaign-gone", joined);
    change("bandwidth", "registration-lost", registered);
    change("inumbering", "number-gone", returned);
    await read();
    expect(await readDrift(world)).toEqual([]);
  });
});

describe("a number that appeared", () => {
  it("is known here as soon as a person's own look reads it", async () => {
    const [looked, other] = numbersFrom("9195570000", 2);
    if (!looked || !other) throw new Error("no numbers");
    change("bandwidth", "number-appeared", [looked, other], { application: "a-one" });
    await read();
    expect(await readDrift(world)).toEqual([`${looked} number-appeared`, `${other} number-appeared`]);
    expect(await findCases()).toEqual(["2 numbers at a carrier that are not known here"]);
    await refreshNumber(world.ctx, { number: looked, accountId: world.accountOf("bandwidth") });
    expect(await readDrift(world)).toEqual([`${other} number-appeared`]);
    expect((await listDiscovered(world.ctx, driftQuery.parse({}))).rows.map(({ number }) => number)).toEqual([other]);
    expect(await findCases()).toEqual(["1 number at a carrier that is not known here"]);
  });
});
