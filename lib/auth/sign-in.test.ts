import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openDatabase, type Database } from "@/lib/db/client";
import { BY_ADDRESS, BY_EMAIL, countAttempt } from "@/lib/services/people/attempt-throttle";
import { hashPassword } from "@/lib/services/people/password";
import { createTestDatabase, type TestDatabase } from "@/lib/test/database";
import { findSession } from "./find-session";
import { signIn, signOut, type SignInSource } from "./sign-in";

const PASSWORD = "correct horse battery";
const HOUR = 3_600_000;
const SOURCE: SignInSource = { address: "192.0.2.10", userAgent: "Mozilla/5.0 Chrome/140.0" };

let test: TestDatabase;
let database: Database;
let personId: string;
let hash: string;

beforeAll(async () => {
  test = await createTestDatabase();
  database = openDatabase(test.url, { connections: 8 });
  hash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(async () => {
  await database.sql.query("DELETE FROM person; DELETE FROM sign_in_throttle");
  personId = randomUUID();
  await database.db.person.create({
    data: { id: personId, email: "ana@example.com", name: "Ana", role: "support", passwordHash: hash },
  });
});

const enter = (email: string, password: string, source = SOURCE, now = new Date()) =>
  signIn(database, { email, password }, source, now);
const find = (sessionId: string | null, now = new Date()) => findSession(database.sql, sessionId, now);
const later = (hours: number) => new Date(Date.now() + hours * HOUR);

it("opens a session for the right password, whatever the case of the e-mail address", async () => {
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
  ["an unknown e-mail address", "nobody@example.com", PASSWORD],
  ["an empty password", "ana@example.com", ""],
  ["no e-mail address", "ana", PASSWORD],
])("refuses %s", async (_, email, password) => {
  expect(await enter(email, password)).toBeNull();
  expect(await database.db.session.count()).toBe(0);
});

it("works as hard for an unknown e-mail address as for a wrong password", async () => {
  const measure = async (email: string) => {
    const efforts: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      await database.sql.query("DELETE FROM sign_in_throttle");
      // The processor's time, not the clock's: other programs on the machine do not count.
      const start = process.cpuUsage();
      await enter(email, "wrong");
      const { user, system } = process.cpuUsage(start);
      efforts.push(user + system);
    }
    return Math.min(...efforts);
  };
  const [known, unknown] = [await measure("ana@example.com"), await measure("nobody@example.com")];
  expect(unknown).toBeGreaterThan(known * 0.5);
  expect(unknown).toBeLessThan(known * 2);
});

it("lets no more than five of forty simultaneous guesses through, and the right one neither", async () => {
  const sources = Array.from({ length: 40 }, (_, i) => ({ address: `192.0.2.${i}`, userAgent: null }));
  await Promise.all(sources.map((source) => enter("ana@example.com", "wrong", source)));
  const { rows } = await database.sql.query(
    "SELECT failures, blocked_until > now() AS blocked FROM sign_in_throttle WHERE key = 'email:ana@example.com'",
  );
  expect(rows).toEqual([{ failures: 5, blocked: true }]);
  expect(await enter("ana@example.com", PASSWORD)).toBeNull();
});

it("waits longer after every further failure, and forgets after a success", async () => {
  const key = "email:ana@example.com";
  const readWait = async () => {
    const { rows } = await database.sql.query<{ wait: number }>(
      "SELECT round(extract(epoch FROM blocked_until - window_start))::int AS wait FROM sign_in_throttle WHERE key = $1",
      [key],
    );
    return rows[0]?.wait;
  };
  const pass = () => database.sql.query("UPDATE sign_in_throttle SET blocked_until = now() - interval '1 second'");
  for (let i = 0; i < 5; i += 1) expect(await countAttempt(database.sql, key, BY_EMAIL)).toBe(true);
  const waits = [await readWait()];
  for (let i = 0; i < 8; i += 1) {
    expect(await countAttempt(database.sql, key, BY_EMAIL)).toBe(false);
    await pass();
    expect(await countAttempt(database.sql, key, BY_EMAIL)).toBe(true);
    waits.push(await readWait());
  }
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900]);
  await pass();
  expect(await enter("ana@example.com", PASSWORD)).not.toBeNull();
  expect(await readWait()).toBeUndefined();
});

it("slows down one address that tries many people, not the others", async () => {
  for (let i = 0; i < 30; i += 1) await countAttempt(database.sql, `address:${SOURCE.address}`, BY_ADDRESS);
  expect(await enter("ana@example.com", PASSWORD)).toBeNull();
  expect(await enter("ana@example.com", PASSWORD, { ...SOURCE, address: "192.0.2.99" })).not.toBeNull();
});

it("notices on the very next request that the person was disabled, moved, or signed out", async () => {
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

it("ends a session after 12 hours without use, and after 7 days in any case", async () => {
  const sessionId = await enter("ana@example.com", PASSWORD);
  expect(await find(sessionId, later(11.9))).not.toBeNull();
  expect(await find(sessionId, later(23.5))).not.toBeNull();
  expect(await find(sessionId, later(35.6))).toBeNull();

  const busy = await enter("ana@example.com", PASSWORD);
  for (let hours = 10; hours < 168; hours += 10) expect(await find(busy, later(hours))).not.toBeNull();
  expect(await find(busy, later(168.1))).toBeNull();
});

it.each([null, "", "not an id", randomUUID(), { id: 1 }])("takes the cookie's %j for nobody", async (sessionId) => {
  expect(await findSession(database.sql, sessionId, new Date())).toBeNull();
});
