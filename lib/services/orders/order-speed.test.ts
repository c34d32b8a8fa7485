import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskNumbers, openOrderDesk, type OrderDesk } from "@/lib/test/order-desk";
import { getOrder } from "./get-order";
import { getOrderProgress } from "./get-order-progress";
import { listOrderItems } from "./list-order-items";
import { listOrders } from "./list-orders";
import { listOutcomes } from "./list-outcomes";

let desk: OrderDesk;
let orderId: string;

beforeAll(async () => {
  desk = await openOrderDesk();
  // Other orders around it, as in a portal that has been in use for a while.
  for (let n = 0; n < 200; n += 1) await desk.place(deskNumbers(50, 10_000 + n * 50));
  orderId = await desk.place(deskNumbers(5_000));
  await desk.sql.query(
    `UPDATE order_item SET settled_at = now(), is_checked = true, attempt = 1,
       state = CASE WHEN seq % 5 = 0 THEN 'failed' ELSE 'confirmed' END,
       code = CASE WHEN seq % 5 = 0 THEN (25000 + (seq / 5) % 12)::text END,
       message = CASE WHEN seq % 5 = 0 THEN 'The number ' || e164 || ' is not eligible.' END,
       is_retryable = CASE WHEN seq % 5 = 0 THEN false END
     WHERE order_id = $1`,
    [orderId],
  );
  await desk.sql.query(`ANALYZE`);
}, 120_000);
afterAll(() => desk.close());

/** The best of some runs: what the work takes, without what the machine was busy with besides. */
async function measure(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

describe("an order of 5,000 numbers with 1,000 errors of 12 codes", () => {
  it("has its page's data within 300 ms", async () => {
    const readAll = async () => {
      const order = await getOrder(desk.ctx, orderId);
      return Promise.all([
        listOutcomes(desk.ctx, order),
        listOrderItems(desk.ctx, orderId, {}),
        getOrderProgress(desk.ctx, orderId),
      ]);
    };
    const [groups] = await readAll();
    expect(groups.filter((group) => group.state === "failed")).toHaveLength(12);
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(5_000);
    expect(await measure(readAll)).toBeLessThan(300);
  });

  it("is found by any number inside through the index of numbers, not by walking the ledger", async () => {
    const number = "(303) 555-4321";
    const page = await listOrders(desk.ctx, { number });
    expect(page.rows.map((row) => row.id)).toEqual([orderId]);
    expect(await measure(() => listOrders(desk.ctx, { number }))).toBeLessThan(100);
    const { rows } = await desk.sql.query<{ "QUERY PLAN": string }>(
      `EXPLAIN SELECT * FROM orders o WHERE o.id = ANY (ARRAY(SELECT order_id FROM order_item WHERE e164 = '+13035554321' LIMIT 1000))
       ORDER BY o.created_at DESC, o.id DESC LIMIT 51`,
    );
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("order_item_e164_order_id_idx");
    expect(plan).not.toContain("Seq Scan on order_item");
  });
});
