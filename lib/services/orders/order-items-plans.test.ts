import { afterAll, expect, it } from "vitest";
import { orderItemQuery } from "@/lib/domain/order-query";
import { filledRef, fillOrders } from "@/lib/test/fill-orders";
import { createTestWorld } from "@/lib/test/world";
import { getOrder } from "./get-order";
import { ITEMS_PER_PAGE, listOrderItems } from "./list-order-items";

const ITEMS = 100_000;

const world = await createTestWorld();
await fillOrders(world.database.sql, {
  accounts: [{ id: world.accountOf("intelepeer"), carrier: "intelepeer", kinds: ["sms-enable"] }],
  personId: world.ctx.actor.id,
  orders: 1,
  itemsEach: ITEMS,
  isBulk: true,
});
const orderId = (await getOrder(world.ctx, filledRef(0))).id;
afterAll(() => world.close());

type Plan = { "Node Type": string; "Relation Name"?: string; "Index Name"?: string; Plans?: Plan[] } & Record<
  "Actual Rows" | "Actual Loops",
  number
> & { "Rows Removed by Filter"?: number };

/** What was done to the items in order to show one page, as the database itself measured it; counting apart. */
async function explainPage(query: { after?: string; before?: string }) {
  const plans: Plan[] = [];
  const sql = new Proxy(world.database.sql, {
    get: (target, name) =>
      name === "connect"
        ? async () => {
            const client = await target.connect();
            return new Proxy(client, {
              get: (inner, member) => {
                if (member !== "query") return Reflect.get(inner, member, inner) as unknown;
                return async (text: string, values?: unknown[]) => {
                  if (text.startsWith("SELECT i.seq")) {
                    const { rows } = await inner.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
                      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
                      values,
                    );
                    plans.push(...(rows[0]?.["QUERY PLAN"].map(({ Plan }) => Plan) ?? []));
                  }
                  return inner.query(text, values);
                };
              },
            });
          }
        : (Reflect.get(target, name, target) as unknown),
  });
  const page = await listOrderItems({ sql }, orderId, orderItemQuery.parse(query));
  const nodes = plans.flatMap(function walk(plan): Plan[] {
    return [plan, ...(plan.Plans ?? []).flatMap(walk)];
  });
  const items = nodes.filter((node) => node["Relation Name"] === "order_item");
  return {
    page,
    types: items.map((node) => node["Node Type"]),
    indexes: items.map((node) => node["Index Name"] ?? ""),
    read: items.reduce((sum, node) => sum + node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0), 0),
    sorted: nodes
      .filter((node) => node["Node Type"] === "Sort")
      .reduce((most, n) => Math.max(most, n["Actual Rows"]), 0),
  };
}

it("shows any page of 100,000 numbers by index, reading little more than the page", async () => {
  const first = await explainPage({});
  expect(new Set(first.page.rows.map(({ state }) => state))).toEqual(new Set(["failed"]));
  for (const query of [{}, { after: "0.50000" }, { after: "0.99951" }, { after: "2.50000" }, { before: "2.90000" }]) {
    const { types, read, sorted, page } = await explainPage(query);
    expect(types).not.toContain("Seq Scan");
    expect(page.rows).toHaveLength(ITEMS_PER_PAGE);
    expect(read).toBeLessThan(4 * ITEMS_PER_PAGE);
    expect(sorted).toBeLessThan(2 * ITEMS_PER_PAGE);
  }
  expect(first.indexes).toContain("order_item_failed_idx");
});

it("shows an order in which nearly all failed as quickly", async () => {
  // Counting each of them in its order is another test's affair, and slow.
  await world.database.sql.query("ALTER TABLE order_item DISABLE TRIGGER USER");
  await world.database.sql.query(
    `UPDATE order_item SET state = 'failed', code = '404', message = 'No.' WHERE order_id = $1 AND seq > 100`,
    [orderId],
  );
  await world.database.sql.query("ANALYZE order_item");
  for (const query of [{}, { after: "0.77777" }, { before: "0.99000" }]) {
    const { types, read, sorted } = await explainPage(query);
    expect(types).not.toContain("Seq Scan");
    expect(read).toBeLessThan(4 * ITEMS_PER_PAGE);
    expect(sorted).toBeLessThan(2 * ITEMS_PER_PAGE);
  }
});
