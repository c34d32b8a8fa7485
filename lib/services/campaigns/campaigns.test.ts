import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { brandForm, brandQuery, campaignForm, campaignQuery } from "@/lib/domain/campaign";
import { claimEffects } from "@/lib/engine/effects/claim-effects";
import { expireLeases } from "@/lib/engine/expire-leases";
import { createTestCampaigns } from "@/lib/test/campaigns";
import { createTestWorld } from "@/lib/test/world";
import { createBrand } from "./create-brand";
import { createCampaign } from "./create-campaign";
import { getBrand, getCampaign } from "./get-entry";
import { listBrands } from "./list-brands";
import { listCampaigns } from "./list-campaigns";
import { refreshCampaigns } from "./refresh-campaigns";
import { sendAgain } from "./send-again";

const world = await createTestWorld();
const { accountId, send, brand, campaign, own, reset } = await createTestCampaigns(world);
afterAll(() => world.close());
beforeEach(reset);

const readState = async (id: string) => (await getCampaign(world.ctx, id))?.state;
const countCalls = async (id: string) => {
  const { rows } = await world.database.sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM carrier_call c JOIN dispatch d ON d.id = c.dispatch_id WHERE d.effect_id = $1`,
    [id],
  );
  return rows[0]?.count ?? 0;
};
const countWrites = (kind: string) => world.sandboxes.ledger.list({ kind }).length;

it("takes only what the page allows, before anything is stored", () => {
  const about = { accountId, name: "Acme", description: "Acme Inc." };
  expect(brandForm.safeParse({ ...about, brandId: "b12345" }).data?.brandId).toBe("B12345");
  for (const brandId of ["12345", "B", "B-1", ""])
    expect(brandForm.safeParse({ ...about, brandId }).success).toBe(false);
  for (const campaignId of ["C12345", "C1234567", "B123456", "C12-456"])
    expect(campaignForm.safeParse({ brandRowId: randomUUID(), campaignId, description: "x" }).success).toBe(false);
  expect(brandForm.safeParse({ ...about, name: " ", brandId: "B1" }).success).toBe(false);
});

it("stores the wish, and only the worker sends it, once", async () => {
  const form = brandForm.parse({ accountId, brandId: "BONCE1", name: "Once", description: "Once Inc." });
  const { id } = await createBrand(world.ctx, form);
  expect(await createBrand(world.ctx, form)).toEqual({ id, isExisting: true });
  expect((await getBrand(world.ctx, id))?.state).toBe("submitted");
  expect(countWrites("brand.add")).toBe(0);
  await Promise.all([send(), send()]);
  await send();
  expect(await getBrand(world.ctx, "bonce1")).toMatchObject({ state: "registered", answer: { type: "registered" } });
  expect(countWrites("brand.add")).toBe(1);
  const { rows } = await world.database.sql.query<{ action: string }>(
    `SELECT action FROM audit_event WHERE entity_id = $1 ORDER BY seq`,
    [id],
  );
  expect(rows.map(({ action }) => action)).toEqual(["brand.requested", "brand.registered"]);
});

it("adopts a brand that is there already (470), with the carrier's words", async () => {
  await brand("BFIRST", "The same name");
  const second = await brand("BSECOND", "The same name");
  expect(await getBrand(world.ctx, second)).toMatchObject({
    state: "registered",
    answer: {
      type: "existing",
      message: expect.stringContaining("already exists"),
      raw: expect.stringContaining("470"),
    },
  });
});

it("waits where the campaign is not active or registered yet (409), and goes through later", async () => {
  const brandId = await brand("BWAIT1");
  world.sandboxes.setOutcomes([{ carrier: "inumbering", campaign: "CWAIT01", outcome: "not-active" }]);
  const id = await campaign(brandId, "CWAIT01");
  expect(await getCampaign(world.ctx, id)).toMatchObject({
    state: "waiting",
    answer: {
      code: "409",
      message: "externalCampaignId is not ACTIVE",
      meaning: expect.stringContaining("not active"),
    },
  });
  world.sandboxes.dropOutcomes();
  await sendAgain(world.ctx, { entry: "campaign", id });
  await expect(sendAgain(world.ctx, { entry: "campaign", id })).rejects.toMatchObject({ code: "CONFLICT" });
  await send();
  expect(await readState(id)).toBe("registered");

  world.sandboxes.changeSettings({ inumbering: { brandDelayMs: 60_000 } });
  expect(await readState(await campaign(await brand("BWAIT2"), "CWAIT02"))).toBe("waiting");
});

it("sends what was refused for now again by itself, when its time has come and not before", async () => {
  world.sandboxes.setOutcomes([{ carrier: "inumbering", campaign: "CAGAIN1", outcome: "not-active" }]);
  const id = await campaign(await brand("BAGAIN1"), "CAGAIN1");
  const readAgain = async () => Date.parse((await getCampaign(world.ctx, id))?.answer?.againAt ?? "");
  expect(await readAgain()).toBeGreaterThan(Date.now() + 10_000);
  const sent = await countCalls(id);
  await send();
  expect(await countCalls(id)).toBe(sent);

  const makeDue = () =>
    world.database.sql.query(`UPDATE effect SET due_at = now() - interval '1 s' WHERE id = $1`, [id]);
  await makeDue();
  await send();
  expect(await countCalls(id)).toBeGreaterThan(sent);
  expect(await readState(id)).toBe("waiting");
  // The second pause is longer.
  expect(await readAgain()).toBeGreaterThan(Date.now() + 50_000);
  world.sandboxes.dropOutcomes();
  await makeDue();
  await send();
  expect(await readState(id)).toBe("registered");
  expect((await getCampaign(world.ctx, id))?.answer?.againAt).toBeUndefined();
});

it("settles a lost answer by reading, and never sends it twice by itself", async () => {
  const brandId = await brand("BLOST1");
  const lose = () =>
    world.sandboxes.addFault({
      carrier: "inumbering",
      endpoint: "addMessagingCampaign",
      times: 1,
      fault: { kind: "resetAfter" },
    });
  lose();
  const id = await campaign(brandId, "CLOST01");
  expect(await getCampaign(world.ctx, id)).toMatchObject({ state: "registered", answer: { type: "found" } });
  expect(countWrites("campaign.add")).toBe(1);

  world.sandboxes.addFault({
    carrier: "inumbering",
    endpoint: "addMessagingCampaign",
    times: 1,
    fault: { kind: "resetBefore" },
  });
  const other = await campaign(brandId, "CLOST02");
  expect(await readState(other)).toBe("unknown");
  expect(countWrites("campaign.add")).toBe(1);
  await sendAgain(world.ctx, { entry: "campaign", id: other });
  await send();
  expect(await readState(other)).toBe("registered");
  expect(countWrites("campaign.add")).toBe(2);
});

it("reads, and does not send, what a dead worker left behind", async () => {
  const brandId = await brand("BDEAD1");
  const form = campaignForm.parse({ brandRowId: brandId, campaignId: "CDEAD01", description: "Alerts" });
  const { id } = await createCampaign(world.ctx, form);
  const { sql } = world.database;
  const account = await world.ctx.carriers.openForWriting(accountId);
  await claimEffects(sql, accountId, { units: 1 });
  await send();
  expect(await expireLeases(sql, account)).toBe(0);
  expect(await readState(id)).toBe("submitted");
  await sql.query(`UPDATE dispatch SET lease_until = now() - interval '1 s' WHERE effect_id = $1`, [id]);
  expect(await expireLeases(sql, account)).toBe(1);
  await send();
  expect(await readState(id)).toBe("unknown");
  expect(countWrites("campaign.add")).toBe(0);
});

it("says of what does not fit this release that it was set aside, and sends it again with what its row holds", async () => {
  const form = brandForm.parse({ accountId, brandId: "BASIDE1", name: "Aside", description: "Aside Inc." });
  const brandRowId = (await createBrand(world.ctx, form)).id;
  const misfit = (id: string) => world.database.sql.query(`UPDATE effect SET input = '{}' WHERE id = $1`, [id]);
  await misfit(brandRowId);
  await send();
  expect(await getBrand(world.ctx, brandRowId)).toMatchObject({
    state: "refused",
    answer: {
      type: "set-aside",
      message: expect.stringMatching(/^Set aside, nothing was sent\. .*brandId/),
      meaning: "The carrier was not asked.",
    },
  });
  expect(await countCalls(brandRowId)).toBe(0);
  await sendAgain(world.ctx, { entry: "brand", id: brandRowId });
  await send();
  expect((await getBrand(world.ctx, brandRowId))?.state).toBe("registered");
  const input = campaignForm.parse({ brandRowId, campaignId: "CASIDE1", description: "Reminders" });
  const { id } = await createCampaign(world.ctx, input);
  await misfit(id);
  await send();
  expect(await readState(id)).toBe("refused");
  await sendAgain(world.ctx, { entry: "campaign", id });
  await send();
  expect(await readState(id)).toBe("registered");
});

it("keeps what the carrier could not take at the moment queued, and sends it again", async () => {
  const { id } = await createBrand(
    world.ctx,
    brandForm.parse({ accountId, brandId: "BLIMIT", name: "Limit", description: "x" }),
  );
  world.sandboxes.addFault({
    carrier: "inumbering",
    endpoint: "addMessagingBrand",
    times: 1,
    fault: { kind: "status", status: 431, text: "Unable to complete the request at the moment, please try again." },
  });
  await send();
  expect((await getBrand(world.ctx, id))?.state).toBe("submitted");
  await world.database.sql.query(`UPDATE effect SET due_at = now() - interval '1 s' WHERE id = $1`, [id]);
  await send();
  expect((await getBrand(world.ctx, id))?.state).toBe("registered");
});

it("reads standing and bound numbers from the carrier, and drops what is bound no more", async () => {
  world.sandboxes.changeSettings({ inumbering: { campaignReviewMs: 60_000 } });
  const brandId = await brand("BREAD1");
  const id = await campaign(brandId, "CREAD01");
  await refreshCampaigns(world.ctx, { ids: [id] });
  expect(await getCampaign(world.ctx, id)).toMatchObject({
    standing: "waiting",
    event: "CAMPAIGN_SHARE_ADD",
    bound: 0,
  });
  const [kept, stray] = await own("2015553000", 2, { campaignId: "CREAD01" });
  const { carrier } = await world.ctx.carriers.openForWriting(accountId);
  const write = carrier.programs["campaign-assign"]?.write;
  if (!kept || !stray || !write) throw new Error("no numbers");
  await write({ numbers: [kept], reference: "r", params: { campaignId: "CREAD01" } });
  const sums = await refreshCampaigns(world.ctx, { ids: [id] });
  expect(sums).toEqual({ campaigns: 1, numbers: 1 });
  expect(await getCampaign(world.ctx, id)).toMatchObject({ bound: 1, used: 1, numbers: [kept] });
});

it("finds brands and campaigns by either id, and pages", async () => {
  const brandId = await brand("BFIND1", "Findable");
  await campaign(brandId, "CFIND01");
  await campaign(brandId, "CFIND02");
  const find = async (q: string) =>
    (await listCampaigns(world.ctx, campaignQuery.parse({ q }))).rows.map((row) => row.campaignId);
  expect(await find("cfind01")).toEqual(["CFIND01"]);
  expect(await find("bfind1")).toEqual(["CFIND02", "CFIND01"]);
  const brands = await listBrands(world.ctx, brandQuery.parse({ q: "findab" }));
  expect(brands).toMatchObject({ rows: [{ brandId: "BFIND1", campaigns: 2 }], total: { count: 1, isExact: true } });
  const newest = (await listCampaigns(world.ctx, campaignQuery.parse({}))).rows;
  const [first, second] = newest;
  if (!first || !second) throw new Error("too few");
  const after = `${Date.parse(first.createdAt)}.${first.id}`;
  expect((await listCampaigns(world.ctx, campaignQuery.parse({ after }))).rows[0]?.id).toBe(second.id);
  const before = `${Date.parse(second.createdAt)}.${second.id}`;
  expect((await listCampaigns(world.ctx, campaignQuery.parse({ before }))).rows.at(-1)?.id).toBe(first.id);
});
