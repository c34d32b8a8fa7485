import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type * as environment from "@/lib/env";
import type { PhoneNumber } from "@/lib/domain/phone-number";
import { orderItemQuery } from "@/lib/domain/order-query";
import { getImportMatrix } from "@/lib/services/orders/import-matrix";
import { listOrderItems } from "@/lib/services/orders/list-order-items";
import { resumeImport } from "@/lib/services/orders/resume-import";
import { recordFacts } from "@/lib/engine/facts";
import { inTransaction } from "@/lib/db/transaction";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { createCallbackStore } from "./store-callback";
import { processCallbacks } from "./process-callbacks";

vi.mock("@/lib/env", async (original) => ({
  ...(await original<typeof environment>()),
  getEnvironment: () => ({ PUBLIC_URL: "https://tandem.example.com/" }),
}));

let accountId = "";
const NUMBERS = numbersFrom("3035554000", 500);
const registered = NUMBERS.slice(0, 400);

const world = await createTestWorld();

beforeAll(async () => {
  accountId = world.accountOf("bandwidth");
  await inTransaction(world.database.sql, (client) =>
    recordFacts(client, { id: accountId, carrierId: "bandwidth" }, [
      ...NUMBERS.map((number) => ({ number, facts: { importState: "imported" as const } })),
      ...registered.map((number) => ({ number, facts: { registrationState: "registered" as const } })),
    ]),
  );
});
afterAll(() => world.close());

const event = (number: PhoneNumber, index: number, change: Record<string, unknown>) => ({
  eventType: "sms",
  messageId: `m-${index}`,
  from: number,
  to: "+13233326955",
  text: "Test",
  time: "2026-11-14T16:13:06Z",
  direction: "out",
  ...change,
});

/** The four events of every message, the last state first, the receipts twice; every fifth fails at the end. */
const listEvents = () =>
  registered.flatMap((number, index) => {
    const end =
      index % 5 === 0
        ? { state: "sent", deliveryState: "not-delivered", deliveryCode: "902", deliveryDescription: "Expired" }
        : { state: "sent", deliveryState: "delivered", deliveryCode: "0", deliveryDescription: "Delivered" };
    const inbound = { direction: "in", messageId: `in-${index}`, from: "+13233326955", to: number, state: "received" };
    return [
      event(number, index, end),
      event(number, index, { state: "queued", deliveryState: "waiting" }),
      event(number, index, end),
      event(number, index, { state: "sending", deliveryState: "waiting" }),
      event(number, index, inbound),
      event(number, index, inbound),
    ];
  });

it("takes 500 numbers through callbacks that come twice, late and in disorder, and tells where each stands", async () => {
  const orderId = await world.place("import", "bandwidth", NUMBERS);
  expect(await getImportMatrix(world.ctx, { id: orderId, accountId })).toMatchObject({
    requested: 500,
    cells: {
      imported: { done: 500 },
      registered: { done: 400, missing: 100 },
      tested: { missing: 400, waiting: 100 },
      inbound: { missing: 400, waiting: 100 },
    },
  });

  const store = createCallbackStore(world.database.sql);
  const events = listEvents();
  // Interleaved: no two events of one message come one after the other.
  const mixed = events.toSorted((a, b) => hash(events.indexOf(a)) - hash(events.indexOf(b)));
  const ids = await Promise.all(mixed.map((event) => store({ accountId, method: "POST", raw: JSON.stringify(event) })));
  const batches = Array.from({ length: 8 }, (_, n) => ids.filter((_id, index) => index % 8 === n));
  await Promise.all(batches.map((batch) => processCallbacks(world.ctx, batch)));
  await processCallbacks(world.ctx, ids);

  const { rows } = await world.database.sql.query(
    `SELECT direction, state, delivery_state, count(*) AS count, min(received) AS least, max(received) AS most
     FROM message GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  expect(rows).toEqual([
    { direction: "in", state: "received", delivery_state: null, count: 400, least: 2, most: 2 },
    { direction: "out", state: "sent", delivery_state: "delivered", count: 320, least: 4, most: 4 },
    { direction: "out", state: "sent", delivery_state: "not-delivered", count: 80, least: 4, most: 4 },
  ]);
  expect((await getImportMatrix(world.ctx, { id: orderId, accountId })).cells).toMatchObject({
    tested: { done: 320, missing: 80, waiting: 100 },
    inbound: { done: 400, waiting: 100 },
  });
});

it("continues an import with one order for those that lack the step, and once", async () => {
  const orderId = await world.place("import", "bandwidth", NUMBERS);
  const list = (cell: string) => listOrderItems(world.ctx, orderId, orderItemQuery.parse({ cell }));
  expect(await list("registered.missing")).toMatchObject({ total: { count: 100 } });
  expect(await list("registered.failed")).toMatchObject({ rows: [], total: { count: 0 } });
  expect(await list("registered.nonsense")).toMatchObject({ total: { count: 500 } });
  const input = {
    of: { orderId },
    states: ["missing" as const],
    step: "registered" as const,
    applicationId: "a-1",
    idempotencyKey: "one form only",
  };
  await expect(resumeImport(world.ctx, { ...input, states: ["failed"] })).rejects.toThrow(/any longer/);
  const placed = await resumeImport(world.ctx, input);
  const { rows } = await world.database.sql.query(
    `SELECT o.kind, o.params, count(*) AS count FROM orders o JOIN order_item i ON i.order_id = o.id WHERE o.id = $1 GROUP BY 1, 2`,
    [placed.orderId],
  );
  expect(rows).toEqual([{ kind: "register", params: { applicationId: "a-1" }, count: 100 }]);
  await expect(resumeImport(world.ctx, { ...input, idempotencyKey: "another form" })).rejects.toThrow(/any longer/);
});

it("calls a registration that was asked for with the import under way, and missing where none came", async () => {
  const numbers = numbersFrom("3035556000", 3);
  const id = await world.place("import", "bandwidth", numbers, { registerWith: "a-1" });
  await world.database.sql.query(
    `UPDATE order_item SET state = 'confirmed', settled_at = now() - (seq - 1) * interval '8 min' WHERE order_id = $1`,
    [id],
  );
  await inTransaction(world.database.sql, (client) =>
    recordFacts(
      client,
      { id: accountId, carrierId: "bandwidth" },
      numbers.map((number) => ({ number, facts: { importState: "imported" as const } })),
    ),
  );
  const { cells } = await getImportMatrix(world.ctx, { id, accountId });
  expect(cells.registered).toMatchObject({ pending: 2, missing: 1, done: 0 });
});

it("counts a test as done once the carrier has confirmed it, though its receipt has not come yet", async () => {
  const numbers = registered.slice(0, 5);
  const id = await world.place("import", "bandwidth", numbers);
  const { sql } = world.database;
  await sql.query(`UPDATE number SET tested_at = NULL WHERE e164 = ANY($1::text[])`, [numbers]);
  const readTested = async () => (await getImportMatrix(world.ctx, { id, accountId })).cells.tested;
  expect(await readTested()).toMatchObject({ missing: 5 });
  const test = await world.place("message-test", "bandwidth", numbers, { to: "+13233326955", text: "Test" });
  const settle = (state: string, age: string, seq: number) =>
    sql.query(
      `UPDATE order_item SET state = $2, message = 'As reported', settled_at = now() - $3::interval WHERE order_id = $1 AND seq = $4`,
      [test, state, age, seq],
    );
  await settle("confirmed", "1 min", 1);
  await settle("confirmed", "2 years", 2);
  await settle("failed", "1 min", 3);
  expect(await readTested()).toMatchObject({ done: 1, missing: 1, failed: 1, pending: 2 });
});

const hash = (index: number) => (index * 7_919) % 2_503;
