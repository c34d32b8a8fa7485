import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { orderItemQuery, orderQuery } from "@/lib/domain/order-query";
import { phoneNumber } from "@/lib/domain/phone-number";
import { filledExternalId, filledNumber, filledRef, fillOrders } from "@/lib/test/fill-orders";
import { createTestWorld } from "@/lib/test/world";
import { exportOrderItems } from "./export-order-items";
import { exportOrders } from "./export-orders";
import { listOrdersOfNumber } from "./find-orders-of-number";
import { getOrder } from "./get-order";
import { getOrderProgress } from "./get-order-progress";
import { listOrderItems } from "./list-order-items";
import { listOrders } from "./list-orders";
import { listOutcomes } from "./list-outcomes";

let asked: { text: string; values: readonly unknown[] }[] = [];
let watched: Context;

const world = await createTestWorld();
await fillOrders(world.database.sql, {
  accounts: [{ id: world.accountOf("intelepeer"), carrier: "intelepeer", kinds: ["sms-enable", "sms-disable"] }],
  personId: world.ctx.actor.id,
  orders: 400,
  itemsEach: 250,
});

beforeAll(async () => {
  watched = { ...world.ctx, sql: watch(world.ctx.sql) };
});
afterAll(() => world.close());

/** The same connections, with every statement written down, also those of a snapshot. */
function watch<T extends Pick<Context["sql"], "query">>(sql: T): T {
  return new Proxy(sql, {
    get(target, name) {
      if (name === "connect") return async () => watch(await world.database.sql.connect());
      if (name !== "query") return Reflect.get(target, name, target) as unknown;
      return (text: string, values: readonly unknown[] = []) => {
        asked.push({ text, values });
        return target.query(text, [...values]);
      };
    },
  });
}

/** The plans of all that `run` asked the database. */
async function explain(run: () => Promise<unknown>): Promise<string> {
  asked = [];
  await run();
  expect(asked.length).toBeGreaterThan(0);
  const plans: string[] = [];
  for (const { text, values } of asked.filter((one) => !/^(BEGIN|ROLLBACK)/.test(one.text))) {
    const { rows } = await world.database.sql.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, [...values]);
    plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
  }
  return plans.join("\n\n");
}
const drain = async (chunks: AsyncIterable<unknown>) => {
  for await (const _ of chunks);
};

describe("at 100,000 numbers in orders, none is looked for by reading them all", () => {
  const FILTERS: Record<string, string>[] = [
    {},
    { number: filledNumber(54_321) },
    { number: "(720) 555-0100" },
    { number: filledNumber(54_321), status: "COMPLETE", kind: "sms-enable", from: "2025-01-01" },
    { reference: filledRef(123) },
    { reference: "TFILL0003" },
    { reference: filledExternalId(123) },
    { reference: `${filledRef(123)}-1-1` },
    { carrier: "intelepeer" },
    { kind: "sms-disable" },
    { status: "PARTIAL" },
    { status: "PROCESSING" },
    { status: "FAILED" },
    { person: "00000000-0000-4000-8000-000000000000" },
    { from: "2025-01-02", to: "2025-01-03" },
    { attention: "failed" },
    { attention: "unknown" },
    { attention: "overdue" },
    { attention: "any" },
  ];

  it.each(FILTERS.map((filter) => [JSON.stringify(filter), filter]))("by the ledger's filter %s", async (_, filter) => {
    const query = orderQuery.parse(filter);
    expect(await explain(() => listOrders(watched, query))).not.toContain("Seq Scan on order_item");
    expect(await explain(() => drain(exportOrders(watched, query).chunks))).not.toContain("Seq Scan on order_item");
  });

  it("by one order's page, its exports and a number's orders", async () => {
    const order = await getOrder(world.ctx, filledRef(207));
    const [group] = await listOutcomes(world.ctx, order);
    const queries = [
      {},
      { state: "failed" },
      { state: "pending" },
      { cause: group?.cause ?? "" },
      { number: "0049" },
      { number: filledNumber(207 * 250 + 3) },
    ].map((query) => orderItemQuery.parse(query));
    const plan = await explain(async () => {
      await getOrder(watched, order.id);
      await getOrder(watched, order.ref);
      await getOrderProgress(watched, order.id);
      await listOutcomes(watched, order);
      for (const query of queries) await listOrderItems(watched, order.id, query);
      for (const query of queries) await drain(exportOrderItems(watched, order, query).chunks);
      await listOrdersOfNumber(watched, phoneNumber.parse(filledNumber(777)));
    });
    expect(plan).not.toContain("Seq Scan on order_item");
  });

  it("finds exactly the orders that hold a number", async () => {
    const number = filledNumber(54_321);
    const { rows } = await world.database.sql.query<{ ref: string }>(
      `SELECT o.ref FROM orders o WHERE EXISTS (SELECT 1 FROM order_item i WHERE i.order_id = o.id AND i.e164 = $1)`,
      [number],
    );
    const page = await listOrders(world.ctx, orderQuery.parse({ number }));
    expect(rows.length).toBeGreaterThan(0);
    expect(page.rows.map(({ ref }) => ref).sort()).toEqual(rows.map(({ ref }) => ref).sort());
  });
});
