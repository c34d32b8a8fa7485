import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeCsv } from "@/lib/services/exports/write-csv";
import { exportNumbers } from "./export-numbers";
import { listNumbers, NUMBERS_PER_PAGE } from "./list-numbers";
import { numberQuery } from "./number-query";
import type { NumberRow } from "./number-view";
import { createTestWorld, type TestWorld } from "@/lib/test/world";

let world: TestWorld;
const SIZE = 400;
const STATES = ["NJ", "TX", "WY"] as const;
const SMS = ["provisioned", "none", "not-found", "error", "requested", null] as const;

beforeAll(async () => {
  world = await createTestWorld();
  const { sql } = world.database;
  await sql.query(
    `INSERT INTO number (e164, npa, nxx, state, rate_center, lata, is_toll_free, created_at)
     SELECT CASE WHEN n % 40 = 0 THEN '+1800' ELSE '+1' || (201 + n % 3) END || lpad((2000000 + n * 7919 % 1000000)::text, 7, '0'), '201', '200',
       ($2::text[])[1 + n % 3], CASE WHEN n % 50 = 0 THEN 'HOBOKEN' ELSE 'DENVER' END, CASE WHEN n % 2 = 0 THEN '224' ELSE '656' END,
       n % 40 = 0, timestamptz '2026-01-01' + (n / 90) * interval '1 h'
     FROM generate_series(1, $1::int) n`,
    [SIZE, STATES],
  );
  const insert = (carrier: string, facet: string, values: readonly (string | null)[], every: number) =>
    sql.query(
      `INSERT INTO number_fact (e164, account_id, carrier, facet, value)
       SELECT e164, $1, $2, $6, ($3::text[])[1 + abs(hashtext(e164 || $2)) % $4::int] FROM number WHERE abs(hashtext($2 || e164)) % 10 < $5`,
      [world.accountOf(carrier), carrier, values, values.length, every, facet],
    );
  await insert("intelepeer", "smsState", SMS, 8);
  await insert("bandwidth", "importState", ["imported", "failed", "none"], 5);
  await insert("inumbering", "ownership", ["owned", "owned", "gone"], 7);
  await sql.query(
    `INSERT INTO number_fact (e164, account_id, carrier, facet, value)
     SELECT e164, account_id, carrier, 'registrationState', 'registered' FROM number_fact WHERE value = 'imported' AND right(e164, 1) < '5'
     UNION ALL
     SELECT e164, account_id, carrier, 'campaignId', CASE WHEN right(e164, 1) < '3' THEN 'CAB12CD' ELSE 'CXY99ZZ' END
     FROM number_fact WHERE facet = 'ownership'`,
  );
  await sql.query(
    `UPDATE number SET inbound_at = now() - (abs(hashtext(e164)) % 12) * interval '10 d' - interval '1 h' WHERE right(e164, 1) < '8'`,
  );
});
afterAll(() => world.close());

/** All pages in one direction. */
async function readAll(filter: Record<string, string>): Promise<NumberRow[]> {
  const all: NumberRow[] = [];
  let after: string | undefined;
  do {
    const page = await listNumbers(world.ctx, numberQuery.parse({ ...filter, ...(after && { after }) }));
    all.push(...page.rows);
    after = page.next ?? undefined;
  } while (after !== undefined && all.length <= SIZE);
  return all;
}

const at = (row: NumberRow, carrier: string) => row.services.find((service) => service.carrierId === carrier);

const daysSilent = (row: NumberRow) =>
  row.lastInboundAt === null ? Number.NaN : (Date.now() - Date.parse(row.lastInboundAt)) / 86_400_000;

/** Only what somebody once typed is left out, unless it is asked for. */
function isShown({ standing, services }: NumberRow, { known, ownership }: Record<string, string>): boolean {
  const isOurs = services.some(
    (one) =>
      one.ownership === "owned" ||
      ["none", "provisioned", "requested", "error"].includes(one.smsState ?? "") ||
      one.importState === "imported" ||
      one.registrationState === "registered" ||
      one.campaignId !== null,
  );
  expect(standing).toBe(isOurs ? "ours" : "mentioned");
  return known === undefined ? isOurs || ownership === "gone" : known === "all" || known === standing;
}

/** The same filter, asked of each row in plain words. */
const MEANINGS: [Record<string, string>, (row: NumberRow) => boolean][] = [
  [{}, () => true],
  [{ known: "all" }, () => true],
  [{ known: "ours", sms: "none" }, (row) => at(row, "intelepeer")?.smsState === "none"],
  [{ known: "mentioned", state: "TX" }, (row) => row.state === "TX"],
  [{ known: "pending" }, () => true],
  [
    { doubleClaim: "yes" },
    (row) =>
      at(row, "intelepeer")?.smsState === "provisioned" && at(row, "bandwidth")?.registrationState === "registered",
  ],
  [{ known: "all", ownership: "unknown" }, () => false],
  [{ rateCenter: "hoboken", lata: "656" }, (row) => row.rateCenter === "HOBOKEN" && row.lata === "656"],
  [
    { rateCenter: "denver", state: "NJ", sms: "provisioned" },
    (row) => row.rateCenter === "DENVER" && row.state === "NJ" && at(row, "intelepeer")?.smsState === "provisioned",
  ],
  [
    { npa: "202", inbound: "silent-30", tollFree: "no" },
    (row) => row.number.startsWith("+1202") && daysSilent(row) > 30 && !row.isTollFree,
  ],
  [{ sms: "error" }, (row) => at(row, "intelepeer")?.smsState === "error"],
  [{ sms: "provisioned" }, (row) => at(row, "intelepeer")?.smsState === "provisioned"],
  [{ sms: "not-found" }, (row) => at(row, "intelepeer")?.smsState === "not-found"],
  [{ sms: "unknown" }, () => false],
  [
    { inbound: "never" },
    (row) => row.lastInboundAt === null && at(row, "bandwidth")?.registrationState === "registered",
  ],
  [{ inbound: "live" }, (row) => daysSilent(row) < 7],
  [{ inbound: "silent" }, (row) => daysSilent(row) > 7],
  [{ inbound: "silent-30" }, (row) => daysSilent(row) > 30],
  [{ inbound: "silent-90", state: "TX" }, (row) => daysSilent(row) > 90 && row.state === "TX"],
  [{ campaign: "CAB12CD" }, (row) => at(row, "inumbering")?.campaignId === "CAB12CD"],
  [
    { campaign: "CAB12CD", state: "TX" },
    (row) => row.state === "TX" && at(row, "inumbering")?.campaignId === "CAB12CD",
  ],
  [
    { campaign: "CAB12CD", carrier: "intelepeer" },
    (row) => at(row, "intelepeer") !== undefined && at(row, "inumbering")?.campaignId === "CAB12CD",
  ],
  [{ campaign: "C%" }, () => false],
  [{ import: "failed" }, (row) => at(row, "bandwidth")?.importState === "failed"],
  [{ registration: "registered" }, (row) => at(row, "bandwidth")?.registrationState === "registered"],
  [{ ownership: "gone" }, (row) => at(row, "inumbering")?.ownership === "gone"],
  [{ carrier: "bandwidth" }, (row) => at(row, "bandwidth") !== undefined],
  [{ state: "WY" }, (row) => row.state === "WY"],
  [{ rateCenter: "hoboken" }, (row) => row.rateCenter === "HOBOKEN"],
  [{ lata: "224" }, (row) => row.lata === "224"],
  [{ q: "20 2" }, (row) => row.number.slice(2).includes("202")],
  [
    { q: "555", state: "TX", sms: "none" },
    (row) => row.number.slice(2).includes("555") && row.state === "TX" && at(row, "intelepeer")?.smsState === "none",
  ],
  [{ npa: "202" }, (row) => row.number.startsWith("+1202")],
  [{ tollFree: "yes" }, (row) => row.isTollFree],
  [{ tollFree: "no", state: "NJ" }, (row) => !row.isTollFree && row.state === "NJ"],
  [
    { sms: "provisioned", import: "imported" },
    (row) => at(row, "intelepeer")?.smsState === "provisioned" && at(row, "bandwidth")?.importState === "imported",
  ],
  [
    { sms: "none", registration: "registered", state: "TX", lata: "656" },
    (row) =>
      at(row, "intelepeer")?.smsState === "none" &&
      at(row, "bandwidth")?.registrationState === "registered" &&
      row.state === "TX" &&
      row.lata === "656",
  ],
  [{ carrier: "inumbering", ownership: "owned" }, (row) => at(row, "inumbering")?.ownership === "owned"],
  [
    { carrier: "bandwidth", sms: "error" },
    (row) => at(row, "bandwidth") !== undefined && at(row, "intelepeer")?.smsState === "error",
  ],
];

describe("every filter, in every order", () => {
  it.each(MEANINGS)("%j", async (filter, isMeant) => {
    const everything = await readAll({ known: "all" });
    expect(everything).toHaveLength(SIZE);
    const meant = everything.filter((row) => isShown(row, filter) && isMeant(row));
    const byNumber = meant.map((row) => row.number);
    const byAge = meant.sort((a, b) => (a.addedAt + a.number < b.addedAt + b.number ? -1 : 1)).map((row) => row.number);
    const read = async (sort: string) => (await readAll({ ...filter, sort })).map((row) => row.number);
    expect(await read("number")).toEqual(byNumber);
    expect(await read("-number")).toEqual(byNumber.toReversed());
    expect(await read("added")).toEqual(byAge);
    expect(await read("-added")).toEqual(byAge.toReversed());
    const { total } = await listNumbers(world.ctx, numberQuery.parse(filter));
    expect(total).toEqual({ count: byNumber.length, isExact: true });
  });
});

it("pages back to where it came from", async () => {
  for (const sort of ["number", "-added"]) {
    const first = await listNumbers(world.ctx, numberQuery.parse({ sort }));
    const second = await listNumbers(world.ctx, numberQuery.parse({ sort, after: first.next }));
    expect(second.rows).toHaveLength(NUMBERS_PER_PAGE);
    const back = await listNumbers(world.ctx, numberQuery.parse({ sort, before: second.previous }));
    expect(back.rows).toEqual(first.rows);
    expect(back.previous).toBeNull();
    expect(first.previous).toBeNull();
  }
});

it("counts a number once though two accounts of one carrier speak of it", async () => {
  const { sql, db } = world.database;
  const second = await db.carrierAccount.create({
    data: { id: crypto.randomUUID(), carrier: "intelepeer", label: "Second", mode: "sandbox", callbackKey: "second" },
  });
  const before = await listNumbers(world.ctx, numberQuery.parse({ sms: "error" }));
  await sql.query(
    `INSERT INTO number_fact (e164, account_id, carrier, facet, value)
     SELECT e164, $1, 'intelepeer', 'smsState', 'error' FROM number_fact WHERE facet = 'smsState' AND value = 'error'`,
    [second.id],
  );
  const after = await listNumbers(world.ctx, numberQuery.parse({ sms: "error" }));
  expect(after.total).toEqual(before.total);
  expect(after.rows.map((row) => row.number)).toEqual(before.rows.map((row) => row.number));
  expect(after.rows[0]?.services.filter((service) => service.carrierId === "intelepeer")).toHaveLength(2);
  await sql.query(`DELETE FROM number_fact WHERE account_id = $1`, [second.id]);
});

it("finds a number by any spelling, and by any three or more of its digits", async () => {
  const [row] = (await listNumbers(world.ctx, numberQuery.parse({}))).rows;
  const digits = row?.number.slice(2) ?? "";
  const spelt = `1 (${digits.slice(0, 3)}) ${digits.slice(3, 6)}.${digits.slice(6)}`;
  expect((await listNumbers(world.ctx, numberQuery.parse({ q: spelt }))).rows).toEqual([row]);
  const everything = (await readAll({ known: "all" })).map(({ number }) => number);
  for (const part of [digits.slice(6), digits.slice(2, 6), digits.slice(3, 6), digits.slice(0, 8)]) {
    const found = (await readAll({ q: `${part.slice(0, 2)}-${part.slice(2)}`, known: "all" })).map(
      ({ number }) => number,
    );
    expect(found).toEqual(everything.filter((number) => number.slice(2).includes(part)));
    expect(found).toContain(row?.number);
  }
});

it("exports the age of each value beside it", async () => {
  const { sql } = world.database;
  const [row] = (await listNumbers(world.ctx, numberQuery.parse({ sms: "error", import: "imported" }))).rows;
  await sql.query(
    `UPDATE number_fact SET checked_at = CASE facet WHEN 'smsState' THEN timestamptz '2026-03-01' ELSE '2026-04-01' END WHERE e164 = $1`,
    [row?.number],
  );
  const { head, chunks } = exportNumbers(world.ctx, numberQuery.parse({ q: row?.number }));
  const { value: cells = [] } = await chunks[Symbol.asyncIterator]().next();
  const cell = (name: string) => cells[0]?.[head.indexOf(name)];
  expect(cell("sms")).toBe("IntelePeer: error");
  expect(cell("sms_checked_at")).toBe("IntelePeer: 2026-03-01T00:00:00+00:00");
  expect(cell("import_checked_at")).toBe("Bandwidth: 2026-04-01T00:00:00+00:00");
  for (const name of ["owned", "registration", "application", "campaign", "webhook", "route"])
    expect(head).toContain(`${name}_checked_at`);
});

it("exports all pages of the filter, in ten digits", async () => {
  let csv = "";
  for await (const chunk of writeCsv(exportNumbers(world.ctx, numberQuery.parse({ state: "WY", after: "mangled" }))))
    csv += chunk;
  const lines = csv.trim().split("\r\n");
  expect(lines).toHaveLength((await readAll({ state: "WY" })).length + 1);
  expect(lines[1]).toMatch(/^\d{10},WY,/);
});
