import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { placeOrder } from "./place-order";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { type ApplicationForm, createApplication } from "@/lib/services/messages/create-application";
import { getEffect } from "@/lib/services/effects/get-effect";
import { listApplications } from "@/lib/services/messages/list-applications";
import { readNumberFile } from "@/lib/services/uploads/read-number-file";

const world = await createTestWorld();
const accountId = world.accountOf("bandwidth");

beforeAll(async () => {
  await world.setRate("bandwidth", 1_000);
});
afterAll(() => world.close());

async function create(form: ApplicationForm) {
  const { effectId } = await createApplication(world.ctx, form);
  await world.performEffects("bandwidth");
  return getEffect(world.ctx, { id: effectId });
}

const listActions = async () => {
  const { rows } = await world.database.sql.query<{ action: string }>(
    `SELECT action FROM audit_event WHERE action LIKE 'application.%' ORDER BY seq`,
  );
  return rows.map(({ action }) => action);
};

it("makes an application once, however often it is asked for, with the intent in the audit first", async () => {
  const form = {
    accountId,
    name: "Support line",
    incomingMessageUrl: "https://tandem.example.com/api/callbacks/bandwidth/abc",
    callbackHttpMethod: "POST" as const,
  };
  await Promise.all([createApplication(world.ctx, form), createApplication(world.ctx, form)]);
  const made = await create(form);
  expect(made).toMatchObject({ state: "confirmed" });
  expect(await create(form)).toMatchObject({ state: "skipped", externalId: made.externalId });
  const listed = await listApplications(world.ctx, { accountId });
  expect(listed.filter(({ name }) => name === "Support line").map(({ id }) => id)).toEqual([made.externalId]);
  expect(await listActions()).toEqual(["application.requested", "application.created", "application.requested"]);
});

it("settles a creation by reading where the answer is a success of another form than the page's", async () => {
  world.sandboxes.changeSettings({ limits: { bandwidthApplications: null } });
  const form = (name: string) => ({
    accountId,
    name,
    incomingMessageUrl: "https://tandem.example.com/api/callbacks/bandwidth/abc",
    callbackHttpMethod: "POST" as const,
  });
  const answerWith = (effect: boolean) =>
    world.sandboxes.addFault({
      carrier: "bandwidth",
      endpoint: "POST applications",
      times: 1,
      fault: { kind: "undocumented", form: "object", status: 201, effect },
    });
  answerWith(true);
  const made = await create(form("Made, badly answered"));
  expect(world.sandboxes.ledger.countOf({ kind: "application.create", reference: "Made, badly answered" })).toBe(1);
  answerWith(false);
  const lost = await create(form("Made later"));
  expect(lost).toMatchObject({ state: "unknown", externalId: null });
  const listed = (await listApplications(world.ctx, { accountId })).map(({ id, name }) => [id, name]);
  expect(listed).toContainEqual([made.externalId, "Made, badly answered"]);
  expect(listed.map(([, name]) => name)).not.toContain("Made later");
  // Only after three readings without it is it sent again.
  await world.performEffects("bandwidth");
  expect(await getEffect(world.ctx, lost)).toMatchObject({ state: "unknown" });
  await world.performEffects("bandwidth");
  await world.performEffects("bandwidth");
  expect(await getEffect(world.ctx, lost)).toMatchObject({ state: "confirmed" });
  expect(world.sandboxes.ledger.countOf({ kind: "application.create", reference: "Made later" })).toBe(1);
});

it("keeps the application to register with in the import order", async () => {
  const placed = await placeOrder(world.ctx, {
    kind: "import",
    accountId,
    numbers: numbersFrom("3035552000", 2),
    params: { registerWith: "a-123" },
    idempotencyKey: randomUUID(),
  });
  const order = await world.database.db.order.findUniqueOrThrow({ where: { id: placed.orderId } });
  expect(order.params).toEqual({ registerWith: "a-123" });
});

it("reads a file as people have it: every row kept, the column named", async () => {
  const bytes = Buffer.from('\ufeffName;Telefon\r\n"Doe; Jane";(303) 555-2000\r\nJohn;303-555-200\r\n', "utf8");
  const file = await readNumberFile(world.ctx, { name: "list.csv", body: [bytes] });
  expect(file.entries.map(({ line, original }) => [line, original])).toEqual([
    [2, "(303) 555-2000"],
    [3, "303-555-200"],
  ]);
  expect(file.notices.join(" ")).toContain("Telefon");
  expect(file.loss).toBeNull();
});

it("refuses an empty file and a broken workbook, with a message", async () => {
  const read = (name: string, bytes: Uint8Array) => readNumberFile(world.ctx, { name, body: [bytes] });
  await expect(read("empty.csv", new Uint8Array())).rejects.toThrow(/empty.csv is empty/);
  await expect(read("book.xlsx", Buffer.from("PK\u0003\u0004 and so on", "latin1"))).rejects.toThrow(/damaged/);
  const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]);
  await expect(read("book.xls", old)).rejects.toThrow(/old Excel workbook.*Save As/);
});
