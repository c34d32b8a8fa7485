import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import type { CampaignStatus } from "@/lib/carriers/carrier";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { recordStatuses } from "./record-statuses";

const world = await createTestWorld();
afterAll(() => world.close());
const account = { id: world.accountOf("inumbering"), carrierId: "inumbering" };

const numbers = numbersFrom("2015550142", 3);
const ready: CampaignStatus = {
  campaignId: "CLLOE4H",
  event: "CAMPAIGN_DCA_COMPLETE",
  isReady: true,
  standing: "ready",
  isRegistered: true,
  numbers,
  oddCount: 0,
};
const record = (change: Partial<CampaignStatus>) =>
  inTransaction(world.database.sql, (client) =>
    recordStatuses(client, account, [{ ...ready, ...change }], { readAt: new Date(), callId: null, actorId: null }),
  );
async function storeCampaign(campaignId: string, state: string) {
  const brandRowId = randomUUID();
  const description = "Alerts";
  await world.database.db.brand.create({
    data: { id: brandRowId, accountId: account.id, brandId: `B${campaignId}`, name: campaignId, description, state },
  });
  const id = randomUUID();
  await world.database.db.campaign.create({
    data: { id, accountId: account.id, brandRowId, campaignId, description, state },
  });
  return () => world.database.db.campaign.findUniqueOrThrow({ where: { id } });
}
const countBound = () => world.database.db.numberFact.count({ where: { facet: "campaignId", value: "CLLOE4H" } });

it("takes numbers from a campaign only where its whole list was readable", async () => {
  const read = await storeCampaign("CLLOE4H", "registered");
  await record({});
  await record({ numbers: [], oddCount: 1 });
  expect(await countBound()).toBe(3);
  expect(await read()).toMatchObject({ bound: 3, emptySince: null });
  await record({ numbers: [] });
  expect(await countBound()).toBe(0);
  expect(await read()).toMatchObject({ bound: 0, emptySince: expect.any(Date) });
});

it("takes a campaign whose answer was lost for registered only by a registry event", async () => {
  const read = await storeCampaign("CNOTYET", "unknown");
  const lost = { campaignId: "CNOTYET", numbers: [] };
  await record({ ...lost, event: "Not Found", standing: "waiting", isReady: false, isRegistered: false });
  expect(await read()).toMatchObject({ state: "unknown", event: "Not Found" });
  await record(lost);
  expect(await read()).toMatchObject({ state: "registered" });
});

it("lets a campaign's numbers drift until it is ready again, or again as it was", async () => {
  const campaignId = "CSTOPPED";
  await storeCampaign(campaignId, "registered");
  const one = { campaignId, numbers: numbersFrom("2015550162", 1) };
  const ended = { ...one, event: "CAMPAIGN_EXPIRED", standing: "ended", isReady: false } as const;
  const waiting = { ...ended, standing: "waiting" } as const;
  const readDrift = async () => {
    const rows = await world.database.db.drift.findMany({
      where: { e164: one.numbers[0] },
      orderBy: { seenAt: "asc" },
    });
    return rows.map(({ before, after, state }) => `${before} > ${after}: ${state}`);
  };
  await record({ ...waiting, event: "CAMPAIGN_SHARE_ADD" });
  await record(ended);
  const first = "CSTOPPED CAMPAIGN_SHARE_ADD > CSTOPPED CAMPAIGN_EXPIRED";
  // Neither a word that no page lists nor another step of its review shows that its numbers can text.
  for (const event of ["Not Found", "CAMPAIGN_NUDGE"]) {
    await record({ ...waiting, event });
    expect(await readDrift()).toEqual([`${first}: open`]);
    await record(ended);
  }
  await record({ ...waiting, event: "CAMPAIGN_SHARE_ADD" });
  expect(await readDrift()).toEqual([`${first}: gone`]);
  await record(one);
  await record(ended);
  const second = "CSTOPPED CAMPAIGN_DCA_COMPLETE > CSTOPPED CAMPAIGN_EXPIRED";
  expect(await readDrift()).toEqual([`${first}: gone`, `${second}: open`]);
  await record(one);
  expect(await readDrift()).toEqual([`${first}: gone`, `${second}: gone`]);
});
