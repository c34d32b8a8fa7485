import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { CarrierMessage, Messaging, OutgoingMessage } from "@/lib/carriers/carrier";
import { queryRows, raw, sql as part } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { knowNumbers } from "@/lib/test/know-numbers";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { z } from "zod";
import type { EffectMove } from "./define-effect";
import { message, messageInput, moveForward } from "./message";

const [from, to] = numbersFrom("3032200049", 2);
const input = messageInput.parse({ from, to, text: "Hello" });

const world = await createTestWorld();
const account = await world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));
await knowNumbers(world.database, [input.from]);
afterAll(() => world.close());

type Row = { state?: string; externalId?: string; deliveryState?: string; accountId?: string };
async function store({
  state = "queued",
  externalId,
  deliveryState,
  accountId = account.id,
}: Row = {}): Promise<string> {
  const id = randomUUID();
  const row = { id, accountId, externalId: externalId ?? `ours:${id}`, state, deliveryState };
  const text = { direction: "out", e164: input.from, peer: input.to, body: input.text, occurredAt: new Date() };
  await world.database.db.message.create({ data: { ...row, ...text } });
  return id;
}
const read = (id: string) => world.database.db.message.findUnique({ where: { id } });
const toEffect = (id: string) => ({ id, actorId: world.ctx.actor.id, attempt: 1, refusals: 0 });
const record = (id: string, move: Partial<EffectMove>, callId: string | null = null) =>
  inTransaction(world.database.sql, (client) =>
    message.record(client, {
      account,
      effect: toEffect(id),
      input,
      move: { to: "confirmed", refusals: 0, ...move },
      callId,
    }),
  );

describe("the program", () => {
  function open(found: Pick<CarrierMessage, "id"> | null) {
    const given: unknown[] = [];
    const messaging = {
      sendMessage: async (one: OutgoingMessage) => (given.push(one), { id: "m-1" }),
      findMessage: async (...asked: unknown[]) => (given.push(asked), found as CarrierMessage | null),
    } satisfies Partial<Messaging>;
    const carrier = { ...account.carrier, messaging: { ...account.carrier.messaging, ...messaging } as Messaging };
    const program = message.open({ ...account, carrier }, toEffect("e-1"), {
      ...input,
      callbackUrl: "https://example.com",
    });
    if (!program) throw new Error("no program");
    return { program, given };
  }

  it("sends the text with its id as the tag, and asks for a receipt", async () => {
    const { program, given } = open(null);
    expect(await program.write()).toEqual({ outcome: { type: "confirmed" }, externalId: "m-1" });
    expect(given).toEqual([{ ...input, callbackUrl: "https://example.com", receipt: true, tag: "e-1" }]);
  });

  it("finds it by its sender and tag; where the list does not show it, that proves nothing", async () => {
    const { program, given } = open({ id: "m-1" });
    expect(await program.read?.()).toEqual({ finding: "done", externalId: "m-1" });
    expect(given).toEqual([[input.from, "e-1"]]);
    expect(await open(null).program.read?.()).toEqual({ finding: "unseen" });
    expect(program).toMatchObject({ isPrechecked: false, absentReadsToResend: Number.POSITIVE_INFINITY });
  });

  it("is not offered where the account sends no messages", () => {
    const { messaging: _messaging, ...carrier } = account.carrier;
    expect(message.open({ ...account, carrier }, toEffect("e-1"), input)).toBeNull();
  });
});

describe("the record", () => {
  it.each<[Partial<EffectMove>, object, [string, string][]]>([
    [
      { externalId: "m-100" },
      { state: "sending", externalId: "m-100", carrierCode: null },
      [["message", ": accepted by Bandwidth"]],
    ],
    [
      { to: "unknown", message: "reset" },
      { state: "unknown", carrierMessage: "reset", externalId: expect.stringMatching(/^ours:/) },
      [["message", ": the answer was lost, it may have been sent (reset)"]],
    ],
    [
      { to: "failed", code: "403", message: "No." },
      { state: "error", carrierCode: "403", carrierMessage: "No." },
      [["failed", " was not sent: 403: No."]],
    ],
    [
      { to: "queued", code: "429", message: "later" },
      { state: "queued", carrierCode: "429", carrierMessage: "later" },
      [],
    ],
  ])("of %j is on the message and, where it says anything, in the number's timeline", async (move, row, events) => {
    const id = await store();
    const callId = randomUUID();
    await record(id, move, callId);
    expect(await read(id)).toMatchObject(row);
    const written = await world.database.db.numberEvent.findMany({ where: { callId } });
    expect(written.map(({ kind, message: text }) => [kind, text])).toEqual(
      events.map(([kind, end]) => [kind, `Message to ${input.to}${end}`]),
    );
    for (const event of written) expect(event).toMatchObject({ e164: input.from, actorId: world.ctx.actor.id });
  });

  it("does not move back what a callback has moved on already", async () => {
    const id = await store({ state: "sent", externalId: "m-200" });
    for (const move of [
      { externalId: "m-200" },
      { to: "unknown", message: "reset" },
      { to: "failed", message: "No." },
    ] as const)
      await record(id, move);
    expect(await read(id)).toMatchObject({ state: "sent", externalId: "m-200", carrierMessage: null });
  });

  it.each([
    ["sent", null, "sent"],
    ["sending", "delivered", "sending"],
    ["queued", null, "sending"],
  ])(
    "takes over what a callback reported on another row before the answer: %s, %s",
    async (state, deliveryState, after) => {
      const externalId = `m-${randomUUID()}`;
      const early = await store({ state, externalId, ...(deliveryState !== null && { deliveryState }) });
      const id = await store();
      await record(id, { externalId });
      expect(await read(early)).toBeNull();
      expect(await read(id)).toMatchObject({ state: after, deliveryState, externalId });
    },
  );

  it("takes nothing from another account's message with the same id", async () => {
    const externalId = `m-${randomUUID()}`;
    const other = await store({ state: "sent", externalId, accountId: world.accountOf("inumbering") });
    const id = await store();
    await record(id, { externalId });
    expect(await read(other)).toMatchObject({ state: "sent" });
    expect(await read(id)).toMatchObject({ state: "sending" });
  });
});

const movedRow = z.object({
  state: z.string(),
  delivery_state: z.string().nullable(),
  carrier_code: z.string().nullable(),
});

it.each([
  ["sending", null, "sent", null, "theirs"],
  ["sent", null, "sending", null, "ours"],
  ["sent", null, "sent", null, "ours"],
  ["unknown", null, "queued", null, "theirs"],
  ["sent", "not-delivered", "sent", "delivered", "theirs"],
  ["sent", "delivered", "error", null, "ours"],
] as const)(
  "moves a message that is %s, %s on to %s, %s as a whole or not at all: %s",
  async (state, delivery, next, nextDelivery, kept) => {
    const id = await store({ state, ...(delivery !== null && { deliveryState: delivery }) });
    await world.database.sql.query(`UPDATE message SET carrier_code = 'ours' WHERE id = $1`, [id]);
    const event = JSON.stringify({ state: next, delivery_state: nextDelivery, carrier_code: "theirs" });
    const rows = await queryRows(world.database.sql, movedRow)`
    UPDATE message m SET ${raw(moveForward("e", "m"))} FROM ${part`jsonb_populate_record(NULL::message, ${event}::jsonb) e`}
    WHERE m.id = ${id} RETURNING m.state, m.delivery_state, m.carrier_code`;
    const isMoved = kept === "theirs";
    expect(rows).toEqual([
      { state: isMoved ? next : state, delivery_state: isMoved ? nextDelivery : delivery, carrier_code: kept },
    ]);
  },
);
