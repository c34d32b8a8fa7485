import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { spellParts } from "@/lib/domain/verdict-text";
import { refreshCampaigns } from "@/lib/services/campaigns/refresh-campaigns";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { getImportMatrix } from "@/lib/services/orders/import-matrix";
import { createTestCampaigns } from "@/lib/test/campaigns";
import { createTestWorld } from "@/lib/test/world";
import { getNumber } from "./get-number";
import { listNumbers } from "./list-numbers";
import { messageAgeInput, readMessageAge, saveMessageAge } from "./message-age";
import { numberQuery } from "./number-query";
import { refreshNumber } from "./refresh-number";

let campaignRow = "";
let number: PhoneNumber;

/** A number that was bought, has SMS on, and is in a campaign that is ready: each as its carrier reports it. */
const world = await createTestWorld();
const campaigns = await createTestCampaigns(world);

beforeAll(async () => {
  campaigns.reset();
  campaignRow = await campaigns.campaign(await campaigns.brand("BVERD01"), "CVERD01");
  const [first] = await campaigns.own("3035551200", 1, { campaignId: "CVERD01" });
  if (!first) throw new Error("no number");
  number = first;
  world.sandboxes.seed({ intelepeer: { provisioned: [number] } });
  await refreshNumber(world.ctx, { number, accountId: world.accountOf("intelepeer") });
});
afterAll(() => world.close());

const readStatus = () => getNumber(world.ctx, number);
const say = async () => spellParts((await readStatus()).verdict.sentence, ({ type }) => `<${type}>`);
const readRow = async () => (await listNumbers(world.ctx, numberQuery.parse({ q: number }))).rows[0]?.readiness;

/** The carrier reports this word for the campaign, with the number still in it, and it is read. */
async function report(event: string): Promise<void> {
  world.sandboxes.setOutcomes([{ carrier: "inumbering", campaign: "CVERD01", outcome: event }]);
  await refreshCampaigns(world.ctx, { ids: [campaignRow] });
  // The sandbox has no list of its numbers: what is tested here is the campaign's state.
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: campaigns.accountId, carrierId: "inumbering" }, [
      { number, facts: { campaignId: "CVERD01" } },
    ]),
  );
}

it("can text while SMS is on and the campaign is ready, with who and which call show it", async () => {
  await report("CAMPAIGN_DCA_COMPLETE");
  expect(await say()).toBe("Can text since <date> through IntelePeer");
  const { verdict } = await readStatus();
  expect(verdict.by?.person).toBe("Ada");
  const call = await world.database.db.carrierCall.findUnique({ where: { id: verdict.callId ?? "" } });
  expect(call?.accountId).toBe(world.accountOf("intelepeer"));
  expect(await readRow()).toMatchObject({ reached: { id: "campaign" }, next: null });
});

it.each([
  ["CAMPAIGN_EXPIRED", "campaign CVERD01 expired"],
  ["CAMPAIGN_INVALID_ID", "campaign CVERD01 is not known to iNumbering"],
])("cannot text once the carrier reports %s, on its page and in the list alike", async (event, message) => {
  await report(event);
  expect(await say()).toBe(
    `Cannot text: ${message} (carrier: ${event}), first reported on <date>. Assign another campaign.`,
  );
  const { verdict, steps } = await readStatus();
  expect(steps.find(({ id }) => id === "campaign")).toMatchObject({ state: "failed", isNext: true, isRequired: true });
  expect(verdict.action).toEqual({ type: "order", step: "campaign" });
  const call = await world.database.db.carrierCall.findUnique({ where: { id: verdict.callId ?? "" } });
  expect(call?.responseBody).toContain(event);
  const row = await readRow();
  expect(row?.next).toMatchObject({ id: "campaign", state: "failed" });
  expect(row?.next?.detail).toContain(event);
});

it("dates an ending by the first reading that showed it", async () => {
  await report("CAMPAIGN_SUSPENDED");
  const first = (await readStatus()).steps.find(({ id }) => id === "campaign")?.since;
  await report("CAMPAIGN_SUSPENDED");
  expect((await readStatus()).steps.find(({ id }) => id === "campaign")?.since).toBe(first);
  await report("CAMPAIGN_ADD");
  expect(await say()).toMatch(/^Cannot text yet: campaign CVERD01 is not ready yet \(carrier: CAMPAIGN_ADD\)/);
});

it("does not know of a campaign that is not recorded here", async () => {
  await campaigns.own("3035551300", 1, { campaignId: "CELSE01" });
  const other = "+13035551300" as PhoneNumber;
  world.sandboxes.seed({ intelepeer: { provisioned: [other] } });
  await refreshNumber(world.ctx, { number: other, accountId: world.accountOf("intelepeer") });
  const { verdict } = await getNumber(world.ctx, other);
  expect(verdict).toMatchObject({ outcome: "unknown", action: { type: "add-campaign", campaignId: "CELSE01" } });
});

it("counts messages up to the age that an administrator sets, in lists, pages and the matrix", async () => {
  const { ctx, database, accountOf } = world;
  const accountId = accountOf("bandwidth");
  const imported = "+13035551400" as PhoneNumber;
  await inTransaction(database.sql, (client) =>
    recordFacts(client, { id: accountId, carrierId: "bandwidth" }, [
      { number: imported, facts: { importState: "imported", registrationState: "registered", applicationId: "a-1" } },
    ]),
  );
  const insert = (days: number, direction: "in" | "out") =>
    database.sql.query(
      `INSERT INTO message (id, account_id, external_id, direction, e164, peer, body, state, occurred_at)
       VALUES ($1::uuid, $2, $7, $3, $4, '+13035550000', 'Hello', $5, now() - $6 * interval '1 day')`,
      [
        randomUUID(),
        accountId,
        direction,
        imported,
        direction === "in" ? "received" : "sent",
        days,
        `${direction}-${days}`,
      ],
    );
  await insert(200, "out");
  await insert(100, "out");
  await insert(100, "in");
  const read = async () => ({
    page: (await getNumber(ctx, imported)).steps.slice(2).map(({ id, state }) => `${id} ${state}`),
    list: (await listNumbers(ctx, numberQuery.parse({ q: imported }))).rows[0]?.readiness.next?.state ?? null,
    matrix: (await getImportMatrix(ctx, { accountId })).cells.tested,
  });
  expect(await readMessageAge(ctx)).toBe(90);
  expect(await read()).toMatchObject({
    page: ["tested stale", "inbound stale"],
    list: "stale",
    matrix: { stale: 1, done: 0 },
  });
  // The last test counts, and not the first one.
  await saveMessageAge(ctx, messageAgeInput.parse({ days: 120 }));
  expect(await read()).toMatchObject({
    page: ["tested done", "inbound done"],
    list: null,
    matrix: { stale: 0, done: 1 },
  });
  const audit = await database.db.auditEvent.findFirst({ where: { action: "message-age.changed" } });
  expect(audit).toMatchObject({ before: { days: 90 }, after: { days: 120 } });
  expect(messageAgeInput.safeParse({ days: 0 }).success).toBe(false);
});
