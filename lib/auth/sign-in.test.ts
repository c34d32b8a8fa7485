import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, it } from "vitest";
import { openDatabase } from "@/lib/db/client";
import {
  BY_ADDRESS,
  BY_PERSON,
  BY_SOURCE,
  countAttempt,
  keyOfPerson,
  keyOfSource,
  takeTurn,
  toNetwork,
} from "@/lib/services/people/attempt-throttle";
import { hashPassword } from "@/lib/services/people/password";
import { createTestDatabase } from "@/lib/test/database";
import { leastOf, processorTime } from "@/lib/test/least-of";
import { findSession } from "./find-session";
import { signIn, signOut, type SignInOptions } from "./sign-in";
import type { Source } from "./source";

const PASSWORD = "correct horse battery";
const HOUR = 3_600_000;
const SOURCE: Source = { address: "192.0.2.10", userAgent: "Mozilla/5.0 Chrome/140.0" };

let personId: string;

const test = await createTestDatabase();
const database = openDatabase(test.url, { connections: 8 });
const hash = await hashPassword(PASSWORD);
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(async () => {
  await database.sql.query("DELETE FROM person; DELETE FROM sign_in_throttle");
  waits.length = 0;
  personId = randomUUID();
  await database.db.person.create({
    data: { id: personId, email: "ana@example.com", name: "Ana", role: "support", passwordHash: hash },
  });
});

/** The delays requested for sign-ins, in ms; tests do not really wait. */
const waits: number[] = [];
const wait = (milliseconds: number) => Promise.resolve(waits.push(milliseconds));
const enter = async (email: string, password: string, source = SOURCE, options: Partial<SignInOptions> = {}) =>
  (await signIn(database, { email, password }, source, { now: new Date(), wait, ...options }))?.sessionId ?? null;
const from = (address: string): Source => ({ ...SOURCE, address });
const readFailures = async () =>
  database.db.auditEvent.findMany({
    where: { action: "session.refused", entityId: personId },
    orderBy: { seq: "asc" },
  });
const find = (sessionId: string | null, now = new Date()) => findSession(database.sql, sessionId, now);
const later = (hours: number) => new Date(Date.now() + hours * HOUR);

it("starts a session for the right password, in any case of the email address", async () => {
  const sessionId = await enter(" Ana@Example.COM ", PASSWORD);
  expect(await find(sessionId)).toEqual({
    actor: { id: personId, name: "Ana", email: "ana@example.com", role: "support", sessionId },
    mustChange: false,
    timeZone: null,
  });
  await database.db.person.update({ where: { id: personId }, data: { preferences: { timeZone: "America/Denver" } } });
  expect(await find(sessionId)).toMatchObject({ timeZone: "America/Denver" });
});

it.each([
  ["a wrong password", "ana@example.com", "wrong"],
  ["an unknown email address", "nobody@example.com", PASSWORD],
  ["an empty password", "ana@example.com", ""],
  ["no email address", "ana", PASSWORD],
])("refuses %s", async (_, email, password) => {
  expect(await enter(email, password)).toBeNull();
  expect(await database.db.session.count()).toBe(0);
});

it("takes the same time for an unknown email address as for a wrong password", async () => {
  const measure = async (email: string) => {
    await database.sql.query("DELETE FROM sign_in_throttle");
    return processorTime(() => enter(email, "wrong"));
  };
  const unevenness = async () => {
    const [known, unknown] = [await measure("ana@example.com"), await measure("nobody@example.com")];
    return Math.max(known / unknown, unknown / known);
  };
  expect(await leastOf(2, unevenness)).toBeLessThan(2);
});

it("checks at most five of forty simultaneous guesses from one source, even the right one", async () => {
  await Promise.all(Array.from({ length: 40 }, () => enter("ana@example.com", "wrong")));
  const { rows } = await database.sql.query(
    "SELECT failures, blocked_until > now() AS blocked FROM sign_in_throttle WHERE key = $1",
    [keyOfSource("ana@example.com", SOURCE.address ?? "")],
  );
  expect(rows).toEqual([{ failures: 5, blocked: true }]);
  expect(await enter("ana@example.com", PASSWORD)).toBeNull();
});

it("locks nobody out because of attempts elsewhere", async () => {
  for (let i = 0; i < 8; i += 1) await enter("ana@example.com", "wrong", from("198.51.100.1"));
  expect(await enter("ana@example.com", PASSWORD, from("198.51.100.1"))).toBeNull();
  expect(await enter("ana@example.com", PASSWORD, from("192.0.2.20"))).not.toBeNull();
  expect(waits).toEqual([]);
});

it("slows down guesses from many sources, and rejects those that would wait too long", async () => {
  const guess = () => takeTurn(database.sql, keyOfPerson("ana@example.com"), BY_PERSON);
  for (let i = 0; i < BY_PERSON.free; i += 1) expect(await guess()).toBe(0);
  const turns = await Promise.all(Array.from({ length: 20 }, guess));
  const granted = turns.filter((turn) => turn !== null).toSorted((a, b) => a - b);
  expect(granted.map((turn) => Math.round(turn / 1000))).toEqual([5, 10, 15]);
  expect(await enter("ana@example.com", PASSWORD, from("192.0.2.21"))).toBeNull();
  await database.sql.query("UPDATE sign_in_throttle SET blocked_until = now() - interval '1 second'");
  expect(await enter("ana@example.com", PASSWORD, from("192.0.2.22"))).not.toBeNull();
  expect(waits.map((milliseconds) => Math.round(milliseconds / 1000))).toEqual([5]);
});

it("exempts a device that the person has used before, up to its own wrong guesses", async () => {
  const device = { id: randomUUID(), people: [personId] };
  for (let i = 0; i < 30; i += 1) {
    await countAttempt(database.sql, `address:${SOURCE.address}`, BY_ADDRESS);
    await takeTurn(database.sql, keyOfPerson("ana@example.com"), BY_PERSON);
  }
  for (let i = 0; i < 5; i += 1)
    await countAttempt(database.sql, keyOfSource("ana@example.com", "192.0.2.10"), BY_SOURCE);
  expect(await enter("ana@example.com", PASSWORD)).toBeNull();
  expect(
    await enter("ana@example.com", PASSWORD, SOURCE, { device: { ...device, people: [randomUUID()] } }),
  ).toBeNull();
  expect(await enter("ana@example.com", PASSWORD, SOURCE, { device })).not.toBeNull();
  expect(waits).toEqual([]);
  for (let i = 0; i < 5; i += 1) await enter("ana@example.com", "wrong", SOURCE, { device });
  expect(await enter("ana@example.com", PASSWORD, SOURCE, { device })).toBeNull();
});

it("records failed sign-ins with the person or email, the source and the count", async () => {
  await enter("ana@example.com", "wrong");
  await enter("nobody@example.com", "wrong");
  for (let i = 0; i < 8; i += 1) await enter("ana@example.com", "wrong");
  const events = await readFailures();
  expect(events.map(({ after }) => after)).toEqual([
    ...[1, 2, 3, 4, 5].map((count) => expect.objectContaining({ cause: "wrong password", try: count })),
    expect.objectContaining({ cause: "too many attempts for this person from this address" }),
  ]);
  expect(events[0]).toMatchObject({
    actorId: null,
    actorLabel: "Not signed in (ana@example.com)",
    summary: "Failed sign-in as ana@example.com from 192.0.2.10: wrong password",
    after: { email: "ana@example.com", from: "192.0.2.10", refusedBefore: 0 },
  });
  await database.sql.query("UPDATE sign_in_throttle SET blocked_until = now() - interval '1 second'");
  await enter("ana@example.com", "wrong");
  expect((await readFailures()).at(-1)?.after).toMatchObject({ try: 6, refusedBefore: 4 });
  const unknown = await database.db.auditEvent.findFirst({ where: { entityId: "nobody@example.com" } });
  expect(unknown?.after).toMatchObject({ cause: "unknown email address", from: "192.0.2.10" });
  expect(JSON.stringify([events.map(({ after }) => after), unknown?.after])).not.toContain('"wrong"');
});

it.each([
  ["192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::", "2001:db8:1:2::/64"],
  ["2001:0db8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::ffff:192.0.2.1", "::ffff:192.0.2.1"],
])("maps %s to the network %s", (address, network) => {
  expect(toNetwork(address)).toBe(network);
});

it("waits longer after each failure, and resets after a success", async () => {
  const key = keyOfSource("ana@example.com", SOURCE.address ?? "");
  const readWait = async () => {
    const { rows } = await database.sql.query<{ wait: number }>(
      "SELECT round(extract(epoch FROM blocked_until - window_start))::int AS wait FROM sign_in_throttle WHERE key = $1",
      [key],
    );
    return rows[0]?.wait;
  };
  const pass = () => database.sql.query("UPDATE sign_in_throttle SET blocked_until = now() - interval '1 second'");
  for (let i = 1; i <= 5; i += 1) expect(await countAttempt(database.sql, key, BY_SOURCE)).toBe(i);
  const blocks = [await readWait()];
  for (let i = 0; i < 8; i += 1) {
    expect(await countAttempt(database.sql, key, BY_SOURCE)).toBeNull();
    await pass();
    expect(await countAttempt(database.sql, key, BY_SOURCE)).toBe(i + 6);
    blocks.push(await readWait());
  }
  expect(blocks).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900]);
  await pass();
  expect(await enter("ana@example.com", PASSWORD)).not.toBeNull();
  expect(await readWait()).toBeUndefined();
});

it("slows down an address that tries many people, not others", async () => {
  for (let i = 0; i < 30; i += 1) await countAttempt(database.sql, `address:${SOURCE.address}`, BY_ADDRESS);
  expect(await enter("ana@example.com", PASSWORD)).toBeNull();
  expect(await enter("ana@example.com", PASSWORD, { ...SOURCE, address: "192.0.2.99" })).not.toBeNull();
});

it("sees on the next request that the person was disabled, moved to another role or signed out", async () => {
  const sessionId = await enter("ana@example.com", PASSWORD);
  await database.db.person.update({ where: { id: personId }, data: { role: "viewer" } });
  expect((await find(sessionId))?.actor.role).toBe("viewer");
  await database.db.person.update({ where: { id: personId }, data: { disabledAt: new Date() } });
  expect(await find(sessionId)).toBeNull();
  expect(await enter("ana@example.com", PASSWORD)).toBeNull();
  await database.db.person.update({ where: { id: personId }, data: { disabledAt: null } });
  expect(await find(sessionId)).not.toBeNull();
  await signOut(database, sessionId ?? "", new Date());
  expect(await find(sessionId)).toBeNull();
});

it("ends a session after 12 hours of inactivity, and after 7 days in any case", async () => {
  const sessionId = await enter("ana@example.com", PASSWORD);
  expect(await find(sessionId, later(11.9))).not.toBeNull();
  expect(await find(sessionId, later(23.5))).not.toBeNull();
  expect(await find(sessionId, later(35.6))).toBeNull();

  const busy = await enter("ana@example.com", PASSWORD);
  for (let hours = 10; hours < 168; hours += 10) expect(await find(busy, later(hours))).not.toBeNull();
  expect(await find(busy, later(168.1))).toBeNull();
});

it.each([null, "", "not an id", randomUUID(), { id: 1 }])(
  "treats the cookie value %j as signed out",
  async (sessionId) => {
    expect(await findSession(database.sql, sessionId, new Date())).toBeNull();
  },
);
