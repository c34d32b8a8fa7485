import { afterAll, beforeAll, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { NO_CHOSEN_TIMES } from "@/lib/domain/expected-times";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { escalationQuery } from "@/lib/domain/stuck";
import { getNumber } from "@/lib/services/numbers/get-number";
import { countAudit, placeItems, setItems, storeDispatch } from "@/lib/test/order-items";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { saveExpectedTimes } from "./expected-times";
import { getEscalations } from "./get-escalations";
import { getOrderProgress } from "./get-order-progress";
import { listOrders } from "./list-orders";
import { listStuck } from "./list-stuck";

let world: TestWorld;
let orderId: string;
const numbers = ["+13035550100", "+13035550101", "+18005550102", "+13035550103"].map((text) => phoneNumber.parse(text));

beforeAll(async () => {
  world = await createTestWorld();
  orderId = await placeItems(world, numbers);
  await storeDispatch(world, orderId, [1, 2, 3, 4], "accepted");
  await setItems(world, orderId, [1, 2, 3], "accepted");
  await setItems(world, orderId, [4], "unknown");
  // IntelePeer: 15 min, toll-free a day. The second was accepted just now.
  await world.database.sql.query(
    `UPDATE order_item SET accepted_at = now() - interval '3 h', updated_at = now() - interval '3 h' WHERE order_id = $1 AND seq <> 2`,
    [orderId],
  );
});
afterAll(() => world.close());

it("finds what waits for longer than its carrier, kind and toll-free numbers make one expect, and writes to the carrier", async () => {
  const { orders, moreOrders } = await listStuck(world.ctx);
  expect(moreOrders).toBe(0);
  expect(orders).toMatchObject([
    { id: orderId, kind: "sms-enable", accepted: 1, unknown: 1, first: [numbers[0], numbers[3]], usualSeconds: 900 },
  ]);
  const [letter, ...others] = await getEscalations(world.ctx, { orders: [orderId] });
  expect(others).toEqual([]);
  expect(letter?.subject).toMatch(/^IntelePeer: SMS on waiting for 3 h, 2 numbers \(our order T/);
  expect(letter?.text).toMatch(/\+13035550100 {2}accepted .* \(3 h ago\), our reference R/);
  expect(letter?.text).toContain("+13035550103  sent, no clear answer came,");
  expect(letter?.text).not.toContain(numbers[1]);
  expect(letter?.text).toContain(world.ctx.actor.email);
  const chosen = await getEscalations(world.ctx, { orders: [orderId], seqs: ["4"] });
  expect(chosen[0]?.text).not.toContain(numbers[0]);
  // One that is not late yet can be asked about too.
  expect((await getEscalations(world.ctx, { orders: [orderId], seqs: ["2"] }))[0]?.text).toContain(numbers[1]);
  await expect(getEscalations(world.ctx, { campaigns: [uuidv7()] })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("is written about from the number's page, of this number alone, only while it is late", async () => {
  const ask = async (number: PhoneNumber) => {
    const { pending } = await getNumber(world.ctx, number);
    return pending.flatMap(({ ref, overdueSeq }) => (overdueSeq === null ? [] : [{ ref, overdueSeq }]));
  };
  const [late, inTime] = [await ask(numbers[3] as PhoneNumber), await ask(numbers[1] as PhoneNumber)];
  expect([late.length, inTime]).toEqual([1, []]);
  const { ref, overdueSeq } = late[0] ?? { ref: "", overdueSeq: 0 };
  const letters = await getEscalations(world.ctx, escalationQuery.parse({ orders: ref, seqs: String(overdueSeq) }));
  expect(letters).toHaveLength(1);
  const named = numbers.filter((number) => letters[0]?.text.includes(number));
  expect(named).toEqual([numbers[3]]);
});

it("follows the times that an administrator chose, everywhere", async () => {
  const times = {
    carrierId: "intelepeer",
    kind: "sms-enable" as const,
    accepted: 7_200,
    tollFree: 7_200,
    unknown: 14_400,
  };
  await saveExpectedTimes(world.ctx, { ...NO_CHOSEN_TIMES, orders: [times] });
  expect(await countAudit(world, "expected-times.changed")).toBe(1);
  expect((await listStuck(world.ctx)).orders).toMatchObject([
    { accepted: 2, unknown: 0, first: [numbers[0], numbers[2]] },
  ]);
  expect((await getOrderProgress(world.ctx, orderId)).overdue).toBe(2);
  expect((await listOrders(world.ctx, { attention: "overdue" })).rows).toMatchObject([{ id: orderId, overdue: 2 }]);
  await saveExpectedTimes(world.ctx, { ...NO_CHOSEN_TIMES, orders: [{ ...times, accepted: 86_400, tollFree: null }] });
  expect((await listStuck(world.ctx)).orders).toEqual([]);
  expect((await getOrderProgress(world.ctx, orderId)).overdue).toBe(0);
});

it("finds campaigns that hang in review and messages without a receipt", async () => {
  const { db } = world.database;
  const [brandRow, ready, waiting] = [uuidv7(), uuidv7(), uuidv7()];
  const accountId = world.accountOf("inumbering");
  const createdAt = new Date(Date.now() - 8 * 86_400_000);
  await db.brand.create({
    data: { id: brandRow, accountId, brandId: "B1", name: "Example", description: "x", state: "registered" },
  });
  for (const [id, standing] of [
    [ready, "ready"],
    [waiting, "waiting"],
  ] as const)
    await db.campaign.create({
      data: {
        id,
        accountId,
        brandRowId: brandRow,
        campaignId: standing === "ready" ? "C000001" : "C000002",
        description: "x",
        state: "registered",
        standing,
        event: "REVIEW",
        createdAt,
      },
    });
  const message = {
    accountId: world.accountOf("bandwidth"),
    direction: "out",
    e164: "+13035550100",
    peer: "+13035550199",
    body: "x",
  };
  const hour = new Date(Date.now() - 3_600_000);
  await db.message.createMany({
    data: [
      { ...message, id: uuidv7(), externalId: "m-1", state: "sent", deliveryState: "waiting", occurredAt: hour },
      { ...message, id: uuidv7(), externalId: "m-2", state: "sent", deliveryState: "delivered", occurredAt: hour },
      { ...message, id: uuidv7(), externalId: "m-3", state: "sending", occurredAt: new Date() },
    ],
  });
  const { campaigns, messages } = await listStuck(world.ctx);
  expect(campaigns).toMatchObject([{ campaignId: "C000002", event: "REVIEW", brand: "Example (B1)" }]);
  expect(messages).toMatchObject([{ accountId: message.accountId, count: 1 }]);
  const letters = await getEscalations(world.ctx, {});
  expect(letters.map(({ matters }) => matters)).toEqual([1, 1]);
  expect(letters[0]?.text).toContain("Campaign C000002 of Example (B1)");
  expect(letters[1]?.text).toContain("ID m-1, sent");
  expect(await getEscalations(world.ctx, { account: message.accountId })).toHaveLength(1);
});
