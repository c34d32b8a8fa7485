import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/test/database";
import { checkHealth } from "./check-health";

it("tells how long the oldest due item of a running order has waited, and which accounts there are", async () => {
  const test = await createTestDatabase();
  const database = openDatabase(test.url, { connections: 3 });
  expect(await checkHealth(database)).toEqual({ status: "ok", database: "ok", queueLagSeconds: 0, accounts: [] });

  const accountId = randomUUID();
  await database.db.carrierAccount.create({
    data: { id: accountId, carrier: "intelepeer", label: "Main", mode: "sandbox", callbackKey: "k" },
  });
  const addOrder = async (control: string, secondsAgo: number) => {
    const id = randomUUID();
    const text = id.slice(0, 8).toUpperCase();
    await database.db.order.create({
      data: {
        id,
        ref: text,
        kind: "sms-enable",
        carrier: "intelepeer",
        accountId,
        idempotencyKey: id,
        contentHash: id,
        control,
      },
      select: { id: true },
    });
    await database.db.orderItem.create({
      data: { orderId: id, seq: 1, e164: "+12015550123", dueAt: new Date(Date.now() - secondsAgo * 1000) },
    });
  };
  await addOrder("run", 40);
  await addOrder("paused", 4000);
  await database.db.rateSlot.create({
    data: { accountId, endpointGroup: "sms", blockedUntil: new Date(Date.now() + 60_000) },
  });
  const health = await checkHealth(database);
  expect(health.queueLagSeconds).toBeGreaterThanOrEqual(40);
  expect(health.queueLagSeconds).toBeLessThan(600);
  expect(health.accounts).toEqual([
    { carrier: "intelepeer", label: "Main", mode: "sandbox", isEnabled: true, blockedUntil: expect.any(String) },
  ]);

  await database.close();
  await test.drop();
  expect(await checkHealth(database)).toMatchObject({ status: "down", database: "down", queueLagSeconds: null });
});
