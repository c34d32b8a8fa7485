import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeItems, storeDispatch, testNumbers } from "@/lib/test/order-items";
import { createTestWorld, type TestWorld } from "@/lib/test/world";
import { getOrder } from "./get-order";
import { getOrderProgress } from "./get-order-progress";
import { exportOrderItems } from "./export-order-items";
import { listUndocumented } from "./list-undocumented";
import { listOrderCalls } from "./list-order-calls";
import { listOrderItems } from "./list-order-items";
import { listOrders } from "./list-orders";
import { listOutcomes } from "./list-outcomes";

let world: TestWorld;
let orderId: string;

beforeAll(async () => {
  world = await createTestWorld();
  // Other orders around it, as in a portal that has been in use for a while.
  for (let n = 0; n < 200; n += 1) await placeItems(world, testNumbers(50, 10_000 + n * 50));
  orderId = await placeItems(world, testNumbers(5_000));
  await world.database.sql.query(
    `UPDATE order_item SET settled_at = now(), is_prechecked = true, attempt = 1,
       state = CASE WHEN seq % 5 = 0 THEN 'failed' ELSE 'confirmed' END,
       code = CASE WHEN seq % 5 = 0 THEN (25000 + (seq / 5) % 12)::text END,
       message = CASE WHEN seq % 5 = 0 THEN 'The number ' || e164 || ' is not eligible.' END,
       is_retryable = CASE WHEN seq % 5 = 0 THEN false END
     WHERE order_id = $1`,
    [orderId],
  );
  // As it came about: one write, its readings with all the numbers in them, a parent's link, and what the carrier named besides.
  await storeDispatch(world, orderId, [], "done");
  await world.database.sql.query(
    `UPDATE order_item SET dispatch_id = (SELECT id FROM dispatch WHERE order_id = $1) WHERE order_id = $1`,
    [orderId],
  );
  await world.database.sql.query(
    `INSERT INTO carrier_call (id, account_id, endpoint_group, order_id, dispatch_id, method, url, request_headers, request_body, status,
       response_body, started_at, duration_ms)
     SELECT gen_random_uuid(), $2, 'api', $1, d.id, CASE WHEN n = 0 THEN 'POST' ELSE 'GET' END, 'http://x/', '{}',
       CASE WHEN n = 0 THEN (SELECT string_agg(e164, ' ') FROM order_item WHERE order_id = $1) END, 200,
       (SELECT string_agg(e164, ' ') FROM order_item WHERE order_id = $1), now() - n * interval '1 s', 40
     FROM generate_series(0, 9) n, dispatch d WHERE d.order_id = $1`,
    [orderId, world.accountOf("intelepeer")],
  );
  await world.database.sql.query(
    `INSERT INTO unrequested_number (order_id, spelling, message) SELECT $1, '+1919555014' || n, 'Listed.' FROM generate_series(1, 3) n`,
    [orderId],
  );
  await world.database.sql.query(`ANALYZE`);
});
afterAll(() => world.close());

describe("an order of 5,000 numbers with 1,000 errors of 12 codes", () => {
  it("has its page's data", async () => {
    const readAll = async () => {
      const order = await getOrder(world.ctx, orderId);
      return Promise.all([
        listOutcomes(world.ctx, order),
        listOrderItems(world.ctx, orderId, {}),
        getOrderProgress(world.ctx, orderId),
        listUndocumented(world.ctx, orderId),
      ]);
    };
    const [groups, , , undocumented] = await readAll();
    expect(groups.filter((group) => group.state === "failed")).toHaveLength(12);
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(5_000);
    expect(undocumented.count).toBe(3);
  });

  it("has the numbers of one cause, of a state and by some digits, the calls behind one, and its exports' first rows", async () => {
    const groups = await listOutcomes(world.ctx, { id: orderId, carrierId: "intelepeer" });
    const cause = groups.find((group) => group.state === "failed")?.cause ?? "";
    for (const query of [{ cause }, { state: "failed" as const }, { number: "5554" }])
      expect((await listOrderItems(world.ctx, orderId, query)).rows.length).toBeGreaterThan(0);
    expect((await listOrderCalls(world.ctx, { orderId, seq: 5 })).rows.length).toBeGreaterThan(0);
    const order = await getOrder(world.ctx, orderId);
    const readFirst = async () => {
      for await (const rows of exportOrderItems(world.ctx, order, { cause }).chunks) return rows;
    };
    expect(await readFirst()).toHaveLength(groups.find((group) => group.cause === cause)?.count ?? 0);
  });

  it("is found by any number inside through the index of numbers, not by walking the ledger", async () => {
    const number = "(303) 555-4321";
    const page = await listOrders(world.ctx, { number });
    expect(page.rows.map((row) => row.id)).toEqual([orderId]);
    const { rows } = await world.database.sql.query<{ "QUERY PLAN": string }>(
      `EXPLAIN SELECT * FROM orders o WHERE o.id = ANY (ARRAY(SELECT order_id FROM order_item WHERE e164 = '+13035554321' LIMIT 1000))
       ORDER BY o.created_at DESC, o.id DESC LIMIT 51`,
    );
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("order_item_e164_order_id_idx");
    expect(plan).not.toContain("Seq Scan on order_item");
  });
});
