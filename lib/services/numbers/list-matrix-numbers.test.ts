import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { MatrixCell } from "@/lib/domain/import-matrix";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { getImportMatrix, type MatrixScope } from "@/lib/services/orders/import-matrix";
import { resumeImport } from "@/lib/services/orders/resume-import";
import { setItems } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom, TEST_SECRETS_KEY, type TestWorld } from "@/lib/test/world";
import { getNumber } from "./get-number";
import { listMatrixNumbers } from "./list-matrix-numbers";

let world: TestWorld;
let accountId = "";
const NUMBERS = numbersFrom("3035557000", 200);
const REGISTERED = NUMBERS.slice(0, 130);
const TESTED = NUMBERS.slice(0, 50);
const UNDER_WAY = NUMBERS.slice(130, 160);
const LACKING = NUMBERS.slice(160);

beforeAll(async () => {
  world = await createTestWorld();
  // What is registered names the address of callbacks.
  for (const name of ["SECRETS_KEY", "NEXTAUTH_SECRET"]) vi.stubEnv(name, TEST_SECRETS_KEY);
  for (const name of ["NEXTAUTH_URL", "PUBLIC_URL"]) vi.stubEnv(name, "http://localhost");
  vi.stubEnv("DATABASE_URL", world.url);
  accountId = world.accountOf("bandwidth");
  await note(NUMBERS, { importState: "imported" });
  await note(REGISTERED, { registrationState: "registered" });
  await note(numbersFrom("3035558000", 4), { importState: "failed" });
  // At another carrier, and never imported: no part of it.
  await note(numbersFrom("3035559000", 5), { importState: "none" });
  await world.database.sql.query(
    `UPDATE number SET tested_at = now(), inbound_at = now() WHERE e164 = ANY($1::text[])`,
    [TESTED],
  );
  await world.place("register", "bandwidth", UNDER_WAY, { applicationId: "a-1" });
});
afterAll(() => world.close());

const note = (numbers: readonly PhoneNumber[], facts: ServiceFacts) =>
  inTransaction(world.database.sql, (client) =>
    recordFacts(
      client,
      { id: accountId, carrierId: "bandwidth" },
      numbers.map((number) => ({ number, facts })),
    ),
  );

it("counts how far all imported numbers of the account have come", async () => {
  const { requested, cells } = await getImportMatrix(world.ctx, { accountId });
  expect(requested).toBe(204);
  expect(cells).toMatchObject({
    imported: { done: 200, failed: 4 },
    registered: { done: 130, waiting: 4 },
    tested: { done: 50, missing: 80, waiting: 74 },
    inbound: { done: 50, missing: 80, waiting: 74 },
  });
});

it("lists a cell in pages, each number once", async () => {
  const cell = { step: "tested", state: "missing" } as const;
  const first = await listMatrixNumbers(world.ctx, { accountId, cell, after: undefined });
  expect(first.rows).toHaveLength(50);
  const second = await listMatrixNumbers(world.ctx, { accountId, cell, after: first.next ?? "" });
  expect(second.next).toBeNull();
  const listed = [...first.rows, ...second.rows].map(({ number }) => number);
  expect(listed).toEqual(NUMBERS.slice(50, 130));
});

it("continues those that lack a step, and none that is under way, with one order", async () => {
  const input = {
    of: { accountId },
    states: ["missing" as const],
    step: "registered" as const,
    applicationId: "a-1",
    idempotencyKey: "across all numbers",
  };
  const placed = await resumeImport(world.ctx, input);
  const order = await world.database.db.order.findUnique({ where: { id: placed.orderId }, include: { items: true } });
  expect(order).toMatchObject({ kind: "register", parentId: null });
  expect(order?.items.map(({ e164 }) => e164).sort()).toEqual(LACKING);
  expect((await getImportMatrix(world.ctx, { accountId })).cells.registered).toMatchObject({ pending: 70, missing: 0 });
  await expect(resumeImport(world.ctx, { ...input, idempotencyKey: "once more" })).rejects.toThrow(/any longer/);
});

describe("a step that ended without success", () => {
  const settle = async (orderId: string, state: "failed" | "unknown" | "confirmed") =>
    setItems(world, orderId, [1, 2], state);
  const cellsOf = async (scope: MatrixScope) => (await getImportMatrix(world.ctx, scope)).cells;
  const listed = async (cell: MatrixCell) =>
    (await listMatrixNumbers(world.ctx, { accountId, cell, after: undefined })).rows.map(({ number }) => number);

  it("is unknown for all numbers as it is on the import, until a later import says more", async () => {
    const numbers = numbersFrom("3035557300", 2);
    const id = await world.place("import", "bandwidth", numbers);
    await note(numbers, { importState: "requested" });
    await settle(id, "unknown");
    expect((await cellsOf({ id, accountId })).imported).toMatchObject({ unknown: 2, pending: 0 });
    expect((await cellsOf({ accountId })).imported).toMatchObject({ unknown: 2, pending: 0 });
    expect(await listed({ step: "imported", state: "unknown" })).toEqual(numbers);
    const again = await world.place("import", "bandwidth", numbers);
    expect((await cellsOf({ accountId })).imported).toMatchObject({ unknown: 0, pending: 2 });
    await settle(again, "failed");
    await note(numbers, { importState: "failed" });
    expect(await listed({ step: "imported", state: "unknown" })).toEqual([]);
    expect(await listed({ step: "imported", state: "failed" })).toEqual(expect.arrayContaining(numbers));
  });

  it("is failed for all numbers as it is on the import, until a later order or fact says otherwise", async () => {
    const numbers = numbersFrom("3035557400", 2);
    const id = await world.place("import", "bandwidth", numbers);
    await settle(id, "confirmed");
    await note(numbers, { importState: "imported" });
    const refused = await world.place("register", "bandwidth", numbers, { applicationId: "a-1" });
    await settle(refused, "failed");
    expect((await cellsOf({ id, accountId })).registered).toMatchObject({ failed: 2, missing: 0 });
    const missing = (await cellsOf({ accountId })).registered.missing;
    expect(await listed({ step: "registered", state: "failed" })).toEqual(numbers);
    // Confirmed, and taken back at the carrier since: on both it is missing now.
    const retried = await world.place("register", "bandwidth", numbers, { applicationId: "a-1" });
    await settle(retried, "confirmed");
    expect((await cellsOf({ id, accountId })).registered).toMatchObject({ failed: 0, missing: 2 });
    expect((await cellsOf({ accountId })).registered).toMatchObject({ failed: 0, missing: missing + 2 });
    await note(numbers, { registrationState: "registered" });
    const test = await world.place("message-test", "bandwidth", numbers, { to: "+13035557499", text: "Test" });
    await settle(test, "failed");
    expect((await cellsOf({ id, accountId })).tested).toMatchObject({ failed: 2 });
    expect(await listed({ step: "tested", state: "failed" })).toEqual(numbers);
  });

  it("is not recorded where the carrier reports the step after it, as on the number's page", async () => {
    const numbers = numbersFrom("3035557500", 3);
    const [first, second, third] = numbers;
    if (!first || !second || !third) throw new Error("no numbers");
    await note([second], { importState: "none" });
    await note(numbers, { registrationState: "registered" });
    await note([third], { importState: "none" });
    await world.database.sql.query(
      `UPDATE number_fact SET checked_at = checked_at + interval '1 minute' WHERE e164 = $1 AND facet = 'importState'`,
      [third],
    );
    expect(await listed({ step: "imported", state: "unrecorded" })).toEqual([first, second]);
    expect(await listed({ step: "imported", state: "missing" })).toEqual([third]);
    for (const number of numbers) {
      const { steps } = await getNumber(world.ctx, number);
      expect(steps.find(({ id }) => id === "imported")?.state).toBe(number === third ? "missing" : "unrecorded");
    }
  });
});
