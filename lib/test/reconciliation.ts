import { type PhoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { ReadingGroup } from "@/lib/domain/reading-cycle";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { inTransaction } from "@/lib/db/transaction";
import { recordFacts } from "@/lib/engine/facts";
import { claimCycle } from "@/lib/services/reconciliation/cycle-row";
import { ensureCycles } from "@/lib/services/reconciliation/ensure-cycles";
import { runCycle } from "@/lib/services/reconciliation/run-cycle";
import { numbersFrom, type TestWorld } from "./world";

/** Fast enough that only the readings themselves take time. */
export const UNLIMITED = {
  intelepeer: null,
  inumbering: null,
  bandwidthPhoneNumbers: null,
  bandwidthPhoneNumbersRead: null,
  bandwidthDashboard: null,
  bandwidthMessages: null,
  bandwidthApplications: null,
};

export const record = async (
  world: TestWorld,
  carrierId: string,
  numbers: readonly PhoneNumber[],
  facts: ServiceFacts,
) => {
  for (let at = 0; at < numbers.length; at += 10_000)
    await inTransaction(world.database.sql, (client) =>
      recordFacts(
        client,
        { id: world.accountOf(carrierId), carrierId },
        numbers.slice(at, at + 10_000).map((number) => ({ number, facts })),
      ),
    );
};

const CAMPAIGNS = { kept: "CKEEP01", ending: "CENDS01", suspended: "CSUSP01", other: "COTHER1" };
const APPLICATION = "a-one";

/** A settled installation of three times `size` numbers, known as the simulated carriers have them. */
export async function settleNumbers(world: TestWorld, size: number) {
  const sms = numbersFrom("3035550000", size);
  const owned = numbersFrom("2015550000", size);
  const registered = numbersFrom("9195550000", size);
  const quarter = Math.floor(size / 4);
  const [on, off] = [sms.slice(quarter), sms.slice(0, quarter)];
  const bound = {
    [CAMPAIGNS.kept]: owned.slice(0, 2 * quarter),
    [CAMPAIGNS.ending]: owned.slice(2 * quarter, 3 * quarter),
    [CAMPAIGNS.suspended]: owned.slice(3 * quarter),
  };
  const { sandboxes, database } = world;
  sandboxes.changeSettings({ intelepeer: { owned: "all", defaultRules: false }, limits: UNLIMITED } as never);
  sandboxes.seed({
    intelepeer: { owned: [], provisioned: on.map(toTenDigits) },
    inumbering: {
      owned: owned.map((number) => ({ number: toTenDigits(number) })),
      brands: [{ id: "B123456", name: "Acme" }],
      campaigns: Object.values(CAMPAIGNS).map((id) => ({ id, brandId: "B123456" })),
    },
    bandwidth: {
      imported: [],
      applications: [{ id: APPLICATION, name: "One", incomingMessageUrl: "https://example.com/in" }],
      registered: registered.map((number) => ({ number: toTenDigits(number), applicationId: APPLICATION })),
    },
  });
  for (const [campaign, numbers] of Object.entries(bound))
    sandboxes.change({
      carrier: "inumbering",
      change: "campaign-changed",
      numbers: numbers.map(toTenDigits),
      values: { campaign },
    });
  const accountId = world.accountOf("inumbering");
  const brand = await database.db.brand.create({
    data: {
      id: crypto.randomUUID(),
      accountId,
      brandId: "B123456",
      name: "Acme",
      description: "Acme",
      state: "registered",
    },
  });
  await database.db.campaign.createMany({
    data: Object.values(CAMPAIGNS).map((campaignId) => ({
      ...{ id: crypto.randomUUID(), accountId, brandRowId: brand.id, campaignId, description: campaignId },
      ...{ state: "registered", standing: "ready", event: "CAMPAIGN_DCA_COMPLETE", capacity: 49 },
    })),
  });
  await record(world, "intelepeer", on, { smsState: "provisioned" });
  await record(world, "intelepeer", off, { smsState: "not-found" });
  await record(world, "inumbering", owned, { ownership: "owned", route: "4" });
  for (const [campaignId, numbers] of Object.entries(bound)) await record(world, "inumbering", numbers, { campaignId });
  await record(world, "bandwidth", registered, { registrationState: "registered", applicationId: APPLICATION });
  // Known since a while: what is read now is newer.
  await database.sql.query(
    `UPDATE number_fact SET checked_at = checked_at - interval '1 day', changed_at = changed_at - interval '1 day'`,
  );
  await ensureCycles({ sql: database.sql, carriers: world.ctx.carriers });
  return { on, off, owned, registered, bound };
}
export type SettledNumbers = Awaited<ReturnType<typeof settleNumbers>>;

/** `each` numbers of every way there is change at the carriers. Returns what the drift list has to hold: `number kind`, sorted. */
export function changeBehind(
  { sandboxes }: TestWorld,
  { on, off, bound, registered }: SettledNumbers,
  each: number,
): string[] {
  const expected: string[] = [];
  const kept = bound[CAMPAIGNS.kept] ?? [];
  const make = (
    carrier: string,
    change: string,
    numbers: readonly PhoneNumber[],
    kind: string,
    values: Record<string, string> = {},
  ) => {
    sandboxes.change({ carrier, change, numbers: numbers.map(toTenDigits), values });
    expected.push(...numbers.map((number) => `${number} ${kind}`));
  };
  make("intelepeer", "sms-lost", on.slice(0, each), "lost-sms");
  make("intelepeer", "sms-gained", off.slice(0, each), "gained-sms");
  make("inumbering", "campaign-gone", kept.slice(0, each), "campaign-gone");
  make("inumbering", "campaign-changed", kept.slice(each, 2 * each), "campaign-changed", { campaign: CAMPAIGNS.other });
  // What leaves the account leaves its campaign with it.
  make("inumbering", "number-gone", kept.slice(2 * each, 3 * each), "number-gone");
  expected.push(...kept.slice(2 * each, 3 * each).map((number) => `${number} campaign-gone`));
  make("inumbering", "number-appeared", numbersFrom("2019990000", each), "number-appeared");
  make("bandwidth", "registration-lost", registered.slice(0, each), "registration-lost");
  make("bandwidth", "number-appeared", numbersFrom("9199990000", each), "number-appeared");
  sandboxes.setOutcomes([
    { carrier: "inumbering", campaign: CAMPAIGNS.ending, outcome: "CAMPAIGN_EXPIRED" },
    { carrier: "inumbering", campaign: CAMPAIGNS.suspended, outcome: "CAMPAIGN_SUSPENDED" },
  ]);
  for (const number of bound[CAMPAIGNS.ending] ?? []) expected.push(`${number} campaign-ended`);
  for (const number of bound[CAMPAIGNS.suspended] ?? []) expected.push(`${number} campaign-suspended`);
  return expected.sort();
}

/** Everything unsettled: `number kind`, sorted. */
export async function readDrift({ database }: TestWorld): Promise<string[]> {
  const rows = await database.db.drift.findMany({ where: { state: { in: ["open", "restoring"] } } });
  return rows.map(({ e164, kind }) => `${e164} ${kind}`).sort();
}

export const makeDue = (
  { database }: TestWorld,
  groups: readonly ReadingGroup[] = ["sms", "campaigns", "registrations", "owned"],
) =>
  database.sql.query(
    `UPDATE reading_cycle SET next_at = now() WHERE "group" = ANY($1::text[]) AND (started_at IS NULL OR ended_at IS NOT NULL)`,
    [groups],
  );

/** Reads all groups that are due, to their end, in this process. One that comes back later, as it may on a busy machine, does so at once. */
export async function readAll(world: TestWorld): Promise<void> {
  const { database, ctx } = world;
  do
    for (let claim = await claimCycle(database.sql, []); claim; claim = await claimCycle(database.sql, []))
      await runCycle({ sql: database.sql, carriers: ctx.carriers }, claim, new AbortController().signal);
  while ((await resumeWaiting(world)) > 0);
}

async function resumeWaiting({ database }: TestWorld): Promise<number> {
  const { rowCount } = await database.sql.query(
    `UPDATE reading_cycle SET lease_until = NULL WHERE started_at IS NOT NULL AND ended_at IS NULL`,
  );
  return rowCount ?? 0;
}
