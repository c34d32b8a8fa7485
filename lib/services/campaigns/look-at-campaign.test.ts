import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld } from "@/lib/test/world";
import { createBrand } from "./create-brand";
import { createCampaign } from "./create-campaign";
import { getCampaign } from "./get-entry";
import { lookAtCampaign } from "./look-at-campaign";

const world = await createTestWorld();

beforeAll(async () => {
  await world.setRate("inumbering", 1_000);
  world.sandboxes.changeSettings({ limits: { inumbering: null }, inumbering: { brandDelayMs: 0 } });
});
afterAll(() => world.close());

async function makeCampaign(): Promise<string> {
  const accountId = world.accountOf("inumbering");
  const brand = await createBrand(world.ctx, { accountId, brandId: "BLOOK1", name: "Look", description: "A brand" });
  await world.performEffects("inumbering");
  const form = { brandRowId: brand.id, campaignId: "CLOOK01", description: "Alerts" };
  const { id } = await createCampaign(world.ctx, form);
  await world.performEffects("inumbering");
  return id;
}

it("looks by itself at a campaign that is not ready, less and less often, and records what is new alone", async () => {
  world.sandboxes.changeSettings({ inumbering: { campaignReviewMs: 60_000 } });
  const id = await makeCampaign();
  const now = new Date();
  const look = (looks: number) =>
    lookAtCampaign({ sql: world.database.sql, carriers: world.ctx.carriers }, { id, looks }, now);
  expect(await look(0)).toEqual(new Date(now.getTime() + 15_000));
  expect(await look(1)).toEqual(new Date(now.getTime() + 60_000));
  expect(await look(8)).toBeNull();
  const { rows } = await world.database.sql.query(
    `SELECT payload->>'looks' AS looks FROM graphile_worker._private_jobs WHERE key = $1`,
    [`campaign.look:${id}`],
  );
  expect(rows).toEqual([{ looks: "2" }]);
  const countAudit = () =>
    world.database.db.auditEvent.count({ where: { entityId: id, action: "campaign.refreshed" } });
  expect(await countAudit()).toBe(1);

  world.sandboxes.addFault({ carrier: "inumbering", times: 3, fault: { kind: "status", status: 500 } });
  expect(await look(2)).toEqual(new Date(now.getTime() + 5 * 60_000));
  world.sandboxes.removeFault("all");
  const tell = (event: string) =>
    world.sandboxes.setOutcomes([{ carrier: "inumbering", campaign: "CLOOK01", outcome: event }]);
  tell("CAMPAIGN_INVALID_ID");
  expect(await look(2)).not.toBeNull();
  expect(await getCampaign(world.ctx, id)).toMatchObject({ standing: "absent" });
  tell("CAMPAIGN_DCA_COMPLETE");
  expect(await look(2)).toBeNull();
  expect(await getCampaign(world.ctx, id)).toMatchObject({ standing: "ready" });
});
