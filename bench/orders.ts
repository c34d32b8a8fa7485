import { orderQuery } from "@/lib/domain/order-query";
import { getOrder } from "@/lib/services/orders/get-order";
import { getOrderProgress } from "@/lib/services/orders/get-order-progress";
import { listUndocumented } from "@/lib/services/orders/list-undocumented";
import { listOrderItems } from "@/lib/services/orders/list-order-items";
import { listOrders } from "@/lib/services/orders/list-orders";
import { listOutcomes } from "@/lib/services/orders/list-outcomes";
import { filledExternalId, filledNumber, filledRef, fillOrders } from "@/lib/test/fill-orders";
import type { TestWorld } from "@/lib/test/world";
import { quantile, type Line } from "./place";

const ORDERS = 20_000;
const ITEMS_EACH = 500;
const SAMPLES = 25;
const BAR_MS = 100;

/** Some place among all orders, another one for every sample. */
const pick = (sample: number, of: number) => (sample * 7_907 + 13) % of;

type Filter = (sample: number) => Record<string, string>;
const INSIDE: Record<string, Filter> = {
  "any number inside": (n) => ({ number: filledNumber(pick(n, ORDERS * ITEMS_EACH)) }),
  "a number that is in none": (n) => ({ number: `+1720${3_000_000 + n}` }),
  "a number inside, with status and kind": (n) => ({
    number: filledNumber(pick(n, ORDERS * ITEMS_EACH)),
    status: "PARTIAL",
    kind: "import",
  }),
};
const OTHERS: Record<string, Filter> = {
  "no filter": () => ({}),
  reference: (n) => ({ reference: filledRef(pick(n, ORDERS)) }),
  "beginning of a reference": (n) => ({ reference: filledRef(pick(n, ORDERS)).slice(0, 9) }),
  "carrier's id": (n) => ({ reference: filledExternalId(pick(n, ORDERS)) }),
  "reference of a write": (n) => ({ reference: `${filledRef(pick(n, ORDERS))}-1-1` }),
  carrier: () => ({ carrier: "bandwidth" }),
  kind: () => ({ kind: "import" }),
  "status, common": () => ({ status: "COMPLETE" }),
  "status, rare": () => ({ status: "PROCESSING" }),
  "status, none": () => ({ status: "DRAFT" }),
  "a month": (n) => ({ from: `2025-0${1 + (n % 9)}-01`, to: `2025-0${1 + (n % 9)}-28` }),
  failed: () => ({ attention: "failed" }),
  unknown: () => ({ attention: "unknown" }),
  overdue: () => ({ attention: "overdue" }),
  "any attention": () => ({ attention: "any" }),
};

/** The ledger and one order's page at 10,000,000 numbers in orders, as the server reads them. */
export async function benchOrders(world: TestWorld): Promise<Line[]> {
  const { sql } = world.database;
  const account = (carrier: string, kinds: string[]) => ({ id: world.accountOf(carrier), carrier, kinds });
  await fillOrders(sql, {
    accounts: [
      account("intelepeer", ["sms-enable", "sms-disable"]),
      account("bandwidth", ["import", "remove", "register"]),
      account("inumbering", ["purchase", "campaign-assign"]),
    ],
    personId: world.ctx.actor.id,
    orders: ORDERS,
    itemsEach: ITEMS_EACH,
    isBulk: true,
  });
  const inside = await measureAll(world, INSIDE);
  const others = await measureAll(world, OTHERS);
  const page = await measure(async (n) => {
    const order = await getOrder(world.ctx, filledRef(pick(n, ORDERS)));
    await Promise.all([
      listOutcomes(world.ctx, order),
      listOrderItems(world.ctx, order.id, {}),
      getOrderProgress(world.ctx, order.id),
      listUndocumented(world.ctx, order.id),
    ]);
  });
  return [
    line("Ledger at 10,000,000 numbers in 20,000 orders: any number inside, worst p95", inside),
    line("Ledger at 10,000,000 numbers in 20,000 orders: every other filter, worst p95", others),
    line("One order's page at 10,000,000 numbers in orders: p95", { p95: page, name: "500 numbers" }),
  ];
}

type Worst = { p95: number; name: string };

const line = (what: string, { p95, name }: Worst): Line => ({
  what,
  figure: `${p95.toFixed(1)} ms (${name})`,
  target: `<= ${BAR_MS} ms`,
  isReached: p95 <= BAR_MS,
});

async function measureAll(world: TestWorld, filters: Record<string, Filter>): Promise<Worst> {
  let worst: Worst = { p95: 0, name: "" };
  for (const [name, filter] of Object.entries(filters)) {
    const p95 = await measure((n) => listOrders(world.ctx, orderQuery.parse(filter(n))));
    if (p95 > worst.p95) worst = { p95, name };
  }
  return worst;
}

async function measure(run: (sample: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < SAMPLES; n += 1) {
    const started = performance.now();
    await run(n);
    // The first of each warms the cache.
    if (n > 0) times.push(performance.now() - started);
  }
  return quantile(
    times.sort((a, b) => a - b),
    0.95,
  );
}
