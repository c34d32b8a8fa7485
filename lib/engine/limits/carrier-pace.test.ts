import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/test/database";
import { CURRENT_PACE, recordRefusal, REFUSED_LAST_MINUTE, STEPS_UP, type GroupKey } from "./carrier-pace";

let key: GroupKey;

const testDatabase = await createTestDatabase();
const database = openDatabase(testDatabase.url, { connections: 2 });
beforeEach(() => {
  key = { accountId: randomUUID(), group: "api" };
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const SECOND = 1_000;
const refuse = (change: Partial<Parameters<typeof recordRefusal>[2]> = {}) =>
  recordRefusal(database.sql, key, { waitMs: SECOND, sentMs: 0, message: "HTTP 429", ...change });

type Row = { pace: number; calls: number; message: string; wait: number; refused: number; kept: number };
async function read(): Promise<Row | undefined> {
  const { rows } = await database.sql.query<Row>(
    `SELECT pace, calls_at_pace AS calls, blocked_message AS message, extract(epoch FROM blocked_until - now())::float8 AS wait,
       ${REFUSED_LAST_MINUTE} AS refused, cardinality(refused_at) AS kept
     FROM rate_slot AS r WHERE account_id = $1 AND endpoint_group = $2`,
    [key.accountId, key.group],
  );
  return rows[0];
}
/** What STEPS_UP and CURRENT_PACE make of a row. */
async function climb(values: string) {
  await database.sql.query(
    `INSERT INTO rate_slot (account_id, endpoint_group, pace, calls_at_pace, pace_changed_at, blocked_until) VALUES ($1, $2, ${values})`,
    [key.accountId, key.group],
  );
  const { rows } = await database.sql.query<{ steps: number; pace: number }>(
    `SELECT (${STEPS_UP})::int AS steps, ${CURRENT_PACE} AS pace FROM rate_slot AS r WHERE account_id = $1`,
    [key.accountId],
  );
  return rows[0];
}
const change = (set: string) =>
  database.sql.query(`UPDATE rate_slot SET ${set} WHERE account_id = $1`, [key.accountId]);

it("keeps the pace at the first refusal, and waits as the carrier demands", async () => {
  await refuse({ waitMs: 60 * SECOND });
  const row = await read();
  expect(row).toMatchObject({ pace: 1, message: "HTTP 429", refused: 1 });
  expect(row?.wait).toBeGreaterThan(30);
  expect(row?.wait).toBeLessThanOrEqual(60);
});

it("never shortens a wait, and shows the latest message", async () => {
  await refuse({ waitMs: 3_600 * SECOND });
  await refuse({ waitMs: SECOND, message: "slow down" });
  await refuse({ waitMs: -SECOND });
  const row = await read();
  expect(row?.wait).toBeGreaterThan(3_000);
  expect(row?.message).toBe("HTTP 429");
});

it("halves the pace for a call that left after the last wait was over, and for none that left before", async () => {
  await refuse();
  await change(`blocked_until = now() - interval '10 s', calls_at_pace = 7`);
  await refuse({ sentMs: 50 * SECOND });
  expect(await read()).toMatchObject({ pace: 1, calls: 0 });
  await change(`blocked_until = now() - interval '10 s'`);
  await refuse({ sentMs: 5 * SECOND });
  expect((await read())?.pace).toBe(0.5);
});

it("takes a refusal long after the last one for the first one again, unless the pace is still lowered", async () => {
  await refuse();
  await change(`blocked_until = now() - interval '61 s'`);
  await refuse();
  expect((await read())?.pace).toBe(1);
  await change(`blocked_until = now() - interval '61 s', pace = 0.9`);
  await refuse();
  expect((await read())?.pace).toBe(0.45);
});

it("never goes below a thirty-second", async () => {
  await refuse();
  await change(`blocked_until = now() - interval '1 s', pace = 0.04`);
  await refuse();
  expect((await read())?.pace).toBe(1 / 32);
});

it("counts the refusals of the last minute, and keeps no older ones", async () => {
  await refuse();
  await change(`refused_at = ARRAY[now() - interval '61 s', now() - interval '30 s']::timestamptz[]`);
  expect(await read()).toMatchObject({ refused: 1, kept: 2 });
  await refuse();
  expect(await read()).toMatchObject({ refused: 2, kept: 2 });
});

it("keeps at most a thousand refusals", async () => {
  await refuse();
  await change(`refused_at = array_fill(now(), ARRAY[1500])`);
  await refuse();
  expect((await read())?.kept).toBe(1_000);
});

it.each([
  ["no step at full pace", `1, 99, now() - interval '1 h', NULL`, 0, 1],
  ["none after few calls within a minute", `0.5, 24, now() - interval '30 s', NULL`, 0, 0.5],
  ["one after enough calls", `0.5, 25, now(), NULL`, 1, 0.6],
  ["one for each minute without a refusal", `0.5, 0, now() - interval '125 s', NULL`, 2, 0.7],
  ["none for minutes before the last wait was over", `0.5, 0, now() - interval '1 h', now() - interval '61 s'`, 1, 0.6],
  ["none while the carrier makes us wait", `0.5, 0, now() - interval '1 h', now() + interval '1 h'`, 0, 0.5],
  ["no step beyond the allowance", `0.5, 0, now() - interval '1 h', NULL`, 60, 1],
])("goes up: %s", async (_what, values, steps, pace) => {
  const row = await climb(values);
  expect(row?.steps).toBe(steps);
  expect(row?.pace).toBeCloseTo(pace);
});
