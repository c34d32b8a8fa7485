import { randomUUID } from "node:crypto";
import type { AvailableNumber } from "@/lib/carriers/carrier";
import type { Context, OpenAccount } from "@/lib/context";
import type { Database } from "@/lib/db/client";
import { DEFAULT_TIME_ZONE } from "@/lib/domain/time-zone";
import type { OrderKind } from "@/lib/domain/order";
import { phoneNumber, toTenDigits, type PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { createBrand } from "@/lib/services/campaigns/create-brand";
import { createCampaign } from "@/lib/services/campaigns/create-campaign";
import type { WritableCarriers } from "@/lib/engine/accounts/open-account";
import { performDueEffects } from "@/lib/engine/effects/perform-due-effects";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { getEffect } from "@/lib/services/effects/get-effect";
import { readCallbackUrl } from "@/lib/services/messages/callback-url";
import { createApplication } from "@/lib/services/messages/create-application";
import { createCallbackStore } from "@/lib/services/messages/store-callback";
import { placeNumbers } from "@/lib/services/numbers/place-numbers";
import { placeOrder } from "@/lib/services/orders/place-order";

export type SeedInput = {
  database: Database;
  carriers: WritableCarriers;
  /** The sandboxes' admin API, which gets the same numbers. */
  sandbox: { admin: string; adminKey?: string };
};

type SeedContext = Context & { carriers: WritableCarriers };

/** Where the starting set comes from: real exchanges, a few of the sandbox's numbers each. */
const PLACES = [
  { mask: "201xxxxxxx", quantity: 30 },
  { mask: "303xxxxxxx", quantity: 40 },
  { mask: "415xxxxxxx", quantity: 25 },
  { mask: "512xxxxxxx", quantity: 25 },
  { mask: "919xxxxxxx", quantity: 20 },
] as const;

/** Last four digits that the simulated Bandwidth refuses by its default rules, so that one order ends PARTIAL. */
const REFUSED_AT_IMPORT = ["0160", "0170", "0175", "0191"] as const;

const BRAND = { brandId: "BFRD303", name: "Front Range Dental", description: "Three practices in Denver and Boulder" };
const CAMPAIGN = { campaignId: "CFRD001", description: "Appointment reminders" };
/** A customer's telephone. */
const PHONE = "+17205550188";

/**
 * A small believable starting set on an empty sandbox installation: numbers that the simulated carriers hold, and orders that the worker
 * then really carries out, so that every outcome on screen has real evidence behind it.
 */
export async function seed({ database, carriers, sandbox }: SeedInput): Promise<void> {
  const accounts = new Map((await database.db.carrierAccount.findMany()).map((row) => [row.carrier, row.id]));
  const open = (carrierId: string) => carriers.open(accounts.get(carrierId) ?? "");
  const [inumbering, intelepeer, bandwidth] = await Promise.all([
    open("inumbering"),
    open("intelepeer"),
    open("bandwidth"),
  ]);

  const found: AvailableNumber[] = [];
  for (const place of PLACES) found.push(...((await inumbering.carrier.inventory?.search(place))?.items ?? []));
  const owned = found.slice(0, -12);
  const texting = owned.filter((_, n) => n % 3 === 0);
  const imported = owned.filter((_, n) => n % 7 === 2);
  const ten = (rows: readonly AvailableNumber[]) => rows.map((row) => toTenDigits(row.number));
  const ctx = await actAsAdministrator({ database, carriers });
  const applicationId = await makeApplication(ctx, bandwidth);
  const registered = imported.slice(0, 8);
  await tellSandbox(sandbox, {
    inumbering: { owned: ten(owned).map((number) => ({ number })), brands: [{ id: BRAND.brandId, name: BRAND.name }] },
    intelepeer: { owned: ten(owned), provisioned: ten(texting) },
    bandwidth: { imported: ten(imported), registered: ten(registered).map((number) => ({ number, applicationId })) },
  });

  await inTransaction(database.sql, async (client) => {
    await placeNumbers(client, found);
    const note = (account: typeof inumbering, rows: readonly AvailableNumber[], facts: ServiceFacts) =>
      recordFacts(
        client,
        account,
        rows.map((row) => ({ number: row.number, facts })),
      );
    await note(inumbering, owned, { ownership: "owned", route: "4" });
    await note(intelepeer, texting, { smsState: "provisioned" });
    await note(bandwidth, imported, { importState: "imported" });
    await note(bandwidth, registered, { registrationState: "registered", applicationId });
  });

  const place = (
    kind: OrderKind,
    account: { id: string },
    numbers: PhoneNumber[],
    reason: string,
    params: Record<string, string> = {},
  ) => placeOrder(ctx, { kind, accountId: account.id, numbers, params, reason, idempotencyKey: randomUUID() });
  const silent = owned.filter((row) => !texting.includes(row)).map((row) => row.number);
  await place("sms-enable", intelepeer, silent.slice(0, 24), "Spring campaign, Denver and Austin");
  await place(
    "sms-disable",
    intelepeer,
    texting.slice(0, 3).map((row) => row.number),
    "Numbers returned by the customer",
  );
  const refused = REFUSED_AT_IMPORT.map((line) => phoneNumber.parse(`+1303555${line}`));
  await place("import", bandwidth, [...silent.slice(30, 56), ...refused], "Move messaging of the Denver block", {
    registerWith: applicationId,
  });
  const senders = registered.slice(0, 1).map((row) => row.number);
  await receiveQuestion(ctx, bandwidth, senders[0]);
  await place("message-test", bandwidth, senders, "A customer asked", {
    to: PHONE,
    text: "It is. You can text us here from now on.",
  });
  await place(
    "campaign-assign",
    inumbering,
    owned.slice(75, 83).map((row) => row.number),
    "Reminders go out from the Bay Area",
    { campaignId: await makeCampaign(ctx, inumbering) },
  );
  await place(
    "purchase",
    inumbering,
    found.slice(-12).map((row) => row.number),
    "New office in Raleigh",
  );
  // Orders of the starting set are nobody's choice of an account.
  await database.sql.query(`UPDATE person SET preferences = preferences - 'accounts'`);
}

/** The simulated carrier has the brand already: it is adopted. The campaign is new to it. */
async function makeCampaign(ctx: SeedContext, { id: accountId }: OpenAccount): Promise<string> {
  const brand = await createBrand(ctx, { accountId, ...BRAND });
  await performDueEffects(ctx.sql, ctx.carriers, accountId);
  await createCampaign(ctx, { brandRowId: brand.id, ...CAMPAIGN });
  await performDueEffects(ctx.sql, ctx.carriers, accountId);
  return CAMPAIGN.campaignId;
}

async function makeApplication(ctx: SeedContext, account: OpenAccount): Promise<string> {
  const incomingMessageUrl = (await readCallbackUrl(ctx, account)) ?? "";
  const form = { accountId: account.id, name: "Tandem", incomingMessageUrl, callbackHttpMethod: "POST" } as const;
  const { effectId } = await createApplication(ctx, form);
  await performDueEffects(ctx.sql, ctx.carriers, account.id);
  const { externalId, message } = await getEffect(ctx, { id: effectId });
  if (externalId === null) throw new Error(`${account.definition.label} made no application: ${message}`);
  return externalId;
}

/** As the carrier's page has it, and through the same door as the carrier's own: the portal does not listen yet. */
async function receiveQuestion(ctx: Context, account: OpenAccount, to: PhoneNumber | undefined): Promise<void> {
  if (!to) return;
  const payload = {
    eventType: "sms",
    direction: "in",
    messageId: "m-first-question",
    from: PHONE,
    to,
    text: "Is this the new number of the practice?",
    time: new Date().toISOString(),
    state: "received",
  };
  await createCallbackStore(ctx.sql)({ accountId: account.id, method: "POST", raw: JSON.stringify(payload) });
}

async function tellSandbox({ admin, adminKey }: SeedInput["sandbox"], body: unknown): Promise<void> {
  const answer = await fetch(`${admin}/seed`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(adminKey && { "x-admin-key": adminKey }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The sandbox refused the starting set: HTTP ${answer.status} ${await answer.text()}`);
}

async function actAsAdministrator({
  database,
  carriers,
}: Pick<SeedInput, "database" | "carriers">): Promise<SeedContext> {
  const person = await database.db.person.findFirstOrThrow({ where: { role: "administrator" } });
  return {
    actor: { id: person.id, name: person.name, email: person.email, role: "administrator", sessionId: randomUUID() },
    db: database.db,
    sql: database.sql,
    carriers,
    timeZone: DEFAULT_TIME_ZONE,
    now: () => new Date(),
  };
}
