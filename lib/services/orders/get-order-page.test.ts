import { afterAll, beforeAll, expect, it } from "vitest";
import { countItems, ITEM_STATES, sumOrder } from "@/lib/domain/order";
import { runWorker, type Worker } from "@/lib/jobs/run-worker";
import { listJobs } from "@/lib/services/jobs/list-jobs";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { getOrderPage, type OrderSnapshot } from "./get-order-page";
import { listOrders } from "./list-orders";

const SIZE = 50;

let worker: Worker;

const world = await createTestWorld();

beforeAll(async () => {
  for (const carrier of ["intelepeer", "bandwidth"]) await world.setRate(carrier, 60);
  world.sandboxes.changeSettings({
    limits: {
      intelepeer: null,
      inumbering: null,
      bandwidthDashboard: null,
      bandwidthApplications: null,
      bandwidthPhoneNumbers: null,
    },
    intelepeer: { requestedMs: 100, provisioningMs: 200 },
    bandwidth: { receivedMs: 100, processingMs: 200 },
  });
  worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
});
afterAll(async () => {
  await worker?.stop();
  await world.close();
});

/** Requested = the sum of the parts = the sum over the numbers listed, in each part of one answer. */
function expectOneMoment({ order, progress, groups, items, matrix }: OrderSnapshot) {
  const listed = countItems(items.rows.map(({ state }) => state));
  const grouped = Object.fromEntries(
    ITEM_STATES.map((state) => [
      state,
      groups.filter((group) => group.state === state).reduce((sum, { count }) => sum + count, 0),
    ]),
  );
  expect(order.sums.requested).toBe(SIZE);
  expect(items.total).toEqual({ count: SIZE, isExact: true });
  expect(listed).toEqual(order.counts);
  expect(grouped).toEqual(order.counts);
  expect(progress.counts).toEqual(order.counts);
  expect(sumOrder(progress.counts)).toEqual(order.sums);
  expect(progress.status).toBe(order.status);
  if (matrix) expect(matrix.requested).toBe(SIZE);
}

it.each(["sms-enable", "import"] as const)(
  "every part of %s shows one moment while the worker changes it",
  async (kind) => {
    const isImport = kind === "import";
    const numbers = numbersFrom(isImport ? "9195550100" : "3035550200", SIZE);
    const orderId = await world.place(kind, isImport ? "bandwidth" : "intelepeer", numbers);
    const seen = new Set<string>();
    let page: OrderSnapshot;
    do {
      page = await getOrderPage(world.ctx, orderId, {});
      expectOneMoment(page);
      const { jobs, ended } = await listJobs(world.ctx);
      for (const job of jobs) expect(sumOrder(job.progress.counts)).toEqual(job.sums);
      // Never in both, and never in neither.
      expect([...jobs, ...ended].filter(({ id }) => id === orderId)).toHaveLength(1);
      const ledger = await listOrders(world.ctx, {});
      expect(ledger.rows).toHaveLength(ledger.total.count);
      seen.add(JSON.stringify(page.order.counts));
    } while (page.progress.settledAt === null);
    expect(seen.size).toBeGreaterThan(2);
    expect(page.order.sums).toMatchObject({ requested: SIZE, pending: 0 });
  },
);
