import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { queryRows } from "@/lib/db/sql";
import { deliveryQuery } from "@/lib/domain/delivery";
import { messageSearchQuery } from "@/lib/domain/message-search";
import { START_WORDS, STOP_WORDS } from "@/lib/domain/opt-out";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { createCustomer } from "@/lib/services/customers/create-customer";
import { getDelivery } from "./get-delivery";
import { foldMessageTotals } from "./fold-totals";
import { findOptOuts, listOptOuts } from "./list-opt-outs";
import { listThreads, threadQuery } from "./list-threads";
import { searchMessages } from "./search-messages";
import { countSilent, listSilent, saveSilence } from "./silence";

const [one, two, three] = numbersFrom("3035550100", 3);
if (!one || !two || !three) throw new Error("no numbers");
const PEER = "+13035550199";
const DAY = 86_400_000;
const now = new Date("2026-11-20T18:00:00Z");

type Sent = {
  e164?: string;
  peer?: string;
  body?: string;
  state?: string;
  receipt?: string | null;
  code?: string;
  at?: Date;
};

async function store(direction: "in" | "out", messages: readonly Sent[]) {
  await world.database.db.message.createMany({
    data: messages.map(
      ({ e164 = String(one), peer = PEER, body = "Hello", state, receipt = null, code, at = now }) => ({
        id: uuidv7(),
        accountId: world.accountOf("bandwidth"),
        externalId: uuidv7(),
        direction,
        e164,
        peer,
        body,
        state: state ?? (direction === "in" ? "received" : "sent"),
        deliveryState: receipt,
        ...(code && { carrierCode: code, carrierMessage: `Because of ${code}` }),
        occurredAt: at,
      }),
    ),
  });
}

const before = (days: number) => new Date(now.getTime() - days * DAY);

const world = await createTestWorld();

beforeAll(async () => {
  world.ctx.now = () => now;
  world.ctx.timeZone = "America/Denver";
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: world.accountOf("inumbering"), carrierId: "inumbering" }, [
      { number: one, facts: { ownership: "owned", campaignId: "C000001" } },
      { number: two, facts: { ownership: "owned" } },
    ]),
  );
  await store("out", [
    ...Array.from({ length: 6 }, () => ({ receipt: "delivered" })),
    { receipt: "not-delivered", code: "4720" },
    { receipt: "not-delivered", code: "4720", e164: two },
    { state: "error", code: "4750", e164: two },
    { receipt: "waiting", e164: two },
    { e164: two },
    { state: "unknown", e164: two },
    // Half past six in Denver on the day before, though it is the same day in UTC.
    { receipt: "delivered", at: new Date("2026-11-20T01:30:00Z") },
    { receipt: "not-delivered", code: "4720", at: before(20) },
  ]);
});
afterAll(() => world.close());

it("reports the outcome of messages by day, number, campaign and error code, each sum the same", async () => {
  const read = (query: Record<string, string>) => getDelivery(world.ctx, deliveryQuery.parse(query));
  const byDay = await read({});
  const total = { sent: 13, delivered: 7, accepted: 1, moving: 1, unknown: 1, refused: 3 };
  expect(byDay.total).toEqual(total);
  expect([byDay.from, byDay.to, byDay.days.length]).toEqual(["2026-11-14", "2026-11-20", 7]);
  expect(byDay.rows.map(({ key, sent }) => [key, sent])).toEqual([
    ["2026-11-20", 12],
    ["2026-11-19", 1],
  ]);
  const byNumber = await read({ by: "number" });
  expect(byNumber.rows.map(({ key, sent, refused, codes }) => [key, sent, refused, codes])).toEqual([
    [
      two,
      5,
      2,
      [
        { code: "4720", count: 1 },
        { code: "4750", count: 1 },
      ],
    ],
    [one, 8, 1, [{ code: "4720", count: 1 }]],
  ]);
  expect((await read({ by: "campaign" })).rows.map(({ key, sent }) => [key, sent])).toEqual([
    ["", 5],
    ["C000001", 8],
  ]);
  const byCode = await read({ by: "code" });
  expect(byCode.rows).toMatchObject([
    { key: "4720", refused: 2, message: "Because of 4720" },
    { key: "4750", refused: 1 },
  ]);
  expect((await read({ campaign: "C000001" })).total.sent).toBe(8);
  expect((await read({ number: "(303) 555-0101", code: "4750" })).total).toMatchObject({ sent: 1, refused: 1 });
  expect((await read({ number: "303" })).total.sent).toBe(0);
  expect((await read({ from: "2026-10-01", to: "2026-11-10" })).total).toMatchObject({ sent: 1, refused: 1 });
});

const totalRow = z.object({ key: z.string(), count: z.number() });

it("keeps totals equal to the messages while they change and are added up", async () => {
  const { sql, db } = world.database;
  const compare = async () => {
    const kept = await queryRows(sql, totalRow)`
      SELECT concat_ws('|', quarter, account_id, state, delivery_state, code) AS key, sum(count)::int8 AS count FROM message_total
      GROUP BY 1 HAVING sum(count) <> 0 ORDER BY 1`;
    const counted = await queryRows(sql, totalRow)`
      SELECT concat_ws('|', quarter_of(occurred_at), account_id, state, coalesce(delivery_state, ''), coalesce(carrier_code, '')) AS key,
        count(*) AS count FROM message WHERE direction = 'out' GROUP BY 1 ORDER BY 1`;
    expect(kept).toEqual(counted);
    expect(kept.length).toBeGreaterThan(5);
  };
  await compare();
  const at = (n: number) => new Date(before(100).getTime() + n * 7 * 60_000);
  await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      store("out", [{ at: at(n) }, { at: at(n + 1), receipt: "waiting" }, { at: at(n), code: "4700", state: "error" }]),
    ),
  );
  const old = { occurredAt: { lt: before(99) } };
  await Promise.all([
    db.message.updateMany({ where: { ...old, deliveryState: "waiting" }, data: { deliveryState: "delivered" } }),
    sql.query("SELECT fold_message_totals(now())"),
    db.message.updateMany({ where: { ...old, state: "error" }, data: { carrierCode: "4701" } }),
  ]);
  await compare();
  await db.message.deleteMany({ where: old });
  await foldMessageTotals({ sql });
  await compare();
  expect(await db.messageTotal.count({ where: { OR: [{ shard: { not: 0 } }, { quarter: { lt: before(99) } }] } })).toBe(
    0,
  );
});

it("searches by text, number, state, code and day, page after page without a gap", async () => {
  await store(
    "in",
    Array.from({ length: 120 }, (_, n) => ({
      e164: three,
      body: n % 2 === 0 ? `Order ${n} 100% done_` : "Thanks",
      at: before(n / 100),
    })),
  );
  const search = (query: Record<string, string>) => searchMessages(world.ctx, messageSearchQuery.parse(query));
  const found: string[] = [];
  for (let after: string | null = ""; after !== null;) {
    const page = await search({ q: "100% DONE_", ...(after && { after }) });
    found.push(...page.rows.map(({ body }) => body));
    after = page.next;
  }
  expect(found).toEqual(Array.from({ length: 60 }, (_, n) => `Order ${n * 2} 100% done_`));
  expect((await search({ q: "100%x" })).rows).toEqual([]);
  expect((await search({ code: "4750" })).rows).toMatchObject([{ number: two, code: "4750" }]);
  expect((await search({ number: "3035550100", state: "refused" })).rows).toHaveLength(2);
  expect((await search({ state: "moving" })).rows).toMatchObject([{ number: two, deliveryState: "waiting" }]);
  expect((await search({ from: "2026-10-30", to: "2026-11-01" })).rows).toHaveLength(1);
  expect((await search({ q: "555-0199", state: "refused" })).rows).toHaveLength(4);
  expect((await search({ number: "303" })).fault).toContain("whole number");
});

const wordRow = z.object({ word: z.string().nullable() });

it("shows who has opted out, by every word and spelling, until they start again", async () => {
  const sql = world.database.sql;
  const read = async (body: string) => {
    const [row] = await queryRows(sql, wordRow)`SELECT opt_word(${body}) AS word`;
    return row?.word;
  };
  for (const word of STOP_WORDS) expect(await read(word)).toBe("stop");
  for (const word of START_WORDS) expect(await read(` ${word.toLowerCase()}! `)).toBe("start");
  for (const body of ["Stop.", "opt-out", "OPT OUT", "stop all"]) expect(await read(body)).toBe("stop");
  for (const body of ["please stop", "the end", "cancel my order", "", "STOP ".repeat(20)])
    expect(await read(body)).toBeNull();

  const [angry, changed] = ["+13035550197", "+13035550198"];
  await store("in", [
    { peer: angry, body: "Stop", at: before(2) },
    { peer: angry, body: "Thanks", at: before(1) },
    { peer: changed, body: "STOP", at: before(2) },
    { peer: changed, body: "start", at: before(1) },
  ]);
  expect(await listOptOuts(world.ctx, one)).toMatchObject({ count: 1, latest: [{ peer: angry, word: "Stop" }] });
  const pairs = [angry, changed].map((peer) => ({ number: one, peer }));
  expect([...(await findOptOuts(world.ctx, pairs)).keys()]).toEqual([`${one}~${angry}`]);
  const threads = await listThreads(world.ctx, threadQuery.parse({}));
  expect(threads.rows.filter(({ isOptedOut }) => isOptedOut).map(({ peer }) => peer)).toEqual([angry]);
});

it("lists numbers that fell silent after they had received regularly", async () => {
  const days = (e164: string, last: number, count: number) =>
    store(
      "in",
      Array.from({ length: count }, (_, n) => ({
        e164,
        peer: "+13035550190",
        at: new Date(Date.now() - (last + n) * DAY),
      })),
    );
  const [regular, rare, lively] = numbersFrom("3035550150", 3);
  if (!regular || !rare || !lively) throw new Error("no numbers");
  await inTransaction(world.database.sql, (client) =>
    recordFacts(
      client,
      { id: world.accountOf("inumbering"), carrierId: "inumbering" },
      [regular, rare, lively].map((number) => ({ number, facts: { ownership: "owned" as const } })),
    ),
  );
  await days(regular, 10, 6);
  await days(rare, 10, 2);
  await days(lively, 1, 6);
  const found = (await listSilent(world.ctx)).rows.filter(({ number }) => [regular, rare, lively].includes(number));
  expect(found).toMatchObject([{ number: regular, regularDays: 6 }]);
  await saveSilence(world.ctx, { days: 12, regularDays: 1 });
  expect(await countSilent(world.ctx)).toEqual({ count: (await listSilent(world.ctx)).rows.length, owners: undefined });
  expect((await listSilent(world.ctx)).rows.map(({ number }) => number)).not.toContain(regular);
  await saveSilence(world.ctx, { days: 9, regularDays: 1 });
  const customer = await createCustomer(world.ctx, { name: "Acme Dental", reference: null, note: "" });
  await world.database.sql.query(`UPDATE number SET customer_id = $1 WHERE e164 = $2`, [customer.id, regular]);
  const silent = await listSilent(world.ctx);
  expect(silent.rows.find(({ number }) => number === regular)?.customer).toEqual(customer);
  expect(await countSilent(world.ctx)).toMatchObject({
    count: silent.rows.length,
    owners: {
      customers: [
        { customer, count: 1 },
        { customer: null, count: silent.rows.length - 1 },
      ],
    },
  });
  expect((await listSilent(world.ctx)).rows.map(({ number }) => number)).toEqual(
    expect.arrayContaining([regular, rare]),
  );
});
