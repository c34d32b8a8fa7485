import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeBreaker, openBreaker } from "@/lib/engine/breaker/breaker-store";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { refreshNumber } from "@/lib/services/numbers/refresh-number";
import { listJobs } from "@/lib/services/jobs/list-jobs";
import { setItems } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom, type TestWorld } from "@/lib/test/world";
import { getHome } from "./get-home";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
  // Before anything is read: hours that are over do not change.
  await Promise.all([call(0, 200, 100), call(0, 429, 300), call(5, null, 50), call(5, 503, 150), call(30, 200, 9_000)]);
});
afterAll(() => world.close());

/** A call of Bandwidth, at the beginning of an hour. */
const call = (hoursAgo: number, status: number | null, durationMs: number) =>
  world.ctx.sql.query(
    `INSERT INTO carrier_call (id, account_id, endpoint_group, method, url, request_headers, status, started_at, duration_ms)
     VALUES ($1, $2, 'x', 'GET', 'https://carrier.example', '{}', $3, date_trunc('hour', now(), 'UTC') - $4 * interval '1 hour', $5)`,
    [randomUUID(), world.accountOf("bandwidth"), status, hoursAgo, durationMs],
  );

it("needs nobody while nothing is wrong, and shows no zero", async () => {
  const home = await getHome(world.ctx);
  expect(home).toMatchObject({ cases: [], running: [], latest: [] });
  expect(home.carriers).toHaveLength(3);
});

it("names what drifted, with what is new of it, and leads to it in one click", async () => {
  const accountId = world.accountOf("intelepeer");
  const seen = [1, 2, 30];
  for (const [n, e164] of numbersFrom("3035556000", 3).entries())
    await world.ctx.sql.query(
      `INSERT INTO drift (id, e164, account_id, carrier, facet, kind, seen_at)
       VALUES ($1, $2, $3, 'intelepeer', 'smsState', 'lost-sms', now() - $4 * interval '1 hour')`,
      [randomUUID(), e164, accountId, seen[n]],
    );
  expect((await getHome(world.ctx)).cases).toMatchObject([
    {
      kind: "lost-sms",
      count: 3,
      text: "numbers lost SMS",
      cause: "2 in the last 24 hours",
      href: "/numbers/drifted?kind=lost-sms",
    },
  ]);
});

it("counts calls, refusals, failures and latency per hour, and goes on counting the open hour", async () => {
  const accountId = world.accountOf("bandwidth");
  const readStrip = async () => {
    const { carriers } = await getHome(world.ctx);
    return carriers.find((one) => one.accountId === accountId)?.strip?.hours ?? [];
  };
  const hours = await readStrip();
  expect(hours).toHaveLength(24);
  expect(hours.at(-1)).toMatchObject({ calls: 2, refused: 1, failed: 0, latency: 200 });
  expect(hours.at(-6)).toMatchObject({ calls: 2, refused: 0, failed: 2, latency: 100 });
  expect(hours.reduce((sum, { calls }) => sum + calls, 0)).toBe(4);
  await call(0, 200, 200);
  expect((await readStrip()).at(-1)).toMatchObject({ calls: 3, latency: 200 });
  // A redirect is no response that any contract lists.
  await call(0, 302, 200);
  expect((await readStrip()).at(-1)).toMatchObject({ calls: 4, failed: 1 });
});

it("marks in the strip when an account was paused, and says so as the first case until it goes on", async () => {
  const accountId = world.accountOf("bandwidth");
  const account = { id: accountId, name: "Bandwidth · Main" };
  const readStrip = async () => (await getHome(world.ctx)).carriers.find((one) => one.accountId === accountId)?.strip;
  expect((await readStrip())?.holds).toEqual([]);
  await openBreaker(world.ctx.sql, account, { cause: "failing", message: "HTTP 503", status: 503, callId: null });
  const home = await getHome(world.ctx);
  expect(home.cases[0]).toMatchObject({ kind: "carrier-down", cause: "HTTP 503", href: "/jobs" });
  const holds = (await readStrip())?.holds ?? [];
  expect(holds).toHaveLength(1);
  expect(await closeBreaker(world.ctx.sql, account, "system")).toBe(true);
  expect((await getHome(world.ctx)).cases.some(({ kind }) => kind === "carrier-down")).toBe(false);
  // That it was paused stays to be seen.
  expect((await readStrip())?.holds).toEqual(holds);
});

it("shows that a carrier asked us to wait after a 429, for as long as it does, and needs nobody for it", async () => {
  const accountId = world.accountOf("inumbering");
  const find = async () => (await getHome(world.ctx)).carriers.find((one) => one.accountId === accountId);
  const fault = world.sandboxes.addFault({
    carrier: "inumbering",
    fault: { kind: "rateLimited", unit: "seconds", resetInMs: 90_000 },
  });
  const reading = refreshNumber(world.ctx, { number: numbersFrom("3035556500", 1)[0] as PhoneNumber, accountId });
  expect((await reading.catch((error: unknown) => error)) ?? null).not.toBeNull();
  const held = await find();
  expect(held).toMatchObject({
    condition: "limited",
    message: expect.stringMatching(/^Asked us to wait another [5-9]\d s$/),
  });
  expect(held?.strip?.hours.at(-1)).toMatchObject({ calls: 1, refused: 1 });
  expect((await getHome(world.ctx)).cases.some(({ kind }) => kind === "carrier-down")).toBe(false);
  world.sandboxes.removeFault(fault.id);
  await world.ctx.sql.query(`UPDATE rate_slot SET blocked_until = now() - interval '1 second' WHERE account_id = $1`, [
    accountId,
  ]);
  expect((await find())?.condition).not.toBe("limited");
});

it("lists the orders in progress that the job center counts: also one whose last result was lost", async () => {
  const [lost, ended] = [
    await world.place("sms-enable", "intelepeer", numbersFrom("3035556600", 3)),
    await world.place("sms-enable", "intelepeer", numbersFrom("3035556700", 1)),
  ];
  await setItems(world, lost, [1], "confirmed");
  await setItems(world, lost, [2, 3], "unknown");
  await setItems(world, ended, [1], "failed");
  const { running } = await getHome(world.ctx);
  expect(running).toMatchObject([{ id: lost, done: 1, total: 3 }]);
  expect((await listJobs(world.ctx)).jobs.map(({ id }) => id)).toEqual([lost]);
});
