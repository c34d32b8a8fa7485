import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { createTestCampaigns } from "@/lib/test/campaigns";
import { setItems } from "@/lib/test/order-items";
import { createTestUpload, readRows, readUpload } from "@/lib/test/upload-rows";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { editUploadRows } from "./edit-rows";
import { placeUploadOrders } from "./place-upload-orders";
import { planUpload } from "./plan-upload";
import { submitUpload } from "./submit-upload";

const world = await createTestWorld();
await world.setRate("intelepeer", 10);
afterAll(() => world.close());

const listOrders = async (id: string) =>
  (
    await world.database.sql.query<{
      order_id: string;
      kind: string;
      attempt: number;
      targets: number[];
      numbers: string[];
      params: unknown;
      own: unknown[];
    }>(
      `SELECT u.order_id, o.kind, u.attempt, o.params, array_agg(DISTINCT u.target ORDER BY u.target) AS targets,
         (SELECT array_agg(i.e164 ORDER BY i.seq) FROM order_item i WHERE i.order_id = o.id) AS numbers,
         (SELECT array_agg(i.params ORDER BY i.seq) FROM order_item i WHERE i.order_id = o.id) AS own
       FROM upload_order u JOIN orders o ON o.id = u.order_id WHERE u.upload_id = $1
       GROUP BY u.order_id, o.id, u.attempt ORDER BY u.attempt, min(u.target), o.created_at`,
      [id],
    )
  ).rows;
const submit = async (id: string, more: { reason?: string; revision?: number; onlyIfAllReady?: boolean } = {}) => {
  const { revision } = await readUpload(world, id);
  const result = await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], revision, ...more });
  await placeUploadOrders(world.ctx, { id });
  return result;
};
const tn = ["TN", "number"] as const;
const makeSms = (first: string, count: number, kind: "sms-enable" | "sms-disable" = "sms-enable") =>
  createTestUpload(world, {
    columns: [tn],
    rows: numbersFrom(first, count).map((number) => [number.slice(2)]),
    kind,
    carrierId: "intelepeer",
  });
const plan = { onlyIfAllReady: false, leaveOut: [] };

describe("a plan", () => {
  it("says what would be sent, how long it takes, and what is left out and why", async () => {
    const { id } = await createTestUpload(world, {
      columns: [tn, ["Action", "action"], ["URL", "webhook"]],
      rows: [
        ["3035550000", "sms-enable", ""],
        ["3035550001", "sms-enable", ""],
        ["3035550000", "sms-enable", ""],
        ["303", "sms-enable", ""],
        ["3035550002", "webhook-set", "https://example.com/a"],
        ["3035550003", "webhook-set", "https://example.com/b"],
        ["3035550001", "sms-disable", ""],
      ],
      carrierId: "intelepeer",
    });
    const planned = await planUpload(world.ctx, { id, ...plan });
    expect(planned.orders).toMatchObject([
      {
        kind: "sms-enable",
        numbers: 2,
        sentence: "2 numbers at 10 per second: about 1 s",
        firstNumbers: ["+13035550000", "+13035550001"],
      },
      { kind: "webhook-set", numbers: 1, sentence: "1 number in 1 call: about 1 s" },
      { kind: "webhook-set", numbers: 1 },
    ]);
    expect(planned).toMatchObject({ numbers: 4, leftOut: 3, needsCount: false, fault: null, attempt: 1 });
    expect(planned.leftOutBy).toEqual([
      { reason: "to fix", rows: 1 },
      { reason: "duplicate", rows: 1 },
      { reason: "in conflict with an earlier row", rows: 1 },
    ]);
    const strict = await planUpload(world.ctx, { id, onlyIfAllReady: true, leaveOut: [] });
    expect(strict.fault).toMatch(/^1 row has a problem/);
  });

  it("says the duration at the carrier's rate", async () => {
    const { id } = await makeSms("3035560000", 1_000);
    const planned = await planUpload(world.ctx, { id, ...plan });
    expect(planned).toMatchObject({
      needsCount: true,
      orders: [{ sentence: "1,000 numbers at 10 per second: about 2 min", seconds: 100 }],
    });
  });

  it("names an account that is switched off", async () => {
    const { id } = await makeSms("3035561000", 1);
    const accountId = world.accountOf("intelepeer");
    await world.database.db.carrierAccount.update({ where: { id: accountId }, data: { isEnabled: false } });
    const planned = await planUpload(world.ctx, { id, ...plan });
    await world.database.db.carrierAccount.update({ where: { id: accountId }, data: { isEnabled: true } });
    expect(planned.fault).toMatch(/^IntelePeer · .*switched off/);
  });
});

describe("a submission", () => {
  it("becomes one order for each kind, account and parameters, and is placed once", async () => {
    const { id } = await createTestUpload(world, {
      columns: [tn, ["Action", "action"], ["URL", "webhook"]],
      rows: [
        ["3035570000", "sms-enable", ""],
        ["3035570002", "webhook-set", "https://example.com/a"],
        ["3035570003", "webhook-set", "https://example.com/b"],
        ["3035570004", "webhook-set", "https://example.com/a"],
        ["3035570000", "sms-disable", ""],
        ["303", "sms-enable", ""],
      ],
      carrierId: "intelepeer",
    });
    const { revision } = await readUpload(world, id);
    const input = { id, onlyIfAllReady: false, leaveOut: [], revision };
    const [one, two] = await Promise.all([submitUpload(world.ctx, input), submitUpload(world.ctx, input)]);
    expect([one.isExisting, two.isExisting].sort()).toEqual([false, true]);
    await Promise.all([placeUploadOrders(world.ctx, { id }), placeUploadOrders(world.ctx, { id })]);
    expect(await submitUpload(world.ctx, input)).toEqual({ attempt: 1, isExisting: true });
    await placeUploadOrders(world.ctx, { id });
    expect(await listOrders(id)).toMatchObject([
      { kind: "sms-enable", numbers: ["+13035570000"], targets: [1] },
      { kind: "webhook-set", numbers: ["+13035570002", "+13035570004"], params: { url: "https://example.com/a" } },
      { kind: "webhook-set", numbers: ["+13035570003"], params: { url: "https://example.com/b" } },
    ]);
    expect(await readUpload(world, id)).toMatchObject({
      state: "submitted",
      progress: null,
      counts: { problem: 2, ready: 4 },
    });
    expect((await readRows(world, id))[4]).toMatchObject({ state: "problem", codes: ["conflicting-row"] });
  });

  it("needs a reason above 25 numbers, and the rows that the person saw", async () => {
    const { id } = await makeSms("3035580000", 26);
    await expect(submit(id)).rejects.toMatchObject({ code: "INVALID_INPUT", fields: { reason: expect.anything() } });
    await editUploadRows(world.ctx, { id, revision: 0, rows: [{ seq: 1, cells: { 0: "3035589999" } }] });
    await expect(submit(id, { revision: 0, reason: "Ticket 1" })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await submit(id, { reason: "Ticket 1" })).toEqual({ attempt: 1, isExisting: false });
    const [order] = await listOrders(id);
    expect(order?.numbers).toHaveLength(26);
  });

  it("is followed by one of only what failed or changed", async () => {
    const { id } = await makeSms("3035590000", 6);
    await submit(id);
    const [order] = await listOrders(id);
    await setItems(world, order?.order_id ?? "", [1, 2], "failed", { code: "404", message: "no" });
    await setItems(world, order?.order_id ?? "", [3, 4], "confirmed");
    await setItems(world, order?.order_id ?? "", [5], "skipped", { code: "on", message: "Already on." });
    const { revision } = await readUpload(world, id);
    const sent = editUploadRows(world.ctx, { id, revision, rows: [{ seq: 3, cells: { 0: "3035590099" } }] });
    await expect(sent).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining("Line 4 was sent") });
    await editUploadRows(world.ctx, { id, revision, rows: [{ seq: 2, cells: { 0: "3035590099" } }] });
    expect(await planUpload(world.ctx, { id, ...plan })).toMatchObject({
      attempt: 2,
      numbers: 2,
      leftOutBy: [{ reason: "sent before", rows: 4 }],
    });
    expect(await submit(id)).toEqual({ attempt: 2, isExisting: false });
    expect((await listOrders(id)).map(({ attempt, numbers }) => [attempt, numbers.length])).toEqual([
      [1, 6],
      [2, 2],
    ]);
    expect((await listOrders(id))[1]?.numbers).toEqual(["+13035590000", "+13035590099"]);
    expect(await planUpload(world.ctx, { id, ...plan })).toMatchObject({
      numbers: 0,
      fault: "Nothing has changed or failed since the last submission.",
    });
  });

  it("tells which order was refused, and places the others", async () => {
    const { id } = await createTestUpload(world, {
      columns: [tn, ["Action", "action"], ["Account", "account"], ["URL", "webhook"]],
      rows: [
        ["3035600000", "sms-enable", "", ""],
        ["3035600001", "webhook-set", "", "https://example.com/x"],
      ],
      carrierId: "intelepeer",
    });
    const { revision } = await readUpload(world, id);
    await submitUpload(world.ctx, { id, onlyIfAllReady: false, leaveOut: [], revision });
    // Between the click and the worker a parameter became one that the carrier does not take.
    await world.database.sql.query(
      `UPDATE upload_target SET params = '{"url":"x"}' WHERE upload_id = $1 AND kind = 'webhook-set'`,
      [id],
    );
    await placeUploadOrders(world.ctx, { id });
    const upload = await readUpload(world, id);
    expect(upload).toMatchObject({
      state: "submitted",
      submission: { failures: [expect.stringContaining("webhook URL")] },
    });
    expect((await listOrders(id)).map(({ kind }) => kind)).toEqual(["sms-enable"]);
  });
});

describe("a purchase of listed numbers", () => {
  it("leaves out what is not on offer or ours, and holds to the role's limit", async () => {
    const { carrier } = await world.ctx.carriers.open(world.accountOf("inumbering"));
    const found = await carrier.inventory?.search({ mask: "201336xxxx", quantity: 3 });
    const offered = found?.items.map(({ number }) => number) ?? [];
    expect(offered).toHaveLength(3);
    const { id } = await createTestUpload(world, {
      columns: [tn],
      rows: [...offered, "+12019990000"].map((number) => [number.slice(2)]),
      kind: "purchase",
      carrierId: "inumbering",
    });
    await submit(id);
    const rows = await readRows(world, id);
    expect(rows.map(({ state }) => state)).toEqual(["ready", "ready", "ready", "blocked"]);
    expect(rows.at(-1)?.codes).toContain("not-offered");
    expect((await listOrders(id)).flatMap(({ numbers }) => numbers)).toEqual(offered);
  });

  it("is one order, with the gateway of each number", async () => {
    const { carrier } = await world.ctx.carriers.open(world.accountOf("inumbering"));
    const found = await carrier.inventory?.search({ mask: "201342xxxx", quantity: 3 });
    const numbers = found?.items.map(({ number }) => number) ?? [];
    expect(numbers).toHaveLength(3);
    const { id } = await createTestUpload(world, {
      columns: [tn],
      rows: numbers.map((number) => [number.slice(2)]),
      kind: "purchase",
      carrierId: "inumbering",
      params: { route: "4" },
    });
    await world.database.sql.query(
      `INSERT INTO upload_target SELECT upload_id, 2, kind, account_id, '{}' FROM upload_target WHERE upload_id = $1`,
      [id],
    );
    await world.database.sql.query(`UPDATE upload_row SET target = 2 WHERE upload_id = $1 AND seq = 3`, [id]);
    await submit(id);
    expect(await listOrders(id)).toMatchObject([
      { kind: "purchase", numbers, params: { route: 4 }, own: [null, null, { route: null }], targets: [1, 2] },
    ]);
  });

  it("is refused above the role's limit", async () => {
    const { id } = await createTestUpload(world, {
      columns: [tn],
      rows: numbersFrom("2015560000", 10_001).map((number) => [number.slice(2)]),
      kind: "purchase",
      carrierId: "inumbering",
    });
    expect((await planUpload(world.ctx, { id, ...plan })).fault).toMatch(/at most 10,000 numbers at once/);
  });
});

describe("campaigns", () => {
  it("get an order each, and no more than they have room for", async () => {
    const campaigns = await createTestCampaigns(world);
    campaigns.reset();
    const brand = await campaigns.brand("B111111");
    await campaigns.campaign(brand, "C111111");
    await campaigns.campaign(brand, "C222222");
    const numbers = await campaigns.own("3036010000", 60);
    const make = (split: number) =>
      createTestUpload(world, {
        columns: [tn, ["Campaign", "campaign"]],
        rows: numbers.map((number, index) => [number.slice(2), index < split ? "C111111" : "C222222"]),
        kind: "campaign-assign",
        carrierId: "inumbering",
      });
    const full = await make(55);
    expect((await planUpload(world.ctx, { id: full.id, ...plan })).fault).toMatch(
      /C111111 has room for 49 more numbers; 55 would be added/,
    );
    const { id } = await make(20);
    expect((await planUpload(world.ctx, { id, ...plan })).orders.map(({ numbers: count }) => count)).toEqual([20, 40]);
    await submit(id, { reason: "Spread" });
    expect((await listOrders(id)).map(({ params, numbers: own }) => [params, own.length])).toEqual([
      [{ campaignId: "C111111" }, 20],
      [{ campaignId: "C222222" }, 40],
    ]);
  });
});

it("a submission by nobody's key is found by no other upload", async () => {
  await expect(planUpload(world.ctx, { id: randomUUID(), ...plan })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
