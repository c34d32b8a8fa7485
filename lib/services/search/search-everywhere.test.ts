import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { openDatabase } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/test/database";
import { findDigits } from "./find-digits";
import { listRecentItems, noteRecentItem, type RecentItemInput } from "./recent-items";
import { searchEverywhere } from "./search-everywhere";

let ctx: Context;
const orderId = randomUUID();
let own: (numbers: string[]) => Promise<unknown>;

const test = await createTestDatabase();
const database = openDatabase(test.url, { connections: 4 });

beforeAll(async () => {
  ctx = {
    actor: { id: randomUUID(), name: "Ana", email: "ana@example.com", role: "viewer", sessionId: "s" },
    db: database.db,
    sql: database.sql,
    carriers: { open: () => Promise.reject(new Error("no carrier here")) },
    timeZone: "UTC",
    now: () => new Date(),
  };
  const accountId = randomUUID();
  const brandRowId = randomUUID();
  await database.db.carrierAccount.create({
    data: { id: accountId, carrier: "bandwidth", label: "Main", mode: "sandbox", callbackKey: "k" },
  });
  await database.db.telephoneNumber.createMany({
    data: ["+12015550123", "+12015550199", "+12025550123", "+19195550123"].map((e164) => ({
      e164,
      npa: e164.slice(2, 5),
      nxx: e164.slice(5, 8),
      state: e164.startsWith("+1201") ? "NJ" : null,
      rateCenter: e164.startsWith("+1201") ? "HACKENSACK" : null,
    })),
  });
  own = (numbers) =>
    database.db.numberFact.createMany({
      data: numbers.map((e164) => ({
        e164,
        accountId,
        carrier: "bandwidth",
        facet: "importState",
        value: "imported",
      })),
    });
  await own(["+12015550123", "+12015550199", "+12025550123"]);
  await database.db.person.createMany({
    data: [
      { id: ctx.actor.id, email: "ana@example.com", name: "Ana", role: "viewer", passwordHash: "-" },
      { id: randomUUID(), email: "joan@example.com", name: "Joan Doe", role: "viewer", passwordHash: "-" },
    ],
  });
  await database.db.order.create({
    data: {
      id: orderId,
      ref: "BW-7KQ2",
      kind: "import",
      carrier: "bandwidth",
      accountId,
      idempotencyKey: "i",
      contentHash: "c",
      submittedAt: new Date(),
    },
    select: { id: true },
  });
  await database.db.dispatch.create({
    data: {
      id: randomUUID(),
      orderId,
      accountId,
      reference: "BW-7KQ2-1",
      state: "accepted",
      size: 1,
      externalId: "0012345e-77",
      leaseUntil: new Date(),
    },
  });
  await database.db.brand.create({
    data: { id: brandRowId, accountId, brandId: "B1", name: "Northwind Dental", description: "Brand" },
  });
  await database.db.campaign.create({
    data: { id: randomUUID(), accountId, brandRowId, campaignId: "CABC123", description: "Reminders" },
  });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const find = async (q: string) =>
  (await searchEverywhere(ctx, { q })).hits.map(({ kind, title, state, note }) => [kind, title, state?.label, note]);
const titles = async (q: string) => (await searchEverywhere(ctx, { q })).hits.map(({ title }) => title);

it.each(["(201) 555-0123", "1-201-555-0123", "+12015550123", "tel:+1-201-555-0123", "201.555.0123"])(
  "opens the number spelled %s, and shows its state before",
  async (q) => {
    const { hits, nearest } = await searchEverywhere(ctx, { q });
    expect(hits).toHaveLength(1);
    expect(hits[0]).toMatchObject({ key: "+12015550123", href: "/numbers/%2B12015550123", title: "(201) 555-0123" });
    expect(hits[0]?.state?.label).not.toBe("Can text");
    expect(nearest).toEqual([]);
  },
);

it("offers a number that is not ours all the same, and says so; one that was only typed is no more than that", async () => {
  expect(await find("3035550100")).toEqual([["number", "(303) 555-0100", "Not ours", "Not in the inventory"]]);
  expect(await find("9195550123")).toEqual([
    ["number", "(919) 555-0123", "Not ours", "mentioned only, no carrier lists it as ours"],
  ]);
});

it("finds any three or more digits anywhere, ours first, then the last four, then the beginning", async () => {
  expect(await titles("550")).toEqual(["(201) 555-0123", "(201) 555-0199", "(202) 555-0123", "(919) 555-0123"]);
  expect(await titles("55501")).toHaveLength(4);
  expect(await titles("0199")).toEqual(["(201) 555-0199"]);
  expect(await titles("+1 (201) 555")).toEqual(["(201) 555-0123", "(201) 555-0199"]);
  expect(await titles("0123")).toEqual(["(201) 555-0123", "(202) 555-0123", "(919) 555-0123"]);
  expect(await titles("12")).toEqual([]);
});

it("finds exactly the numbers that contain the digits, whatever the digits", async () => {
  const all = (await database.db.telephoneNumber.findMany()).map(({ e164 }) => e164.slice(2));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), fc.nat(7), fc.nat(6), async (digits, from, more) => {
      const part = digits.slice(from, from + 3 + more).slice(0, 9);
      const { numbers, count, isExact } = await findDigits(ctx, part, 100);
      expect(numbers.map((number) => number.slice(2)).sort()).toEqual(all.filter((one) => one.includes(part)).sort());
      expect([count, isExact]).toEqual([numbers.length, true]);
    }),
    { numRuns: 40 },
  );
});

it("counts to a thousand, and still shows ours first where they are few among many others", async () => {
  await database.sql.query(
    `INSERT INTO number (e164, npa, nxx) SELECT '+1312' || (2770000 + g), '312', '277' FROM generate_series(0, 1499) g`,
  );
  await database.sql.query(`INSERT INTO number (e164, npa, nxx) VALUES ('+19192779999', '919', '277')`);
  await own(["+19192779999"]);
  const { numbers, hits } = await searchEverywhere(ctx, { q: "277" });
  expect(numbers).toEqual({ count: 1_000, isExact: false });
  expect(hits[0]?.title).toBe("(919) 277-9999");
  expect((await searchEverywhere(ctx, { q: "2771499" })).numbers).toEqual({ count: 1, isExact: true });
  await database.sql.query(`DELETE FROM number WHERE nxx = '277'`);
  expect((await searchEverywhere(ctx, { q: "277" })).hits).toEqual([]);
});

it.each(["bw-7kq2", "BW-7KQ2-1", "0012345e-77", "BW-7K"])("finds the order behind %s with its status", async (q) => {
  const { hits } = await searchEverywhere(ctx, { q });
  expect(hits[0]).toMatchObject({ kind: "order", key: orderId, href: "/orders/BW-7KQ2", title: "BW-7KQ2" });
  expect(hits[0]?.note).toContain("Import");
  expect(hits[0]?.state).not.toBeNull();
});

it("finds campaigns, brands, uploads and people by id or any part of a name", async () => {
  expect(await find("cabc")).toEqual([["campaign", "CABC123", "Never read", "Reminders"]]);
  expect(await find("eminde")).toEqual([["campaign", "CABC123", "Never read", "Reminders"]]);
  expect(await find("northw")).toEqual([["brand", "B1", undefined, "Northwind Dental"]]);
  expect(await find("joan")).toEqual([["person", "Joan Doe", undefined, "Orders by joan@example.com"]]);
  expect((await searchEverywhere(ctx, { q: "joan" })).hits[0]?.href).toMatch(/^\/orders\?person=/);
});

it("says what is nearest where nothing matches", async () => {
  const near = async (q: string) => (await searchEverywhere(ctx, { q })).nearest.map(({ title }) => title);
  expect(await near("CABD123")).toEqual(["CABC123"]);
  expect(await near("BW-7KQ3")).toEqual(["BW-7KQ2"]);
  expect(await near("Jaon Doe")).toEqual(["Joan Doe"]);
  expect(await near("20155509")).toEqual(["(201) 555-0123", "(201) 555-0199"]);
});

it.each(["", "x", "nothing such", "'; DROP TABLE number; --", "%", "_____", "💥💥💥", "0".repeat(200)])(
  "answers %j with nothing",
  async (q) => {
    expect(await searchEverywhere(ctx, { q })).toMatchObject({ hits: [], nearest: [] });
  },
);

it("keeps the last eight that a person opened, an order once under both of its addresses", async () => {
  const open = (kind: RecentItemInput["kind"], key: string) => noteRecentItem(ctx, { kind, key });
  for (let n = 0; n < 9; n += 1) await open("number", `+1303555010${n}`);
  await open("order", orderId);
  await open("number", "+13035550108");
  await open("order", "bw-7kq2");
  await open("campaign", randomUUID());
  await open("number", "not a number");
  const recent = await listRecentItems(ctx);
  expect(recent.map(({ title }) => title)).toEqual(["BW-7KQ2", ...[8, 7, 6, 5, 4, 3].map((n) => `(303) 555-010${n}`)]);
});
