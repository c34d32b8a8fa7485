import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { openDatabase, type Database } from "@/lib/db/client";
import { createTestDatabase, type TestDatabase } from "@/lib/test/database";
import { searchEverywhere } from "./search-everywhere";

let test: TestDatabase;
let database: Database;
let ctx: Context;
const orderId = randomUUID();

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 4 });
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
  await database.db.numberFact.createMany({
    data: ["+12015550123", "+12015550199", "+12025550123"].map((e164) => ({
      e164,
      accountId,
      carrier: "bandwidth",
      facet: "importState",
      value: "imported",
    })),
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
    data: { id: brandRowId, accountId, brandId: "B1", name: "Brand", description: "Brand" },
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
  (await searchEverywhere(ctx, { q })).map(({ kind, title, note }) => [kind, title, note]);

it.each(["(201) 555-0123", "1-201-555-0123", "+12015550123", "tel:+1-201-555-0123", "201.555.0123"])(
  "opens the number spelled %s",
  async (q) => {
    expect((await searchEverywhere(ctx, { q }))[0]).toEqual({
      kind: "number",
      href: "/numbers/%2B12015550123",
      title: "(201) 555-0123",
      note: "HACKENSACK, NJ",
    });
  },
);

it("offers a number that is not ours all the same, and says so", async () => {
  expect(await find("3035550100")).toEqual([["number", "(303) 555-0100", "Not in the inventory"]]);
});

it("says of a number that somebody only typed that it is no more than that", async () => {
  expect(await find("9195550123")).toEqual([
    ["number", "(919) 555-0123", "mentioned only, no carrier lists it as ours"],
  ]);
});

it("finds numbers by their beginning, with or without the 1", async () => {
  const both = [
    ["number", "(201) 555-0123", "HACKENSACK, NJ"],
    ["number", "(201) 555-0199", "HACKENSACK, NJ"],
  ];
  expect(await find("201")).toEqual(both);
  expect(await find("+1 (201) 555")).toEqual(both);
});

it("finds numbers by their last four digits", async () => {
  expect((await find("0123")).map(([, title]) => title)).toEqual([
    "(201) 555-0123",
    "(202) 555-0123",
    "(919) 555-0123",
  ]);
});

it.each(["bw-7kq2", "BW-7KQ2-1", "0012345e-77"])("finds the order behind %s", async (q) => {
  const [hit] = await searchEverywhere(ctx, { q });
  expect(hit).toMatchObject({ kind: "order", href: `/orders/${orderId}`, title: "BW-7KQ2" });
  expect(hit?.note).toContain("Import");
});

it("finds a campaign by the beginning of its id", async () => {
  expect(await find("cabc")).toEqual([["campaign", "CABC123", "Reminders"]]);
});

it.each(["", "x", "nothing such", "'; DROP TABLE number; --", "%", "_____", "💥💥💥", "0".repeat(200)])(
  "answers %j with nothing",
  async (q) => {
    expect(await find(q)).toEqual([]);
  },
);
