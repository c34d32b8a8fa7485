import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { toTenDigits } from "@/lib/domain/phone-number";
import { bringIn, ignoreDiscovered } from "@/lib/services/discover/bring-in";
import { acceptDrift } from "@/lib/services/drift/accept-drift";
import { countDrift } from "@/lib/services/drift/count-drift";
import { listDiscovered, listDrift } from "@/lib/services/drift/list-drift";
import { planRestore } from "@/lib/services/drift/plan-restore";
import { restoreDrift } from "@/lib/services/drift/restore-drift";
import { getCampaign } from "@/lib/services/campaigns/get-entry";
import { driftQuery } from "@/lib/domain/drift";
import { readIntervals, saveIntervals } from "./reading-intervals";
import { refreshNumber } from "@/lib/services/numbers/refresh-number";
import {
  changeBehind,
  makeDue,
  readAll,
  readDrift,
  type SettledNumbers,
  settleNumbers,
} from "@/lib/test/reconciliation";
import { expectOneStory } from "@/lib/test/drift-story";
import { createTestWorld } from "@/lib/test/world";

/** Divisible by four: 3 × 240 numbers of ours. */
const SIZE = 240;
const EACH = 30;

let settled: SettledNumbers;
let expected: string[];

const readCycles = () => world.database.db.readingCycle.findMany({ orderBy: [{ group: "asc" }] });
const numberRow = z.object({ e164: z.string() });
const listDrifted = async () =>
  (
    await queryRows(world.database.sql, numberRow)`
      SELECT e164 FROM number n JOIN state_set s ON s.id = n.state_set_id WHERE 'drifted' = ANY(s.states)`
  ).map((row) => row.e164);

const world = await createTestWorld();

beforeAll(async () => {
  for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 1_000);
  settled = await settleNumbers(world, SIZE);
});
afterAll(() => world.close());

describe("a cycle of readings", () => {
  it("finds nothing where nothing has changed, and plans the next one", async () => {
    await makeDue(world);
    await readAll(world);
    expect(await readDrift(world)).toEqual([]);
    const cycles = (await readCycles()).filter(({ group }) => group !== "webhooks");
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
  });

  it("finds every number that changed behind our back, with its kind, and none else", async () => {
    expected = changeBehind(world, settled, EACH);
    await makeDue(world);
    await readAll(world);
    expect(await readDrift(world)).toEqual(expected);
    const ours = expected.filter((one) => !one.endsWith("number-appeared"));
    expect(new Set(await listDrifted())).toEqual(new Set(ours.map((one) => one.split(" ")[0])));
    await expectOneStory(world, ours);
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
  });

  it("reads webhooks only where an administrator turns that on, one number a call", async () => {
    const find = async () => (await readCycles()).find(({ group }) => group === "webhooks");
    expect(await find()).toMatchObject({ nextAt: null, startedAt: null });
    await saveIntervals(world.ctx, { ...(await readIntervals(world.database)), webhooks: 168 });
    expect((await find())?.nextAt).toBeInstanceOf(Date);
    const [number] = settled.on.slice(-1);
    if (!number) throw new Error("no number");
    await makeDue(world, ["webhooks"]);
    await readAll(world);
    const on = await world.database.db.numberFact.count({ where: { facet: "smsState", value: "provisioned" } });
    const cycle = await find();
    expect(cycle).toMatchObject({ fault: null, read: on, failed: 0 });
    // A connection that was lost is a call more.
    expect(cycle?.calls).toBeGreaterThanOrEqual(on);
    expect(
      await world.database.db.numberFact.findFirst({ where: { e164: number, facet: "webhookUrl" } }),
    ).toMatchObject({
      callId: expect.any(String) as string,
    });
    await saveIntervals(world.ctx, { ...(await readIntervals(world.database)), webhooks: null });
    expect((await find())?.nextAt).toBeNull();
  });

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
  });

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
  });

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
  });
});

describe("settling drift", () => {
  const list = (query: Record<string, string> = {}) => listDrift(world.ctx, driftQuery.parse(query));
  const idsOf = async (kind: string) => (await list({ kind })).rows.map(({ id }) => id);

  it("lists it by kind and account, page by page, each difference once", async () => {
    const first = await list();
    expect(first.rows).toHaveLength(100);
    const second = await list({ after: first.next ?? "" });
    const both = new Set([...first.rows, ...second.rows].map(({ id }) => id));
    expect(both.size).toBe(first.rows.length + second.rows.length);
    expect((await list({ before: second.previous ?? "" })).rows.map(({ id }) => id)).toEqual(
      first.rows.map(({ id }) => id),
    );
    const lost = await list({ kind: "lost-sms", account: world.accountOf("intelepeer") });
    expect(lost.total.count).toBe(first.counts.kinds["lost-sms"].total);
    expect(new Set(lost.rows.map(({ kind }) => kind))).toEqual(new Set(["lost-sms"]));
    expect((await list({ kind: "lost-sms", account: world.accountOf("bandwidth") })).rows).toEqual([]);
  });

  it("is accepted one by one, or all that matched, and not what came since", async () => {
    const [one = ""] = await idsOf("gained-sms");
    expect(await acceptDrift(world.ctx, { choice: { ids: [one] } })).toEqual({ accepted: 1 });
    expect(await acceptDrift(world.ctx, { choice: { ids: [one] } })).toEqual({ accepted: 0 });
    const { at, total } = await list({ kind: "gained-sms" });
    const later = settled.off.at(-1);
    if (!later) throw new Error("no number");
    world.sandboxes.change({ carrier: "intelepeer", change: "sms-gained", numbers: [toTenDigits(later)] });
    await refreshNumber(world.ctx, { number: later, accountId: world.accountOf("intelepeer") });
    const choice = { filter: { kind: "gained-sms" as const }, until: at };
    expect(await acceptDrift(world.ctx, { choice, reason: "Turned on by the owner." })).toEqual({
      accepted: total.count,
    });
    expect((await list({ kind: "gained-sms" })).rows.map(({ number }) => number)).toEqual([later]);
    const audit = await world.database.db.auditEvent.findFirst({
      where: { action: "drift.accepted" },
      orderBy: { seq: "desc" },
    });
    expect(audit).toMatchObject({ reason: "Turned on by the owner.", actorId: world.ctx.actor.id });
    expect(await listDrifted()).not.toContain(settled.off[0]);
  });

  it("is restored by the orders that bring it back, and open again where they fail", async () => {
    const kinds = ["lost-sms", "campaign-gone", "registration-lost", "number-gone"] as const;
    const ids = (await Promise.all(kinds.map(async (kind) => (await idsOf(kind)).slice(0, 2)))).flat();
    const plan = await planRestore(world.ctx, { choice: { ids } });
    expect(plan.orders.map(({ kind, numbers, to }) => `${kind} ${numbers} ${to ?? ""}`).sort()).toEqual([
      "campaign-assign 2 CKEEP01",
      "register 2 a-one",
      "sms-enable 2 ",
    ]);
    expect(plan.left).toEqual([{ kind: "number-gone", numbers: 2 }]);
    const input = { choice: { ids }, idempotencyKey: "restore-once" };
    const { orders, left } = await restoreDrift(world.ctx, input);
    expect([orders.length, left]).toEqual([3, 2]);
    await expect(restoreDrift(world.ctx, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const settle = (orderId: string, seq: number, state: string) =>
      world.database.sql.query(
        `UPDATE order_item SET state = $3, message = 'As tested.', settled_at = now() WHERE order_id = $1 AND seq = $2`,
        [orderId, seq, state],
      );
    for (const { id } of orders) {
      const [first, second] = await world.database.db.orderItem.findMany({
        where: { orderId: id },
        orderBy: { seq: "asc" },
      });
      await settle(id, first?.seq ?? -1, "confirmed");
      await settle(id, second?.seq ?? -1, "failed");
    }
    const states = await world.database.db.drift.groupBy({ by: ["state"], where: { id: { in: ids } }, _count: true });
    expect(Object.fromEntries(states.map(({ state, _count }) => [state, _count]))).toEqual({ restored: 3, open: 5 });
  });

  it("brings in numbers that appeared, with what the carrier reported, and ignores others for good", async () => {
    const found = await listDiscovered(world.ctx, driftQuery.parse({ account: world.accountOf("bandwidth") }));
    expect(found.total.count).toBe(EACH);
    const [unwanted, ...wanted] = found.rows;
    if (!unwanted || !wanted[0]) throw new Error("nothing appeared");
    expect(await ignoreDiscovered(world.ctx, { choice: { ids: [unwanted.id] } })).toEqual({ numbers: 1 });
    const filter = { account: world.accountOf("bandwidth") };
    expect(await bringIn(world.ctx, { choice: { filter, until: found.at } })).toEqual({ numbers: EACH - 1 });
    const facts = await world.database.db.numberFact.findMany({ where: { e164: wanted[0].number } });
    expect(facts).toEqual([
      expect.objectContaining({ facet: "registrationState", value: "registered", callId: wanted[0].callId }),
    ]);
    await makeDue(world, ["registrations"]);
    await readAll(world);
    expect((await listDiscovered(world.ctx, driftQuery.parse(filter))).rows).toEqual([]);
    expect(await world.database.db.telephoneNumber.count({ where: { e164: unwanted.number } })).toBe(0);
  });

  it("shows on a campaign when it stopped, and which numbers stopped with it", async () => {
    const campaign = await getCampaign(world.ctx, "CENDS01");
    expect(campaign?.watch).toMatchObject({ stopped: SIZE / 4, emptySince: null });
    expect(campaign?.watch.history[0]).toMatchObject({ fromEvent: "CAMPAIGN_DCA_COMPLETE", event: "CAMPAIGN_EXPIRED" });
    expect((await getCampaign(world.ctx, "CSUSP01"))?.watch.history).toHaveLength(2);
  });
});
