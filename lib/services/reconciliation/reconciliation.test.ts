import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toTenDigits } from "@/lib/domain/phone-number";
import { countDrift } from "@/lib/services/drift/count-drift";
import { refreshNumber } from "@/lib/services/numbers/refresh-number";
import {
  changeBehind,
  makeDue,
  readAll,
  readDrift,
  type SettledNumbers,
  settleNumbers,
} from "@/lib/test/reconciliation";
import { createTestWorld, type TestWorld } from "@/lib/test/world";

/** Divisible by four: 3 × 240 numbers of ours. */
const SIZE = 240;
const EACH = 30;

let world: TestWorld;
let settled: SettledNumbers;
let expected: string[];

const readCycles = () => world.database.db.readingCycle.findMany({ orderBy: [{ group: "asc" }] });
const readWord = async () =>
  (
    await world.database.sql.query<{ e164: string }>(
      `SELECT e164 FROM number n JOIN state_set s ON s.id = n.state_set_id WHERE 'drifted' = ANY(s.states)`,
    )
  ).rows.map((row) => row.e164);

beforeAll(async () => {
  world = await createTestWorld();
  for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 1_000);
  settled = await settleNumbers(world, SIZE);
}, 120_000);
afterAll(() => world.close());

describe("a cycle of readings", () => {
  it("finds nothing where nothing has changed, and plans the next one", async () => {
    await makeDue(world);
    await readAll(world);
    expect(await readDrift(world)).toEqual([]);
    const cycles = await readCycles();
    expect(cycles.map(({ group, read, failed, changed, fault }) => ({ group, read, failed, changed, fault }))).toEqual([
      { group: "campaigns", read: 4, failed: 0, changed: 0, fault: null },
      { group: "owned", read: SIZE, failed: 0, changed: 0, fault: null },
      { group: "registrations", read: SIZE, failed: 0, changed: 0, fault: null },
      { group: "sms", read: SIZE, failed: 0, changed: 0, fault: null },
    ]);
    for (const { nextAt, endedAt } of cycles) expect(nextAt?.getTime()).toBeGreaterThan(endedAt?.getTime() ?? Infinity);
    // 50 numbers a call, after one for the token; a list whose numbers are all there is read once.
    expect(cycles.map(({ group, calls }) => `${group} ${calls}`)).toEqual(
      expect.arrayContaining([`sms ${Math.ceil(SIZE / 50) + 1}`, "owned 1", "registrations 1", "campaigns 1"]),
    );
  }, 60_000);

  it("finds every number that changed behind our back, with its kind, and none else", async () => {
    expected = changeBehind(world, settled, EACH);
    await makeDue(world);
    await readAll(world);
    expect(await readDrift(world)).toEqual(expected);
    const ours = expected.filter((one) => !one.endsWith("number-appeared"));
    expect(new Set(await readWord())).toEqual(new Set(ours.map((one) => one.split(" ")[0])));
    const counts = await countDrift(world.ctx);
    expect(counts).toMatchObject({ total: ours.length, recent: ours.length });
    expect(counts.kinds["number-appeared"].total).toBe(2 * EACH);
    const [lost] = settled.on;
    const events = await world.database.db.numberEvent.findMany({
      where: { e164: lost, field: "smsState" },
      orderBy: { id: "desc" },
    });
    expect(events[0]).toMatchObject({
      kind: "drift",
      before: "provisioned",
      after: "not-found",
      callId: expect.any(String),
    });
    const row = await world.database.db.drift.findFirst({ where: { e164: lost } });
    expect(await world.database.db.carrierCall.count({ where: { id: row?.callId ?? "" } })).toBe(1);
  }, 60_000);

  it("makes no second row of the same difference, and closes one that reverses itself", async () => {
    await makeDue(world);
    await readAll(world);
    expect(await readDrift(world)).toEqual(expected);
    const back = settled.on.slice(0, 2);
    world.sandboxes.change({ carrier: "intelepeer", change: "sms-gained", numbers: back.map(toTenDigits) });
    world.sandboxes.setOutcomes([{ carrier: "inumbering", campaign: "CSUSP01", outcome: "CAMPAIGN_DCA_COMPLETE" }]);
    await makeDue(world);
    await readAll(world);
    expected = expected.filter(
      (one) => !back.some((number) => one === `${number} lost-sms`) && !one.endsWith("campaign-suspended"),
    );
    expect(await readDrift(world)).toEqual(expected);
    expect(await world.database.db.drift.count({ where: { e164: { in: back }, state: "gone" } })).toBe(2);
  }, 60_000);

  it("makes drift of what a person's own look shows", async () => {
    const number = settled.on.at(-1);
    if (!number) throw new Error("no number");
    world.sandboxes.change({ carrier: "intelepeer", change: "sms-lost", numbers: [toTenDigits(number)] });
    await refreshNumber(world.ctx, { number, accountId: world.accountOf("intelepeer") });
    expect(await readDrift(world)).toContain(`${number} lost-sms`);
  });

  it("takes nothing for gone from a list with an entry that it cannot read", async () => {
    const lost = settled.registered.slice(-3);
    world.sandboxes.change({ carrier: "bandwidth", change: "registration-lost", numbers: lost.map(toTenDigits) });
    const fault = world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "GET phoneNumbers",
      fault: { kind: "oddItem", at: 0 },
    });
    await makeDue(world, ["registrations"]);
    await readAll(world);
    expect((await readDrift(world)).filter((one) => lost.some((number) => one.startsWith(number)))).toEqual([]);
    expect((await readCycles()).find(({ group }) => group === "registrations")).toMatchObject({
      last: { isPartial: true },
    });
    world.sandboxes.removeFault(fault.id);
    await makeDue(world, ["registrations"]);
    await readAll(world);
    expect((await readDrift(world)).filter((one) => lost.some((number) => one.startsWith(number)))).toHaveLength(3);
  }, 60_000);

  it("takes no drift from what an order of ours did", async () => {
    const before = await readDrift(world);
    const off = settled.on.slice(-2, -1);
    const orderId = await world.place("sms-disable", "intelepeer", off);
    // Sent, and its answer lost: the order may have done it.
    await world.database.sql.query(
      `UPDATE order_item SET attempt = 1, state = 'unknown', code = 'lost', message = 'No answer.' WHERE order_id = $1`,
      [orderId],
    );
    world.sandboxes.change({ carrier: "intelepeer", change: "sms-lost", numbers: off.map(toTenDigits) });
    await makeDue(world, ["sms"]);
    await readAll(world);
    expect(await readDrift(world)).toEqual(before);
  }, 60_000);
});
