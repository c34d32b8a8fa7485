import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { countGroups, filterRows, joinAnswers, mergeAnswers } from "@/lib/domain/lookup-filter";
import { type LookupPage, lookupQuery } from "@/lib/domain/lookup-view";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { spellTimesIn } from "@/lib/domain/time-zone";
import { getNumber } from "@/lib/services/numbers/get-number";
import { refreshNumbers } from "@/lib/services/numbers/refresh-number";
import { createSelection } from "@/lib/services/uploads/create-selection";
import { toBody } from "@/lib/test/uploads";
import { createTestWorld, numbersFrom, type TestWorld } from "@/lib/test/world";
import { listJobs } from "@/lib/services/jobs/list-jobs";
import { startRound } from "./ask-again";
import { createLookup } from "./create-lookup";
import { stopRound } from "./end-round";
import { expireLookups } from "./expire-lookups";
import { exportLookup } from "./export-lookup";
import { getLookup, getLookupNews } from "./get-lookup";
import { listLookups } from "./list-lookups";
import { performAsking } from "./perform-asking";

let world: TestWorld;
let viewer: Context;
const on = phoneNumber.parse("+13035551200");
const off = phoneNumber.parse("+13035551201");
const foreign = phoneNumber.parse("+19195551202");
const MAIL = `Subject: Two numbers down
On Thu, Nov 26, 2026 at 9:14 AM Joan wrote:
> (303) 555-1201, 303-555-1200 and 919.555.1202
> again 3035551201, and 303-555-12`;

beforeAll(async () => {
  world = await createTestWorld();
  viewer = { ...world.ctx, actor: { ...world.ctx.actor, role: "viewer" } };
  world.sandboxes.seed({ intelepeer: { provisioned: [on, off] } });
});
afterAll(() => world.close());

const look = async (text: string, ctx: Context = viewer) => (await createLookup(ctx, { source: "text", text })).id;
const perform = (id: string, n: number) => performAsking(world.ctx, { id, n });
const show = (page: LookupPage) =>
  joinAnswers(page).map(({ row, group, answer }) => [row.number ?? row.original, group, answer?.cause ?? null]);
/** Behind our back: from now on the carrier knows these alone. */
function keepOnly(numbers: PhoneNumber[]) {
  world.sandboxes.reset();
  world.sandboxes.seed({ intelepeer: { provisioned: numbers } });
}

it("answers an e-mail in its order, with duplicates, other numbers and what is none as rows", async () => {
  const page = await getLookup(world.ctx, { id: await look(MAIL) });
  expect(page.head).toMatchObject({
    name: "Two numbers down",
    counts: { total: 5, valid: 3, duplicate: 1, invalid: 1 },
    rounds: [{ n: 1, state: "done", person: "Ada", asks: [] }],
  });
  expect(page.head.notices).toEqual([expect.stringContaining("dates, times and short numbers")]);
  expect(show(page)).toEqual([
    [off, "not-ours", "unchecked"],
    [on, "not-ours", "unchecked"],
    [foreign, "not-ours", "unchecked"],
    [off, "duplicate", "unchecked"],
    ["303-555-12", "invalid", null],
  ]);
});

it("asks the carriers for a short list at once, and shows row by row what that changed", async () => {
  const id = await look(MAIL, world.ctx);
  expect((await getLookup(world.ctx, { id })).head.rounds[1]).toMatchObject({
    state: "asking",
    asks: [
      { name: "Bandwidth · Sandbox", total: 3, done: 0 },
      { name: "IntelePeer · Sandbox", total: 3, done: 0 },
      { name: "iNumbering · Sandbox", total: 3, done: 0 },
    ],
  });
  await perform(id, 2);
  const page = await getLookup(world.ctx, { id });
  expect(page.head.rounds[1]).toMatchObject({
    state: "done",
    asks: [{ done: 3 }, { done: 3 }, { done: 3, isOver: true }],
  });
  const rows = joinAnswers(page);
  expect(rows.map(({ group }) => group)).toEqual(["can", "can", "not-ours", "duplicate", "invalid"]);
  expect(rows.map(({ before }) => before?.answer.outcome ?? null)).toEqual([
    "unknown",
    "unknown",
    "unknown",
    "unknown",
    null,
  ]);
  // The same sentence as on the number's own page.
  for (const { answer } of rows)
    if (answer) expect(answer.sentence).toEqual((await getNumber(world.ctx, answer.number)).verdict.sentence);
  expect(countGroups(rows)).toMatchObject({
    total: 5,
    groups: [
      { group: "can", count: 2 },
      { group: "not-ours", count: 1 },
      { group: "duplicate", count: 1 },
      { group: "invalid", count: 1 },
    ],
    carriers: [
      { carrier: "intelepeer", count: 2 },
      { carrier: "none", count: 1 },
    ],
    changed: 3,
  });
});

it("asked again tomorrow, shows what changed since, and news alone are the same as all of it", async () => {
  const id = await look(`${on}\n${off}`, world.ctx);
  await perform(id, 2);
  const earlier = await getLookup(world.ctx, { id });
  await world.database.sql.query(`UPDATE number_fact SET checked_at = checked_at - interval '1 day'`);
  keepOnly([on]);
  await startRound(world.ctx, { id });
  await startRound(world.ctx, { id });
  await perform(id, 3);
  const page = await getLookup(world.ctx, { id });
  expect(page.head.rounds).toHaveLength(3);
  expect(page.before?.n).toBe(2);
  const changed = filterRows(joinAnswers(page), lookupQuery.parse({ changed: "yes" }));
  expect(changed.map(({ row }) => row.number)).toEqual([off]);
  const news = await getLookupNews(world.ctx, { id, after: earlier.now.at });
  const merged = joinAnswers({ ...page, now: mergeAnswers(earlier.now, news.now) });
  const bare = (rows: typeof merged) =>
    rows.map(({ group, answer }) => [group, answer?.sentence, answer?.facts.length]);
  expect(bare(merged)).toEqual(bare(joinAnswers(page)));
  const oldest = await getLookup(world.ctx, { id, since: 1 });
  expect(oldest.before?.n).toBe(1);
});

it("is asked by several workers at once without a number twice or missed, and stops when told", async () => {
  const numbers = numbersFrom("3035560000", 320);
  const id = await look(numbers.join("\n"), world.ctx);
  expect((await getLookup(world.ctx, { id })).head.rounds).toHaveLength(1);
  await startRound(world.ctx, { id });
  await Promise.all([perform(id, 2), perform(id, 2)]);
  const { head } = await getLookup(world.ctx, { id });
  expect(head.rounds[1]).toMatchObject({ state: "done", asks: [{ done: 320 }, { done: 320 }, { done: 320 }] });
  await startRound(world.ctx, { id });
  expect((await listJobs(world.ctx)).lookups).toMatchObject([{ id, done: 0, total: 960, failures: [] }]);
  await stopRound(world.ctx, { id });
  expect((await listJobs(world.ctx)).lookups).toEqual([]);
  await expect(stopRound(world.ctx, { id })).rejects.toMatchObject({ code: "CONFLICT" });
  await perform(id, 3);
  const stopped = await getLookup(world.ctx, { id });
  expect(stopped.head.rounds[2]).toMatchObject({ state: "stopped", asks: [{ done: 0 }, { done: 0 }, { done: 0 }] });
});

it("says which carrier did not answer, tries it again, and holds up no other", async () => {
  const id = await look(on, world.ctx);
  const fault = world.sandboxes.addFault({ carrier: "inumbering", fault: { kind: "htmlPage" } });
  await perform(id, 2);
  world.sandboxes.removeFault(fault.id);
  const asks = (await getLookup(world.ctx, { id })).head.rounds[1]?.asks ?? [];
  expect(asks.map(({ done }) => done)).toEqual([1, 1, 0]);
  expect(asks[2]?.failure).toMatch(/^iNumbering · Sandbox: /);
});

it("exports rows and hands numbers over in the order of the input, of the group alone", async () => {
  const id = await look(`${off}\n303555\n${on}\n${off}`, world.ctx);
  await refreshNumbers(world.ctx, { numbers: [on, off] });
  const cells: unknown[][] = [];
  for await (const chunk of (await exportLookup(world.ctx, { id, ...lookupQuery.parse({}) })).chunks)
    cells.push(...chunk.map((row) => row.slice(0, 3)));
  expect(cells.map(([number, , state]) => [number, state])).toEqual([
    ["3035551201", "Cannot text"],
    [null, "Not a number"],
    ["3035551200", "Can text"],
    ["3035551201", "Duplicate"],
  ]);
  const upload = await createSelection(world.ctx, {
    name: "Can text",
    source: { list: "lookup", lookupId: id, query: "?show=can" },
  });
  const parts = await world.database.db.uploadPart.findMany({ where: { uploadId: upload.id } });
  expect(parts.map(({ bytes }) => Buffer.from(bytes).toString("utf8"))).toEqual(["Number\n3035551200\n"]);
});

it("exports when an open order was placed, which a file cannot tell as time that has passed", async () => {
  const numbers = numbersFrom("3035562000", 1);
  const placed = await world.place("sms-enable", "intelepeer", numbers);
  const { ref, createdAt } = await world.database.db.order.findUniqueOrThrow({ where: { id: placed } });
  const id = await look(numbers.join("\n"));
  const ctx = { ...world.ctx, timeZone: "America/Los_Angeles" };
  const verdicts: unknown[] = [];
  for await (const chunk of (await exportLookup(ctx, { id, ...lookupQuery.parse({}) })).chunks)
    verdicts.push(...chunk.map((row) => row[3]));
  expect(verdicts).toEqual([
    expect.stringContaining(
      `SMS on was requested at ${spellTimesIn(ctx.timeZone)(createdAt.toISOString())} (order ${ref}, IntelePeer`,
    ),
  ]);
});

it("takes a file, and refuses what has no number in it", async () => {
  const file = {
    source: "file" as const,
    name: "down.csv",
    body: toBody(Buffer.from("Name,TN\nA,2015550123\nB,20155\n")),
  };
  const page = await getLookup(world.ctx, await createLookup(viewer, file));
  expect(page.head).toMatchObject({ name: "down.csv", counts: { total: 2, valid: 1, invalid: 1 } });
  await expect(look("Thu, Nov 26 at 9:14 AM")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(look("")).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

it("deletes lists after their time", async () => {
  const id = await look(on);
  await world.database.sql.query(`UPDATE lookup SET kept_until = now() - interval '1 second' WHERE id = $1`, [id]);
  const before = (await listLookups(world.ctx, {})).rows.length;
  await expireLookups(world.ctx);
  await expect(getLookup(world.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listLookups(world.ctx, {})).rows).toHaveLength(before - 1);
});
