import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "@/lib/test/database";
import { migrate } from "./migrate";

const NAME = "20261126120000_number_facts";
const FOLDER = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));
const ACCOUNT = "00000000-0000-7000-8000-000000000001";
const [FULL, SPARSE, NEVER, EMPTY, TOLL_FREE, PENDING, TYPED] = Array.from(
  { length: 7 },
  (_, n) => `+1${n === 4 ? "800" : "303"}555010${n}`,
);

let client: Client;

const database = await createTestDatabase({ migrated: false });
const folder = mkdtempSync(path.join(tmpdir(), "migrations-"));

beforeAll(async () => {
  for (const name of readdirSync(FOLDER).filter((one) => one < NAME))
    cpSync(path.join(FOLDER, name), path.join(folder, name), { recursive: true });
  await migrate(database.url, folder);
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO carrier_account (id, carrier, label, mode, callback_key) VALUES ($1, 'intelepeer', 'Main', 'sandbox', 'k')`,
    [ACCOUNT],
  );
  await client.query(
    `INSERT INTO number (e164, npa, nxx, is_toll_free, inbound_at)
     SELECT e, substr(e, 3, 3), '555', e LIKE '+1800%', CASE WHEN e = $2 THEN now() END FROM unnest($1::text[]) e`,
    [[FULL, SPARSE, NEVER, EMPTY, TOLL_FREE, PENDING, TYPED], FULL],
  );
  await client.query(
    `INSERT INTO number_service (e164, account_id, carrier, ownership, sms_state, import_state, registration_state, application_id,
       campaign_id, webhook_url, route, raw, checked_at, changed_at) VALUES
     ($1, $5, 'intelepeer', 'owned', 'provisioned', 'imported', 'registered', 'app', 'CAB12CD', repeat('x', 9000), '4', '{"a": 1}',
       '2026-02-02T02:02:02.222Z', '2026-01-01T01:01:01.111Z'),
     ($2, $5, 'intelepeer', 'unknown', 'none', NULL, NULL, NULL, NULL, NULL, NULL, '{}', NULL, '2026-03-03T03:03:03.333Z'),
     ($3, $5, 'intelepeer', 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', NULL, now()),
     ($4, $5, 'intelepeer', 'gone', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '{}', now(), now())`,
    [FULL, SPARSE, NEVER, TOLL_FREE, ACCOUNT],
  );
  const order = "00000000-0000-7000-8000-000000000002";
  await client.query(
    `INSERT INTO orders (id, ref, kind, carrier, account_id, idempotency_key, content_hash)
     VALUES ($1, 'TTEST', 'sms-enable', 'intelepeer', $2, 'k', 'c')`,
    [order, ACCOUNT],
  );
  await client.query(`INSERT INTO order_item (order_id, seq, e164) VALUES ($1, 1, $2)`, [order, PENDING]);
  expect(await migrate(database.url)).toContain(NAME);
});
afterAll(async () => {
  await client.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const factsOf = async (e164: string | undefined) =>
  (
    await client.query<{ facet: string; value: string; raw: string | null; checked_at: Date; changed_at: Date }>(
      `SELECT facet, value, raw, checked_at, changed_at, call_id, carrier, account_id FROM number_fact WHERE e164 = $1 ORDER BY facet`,
      [e164],
    )
  ).rows;

it("makes a fact of each value, with the row's dates and its raw answer", async () => {
  const facts = await factsOf(FULL);
  expect(facts.map(({ facet, value }) => [facet, value])).toEqual([
    ["applicationId", "app"],
    ["campaignId", "CAB12CD"],
    ["importState", "imported"],
    ["ownership", "owned"],
    ["registrationState", "registered"],
    ["route", "4"],
    ["smsState", "provisioned"],
    ["webhookUrl", "x".repeat(9_000)],
  ]);
  for (const fact of facts)
    expect(fact).toMatchObject({
      raw: '{"a": 1}',
      checked_at: new Date("2026-02-02T02:02:02.222Z"),
      changed_at: new Date("2026-01-01T01:01:01.111Z"),
      call_id: null,
      carrier: "intelepeer",
      account_id: ACCOUNT,
    });
});

it("dates what was never checked by its change, and makes nothing of what no carrier said", async () => {
  const at = new Date("2026-03-03T03:03:03.333Z");
  expect(await factsOf(SPARSE)).toMatchObject([
    { facet: "smsState", value: "not-found", raw: null, checked_at: at, changed_at: at },
  ]);
  expect(await factsOf(NEVER)).toEqual([]);
  expect(await factsOf(TOLL_FREE)).toMatchObject([{ facet: "ownership", value: "gone" }]);
});

it("puts every number into its combination of states", async () => {
  const { rows } = await client.query<{ e164: string; states: string[] }>(
    `SELECT e164, states FROM number n JOIN state_set s ON s.id = n.state_set_id`,
  );
  const states = new Map(rows.map((row) => [row.e164, row.states]));
  expect(states.get(FULL ?? "")).toEqual(
    expect.arrayContaining(["ours", "inbound", "intelepeer smsState provisioned"]),
  );
  expect(states.get(SPARSE ?? "")).toEqual(["intelepeer", "intelepeer smsState not-found", "mentioned"]);
  expect(states.get(TOLL_FREE ?? "")).toEqual(["intelepeer", "intelepeer ownership gone", "mentioned", "toll-free"]);
  expect(states.get(PENDING ?? "")).toEqual(["pending"]);
  expect(states.get(TYPED ?? "")).toEqual(["mentioned"]);
  expect(states.get(EMPTY ?? "")).toEqual(["mentioned"]);
});
