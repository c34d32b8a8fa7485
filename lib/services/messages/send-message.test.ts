import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { CarrierError, type Messaging } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import type * as environment from "@/lib/env";
import { AppError } from "@/lib/domain/errors";
import { phoneNumber } from "@/lib/domain/phone-number";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { checkMessages } from "./check-messages";
import { listMessages } from "./list-messages";
import { sendMessage, sendMessageInput } from "./send-message";

vi.mock("@/lib/env", async (original) => ({
  ...(await original<typeof environment>()),
  getEnvironment: () => ({ PUBLIC_URL: "https://tandem.example.com/" }),
}));

let world: TestWorld;
const from = phoneNumber.parse("+13032200049");
const to = phoneNumber.parse("+13032200050");

beforeAll(async () => {
  world = await createTestWorld();
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: world.accountOf("bandwidth"), carrierId: "bandwidth" }, [
      { number: from, facts: { importState: "imported", registrationState: "registered" } },
    ]),
  );
});
afterEach(() => world.database.sql.query(`DELETE FROM message`));
afterAll(() => world.close());

const draft = (change: Partial<Parameters<typeof sendMessage>[1]> = {}) => ({
  accountId: world.accountOf("bandwidth"),
  from,
  to,
  text: "Hello",
  idempotencyKey: randomUUID(),
  ...change,
});

/** The world's context with a carrier that sends in the given way; counts how often it was asked. */
function withSending(send: () => Promise<{ id: string }>): { ctx: Context; asked: () => number } {
  let asked = 0;
  const carriers: Context["carriers"] = {
    open: async (id) => {
      const account = await world.ctx.carriers.open(id);
      const messaging: Messaging | undefined = account.carrier.messaging && {
        ...account.carrier.messaging,
        sendMessage: () => {
          asked += 1;
          return send();
        },
        getMessage: async (messageId) => ({
          id: messageId,
          state: "sent",
          deliveryState: "delivered",
          from,
          to,
          text: "",
          time: null,
        }),
      };
      return { ...account, carrier: { ...account.carrier, messaging } };
    },
  };
  return { ctx: { ...world.ctx, carriers }, asked: () => asked };
}

const states = async () => (await listMessages(world.ctx, from)).map(({ state }) => state);

it("takes any spelling of the receiver and says what is wrong with one that is none", () => {
  const given = { accountId: randomUUID(), from, text: "x", idempotencyKey: "12345678" };
  expect(sendMessageInput.parse({ ...given, to: "(303) 220-0050" }).to).toBe(to);
  expect(sendMessageInput.safeParse({ ...given, to: "303-22" }).error?.issues[0]?.message).toContain("10 expected");
});

it("keeps an accepted message under the carrier's id, and learns later how it fared", async () => {
  const { ctx } = withSending(() => Promise.resolve({ id: "m-1" }));
  expect(await sendMessage(ctx, draft())).toMatchObject({ state: "sending" });
  expect(await states()).toEqual(["sending"]);
  expect(await checkMessages(ctx, { number: from })).toBe(1);
  expect(await listMessages(ctx, from)).toMatchObject([{ state: "sent", deliveryState: "delivered" }]);
});

it("sends once for one form, however often it is submitted", async () => {
  const { ctx, asked } = withSending(() => Promise.resolve({ id: randomUUID() }));
  const one = draft();
  await Promise.all([sendMessage(ctx, one), sendMessage(ctx, one), sendMessage(ctx, one)]);
  expect(asked()).toBe(1);
  expect(await states()).toHaveLength(1);
});

it("leaves a message unknown when the answer was lost, and does not send it again", async () => {
  const lost = () => Promise.reject(new CarrierError("unavailable", "reset", { mayHaveHappened: true }));
  const { ctx, asked } = withSending(lost);
  const one = draft();
  expect(await sendMessage(ctx, one)).toMatchObject({ state: "unknown" });
  expect(await sendMessage(ctx, one)).toMatchObject({ state: "unknown" });
  expect(asked()).toBe(1);
  expect(await states()).toEqual(["unknown"]);
});

it("shows a refusal as an error and tells the carrier's words", async () => {
  const { ctx } = withSending(() => Promise.reject(new CarrierError("rejected", "not allowed", { carrierCode: "no" })));
  await expect(sendMessage(ctx, draft())).rejects.toThrow("not allowed");
  expect(await states()).toEqual(["error"]);
});

it("folds into the callback that came before the answer", async () => {
  const { ctx } = withSending(async () => {
    await world.database.sql.query(
      `INSERT INTO message (id, account_id, external_id, direction, e164, peer, body, state, occurred_at)
       VALUES ($1, $2, 'm-early', 'out', $3, $4, 'Hello', 'sent', now())`,
      [randomUUID(), world.accountOf("bandwidth"), from, to],
    );
    return { id: "m-early" };
  });
  await sendMessage(ctx, draft());
  expect(await states()).toEqual(["sent"]);
});

it("refuses a number that is not registered, and stores nothing", async () => {
  const { ctx, asked } = withSending(() => Promise.resolve({ id: "x" }));
  await expect(sendMessage(ctx, draft({ from: to }))).rejects.toThrow(AppError);
  expect(asked()).toBe(0);
  expect(await listMessages(ctx, to)).toEqual([]);
});
