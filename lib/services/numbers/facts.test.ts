import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { refreshCampaigns } from "@/lib/services/campaigns/refresh-campaigns";
import { getNumber } from "./get-number";
import { listNumberEvents } from "./list-number-events";
import { refreshNumber } from "./refresh-number";
import { createTestCampaigns } from "@/lib/test/campaigns";
import { createTestWorld, waitUntilSettled } from "@/lib/test/world";
import { recordFacts } from "@/lib/engine/facts";
import { startSender } from "@/lib/engine/sender";
import { inTransaction } from "@/lib/db/transaction";

const LONG_AGO = "2026-01-02T03:04:05.678Z";

const world = await createTestWorld();
const campaigns = await createTestCampaigns(world);
beforeEach(() => campaigns.reset());
afterAll(() => world.close());

const record = (carrierId: string, number: PhoneNumber, facts: ServiceFacts, raw?: unknown) =>
  inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: world.accountOf(carrierId), carrierId }, [{ number, facts, raw }]),
  );
const factsOf = async (carrierId: string, number: PhoneNumber) =>
  (await getNumber(world.ctx, number)).accounts.find((account) => account.carrierId === carrierId)?.service?.facts ??
  {};
const makeOld = (number: PhoneNumber) =>
  world.database.sql.query(`UPDATE number_fact SET checked_at = $2, changed_at = $2 WHERE e164 = $1`, [
    number,
    LONG_AGO,
  ]);
/** The facts that were read since. */
const freshOf = async (carrierId: string, number: PhoneNumber) =>
  Object.entries(await factsOf(carrierId, number))
    .filter(([, fact]) => fact.checkedAt !== LONG_AGO)
    .map(([field]) => field)
    .sort();

describe("a reading dates what it read and nothing else", () => {
  it("of a campaign: neither ownership nor route", async () => {
    const brand = await campaigns.brand("BFACTS1");
    const campaign = await campaigns.campaign(brand, "CFACTS1");
    const [number] = await campaigns.own("2015550300", 1, { campaignId: "CFACTS1" });
    if (!number) throw new Error("no number");
    await makeOld(number);
    await refreshCampaigns(world.ctx, { ids: [campaign] });
    // The carrier's list does not name it: it is bound no more.
    expect(await freshOf("inumbering", number)).toEqual(["campaignId"]);
    expect(await factsOf("inumbering", number)).toMatchObject({
      campaignId: { value: null, raw: expect.stringContaining("CFACTS1"), callId: expect.any(String) },
      ownership: { value: "owned", checkedAt: LONG_AGO, changedAt: LONG_AGO },
      route: { value: "4", checkedAt: LONG_AGO },
    });
  });

  it("of a webhook that was set: not SMS", async () => {
    const number = phoneNumber.parse("+13035550410");
    world.sandboxes.seed({ intelepeer: { provisioned: [number] } });
    await record("intelepeer", number, { smsState: "provisioned" });
    await makeOld(number);
    const { sql } = world.database;
    const sender = startSender(sql, world.ctx.carriers, world.accountOf("intelepeer"));
    const id = await world.place("webhook-set", "intelepeer", [number], { url: "https://portal.example/sms" });
    try {
      expect(await waitUntilSettled(world, id)).toMatchObject({ confirmed: 1 });
    } finally {
      await sender.stop();
    }
    expect(await freshOf("intelepeer", number)).toEqual(["webhookUrl"]);
    const { webhookUrl } = await factsOf("intelepeer", number);
    const { rows } = await sql.query(`SELECT method FROM carrier_call WHERE id = $1`, [webhookUrl?.callId]);
    expect(rows).toEqual([{ method: "POST" }]);
  });

  it("of Bandwidth's registrations: not the import, which cannot be read there", async () => {
    const number = phoneNumber.parse("+13035550411");
    await record("bandwidth", number, { importState: "imported", registrationState: "registered" });
    await makeOld(number);
    await refreshNumber(world.ctx, { number, accountId: world.accountOf("bandwidth") });
    expect(await freshOf("bandwidth", number)).toEqual(["applicationId", "registrationState"]);
    expect((await factsOf("bandwidth", number)).importState).toMatchObject({ value: "imported", checkedAt: LONG_AGO });
  });

  it("of SMS and its webhook: each with the call that read it", async () => {
    const number = phoneNumber.parse("+13035550412");
    world.sandboxes.seed({ intelepeer: { provisioned: [number] } });
    await refreshNumber(world.ctx, { number, accountId: world.accountOf("intelepeer") });
    const { smsState, webhookUrl } = await factsOf("intelepeer", number);
    expect(smsState?.raw).toContain("provisioned");
    expect(webhookUrl?.raw).not.toContain("provisioned");
    const read = async (id: string | null | undefined) =>
      (await world.database.db.carrierCall.findUniqueOrThrow({ where: { id: id ?? "" } })).url;
    expect(await read(smsState?.callId)).toContain("/provision?");
    expect(await read(webhookUrl?.callId)).toContain("/webhook?");
  });
});

describe("what is kept of a fact", () => {
  const number = phoneNumber.parse("+13035550420");

  it("moves the date of its change only when the value changes, and says so in the timeline once", async () => {
    await record("intelepeer", number, { smsState: "requested" });
    await makeOld(number);
    await record("intelepeer", number, { smsState: "requested" });
    const again = (await factsOf("intelepeer", number)).smsState;
    expect(again?.changedAt).toBe(LONG_AGO);
    expect(again?.checkedAt).not.toBe(LONG_AGO);
    await record("intelepeer", number, { smsState: "provisioned", webhookUrl: null });
    expect((await factsOf("intelepeer", number)).smsState?.changedAt).not.toBe(LONG_AGO);
    const { rows } = await listNumberEvents(world.ctx, number, { most: 10 });
    expect(rows.map(({ message }) => message)).toEqual([
      "Gained SMS. No order of ours explains it.",
      "SMS: On",
      "SMS: Requested",
    ]);
  });

  it("keeps that the carrier reported nothing, which is not the same as never asked", async () => {
    const { webhookUrl, campaignId } = await factsOf("intelepeer", number);
    expect(webhookUrl).toMatchObject({ value: null });
    expect(campaignId).toBeUndefined();
  });

  it("takes whatever a carrier writes: any length, any characters", async () => {
    const long = `https://portal.example/${"x".repeat(20_000)}`;
    // Random, so that it cannot be compressed below what an index takes.
    const campaignId = Array.from({ length: 4_000 }, (_, n) => ((n * 7_919) % 9_973).toString(36)).join("");
    const hostile = { text: `a\u0000b\ud800c`, spelled: String.raw`\u0000`, emoji: "🦜" };
    await record("inumbering", number, { webhookUrl: long, campaignId, route: "a\u0000b" }, hostile);
    const facts = await factsOf("inumbering", number);
    expect(facts.webhookUrl?.value).toBe(long);
    expect(facts.campaignId?.value).toBe(campaignId);
    expect(facts.route?.value).toBe("a\ufffdb");
    expect(JSON.parse(facts.route?.raw ?? "")).toEqual({ ...hostile, text: "a\ufffdb\ufffdc" });
  });

  it("takes later entries of one number, fact by fact", async () => {
    const other = phoneNumber.parse("+13035550421");
    const account = { id: world.accountOf("bandwidth"), carrierId: "bandwidth" };
    await inTransaction(world.database.sql, (client) =>
      recordFacts(client, account, [
        { number: other, facts: { importState: "requested", registrationState: "none" }, raw: "first" },
        { number: other, facts: { importState: "imported" }, raw: "second" },
      ]),
    );
    expect(await factsOf("bandwidth", other)).toMatchObject({
      importState: { value: "imported", raw: "second" },
      registrationState: { value: "none", raw: "first" },
    });
  });
});
