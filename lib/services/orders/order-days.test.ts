import { randomUUID } from "node:crypto";
import { afterAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { orderQuery } from "@/lib/domain/order-query";
import { auditQuery, listAudit } from "@/lib/services/audit/list-audit";
import { countAttention } from "@/lib/services/home/count-attention";
import { placeItems, setItems, testNumbers } from "@/lib/test/order-items";
import { createTestWorld } from "@/lib/test/world";
import { exportOrders } from "./export-orders";
import { listOrders } from "./list-orders";

/** Half past ten in the evening of November 21 on the West coast; the 22nd already in New York and in UTC. */
const EVENING = "2026-11-22T06:30:00Z";

const world = await createTestWorld();
const orderId = await placeItems(world, testNumbers(3));
await world.database.sql.query("UPDATE orders SET created_at = $2 WHERE id = $1", [orderId, EVENING]);
await setItems(world, orderId, [1, 2, 3], "failed");
afterAll(() => world.close());

const inZone = (timeZone: string, now = EVENING): Context => ({ ...world.ctx, timeZone, now: () => new Date(now) });
const isListed = async (timeZone: string, day: string) => {
  const query = orderQuery.parse({ from: day, to: day });
  const listed = (await listOrders(inZone(timeZone), query)).rows.length;
  let exported = 0;
  for await (const rows of exportOrders(inZone(timeZone), query).chunks) exported += rows.length;
  expect(exported).toBe(listed);
  return listed === 1;
};

it("an order of a West-coast evening is of that day there, in the ledger and in its export", async () => {
  expect(await isListed("America/Los_Angeles", "2026-11-21")).toBe(true);
  expect(await isListed("America/Los_Angeles", "2026-11-22")).toBe(false);
  expect(await isListed("America/New_York", "2026-11-21")).toBe(false);
  expect(await isListed("America/New_York", "2026-11-22")).toBe(true);
});

it("home counts the failures of whole days in the person's zone, and links to the ledger of just these", async () => {
  // A week later it is still within seven days in the West, where the order's day has not dropped out yet.
  const west = inZone("America/Los_Angeles", "2026-11-28T07:00:00Z");
  const east = inZone("America/New_York", "2026-11-29T06:00:00Z");
  expect(await countAttention(west)).toMatchObject({ since: "2026-11-21", failed: { orders: 1, numbers: 3 } });
  expect(await countAttention(east)).toMatchObject({ since: "2026-11-23", failed: { orders: 0, numbers: 0 } });
  const linked = await listOrders(west, orderQuery.parse({ attention: "failed", from: "2026-11-21" }));
  expect(linked.rows.map(({ id }) => id)).toEqual([orderId]);
});

it("the audit is filtered by the same days", async () => {
  await world.database.sql.query(
    `INSERT INTO audit_event (at, actor_label, action, entity_type, entity_id, summary)
     VALUES ($1, 'Ada', 'test.done', 'order', $2, 'In the evening')`,
    [EVENING, randomUUID()],
  );
  const count = async (timeZone: string, day: string) =>
    (await listAudit(inZone(timeZone), auditQuery.parse({ from: day, to: day, action: "test.done" }))).total.count;
  const { rows } = await world.database.sql.query<{ at: Date }>(
    "SELECT at FROM audit_event WHERE action = 'test.done'",
  );
  expect(rows[0]?.at.toISOString()).toBe(new Date(EVENING).toISOString());
  expect(await count("America/Los_Angeles", "2026-11-21")).toBe(1);
  expect(await count("America/Los_Angeles", "2026-11-22")).toBe(0);
  expect(await count("America/New_York", "2026-11-22")).toBe(1);
});

it("an address with an impossible day shows everything", async () => {
  for (const day of ["9999-12-31", "0001-01-01", "2026-02-30"])
    expect((await listOrders(inZone("America/Denver"), orderQuery.parse({ from: day, to: day }))).rows).toHaveLength(1);
});
