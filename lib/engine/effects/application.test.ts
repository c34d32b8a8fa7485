import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import type { Application, ApplicationInput, Messaging } from "@/lib/carriers/carrier";
import { inTransaction } from "@/lib/db/transaction";
import { storeEffectIntent, testApplication } from "@/lib/test/effects";
import { createTestWorld } from "@/lib/test/world";
import { application } from "./application";
import { claimEffects } from "./claim-effects";
import type { EffectMove } from "./define-effect";
import { performEffect } from "./perform-effect";

const world = await createTestWorld();
const account = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
afterAll(() => world.close());

const input = testApplication("A");
const effect = { id: randomUUID(), actorId: null, attempt: 1, refusals: 0 };
const listed: Application = { ...input, id: "a-1" };

/** The program at a carrier that lists these applications, and the inputs that it was sent. */
function open(items: readonly Application[], oddCount = 0) {
  const sent: ApplicationInput[] = [];
  const messaging = {
    listApplications: async () => ({ items, oddCount }),
    createApplication: async (given: ApplicationInput) => (sent.push(given), { id: "a-2" }),
  } satisfies Partial<Messaging>;
  const carrier = { ...account.carrier, messaging: { ...account.carrier.messaging, ...messaging } as Messaging };
  const program = application.open({ ...account, carrier }, effect, input);
  if (!program) throw new Error("no program");
  return { program, sent };
}

it("is not offered where the account sends no messages", () => {
  const { messaging: _messaging, ...carrier } = account.carrier;
  expect(application.open({ ...account, carrier }, effect, input)).toBeNull();
});

it("is made with its settings, and known by the carrier's id", async () => {
  const { program, sent } = open([]);
  expect(await program.write()).toEqual({ outcome: { type: "confirmed" }, externalId: "a-2" });
  expect(sent).toEqual([input]);
  // What the carrier has already is used; what is lost is sent again only after several readings.
  expect(program).toMatchObject({ isPrechecked: true, absentReadsToResend: 3 });
});

it.each<[string, Application[], number, object]>([
  [
    "with the same name and address",
    [{ ...listed, id: "a-0", name: "B" }, listed],
    0,
    { finding: "done", externalId: "a-1" },
  ],
  [
    "with the same name and another address",
    [{ ...listed, incomingMessageUrl: "https://b" }],
    0,
    { finding: "absent" },
  ],
  ["with the same address and another name", [{ ...listed, name: "B" }], 0, { finding: "absent" }],
  ["without an address", [{ ...listed, incomingMessageUrl: null }], 0, { finding: "absent" }],
  ["that cannot be read: it may be the one", [], 1, { finding: "unseen" }],
  ["with the same name and address beside one that cannot be read", [listed], 1, { finding: "done" }],
])("reads a list that has one %s", async (_what, items, oddCount, finding) => {
  expect(await open(items, oddCount).program.read?.()).toMatchObject(finding);
});

it("is not made where the carrier's list has an entry that cannot be read: it may be there already", async () => {
  const { database } = world;
  const run = async (oddCount: number) => {
    const id = await storeEffectIntent(world, "bandwidth", "application", input);
    const [claimed] = await claimEffects(database.sql, account.id, { units: 1 });
    const sent: ApplicationInput[] = [];
    const messaging = {
      ...account.carrier.messaging,
      listApplications: async () => ({ items: [], oddCount }),
      createApplication: async (given: ApplicationInput) => (sent.push(given), { id: "a-3" }),
    } as Messaging;
    if (claimed) await performEffect(database.sql, { ...account, carrier: { ...account.carrier, messaging } }, claimed);
    return { sent: sent.length, effect: await database.db.effect.findUniqueOrThrow({ where: { id } }) };
  };
  expect(await run(1)).toMatchObject({
    sent: 0,
    effect: { state: "failed", message: expect.stringMatching(/^Nothing was sent\. An entry/) },
  });
  expect(await run(0)).toMatchObject({ sent: 1, effect: { state: "confirmed", externalId: "a-3" } });
});

async function record(move: Partial<EffectMove>) {
  const id = randomUUID();
  await inTransaction(world.database.sql, (client) =>
    application.record(client, {
      account,
      effect: { ...effect, actorId: id },
      input,
      move: { to: "confirmed", refusals: 0, ...move },
      callId: null,
    }),
  );
  const events = await world.database.db.auditEvent.findMany({ where: { after: { path: ["actorId"], equals: id } } });
  return events.map(({ action, entityId, summary }) => ({ action, entityId, summary }));
}

it.each<[Partial<EffectMove>, string, string]>([
  [{ externalId: "a-2" }, "application.created", "Application “A” made (a-2)"],
  [{}, "application.created", "Application “A” made (no id)"],
  [{ externalId: "a-1", basis: "found" }, "application.created", "a reading found it"],
  [{ to: "failed", code: "409", message: "No." }, "application.refused", "was not made: 409: No."],
])("records %j once, for its account", async (move, action, summary) => {
  expect(await record(move)).toEqual([{ action, entityId: account.id, summary: expect.stringContaining(summary) }]);
});

it.each(["queued", "unknown", "skipped"] as const)("records nothing where nothing was made yet: %s", async (to) => {
  expect(await record({ to })).toEqual([]);
});
