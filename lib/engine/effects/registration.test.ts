import { randomUUID } from "node:crypto";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { CarrierError, type Campaigns, type CampaignStatus, type RegistrationAnswer } from "@/lib/carriers/carrier";
import { inTransaction } from "@/lib/db/transaction";
import type { WritableAccount } from "@/lib/engine/accounts/open-account";
import { storeEffectIntent, storeEffectWrite } from "@/lib/test/effects";
import { createTestWorld } from "@/lib/test/world";
import type { EffectMove } from "./define-effect";
import { brand, campaign } from "./registration";

const sql = () => world.database.sql;
const brandInput = { brandId: "B1", name: "Acme", description: "Acme Inc." };
const campaignInput = { campaignId: "C123456", brandId: "B1", description: "Alerts" };

const world = await createTestWorld();
const account = await world.ctx.carriers.openForWriting(world.accountOf("inumbering"));
afterEach(() => void vi.useRealTimers());
afterAll(() => world.close());

const toEffect = (id: string, attempt = 1) => ({ id, actorId: null, attempt, refusals: 0 });

/** The account at a carrier that answers so. */
function answer(change: Partial<Campaigns>): WritableAccount {
  const never = async () => Promise.reject(new Error("not asked"));
  const campaigns = { addBrand: never, addCampaign: never, readCampaigns: never, ...change };
  return { ...account, carrier: { ...account.carrier, campaigns } };
}

describe("sending", () => {
  const send = (end: () => Promise<RegistrationAnswer>) =>
    brand.open(answer({ addBrand: end }), toEffect("e-1"), brandInput)?.write();
  const fail = (...fault: ConstructorParameters<typeof CarrierError>) =>
    send(() => Promise.reject(new CarrierError(...fault)));

  it("gives the carrier's answer, and whether it had the brand already", async () => {
    expect(await send(async () => ({ type: "existing", message: "already exists" }))).toEqual({
      outcome: { type: "confirmed", message: "already exists" },
      basis: "existing",
    });
  });

  it.each([
    ["may be sent again where the catalog calls it temporary", "409", "externalCampaignId is not ACTIVE", true],
    ["is final where the catalog says so", "409", "invalid messagingBrandId", false],
    ["is final where the catalog does not know it", "409", "a new text", false],
  ])("a refusal %s", async (_what, carrierCode, text, isRetryable) => {
    expect(await fail("rejected", text, { carrierCode })).toEqual({
      outcome: { type: "failed", code: carrierCode, message: text, isRetryable },
    });
  });

  it("names a refusal without a code by its kind", async () => {
    expect(await fail("rejected", "no")).toMatchObject({ outcome: { code: "rejected", isRetryable: false } });
  });

  it.each([
    ["may have happened", new CarrierError("rejected", "x", { mayHaveHappened: true })],
    ["passes", new CarrierError("unavailable", "x")],
    ["is about our credentials", new CarrierError("auth", "x")],
    ["is our own", new TypeError("x")],
  ])("leaves to the sender a fault that %s", async (_what, error) => {
    await expect(send(() => Promise.reject(error))).rejects.toBe(error);
  });

  it("is not offered where the account has no campaigns", () => {
    const { campaigns: _campaigns, ...carrier } = account.carrier;
    expect(brand.open({ ...account, carrier }, toEffect("e-1"), brandInput)).toBeNull();
    expect(campaign.open({ ...account, carrier }, toEffect("e-1"), campaignInput)).toBeNull();
  });
});

describe("reading", () => {
  const status: CampaignStatus = {
    campaignId: "C123456",
    event: "CAMPAIGN_ADD",
    isReady: true,
    standing: "ready",
    isRegistered: true,
    numbers: [],
    oddCount: 0,
  };
  const open = (statuses: CampaignStatus[], attempt = 1) =>
    campaign.open(answer({ readCampaigns: async () => statuses }), toEffect("e-1", attempt), campaignInput);

  it.each<[string, CampaignStatus[], object]>([
    ["shows the campaign", [status], { finding: "done", message: expect.stringContaining("(CAMPAIGN_ADD)") }],
    ["shows one without an event", [{ ...status, event: null }], { message: expect.stringContaining("(no event)") }],
    ["shows one that has ended", [{ ...status, standing: "ended" }], { finding: "done" }],
    [
      "has a word that proves nothing",
      [{ ...status, event: "Not Found", standing: "waiting", isRegistered: false }],
      { finding: "absent", message: "iNumbering shows no such campaign (Not Found)." },
    ],
    [
      "does not know it",
      [{ ...status, standing: "absent", isRegistered: false }],
      { finding: "absent", message: "iNumbering does not know the campaign." },
    ],
    ["is empty", [], { finding: "absent" }],
  ])("takes a status that %s for what it is", async (_what, statuses, finding) => {
    expect(await open(statuses)?.read?.()).toMatchObject(finding);
  });

  it("comes before a write only where an earlier one may have happened, and never leads to one by itself", () => {
    expect(open([])).toMatchObject({ isPrechecked: false, absentReadsToResend: Number.POSITIVE_INFINITY });
    expect(open([], 2)).toMatchObject({ isPrechecked: true });
  });

  it("is offered for no brand: a lost answer waits for a person", () => {
    const program = brand.open(answer({}), toEffect("e-1", 2), brandInput);
    expect(program?.read).toBeUndefined();
    expect(program).toMatchObject({ isPrechecked: false, absentReadsToResend: Number.POSITIVE_INFINITY });
  });
});

async function storeBrand(state = "submitted"): Promise<string> {
  const id = randomUUID();
  const row = { ...brandInput, brandId: `B${id.slice(0, 8).toUpperCase()}` };
  await world.database.db.brand.create({ data: { id, accountId: account.id, state, ...row } });
  return id;
}
const toRecord = <I>(id: string, input: I, move: Partial<EffectMove>) => ({
  account,
  effect: toEffect(id),
  input,
  move: { to: "confirmed" as const, refusals: 0, ...move },
  callId: null,
});

describe("the record of a brand", () => {
  async function record(move: Partial<EffectMove>) {
    const id = await storeBrand();
    await inTransaction(sql(), (client) => brand.record(client, toRecord(id, brandInput, move)));
    const row = await world.database.db.brand.findUnique({ where: { id } });
    const events = await world.database.db.auditEvent.findMany({ where: { entityId: id } });
    return {
      state: row?.state,
      answer: row?.lastAnswer,
      events: events.map(({ action, summary }) => [action, summary]),
    };
  }

  it.each<[Partial<EffectMove>, string, string, string]>([
    [{}, "registered", "registered", "registered"],
    [{ basis: "existing" }, "registered", "existing", "was at the carrier already, and is taken as registered"],
    [{ basis: "found" }, "registered", "found", "registered; its answer was lost, a reading found it"],
    [{ to: "skipped" }, "registered", "found", "registered; its answer was lost, a reading found it"],
    [{ to: "unknown", message: "reset" }, "unknown", "lost", "sent, and its answer was lost"],
    [{ to: "failed", message: "no", isRetryable: true, refusals: 9 }, "waiting", "waiting", "refused for now"],
    [{ to: "failed", message: "no", isRetryable: true }, "refused", "refused", "refused"],
    [{ to: "failed", message: "no", isRetryable: false, refusals: 1 }, "refused", "refused", "refused"],
    [{ to: "queued", basis: "refused", refusals: 1, dueIn: 15 }, "waiting", "waiting", "refused for now"],
  ])("of %j: %s, as %s", async (move, state, kind, summary) => {
    const recorded = await record(move);
    expect(recorded).toMatchObject({ state, answer: { type: kind } });
    expect(recorded.events).toEqual([[`brand.${kind}`, `Brand B1 ${summary}`]]);
  });

  it("is none of an answer where it did not reach the carrier", async () => {
    expect(await record({ to: "queued", message: "paused", dueIn: 5 })).toEqual({
      state: "submitted",
      answer: {},
      events: [],
    });
  });

  it("says when it is sent again and how often it was refused, and what the carrier's code means", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-02T03:04:05Z") });
    const message = "externalCampaignId is not ACTIVE";
    const { answer: given } = await record({
      to: "queued",
      basis: "refused",
      code: "409",
      message,
      refusals: 2,
      dueIn: 90,
    });
    expect(given).toMatchObject({
      code: "409",
      message,
      meaning: "The campaign is not active at the campaign registry.",
      action: expect.stringContaining("Wait"),
      at: "2026-01-02T03:04:05.000Z",
      againAt: "2026-01-02T03:05:35.000Z",
      tries: 2,
    });
  });

  it("names no time and no tries where it is not sent again by itself", async () => {
    const { answer: given } = await record({ to: "failed", message: "no" });
    for (const key of ["againAt", "tries"]) expect(given).not.toHaveProperty(key);
    expect(given).toMatchObject({ meaning: null, action: null, code: null });
  });

  it("says what to do about a lost answer", async () => {
    const { answer: given } = await record({ to: "unknown", code: "409", message: "not ACTIVE" });
    expect(given).toMatchObject({ action: expect.stringContaining("send it once more") });
  });
});

describe("the record of a campaign", () => {
  async function record(brandState: string, move: Partial<EffectMove>) {
    const brandRowId = await storeBrand(brandState);
    await storeEffectIntent(world, "inumbering", "brand", brandInput, brandRowId);
    await storeEffectWrite(world, brandRowId, "unknown", "lost");
    const id = randomUUID();
    const row = { ...campaignInput, campaignId: `C${id.slice(0, 6).toUpperCase()}` };
    const { campaignId, description } = row;
    await world.database.db.campaign.create({
      data: { id, accountId: account.id, brandRowId, campaignId, description },
    });
    await inTransaction(sql(), (client) => campaign.record(client, toRecord(id, row, move)));
    const { rows: jobs } = await sql().query(`SELECT FROM graphile_worker._private_jobs WHERE key = $1`, [
      `campaign.look:${id}`,
    ]);
    return {
      campaign: (await world.database.db.campaign.findUnique({ where: { id } }))?.state,
      brand: (await world.database.db.brand.findUnique({ where: { id: brandRowId } }))?.state,
      brandEffect: (await world.database.db.effect.findUnique({ where: { id: brandRowId } }))?.state,
      looks: jobs.length,
    };
  }

  it.each([{}, { to: "skipped" }] as const)(
    "that the carrier has proves its brand, and is looked at: %j",
    async (move) => {
      expect(await record("unknown", move)).toEqual({
        campaign: "registered",
        brand: "registered",
        brandEffect: "confirmed",
        looks: 1,
      });
    },
  );

  it.each(["refused", "waiting", "submitted"])("proves nothing of a brand that is %s", async (state) => {
    expect(await record(state, {})).toMatchObject({ campaign: "registered", brand: state, brandEffect: "unknown" });
  });

  it.each([
    [{ to: "unknown", message: "reset" }, "unknown"],
    [{ to: "failed", message: "no" }, "refused"],
    [{ to: "queued" }, "submitted"],
  ] as const)("that the carrier has not shown proves nothing: %j", async (move, state) => {
    expect(await record("unknown", move)).toEqual({
      campaign: state,
      brand: "unknown",
      brandEffect: "unknown",
      looks: 0,
    });
  });
});
