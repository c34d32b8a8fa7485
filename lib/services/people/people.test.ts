import { listLastUses, rememberAccount } from "@/lib/services/accounts/last-accounts";
import { readPreferences, setColumns, setDefaultAccount, setDensity } from "./preferences";
import { readTimeZonePreference, setTimeZone, setTimeZoneInput } from "./time-zone-preference";
import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor, Context } from "@/lib/context";
import { openDatabase } from "@/lib/db/client";
import type { Role } from "@/lib/domain/permissions";
import { createTestDatabase } from "@/lib/test/database";
import { addPerson } from "./add-person";
import { changeOwnPassword } from "./change-own-password";
import { disablePerson } from "./disable-person";
import { enablePerson } from "./enable-person";
import { endOwnSession, endSessions } from "./end-sessions";
import { ensureFirstAdmin, resetAdmin } from "./ensure-first-admin";
import { listPeople } from "./list-people";
import { verifyPassword } from "./password";
import { resetPassword } from "./reset-password";
import { setRole } from "./set-role";

let ctx: Context;

const test = await createTestDatabase();
const database = openDatabase(test.url, { connections: 6 });
afterAll(async () => {
  await database.close();
  await test.drop();
});
beforeEach(async () => {
  await database.sql.query("DELETE FROM person; DELETE FROM sign_in_throttle");
  ctx = contextOf(await makePerson("administrator", "ana@example.com"));
});

const contextOf = (actor: Actor): Context => ({
  actor,
  db: database.db,
  sql: database.sql,
  carriers: { open: () => Promise.reject(new Error("no carrier here")) },
  timeZone: "UTC",
  now: () => new Date(),
});

async function makePerson(role: Role, email: string): Promise<Actor> {
  const id = randomUUID();
  await database.db.person.create({ data: { id, email, name: email, role, passwordHash: "none" } });
  const sessionId = await makeSession(id);
  return { id, email, name: email, role, sessionId };
}

async function makeSession(personId: string): Promise<string> {
  const id = randomUUID();
  await database.db.session.create({ data: { id, personId, expiresAt: new Date(Date.now() + 3_600_000) } });
  return id;
}

const readPerson = (id: string) => database.db.person.findUniqueOrThrow({ where: { id } });
const countOpen = (personId: string) => database.db.session.count({ where: { personId, endedAt: null } });
const listActions = async (entityId: string) =>
  (await database.db.auditEvent.findMany({ where: { entityId }, orderBy: { seq: "asc" } })).map(({ action }) => action);

describe("adding a person", () => {
  it("gives a password that works, must be changed, and is stored nowhere in the clear", async () => {
    const added = await addPerson(ctx, { name: "Ben", email: "ben@example.com", role: "support" });
    const row = await readPerson(added.id);
    expect(await verifyPassword(added.password, row.passwordHash)).toBe(true);
    expect(row.mustChange).toBe(true);
    const [event] = await database.db.auditEvent.findMany({ where: { entityId: added.id } });
    expect(JSON.stringify([event?.summary, event?.after])).not.toContain(added.password);
    expect(event?.action).toBe("person.added");
  });

  it("refuses an e-mail address that is taken, and leaves no trace", async () => {
    const before = await database.db.auditEvent.count();
    await expect(addPerson(ctx, { name: "Other", email: ctx.actor.email, role: "viewer" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { email: [expect.stringContaining("exists")] },
    });
    expect(await database.db.auditEvent.count()).toBe(before);
  });
});

describe("the last administrator", () => {
  it("can be neither demoted nor disabled", async () => {
    const other = contextOf({ ...ctx.actor, id: randomUUID() });
    await expect(setRole(ctx, { personId: ctx.actor.id, role: "viewer" })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(disablePerson(other, { personId: ctx.actor.id })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await readPerson(ctx.actor.id)).toMatchObject({ role: "administrator", disabledAt: null });
  });

  it("stays even when two administrators demote each other at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      await database.sql.query("DELETE FROM person");
      const [a, b] = [
        await makePerson("administrator", "a@example.com"),
        await makePerson("administrator", "b@example.com"),
      ];
      const outcomes = await Promise.allSettled([
        setRole(contextOf(a), { personId: b.id, role: "viewer" }),
        disablePerson(contextOf(b), { personId: a.id }),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await database.db.person.count({ where: { role: "administrator", disabledAt: null } })).toBe(1);
    }
  });
});

describe("roles, sessions and disabling", () => {
  it("changes a role with its audit, once", async () => {
    const ben = await makePerson("support", "ben@example.com");
    await setRole(ctx, { personId: ben.id, role: "account-manager", reason: "promoted" });
    await setRole(ctx, { personId: ben.id, role: "account-manager" });
    expect((await readPerson(ben.id)).role).toBe("account-manager");
    const events = await database.db.auditEvent.findMany({ where: { entityId: ben.id } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      before: { role: "support" },
      after: { role: "account-manager" },
      reason: "promoted",
    });
  });

  it("ends every session of a disabled person, who can be enabled again", async () => {
    const ben = await makePerson("support", "ben@example.com");
    await makeSession(ben.id);
    await disablePerson(ctx, { personId: ben.id, reason: "left" });
    expect(await countOpen(ben.id)).toBe(0);
    expect((await listPeople(ctx)).find(({ id }) => id === ben.id)).toMatchObject({
      isDisabled: true,
      openSessions: 0,
    });
    await enablePerson(ctx, { personId: ben.id });
    expect((await readPerson(ben.id)).disabledAt).toBeNull();
    expect(await listActions(ben.id)).toEqual(["person.disabled", "person.enabled"]);
  });

  it("signs others out everywhere, oneself everywhere else", async () => {
    await makeSession(ctx.actor.id);
    expect(await endSessions(ctx, { personId: ctx.actor.id })).toEqual({ ended: 1 });
    expect(await countOpen(ctx.actor.id)).toBe(1);
  });

  it("ends only sessions of one's own", async () => {
    const ben = await makePerson("support", "ben@example.com");
    await expect(endOwnSession(ctx, { sessionId: ben.sessionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await countOpen(ben.id)).toBe(1);
    await endOwnSession(ctx, { sessionId: ctx.actor.sessionId });
    expect(await countOpen(ctx.actor.id)).toBe(0);
  });
});

describe("passwords", () => {
  it("are changed only with the present one, and end the other sessions", async () => {
    const { password } = await resetAdmin(database.db, { email: ctx.actor.email });
    await makeSession(ctx.actor.id);
    await expect(changeOwnPassword(ctx, { current: "wrong", next: "a new pass phrase" })).rejects.toMatchObject({
      fields: { current: [expect.any(String)] },
    });
    const current = password ?? "";
    await expect(changeOwnPassword(ctx, { current, next: current })).rejects.toMatchObject({
      fields: { next: [expect.any(String)] },
    });
    const result = await changeOwnPassword(ctx, { current, next: "a new pass phrase" });
    expect(result.endedSessions).toBe(1);
    expect(await verifyPassword("a new pass phrase", (await readPerson(ctx.actor.id)).passwordHash)).toBe(true);
  });

  it("cannot be guessed from an open screen without end", async () => {
    await resetAdmin(database.db, { email: ctx.actor.email });
    const guess = () => changeOwnPassword(ctx, { current: "wrong", next: "a new pass phrase" });
    for (let i = 0; i < 5; i += 1) await expect(guess()).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(guess()).rejects.toMatchObject({ code: "THROTTLED" });
  });

  it("are reset by an administrator for another person only", async () => {
    const ben = await makePerson("support", "ben@example.com");
    const { password } = await resetPassword(ctx, { personId: ben.id });
    const row = await readPerson(ben.id);
    expect([await verifyPassword(password, row.passwordHash), row.mustChange, await countOpen(ben.id)]).toEqual([
      true,
      true,
      0,
    ]);
    await expect(resetPassword(ctx, { personId: ctx.actor.id })).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("the first administrator", () => {
  it("is made once, however many processes start at once", async () => {
    await database.sql.query("DELETE FROM person");
    const made = await Promise.all(Array.from({ length: 4 }, () => ensureFirstAdmin(database.db)));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(made.filter(({ password }) => password !== undefined)).toHaveLength(1);
    expect(await database.db.person.count()).toBe(1);
  });

  it("takes the given e-mail address and password, which it does not echo", async () => {
    await database.sql.query("DELETE FROM person");
    const made = await ensureFirstAdmin(database.db, { email: "Root@Example.com", password: "a given pass phrase" });
    expect(made).toEqual({ created: true, email: "root@example.com" });
    await expect(resetAdmin(database.db, { password: "short" })).rejects.toThrow("ADMIN_PASSWORD");
  });

  it("comes back enabled after a reset", async () => {
    const second = await makePerson("administrator", "zoe@example.com");
    await disablePerson(contextOf(second), { personId: ctx.actor.id });
    const reset = await resetAdmin(database.db, { email: ctx.actor.email });
    const row = await readPerson(ctx.actor.id);
    expect(row.disabledAt).toBeNull();
    expect(await verifyPassword(reset.password ?? "", row.passwordHash)).toBe(true);
  });
});

describe("the time zone", () => {
  it("is kept with the person, found with every session, audited, and given up again", async () => {
    expect(await readTimeZonePreference(ctx)).toBeNull();
    await database.db.person.update({ where: { id: ctx.actor.id }, data: { preferences: { other: "kept" } } });
    await setTimeZone(ctx, { timeZone: "Pacific/Honolulu" });
    expect(await readTimeZonePreference(ctx)).toBe("Pacific/Honolulu");
    expect((await readPerson(ctx.actor.id)).preferences).toEqual({ other: "kept", timeZone: "Pacific/Honolulu" });
    await setTimeZone(ctx, { timeZone: null });
    expect((await readPerson(ctx.actor.id)).preferences).toEqual({ other: "kept" });
    expect(await listActions(ctx.actor.id)).toEqual(["person.time-zone-set", "person.time-zone-set"]);
    expect(setTimeZoneInput.safeParse({ timeZone: "Mars/Olympus" }).success).toBe(false);
  });
});

describe("what a person prefers", () => {
  it("is kept value by value, read with defaults, and outlives what nobody understands any more", async () => {
    const standard = { density: "comfortable", columns: {}, defaultAccounts: {} };
    expect(await readPreferences(ctx)).toEqual(standard);
    await setColumns(ctx, { list: "numbers", names: ["verdict", "lata"] });
    await setDensity(ctx, { density: "compact" });
    await expect(setDefaultAccount(ctx, { kind: "import", accountId: randomUUID() })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    const account = { id: randomUUID(), carrier: "bandwidth", label: "Main", mode: "sandbox", callbackKey: "key" };
    await database.db.carrierAccount.create({ data: account });
    await setDefaultAccount(ctx, { kind: "import", accountId: account.id });
    expect(await readPreferences(ctx)).toEqual({
      density: "compact",
      columns: { numbers: ["verdict", "lata"] },
      defaultAccounts: { import: account.id },
    });
    // A default comes before the account that was chosen last.
    await rememberAccount(database.sql, ctx.actor.id, "import", randomUUID());
    expect((await listLastUses(ctx)).get(account.id)).toEqual(["import"]);
    await setColumns(ctx, { list: "numbers", names: null });
    await setDefaultAccount(ctx, { kind: "import", accountId: null });
    expect(await readPreferences(ctx)).toEqual({ ...standard, density: "compact" });
    const data = { preferences: { density: "huge", columns: 7, timeZone: "UTC" } };
    await database.db.person.update({ where: { id: ctx.actor.id }, data });
    expect(await readPreferences(ctx)).toEqual(standard);
  });
});
