import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type * as environment from "@/lib/env";
import { phoneNumber } from "@/lib/domain/phone-number";
import { orderItemQuery, orderQuery } from "@/lib/domain/order-query";
import { spellEveryWay } from "@/lib/sandbox/core/echo-credentials";
import { SANDBOX_CREDENTIALS } from "@/lib/sandbox/registry";
import { testAccount } from "@/lib/services/accounts/test-account";
import { listAccounts } from "@/lib/services/accounts/list-accounts";
import { auditQuery, listAudit } from "@/lib/services/audit/list-audit";
import { exportAudit } from "@/lib/services/audit/export-audit";
import { createBrand } from "@/lib/services/campaigns/create-brand";
import { exportNumbers } from "@/lib/services/numbers/export-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { listNumberCalls } from "@/lib/services/numbers/list-number-calls";
import { listNumberEvents } from "@/lib/services/numbers/list-number-events";
import { refreshNumber } from "@/lib/services/numbers/refresh-number";
import { exportOrderItems } from "@/lib/services/orders/export-order-items";
import { exportOrders } from "@/lib/services/orders/export-orders";
import { getOrder } from "@/lib/services/orders/get-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { listUndocumented } from "@/lib/services/orders/list-undocumented";
import { listOrderCalls } from "@/lib/services/orders/list-order-calls";
import { listOrderItems } from "@/lib/services/orders/list-order-items";
import { listOutcomes } from "@/lib/services/orders/list-outcomes";
import { listJobs } from "@/lib/services/jobs/list-jobs";
import { sendMessage } from "@/lib/services/messages/send-message";
import type { ExportTable } from "@/lib/services/exports/export-table";
import { createTestWorld, numbersFrom, waitFor, TEST_SECRETS_KEY, type TestWorld } from "./world";
import { startWorkerProcess, type WorkerProcess } from "./worker-process";

vi.mock("@/lib/env", async (original) => ({
  ...(await original<typeof environment>()),
  getEnvironment: () => ({ PUBLIC_URL: "https://tandem.example.com/", SECRETS_KEY: TEST_SECRETS_KEY }),
}));

const { intelepeer, inumbering, bandwidth } = SANDBOX_CREDENTIALS;
const SECRETS = [intelepeer.password, inumbering.apikey, bandwidth.password, bandwidth.apiToken, bandwidth.apiSecret];
const USER_NAMES = [intelepeer.username, bandwidth.username];
const PAIRS = [
  `${bandwidth.username}:${bandwidth.password}`,
  `${bandwidth.apiToken}:${bandwidth.apiSecret}`,
  `${intelepeer.username}:${intelepeer.password}`,
].map((pair) => Buffer.from(pair, "utf8").toString("base64"));

let world: TestWorld;
let worker: WorkerProcess;
let logged = "";

beforeAll(async () => {
  world = await createTestWorld();
  for (const carrier of ["intelepeer", "inumbering", "bandwidth"]) await world.setRate(carrier, 200);
  world.sandboxes.changeSettings({
    limits: {
      intelepeer: null,
      inumbering: null,
      bandwidthDashboard: null,
      bandwidthApplications: null,
      bandwidthPhoneNumbers: null,
      bandwidthMessages: null,
    },
    intelepeer: { requestedMs: 100, provisioningMs: 100, derequestedMs: 100, deprovisioningMs: 100 },
    bandwidth: { receivedMs: 100, processingMs: 100 },
    inumbering: { listDelayMs: 100, campaignDelayMs: 100, campaignMustBeAdded: false, campaignNeedsOwned: false },
    messaging: { registrationNeedsImport: false, fromMustBeRegistered: false },
  });
  worker = await startWorkerProcess(world.url, { onLog: (text) => (logged += text) });
});
afterAll(async () => {
  await worker?.end();
  await world?.close();
});

/** What somebody could read of it all: results, or the error with its causes. */
async function readAll(run: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await run(), (_key, value: unknown) => (value instanceof Map ? [...value] : value)) ?? "";
  } catch (error) {
    const texts: string[] = [];
    for (let one: unknown = error; one instanceof Error; one = one.cause)
      texts.push(`${one.message} ${one.stack ?? ""} ${JSON.stringify(one)}`);
    return texts.join("\n");
  }
}

async function readTable({ head, chunks }: ExportTable): Promise<unknown> {
  const rows: unknown[] = [head];
  for await (const chunk of chunks) rows.push(...chunk);
  return rows;
}

/** Every kind of order; those that cannot get on by themselves any more are left as they are. */
async function runOrders(first: string): Promise<string[]> {
  const at = (offset: number) => numbersFrom(String(Number(first) + offset), 2);
  const ids = await Promise.all([
    world.place("sms-enable", "intelepeer", at(0)),
    world.place("sms-disable", "intelepeer", at(10)),
    world.place("webhook-set", "intelepeer", at(20), { url: "https://example.com/sms" }),
    world.place("purchase", "inumbering", at(30)),
    world.place("campaign-assign", "inumbering", at(40), { campaignId: "CABC123" }),
    world.place("import", "bandwidth", at(50)),
    world.place("remove", "bandwidth", at(60)),
    world.place("register", "bandwidth", at(70), { applicationId: "a-1" }),
    world.place("message-test", "bandwidth", at(80), { to: "+12015550199", text: "Hello" }),
  ]);
  // Where the account is paused or blocked some do not get on: what was called by then is enough.
  await waitFor("each number to have been sent", async () => (await countUnsent(ids)) === 0, 8).catch(() => null);
  return ids;
}

async function countUnsent(ids: readonly string[]): Promise<number> {
  const { rows } = await world.database.sql.query<{ count: number }>(
    `SELECT count(*) AS count FROM orders o WHERE id = ANY($1::uuid[])
       AND (queued + sending > 0 OR NOT EXISTS (SELECT FROM carrier_call c WHERE c.order_id = o.id))`,
    [ids],
  );
  return rows[0]?.count ?? 0;
}

/** Everything that a person can ask a carrier without an order. */
async function askCarriers(number = phoneNumber.parse("+12015550142")): Promise<string[]> {
  const seen: string[] = [];
  for (const carrierId of ["intelepeer", "inumbering", "bandwidth"]) {
    const accountId = world.accountOf(carrierId);
    const { carrier } = await world.ctx.carriers.openForWriting(accountId);
    const { inventory, campaigns, messaging, readNumbers, readWebhook } = carrier;
    const calls: (() => Promise<unknown> | undefined)[] = [
      () => testAccount(world.ctx, { id: accountId }),
      () => refreshNumber(world.ctx, { number, accountId }),
      () => readNumbers?.([number]),
      () => readWebhook?.(number),
      () => inventory?.search({ mask: "201xxxxxxx", quantity: 3 }),
      () => inventory?.coverage("state"),
      () => inventory?.listGateways(),
      () => inventory?.listOwned(),
      () => campaigns?.addBrand({ brandId: "BABC123", name: "Acme", description: "" }),
      () => campaigns?.addCampaign({ campaignId: "CABC123", brandId: "BABC123", description: "" }),
      () => campaigns?.readCampaigns(["CABC123"]),
      () => messaging?.listApplications(),
      () => messaging?.getApplication("a-1"),
      () => messaging?.createApplication({ name: "in", incomingMessageUrl: "https://example.com/in" }),
      () => messaging?.listRegistered(),
      () => messaging?.sendMessage({ from: number, to: number, text: "Hello" }),
      () => messaging?.getMessage("m-1"),
    ];
    seen.push(...(await Promise.all(calls.map((call) => readAll(async () => call())))));
  }
  const message = { from: number, to: number, text: "Hello", idempotencyKey: randomUUID() };
  seen.push(await readAll(() => sendMessage(world.ctx, { ...message, accountId: world.accountOf("bandwidth") })));
  const brand = { brandId: `B${randomUUID().slice(0, 6).toUpperCase()}`, name: "Acme", description: "A brand" };
  seen.push(await readAll(() => createBrand(world.ctx, { ...brand, accountId: world.accountOf("inumbering") })));
  return seen;
}

/** What the pages and exports show of the orders. */
async function readPages(ids: readonly string[]): Promise<string[]> {
  const { ctx } = world;
  const number = phoneNumber.parse("+12015550142");
  const runs: (() => Promise<unknown>)[] = [
    () => listJobs(ctx),
    () => listAudit(ctx, auditQuery.parse({})),
    () => listNumberCalls(ctx, number),
    () => listNumberEvents(ctx, number, { most: 100 }),
    () => readTable(exportOrders(ctx, orderQuery.parse({}))),
    () => readTable(exportNumbers(ctx, numberQuery.parse({}))),
    () => readTable(exportAudit(ctx, auditQuery.parse({}))),
    ...ids.flatMap((id) => [
      () => getOrder(ctx, id),
      () => getOrderProgress(ctx, id),
      () => listUndocumented(ctx, id),
      () => listOrderCalls(ctx, { orderId: id }),
      () => listOrderItems(ctx, id, orderItemQuery.parse({})),
      async () => {
        const { carrierId } = await getOrder(ctx, id);
        return [
          await listOutcomes(ctx, { id, carrierId }),
          await readTable(exportOrderItems(ctx, { id, carrierId }, orderItemQuery.parse({}))),
        ];
      },
    ]),
  ];
  return Promise.all(runs.map(readAll));
}

async function readTables(): Promise<Map<string, string>> {
  const { rows } = await world.database.sql.query<{ table_schema: string; table_name: string }>(
    `SELECT table_schema, table_name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const tables = new Map<string, string>();
  for (const { table_schema, table_name } of rows) {
    const found = await world.database.sql.query<{ row: string }>(
      `SELECT t::text AS row FROM "${table_schema}"."${table_name}" t`,
    );
    // A row's text doubles backslashes, which would hide a hit.
    tables.set(table_name, found.rows.map(({ row }) => row.replaceAll("\\\\", "\\")).join("\n"));
  }
  return tables;
}

it("lets no credential that a carrier repeats into tables, pages, exports or logs", async () => {
  const { sandboxes, database } = world;
  const ids: string[] = [];
  const seen: string[] = [];
  const faults = [
    {},
    { status: 400 },
    { status: 500, effect: true },
    { status: 200, effect: true },
    { status: 429 },
    { status: 401 },
  ];
  for (const [n, fault] of faults.entries()) {
    const { id } = sandboxes.addFault({ fault: { kind: "echoCredentials", ...fault } });
    ids.push(...(await runOrders(`30355${n}0000`)));
    // A person's reading waits for a limit to end, and tries again: the orders and a probe meet it as well.
    if (fault.status === 429)
      seen.push(await readAll(() => testAccount(world.ctx, { id: world.accountOf("intelepeer") })));
    else seen.push(...(await askCarriers()));
    sandboxes.removeFault(id);
    await database.sql.query(`UPDATE carrier_breaker SET state = 'closed'`);
    await database.sql.query(`UPDATE rate_slot SET blocked_until = NULL`);
  }
  seen.push(...(await readPages(ids)));
  const accounts = await readAll(() => listAccounts(world.ctx));
  const tables = await readTables();

  const evidence = tables.get("carrier_call") ?? "";
  expect(evidence.split("[redacted]").length).toBeGreaterThan(1_000);
  expect(evidence.length).toBeGreaterThan(100_000);
  expect(seen.join("").split("[redacted]").length).toBeGreaterThan(100);
  const tokens = world.sandboxes.listTokens();
  expect(tokens.length).toBeGreaterThan(0);

  const places = new Map([...tables, ["pages and exports", seen.join("\n")], ["settings", accounts], ["log", logged]]);
  const findHits = (forms: readonly string[], but: readonly string[] = []) =>
    [...places].flatMap(([place, text]) =>
      but.includes(place) ? [] : forms.filter((form) => text.includes(form)).map((form) => `${place}: ${form}`),
    );
  expect(findHits([...SECRETS, ...tokens].flatMap(spellEveryWay))).toEqual([]);
  expect(findHits(PAIRS)).toEqual([]);
  // An account's own row and page name the user.
  expect(findHits(USER_NAMES.flatMap(spellEveryWay), ["carrier_account", "settings"])).toEqual([]);
});
