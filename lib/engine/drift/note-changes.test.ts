import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { phoneNumber } from "@/lib/domain/phone-number";
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
  const of = phoneNumber.parse(`+1303556${String(Math.floor(Math.random() * 10_000)).padStart(4, "0")}`);
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
