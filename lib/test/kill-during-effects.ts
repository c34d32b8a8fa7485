import { randomUUID } from "node:crypto";
import { expect, vi } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { brandForm, campaignForm } from "@/lib/domain/campaign";
import { phoneNumber } from "@/lib/domain/phone-number";
import { recordFacts } from "@/lib/engine/facts";
import { createBrand } from "@/lib/services/campaigns/create-brand";
import { createCampaign } from "@/lib/services/campaigns/create-campaign";
import { sendAgain } from "@/lib/services/campaigns/send-again";
import { createApplication } from "@/lib/services/messages/create-application";
import { sendMessage } from "@/lib/services/messages/send-message";
import { createTestWorld, waitFor, TEST_SECRETS_KEY, type TestWorld } from "./world";
import { killWorkers } from "./kill-workers";

/** Allowed calls per second while workers are killed, so that work is left for the last of them; and after it. */
const RATES = { killing: 12, after: 200 };
const CARRIERS = ["inumbering", "bandwidth"] as const;
const ADDRESS = "https://example.com/in";

type Row = { id: string; kind: string; state: string; message: string | null };

/**
 * Sends `each` messages, applications, brands and campaigns while workers are killed `kills` times. Expects each to take effect once, what
 * never left to be sent after a reading or on a person's word, and nothing to be stuck.
 */
export async function killDuringEffects({ kills, each }: { kills: number; each: number }): Promise<void> {
  const world = await createTestWorld();
  for (const name of ["DATABASE_URL", "SECRETS_KEY", "NEXTAUTH_SECRET"])
    vi.stubEnv(name, name === "DATABASE_URL" ? world.url : TEST_SECRETS_KEY);
  for (const name of ["NEXTAUTH_URL", "PUBLIC_URL"]) vi.stubEnv(name, "http://localhost");
  let workers: { kill(): Promise<void> }[] = [];
  try {
    await prepare(world);
    const brandRowId = await registerBrand(world);
    const half = Math.floor(each / 2);
    for (let n = 0; n < half; n += 1) await submit(world, n, brandRowId);
    const killing = killWorkers({ url: world.url, kills, longestLife: 1_200, seed: 20_261_126 });
    for (let n = half; n < each; n += 1) await submit(world, n, brandRowId);
    workers = await killing;
    await endLeases(world);
    for (const carrier of CARRIERS) await world.setRate(carrier, RATES.after);

    await waitFor("everything to be sent and read", async () => (await listOpen(world)).length === 0);
    // Where no reading can tell, a person has it sent again: a carrier that has it says so.
    world.sandboxes.removeFault("all");
    for (const { id, kind } of await listEffects(world))
      if (kind === "brand" || kind === "campaign") await sendAgainIfLost(world, kind, id);
    await waitFor("what was sent again to settle", async () => (await listOpen(world)).length === 0);
    await expectOnce(world, each);
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await world.close();
    vi.unstubAllEnvs();
  }
}

async function prepare(world: TestWorld): Promise<void> {
  for (const carrier of CARRIERS) await world.setRate(carrier, RATES.killing);
  world.sandboxes.changeSettings({
    limits: { inumbering: null, bandwidthMessages: null, bandwidthApplications: null },
    inumbering: { listDelayMs: 0, campaignDelayMs: 0, brandDelayMs: 0, campaignReviewMs: 0 },
    messaging: { fromMustBeRegistered: false, registrationNeedsImport: false },
  });
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: world.accountOf("bandwidth"), carrierId: "bandwidth" }, [
      { number: sender, facts: { importState: "imported", registrationState: "registered" } },
    ]),
  );
}

async function registerBrand(world: TestWorld): Promise<string> {
  const accountId = world.accountOf("inumbering");
  const form = brandForm.parse({ accountId, brandId: "BFIRST", name: "First", description: "The campaigns' brand" });
  const { id } = await createBrand(world.ctx, form);
  await world.performEffects("inumbering");
  for (const carrier of CARRIERS) {
    world.sandboxes.addFault({ carrier, probability: 0.04, fault: { kind: "resetAfter" } });
    world.sandboxes.addFault({ carrier, probability: 0.03, fault: { kind: "resetBefore" } });
    world.sandboxes.addFault({ carrier, probability: 0.02, fault: { kind: "status", status: 503 } });
  }
  return id;
}

const sender = phoneNumber.parse("+13032200049");
const receiver = phoneNumber.parse("+13032200050");
const nameOf = (n: number) => `Killed ${n}`;
const digits = (n: number) => String(n).padStart(5, "0");

async function submit(world: TestWorld, n: number, brandRowId: string): Promise<void> {
  const bandwidth = world.accountOf("bandwidth");
  const text = { from: sender, to: receiver, text: `Message ${n}`, idempotencyKey: randomUUID() };
  await sendMessage(world.ctx, { accountId: bandwidth, ...text });
  const form = { name: nameOf(n), incomingMessageUrl: ADDRESS, callbackHttpMethod: "POST" } as const;
  await createApplication(world.ctx, { accountId: bandwidth, ...form });
  const about = { accountId: world.accountOf("inumbering"), name: nameOf(n), description: "Killed" };
  await createBrand(world.ctx, brandForm.parse({ ...about, brandId: `BK${digits(n)}` }));
  const campaign = { brandRowId, campaignId: `CK${digits(n)}`, description: "Alerts" };
  await createCampaign(world.ctx, campaignForm.parse(campaign));
}

const listEffects = async ({ database }: TestWorld): Promise<Row[]> =>
  (await database.sql.query<Row>(`SELECT id, kind, state, message FROM effect ORDER BY id`)).rows;

/** Queued, being sent, or shown by the carrier and not settled yet. An application that is absent is sent again. */
async function listOpen(world: TestWorld): Promise<Row[]> {
  const effects = await listEffects(world);
  return effects.filter(({ id, kind, state }) => {
    if (state === "queued" || state === "sending") return true;
    if (state !== "unknown" || kind === "brand") return false;
    return kind === "application" || (kind === "message" && countMessages(world, id) > 0);
  });
}

const countMessages = (world: TestWorld, id: string) =>
  world.sandboxes.ledger.countOf({ kind: "message.send", reference: id });

/** What the killed workers had claimed is lost at once instead of in 45 seconds; that leases end by themselves is tested elsewhere. */
async function endLeases({ database: { sql } }: TestWorld): Promise<void> {
  await sql.query(`UPDATE dispatch SET lease_until = now() WHERE state = 'sending'`);
}

async function sendAgainIfLost(world: TestWorld, entry: "brand" | "campaign", id: string): Promise<void> {
  const { rows } = await world.database.sql.query<{ state: string }>(`SELECT state FROM ${entry} WHERE id = $1`, [id]);
  if (rows[0]?.state === "unknown") await sendAgain(world.ctx, { entry, id });
}

async function expectOnce(world: TestWorld, each: number): Promise<void> {
  const effects = await listEffects(world);
  const statesOf = (kind: string) => effects.filter((effect) => effect.kind === kind).map(({ state }) => state);
  for (const [kind, count] of [
    ["brand", each + 1],
    ["campaign", each],
    ["application", each],
  ] as const) {
    expect(statesOf(kind)).toHaveLength(count);
    expect(statesOf(kind).filter((state) => state !== "confirmed" && state !== "skipped")).toEqual([]);
    const took = world.sandboxes.ledger.listCounts({
      kind: kind === "application" ? "application.create" : `${kind}.add`,
    });
    expect(took.filter((entry) => entry.reference !== undefined)).toHaveLength(count);
    expect(took.filter((entry) => entry.reference !== undefined && entry.count !== 1)).toEqual([]);
  }
  const messages = effects.filter(({ kind }) => kind === "message");
  expect(messages).toHaveLength(each);
  for (const { id, state, message } of messages) {
    expect([state, countMessages(world, id)]).toEqual(state === "unknown" ? ["unknown", 0] : ["confirmed", 1]);
    if (state === "unknown") expect(message).toMatch(/\w/);
  }
  const { rows } = await world.database.sql.query(
    `SELECT m.id FROM message m JOIN effect e ON e.id = m.id WHERE (e.state = 'unknown') <> (m.state = 'unknown') OR m.state = 'queued'`,
  );
  expect(rows).toEqual([]);
}
