import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { campaignQuery, capacityForm } from "@/lib/domain/campaign";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { previewCampaignOrder } from "@/lib/services/orders/preview-campaign-order";
import { createTestCampaigns } from "@/lib/test/campaigns";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { assignNumbers } from "./assign-numbers";
import { getCampaign } from "./get-entry";
import { listCampaigns } from "./list-campaigns";
import { setCapacity } from "./set-capacity";

const world = await createTestWorld();
const { accountId, brand, campaign, own, reset } = await createTestCampaigns(world);
afterAll(() => world.close());
beforeEach(reset);

it("checks, splits and assigns: no overflow without a raised capacity, no move without a word", async () => {
  const brandId = await brand("BCAP01");
  const id = await campaign(brandId, "CCAP001");
  await campaign(brandId, "CCAP002");
  const numbers = await own("2015554000", 60);
  const [moved] = await own("2015554900", 1, { campaignId: "COTHER1" });
  if (!moved) throw new Error("no number");
  const check = await previewCampaignOrder(world.ctx, {
    accountId,
    campaignId: "CCAP001",
    numbers: [...numbers, moved, ...numbersFrom("8005551234", 1), ...numbersFrom("2015554990", 1)],
  });
  expect(Object.fromEntries(check.groups.map((group) => [group.code, group.numbers.length]))).toEqual({
    none: 60,
    "move COTHER1": 1,
    "toll-free": 1,
    "not-owned": 1,
  });
  expect(check).toMatchObject({
    target: { free: 49 },
    siblings: [{ campaignId: "CCAP002", free: 49 }],
    moving: [moved],
  });

  const assign = (shares: { campaignId: string; numbers: PhoneNumber[] }[], isMoveConfirmed = false) =>
    assignNumbers(world.ctx, { accountId, shares, isMoveConfirmed, idempotencyKey: randomUUID() });
  await expect(assign([{ campaignId: "CCAP001", numbers }])).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("11 too many"),
  });
  // All or none: the second share has no room either, so that the first is not placed.
  await expect(
    assign([
      { campaignId: "CCAP001", numbers: numbers.slice(0, 5) },
      { campaignId: "CCAP002", numbers: numbers.slice(5) },
    ]),
  ).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await getCampaign(world.ctx, id)).toMatchObject({ used: 0, pending: 0 });

  const placed = await assign([
    { campaignId: "CCAP001", numbers: numbers.slice(0, 49) },
    { campaignId: "CCAP002", numbers: numbers.slice(49) },
  ]);
  expect(placed).toHaveLength(2);
  expect(await getCampaign(world.ctx, id)).toMatchObject({ used: 0, pending: 49 });
  await expect(assign([{ campaignId: "CCAP001", numbers: [moved] }])).rejects.toThrow(/another campaign/);
  await expect(assign([{ campaignId: "CCAP001", numbers: [moved] }], true)).rejects.toThrow(/1 too many/);
  await expect(assign([{ campaignId: "CNOTHER", numbers: [moved] }], true)).rejects.toThrow(/not registered/);

  const raise = { id, capacity: 50, reason: "Pool confirmed" };
  expect(capacityForm.safeParse({ ...raise, hasPool: false }).success).toBe(false);
  await setCapacity(world.ctx, capacityForm.parse({ ...raise, hasPool: true }));
  expect(await assign([{ campaignId: "CCAP001", numbers: [moved] }], true)).toHaveLength(1);
  expect((await listCampaigns(world.ctx, campaignQuery.parse({ room: "full" }))).rows.map((row) => row.id)).toEqual([
    id,
  ]);
});

it("lets only one of two at the same time take the last room", async () => {
  const brandId = await brand("BRACE1");
  await campaign(brandId, "CRACE01");
  const numbers = await own("2015556000", 60);
  const tries = await Promise.allSettled(
    [numbers.slice(0, 30), numbers.slice(30)].map((part) =>
      assignNumbers(world.ctx, {
        accountId,
        shares: [{ campaignId: "CRACE01", numbers: part }],
        isMoveConfirmed: false,
        idempotencyKey: randomUUID(),
      }),
    ),
  );
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
