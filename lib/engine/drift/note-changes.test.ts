import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import type { OrderKind } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { createTestWorld } from "@/lib/test/world";
import { recordFacts } from "../facts";
import { insertDrift } from "./drift-rows";
import { noteChanges, type ChangedFact } from "./note-changes";

const world = await createTestWorld();

beforeAll(async () => {
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: world.accountOf("bandwidth"), carrierId: "bandwidth" }, [
      { number, facts: { importState: "imported" } },
    ]),
  );
});
beforeEach(() => world.database.sql.query("TRUNCATE drift, number_event"));
afterAll(() => world.close());

const number = phoneNumber.parse("+13035550100");
/** Another one at each call. */
let made = 0;
const anyNumber = () => phoneNumber.parse(`+1303556${String(made++).padStart(4, "0")}`);
const yesterday = new Date(Date.now() - 86_400_000);
const account = () => ({ id: world.accountOf("intelepeer"), carrierId: "intelepeer" });
const change = (facts: Partial<ChangedFact> = {}): ChangedFact => ({
  ...{ number, field: "smsState", before: "provisioned", after: "not-found", knownAt: yesterday },
  ...{ raw: "not-found", callId: null, orderId: null },
  ...facts,
});
const note = (...changes: ChangedFact[]) =>
  inTransaction(world.database.sql, (client) => noteChanges(client, account(), changes));
const readDrift = async () =>
  (await world.database.db.drift.findMany({ orderBy: { id: "asc" } })).map(
    ({ facet, kind, before, after, state }) => `${facet} ${kind} ${before} > ${after} ${state}`,
  );

it("notes a difference once, with what was known before, however often it is read", async () => {
  expect(await note(change())).toMatchObject([{ number, kind: "lost-sms", before: "provisioned", after: "not-found" }]);
  expect(await note(change({ before: "not-found", after: "none" }))).toEqual([]);
  expect(await readDrift()).toEqual(["smsState lost-sms provisioned > none open"]);
});

it("lets go of what is again as it was: by itself it is gone, by an order of ours restored", async () => {
  await note(change());
  expect(await note(change({ before: "not-found", after: "provisioned" }))).toEqual([]);
  await note(change());
  // A reading on an order's behalf is never drift.
  const orderId = await world.place("sms-enable", "intelepeer", [phoneNumber.parse("+13035550199")]);
  await note(change({ before: "not-found", after: "provisioned", orderId }));
  await note(change({ orderId }));
  expect(await readDrift()).toEqual([
    "smsState lost-sms provisioned > not-found gone",
    "smsState lost-sms provisioned > not-found restored",
  ]);
});

it("takes a value that no contract lists for no difference, and compares with the last certain one", async () => {
  expect(await note(change({ after: "unknown" }))).toEqual([]);
  await world.database.db.numberEvent.create({
    data: {
      ...{ e164: number, accountId: account().id, carrier: "intelepeer", kind: "changed", field: "smsState" },
      ...{ before: "provisioned", after: "unknown", message: "-", id: randomUUID() },
    },
  });
  await note(change({ before: "unknown" }));
  expect(await readDrift()).toEqual(["smsState lost-sms provisioned > not-found open"]);
});

it.each([
  ["that was sent and is under way", { state: "accepted", attempt: 1 }, true],
  ["that settled since the value was last read", { state: "confirmed", attempt: 1, settledAt: new Date() }, true],
  ["that settled before that", { state: "confirmed", attempt: 1, settledAt: new Date(0) }, false],
  ["that was never sent", { state: "queued", attempt: 0 }, false],
  ["whose result is unknown and that was for the opposite", { state: "unknown", attempt: 1, message: "-" }, false],
] as const)("an order %s explains a difference: %s", async (_what, item, isExplained) => {
  const of = anyNumber();
  const orderId = await world.place("sms-enable", "intelepeer", [of]);
  await world.database.db.orderItem.updateMany({ where: { orderId }, data: item });
  const found = await note(change({ number: of }));
  expect(found.map(({ kind }) => kind)).toEqual(isExplained ? [] : ["lost-sms"]);
});

it("closes how a campaign fares for the numbers that left it, and keeps one row for each facet", async () => {
  const campaign = { facet: "campaignState", kind: "campaign-ended", before: "ready", after: "ended" } as const;
  await inTransaction(world.database.sql, (client) =>
    insertDrift(client, account(), [{ ...campaign, number, raw: null, callId: randomUUID() }]),
  );
  await note(change(), change({ field: "campaignId", before: "C111111", after: "C222222" }));
  expect(await readDrift()).toEqual([
    "campaignState campaign-ended ready > ended gone",
    "smsState lost-sms provisioned > not-found open",
    "campaignId campaign-changed C111111 > C222222 open",
  ]);
});

/** Of any kind, at the one account: the rules compare kinds, not what a carrier offers. */
async function placeAs(kind: OrderKind, of: PhoneNumber): Promise<string> {
  const id = await world.place("sms-enable", "intelepeer", [of]);
  await world.database.db.order.update({ where: { id }, data: { kind } });
  return id;
}

describe("a gain", () => {
  const none = { field: "campaignId", before: null, after: "C111111" } as const;
  const gains = [
    ["registrationState", "none", "registered", "registration-gained", "register"],
    ["campaignId", null, "C111111", "campaign-joined", "campaign-assign"],
    ["ownership", "gone", "owned", "number-returned", "purchase"],
  ] as const;

  it.each(gains)("of %s (%s to %s) is drift: %s, until it reverses itself", async (field, before, after, kind) => {
    expect(await note(change({ field, before, after }))).toMatchObject([{ number, kind, before, after }]);
    expect(await note(change({ field, before: after, after: before }))).toEqual([]);
    expect(await readDrift()).toEqual([`${field} ${kind} ${before} > ${after} gone`]);
  });

  it.each(gains)("of %s (%s to %s) is none where it ends a loss that is still open", async (field, before, after) => {
    await note(change({ field, before: after, after: before }));
    expect(await note(change({ field, before, after }))).toEqual([]);
    expect((await readDrift()).map((row) => row.split(" ").at(-1))).toEqual(["gone"]);
  });

  it.each(gains)(
    "of %s (%s to %s) is drift again after a person accepted the loss",
    async (field, before, after, kind) => {
      await note(change({ field, before: after, after: before }));
      await world.database.sql.query("UPDATE drift SET state = 'accepted', settled_at = now()");
      expect(await note(change({ field, before, after }))).toMatchObject([{ kind }]);
    },
  );

  it.each(
    gains.flatMap((gain) => [
      [...gain, "accepted", null] as const,
      [...gain, "confirmed", new Date()] as const,
      [...gain, "unknown", null] as const,
    ]),
  )(
    "of %s (%s to %s, %s) is explained by an order: %s, %s",
    async (field, before, after, _kind, order, state, settledAt) => {
      const of = anyNumber();
      const orderId = await placeAs(order, of);
      const data = { state, attempt: 1, settledAt, message: "-" };
      await world.database.db.orderItem.updateMany({ where: { orderId }, data });
      expect(await note(change({ number: of, field, before, after }))).toEqual([]);
    },
  );

  it("is not explained by an order for something else", async () => {
    const of = anyNumber();
    const orderId = await placeAs("remove", of);
    await world.database.db.orderItem.updateMany({ where: { orderId }, data: { state: "accepted", attempt: 1 } });
    const registered = change({ number: of, field: "registrationState", before: "none", after: "registered" });
    expect(await note(registered)).toMatchObject([{ kind: "registration-gained" }]);
  });

  it("of a campaign goes on as one where the number moves on, and still began with none", async () => {
    await note(change(none));
    expect(await note(change({ ...none, before: "C111111", after: "C222222" }))).toEqual([]);
    expect(await readDrift()).toEqual(["campaignId campaign-joined null > C222222 open"]);
  });

  it("follows no value that proves nothing", async () => {
    const registration = { field: "registrationState", after: "registered" } as const;
    expect(await note(change({ ...registration, before: null }))).toEqual([]);
    expect(await note(change({ ...registration, before: "unknown" }))).toEqual([]);
    expect(await note(change({ field: "ownership", before: "unknown", after: "owned" }))).toEqual([]);
  });

  it("is none in a first reading of the number", async () => {
    const facts = { registrationState: "registered", campaignId: "C111111", ownership: "owned" } as const;
    await inTransaction(world.database.sql, (client) =>
      recordFacts(client, account(), [{ number: anyNumber(), facts }]),
    );
    expect(await readDrift()).toEqual([]);
  });
});

describe("a number that appeared", () => {
  const appear = (of: PhoneNumber) =>
    inTransaction(world.database.sql, (client) =>
      insertDrift(client, account(), [
        {
          ...{ number: of, facet: "ownership", kind: "number-appeared", before: null, after: "owned" },
          ...{ raw: null, callId: null },
        },
      ]),
    );
  const recordOwned = (of: PhoneNumber, at = account()) =>
    inTransaction(world.database.sql, (client) =>
      recordFacts(client, at, [{ number: of, facts: { ownership: "owned" } }]),
    );

  it("is known as soon as its facts are recorded at that account, not at another one", async () => {
    const [looked, other] = [anyNumber(), anyNumber()];
    await appear(looked);
    await appear(other);
    await recordOwned(looked, { id: world.accountOf("inumbering"), carrierId: "inumbering" });
    const open = "ownership number-appeared null > owned open";
    expect(await readDrift()).toEqual([open, open]);
    await recordOwned(looked);
    expect(await readDrift()).toEqual(["ownership number-appeared null > owned gone", open]);
  });

  it("that is known already and disappears is drift like any other", async () => {
    const seen = anyNumber();
    await appear(seen);
    const gone = change({ number: seen, field: "ownership", before: "owned", after: "gone" });
    expect(await note(gone)).toMatchObject([{ kind: "number-gone", before: "owned" }]);
  });

  it("stays ignored where a person chose so", async () => {
    const ignored = anyNumber();
    await appear(ignored);
    await world.database.sql.query("UPDATE drift SET state = 'ignored', settled_at = now()");
    await recordOwned(ignored);
    expect(await readDrift()).toEqual(["ownership number-appeared null > owned ignored"]);
  });
});
