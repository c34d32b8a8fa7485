import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { writeCsv } from "@/lib/services/exports/write-csv";
import type { Actor, Context } from "@/lib/context";
import { openDatabase } from "@/lib/db/client";
import { createTestDatabase } from "@/lib/test/database";
import { exportAudit } from "./export-audit";
import { auditQuery, listAudit, listAuditChoices, type AuditPage } from "./list-audit";
import { recordAudit } from "@/lib/db/record-audit";
import { verifyAudit } from "./verify-audit";

let ctx: Context;
const actor: Actor = { id: randomUUID(), name: "Ana", email: "ana@example.com", role: "administrator", sessionId: "s" };
const EVENTS = 230;

const test = await createTestDatabase();
const database = openDatabase(test.url, { connections: 6 });

beforeAll(async () => {
  ctx = {
    actor,
    db: database.db,
    sql: database.sql,
    carriers: { open: () => Promise.reject(new Error("no carrier here")) },
    timeZone: "UTC",
    now: () => new Date(),
  };
  for (let i = 1; i <= EVENTS; i += 1)
    await recordAudit(database.db, i % 2 === 0 ? actor : "system", {
      action: i % 10 === 0 ? "order.cancelled" : "order.submitted",
      entityType: "order",
      entityId: `order-${i}`,
      summary: i === 42 ? "=HYPERLINK(1) 100% _done_" : `Event ${i}`,
      reason: i % 10 === 0 ? "asked by the customer" : undefined,
      before: i === 42 ? { state: "queued" } : undefined,
      after: i === 42 ? { state: "cancelled", at: new Date(0), nothing: undefined } : undefined,
    });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const list = (query: Record<string, string>): Promise<AuditPage> => listAudit(ctx, auditQuery.parse(query));

it("pages forth and back over every event exactly once, the latest first", async () => {
  const pages: AuditPage[] = [await list({})];
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await list({ after: next }));
  const all = pages.flatMap(({ events }) => events.map(({ entityId }) => entityId));
  expect(all).toEqual(Array.from({ length: EVENTS }, (_, i) => `order-${EVENTS - i}`));
  expect(pages[0]).toMatchObject({ previous: null, total: { count: EVENTS, isExact: true } });
  const back = await list({ before: pages[2]?.previous ?? "" });
  expect(back.events).toEqual(pages[1]?.events);
  expect((await list({ before: back.previous ?? "" })).events).toEqual(pages[0]?.events);
});

it("filters by person, action, record, day and words", async () => {
  expect((await list({ person: actor.id })).total.count).toBe(EVENTS / 2);
  expect((await list({ action: "order.cancelled" })).total.count).toBe(EVENTS / 10);
  expect((await list({ entity: "order", id: "order-7" })).events.map(({ summary }) => summary)).toEqual(["Event 7"]);
  expect((await list({ q: "100% _done_" })).total.count).toBe(1);
  expect((await list({ q: "customer", action: "order.submitted" })).total.count).toBe(0);
  const today = new Date().toISOString().slice(0, 10);
  expect((await list({ from: today, to: today })).total.count).toBe(EVENTS);
  expect((await list({ to: "2020-01-01" })).total.count).toBe(0);
});

it("falls back to everything when the address is mangled", async () => {
  const page = await list({ person: "'; --", from: "yesterday", after: "abc", action: "" });
  expect(page.total.count).toBe(EVENTS);
});

it("keeps before and after as JSON sees them, and who it was", async () => {
  const [event] = (await list({ id: "order-42" })).events;
  expect(event).toMatchObject({
    actorLabel: "Ana <ana@example.com>",
    before: { state: "queued" },
    after: { state: "cancelled", at: "1970-01-01T00:00:00.000Z" },
  });
  expect(Object.keys(event?.after ?? {})).not.toContain("nothing");
});

it("knows what there is to filter by", async () => {
  expect(await listAuditChoices(ctx)).toEqual({
    actions: ["order.cancelled", "order.submitted"],
    entities: ["order"],
    people: [],
  });
});

it("exports every match, guarded against formulas", async () => {
  const lines: string[] = [];
  for await (const part of writeCsv(exportAudit(ctx, { person: actor.id }))) lines.push(part);
  const text = lines.join("");
  expect(text.trimEnd().split("\r\n")).toHaveLength(1 + EVENTS / 2);
  expect(text).toContain("'=HYPERLINK(1)");
  expect(text).not.toContain(",=HYPERLINK");
});

it("leaves neither the event nor the change when the transaction fails", async () => {
  const failing = database.db.$transaction(async (tx) => {
    await recordAudit(tx, actor, { action: "x", entityType: "x", entityId: "gone", summary: "x" });
    throw new Error("later");
  });
  await expect(failing).rejects.toThrow("later");
  expect((await list({ id: "gone" })).events).toEqual([]);
});

it("refuses changes, and finds one that was forced past the guards", async () => {
  await expect(database.sql.query("UPDATE audit_event SET summary = 'other'")).rejects.toThrow("refused");
  await expect(database.sql.query("DELETE FROM audit_event")).rejects.toThrow("refused");
  await expect(database.sql.query("TRUNCATE audit_event")).rejects.toThrow("refused");
  expect(await verifyAudit(ctx)).toEqual({ checked: EVENTS, firstBroken: null });

  const forced = (await list({ id: "order-100" })).events[0]?.seq ?? 0;
  await database.sql.query("ALTER TABLE audit_event DISABLE TRIGGER USER");
  await database.sql.query("UPDATE audit_event SET summary = 'other' WHERE seq = $1", [forced]);
  expect(await verifyAudit(ctx)).toEqual({ checked: EVENTS, firstBroken: forced });
  await database.sql.query("UPDATE audit_event SET summary = 'Event 100' WHERE seq = $1", [forced]);
  const { rows } = await database.sql.query<{ seq: number }>("SELECT min(seq) AS seq FROM audit_event WHERE seq > $1", [
    forced,
  ]);
  await database.sql.query("DELETE FROM audit_event WHERE seq = $1", [forced]);
  expect(await verifyAudit(ctx)).toEqual({ checked: EVENTS - 1, firstBroken: rows[0]?.seq });
});

it("stays one chain under concurrent writers", async () => {
  await database.sql.query("DELETE FROM audit_event; ALTER TABLE audit_event ENABLE TRIGGER USER");
  const write = (i: number) =>
    database.db.$transaction((tx) =>
      recordAudit(tx, actor, { action: "x", entityType: "x", entityId: String(i), summary: "x" }),
    );
  await Promise.all(Array.from({ length: 60 }, (_, i) => write(i)));
  expect(await verifyAudit(ctx)).toEqual({ checked: 60, firstBroken: null });
});
