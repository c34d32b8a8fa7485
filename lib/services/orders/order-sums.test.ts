import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { moveItems } from "@/lib/engine/item-moves";
import { inTransaction } from "@/lib/db/transaction";
import { STATES } from "@/lib/domain/labels";
import { ITEM_STATES, type ItemCounts } from "@/lib/domain/order";
import { placeItems, readChecked, storeDispatch, testNumbers } from "@/lib/test/order-items";
import { createTestWorld } from "@/lib/test/world";
import { controlOrder } from "./control-order";
import { decideItems } from "./decide-items";
import { exportOrderItems } from "./export-order-items";
import { listOutcomes } from "./list-outcomes";
import { reconcileOrder } from "./reconcile-order";
import { retryOrder } from "./retry-order";
import { skipCancelled } from "@/lib/engine/skip-cancelled";
import { undoOrder } from "./undo-order";

let used = 0;
const world = await createTestWorld();
afterAll(() => world.close());

const SIZE = 6;
const seqs = fc.uniqueArray(fc.integer({ min: 1, max: SIZE }), { minLength: 1, maxLength: SIZE });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("send" as const), seqs }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      seqs,
      to: fc.constantFrom("queued", "accepted", "confirmed", "failed", "unknown" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("skip" as const), seqs }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      seqs,
      to: fc.constantFrom("confirmed", "failed" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("retry" as const),
      by: fc.constantFrom("failed", "retryable", "seqs" as const),
      seqs,
      round: fc.integer({ min: 0, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("undo" as const), round: fc.integer({ min: 0, max: 1 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reconcile" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("control" as const),
      to: fc.constantFrom("run", "paused", "cancelled" as const),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Carries one step out as the product would; what the product refuses with a message changes nothing. */
async function take(orderId: string, one: Step, children: Set<string>): Promise<void> {
  const move = (
    to: "queued" | "accepted" | "confirmed" | "failed" | "unknown" | "skipped",
    chosen: readonly number[],
    from: string[],
  ) =>
    inTransaction(world.database.sql, async (client) => {
      const { rows } = await client.query<{ seq: number; dispatch_id: string | null }>(
        `SELECT seq, dispatch_id FROM order_item WHERE order_id = $1 AND seq = ANY($2::int[]) AND state = ANY($3::text[])`,
        [orderId, chosen, from],
      );
      await moveItems(
        client,
        rows.map((row) => ({
          orderId,
          seq: row.seq,
          dispatchId: row.dispatch_id,
          from: ["queued", "sending", "accepted", "unknown"],
          to,
          dueIn: 0,
        })),
      );
      await skipCancelled(client, [orderId]);
    });
  switch (one.do) {
    case "send": {
      const { rows } = await world.database.sql.query<{ seq: number }>(
        `SELECT i.seq FROM order_item i JOIN orders o ON o.id = i.order_id
         WHERE o.id = $1 AND o.control = 'run' AND i.state = 'queued' AND i.seq = ANY($2::int[])`,
        [orderId, one.seqs],
      );
      if (rows.length > 0)
        await storeDispatch(
          world,
          orderId,
          rows.map((row) => row.seq),
        );
      return;
    }
    case "answer":
      return move(one.to, one.seqs, ["sending", "accepted", "unknown"]);
    case "skip":
      return move("skipped", one.seqs, ["queued"]);
    case "decide":
      await decideItems(world.ctx, {
        orderId,
        choice: { by: "seqs", seqs: one.seqs },
        outcome: one.to,
        note: "I know",
      });
      return;
    case "retry": {
      const choice = one.by === "seqs" ? { by: one.by, seqs: one.seqs } : { by: one.by };
      children.add((await retryOrder(world.ctx, { orderId, choice, round: one.round })).orderId);
      return;
    }
    case "undo":
      children.add((await undoOrder(world.ctx, { orderId, round: one.round, reason: "wrong" })).orderId);
      return;
    case "reconcile":
      await reconcileOrder(world.ctx, { orderId });
      return;
    case "control":
      await controlOrder(world.ctx, { orderId, to: one.to });
  }
}

/** The sum as people see it: the groups of the page, and the rows of the export, are the order's counts. */
async function checkScreen(orderId: string, order: ItemCounts & { requested: number }) {
  const groups = await listOutcomes(world.ctx, { id: orderId, carrierId: "intelepeer" });
  for (const state of ITEM_STATES)
    expect(groups.filter((group) => group.state === state).reduce((sum, { count }) => sum + count, 0)).toBe(
      order[state],
    );
  for (const { state, message } of groups)
    if (state === "failed" || state === "skipped" || state === "unknown") expect(message?.trim()).toBeTruthy();
  const exported: unknown[] = [];
  for await (const rows of exportOrderItems(world.ctx, { id: orderId, carrierId: "intelepeer" }, {}).chunks)
    exported.push(...rows.map((row) => row[1]));
  expect(exported).toHaveLength(order.requested);
  for (const state of ITEM_STATES)
    expect(exported.filter((one) => one === STATES.item[state].label)).toHaveLength(order[state]);
}

/** No number is ever in two open orders of the same kind that came of one: a retry takes only what surely did not happen. */
async function checkNotTwice(orderId: string) {
  const { rows } = await world.database.sql.query(
    `SELECT i.e164 FROM order_item i JOIN orders o ON o.id = i.order_id
     WHERE (o.id = $1 OR o.parent_id = $1) AND o.kind = 'sms-enable' AND i.state IN ('queued', 'sending', 'accepted', 'unknown')
     GROUP BY i.e164 HAVING count(*) > 1`,
    [orderId],
  );
  expect(rows).toEqual([]);
}

describe("whatever happens to an order", () => {
  it("its counts are its items, the sum holds, and its status is the computed one, after every step", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const orderId = await placeItems(world, testNumbers(SIZE, (used += SIZE)));
        const children = new Set<string>();
        for (const one of steps) {
          await take(orderId, one, children).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
          });
          // Throws where the stored counts or the generated status differ from the items.
          const order = await readChecked(world, orderId);
          expect(order.requested).toBe(SIZE);
          for (const child of children) await readChecked(world, child);
          await checkScreen(orderId, order);
          await checkNotTwice(orderId);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  it("a cancelled order never keeps a number waiting", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const orderId = await placeItems(world, testNumbers(SIZE, (used += SIZE)));
        const all: Step[] = [
          ...steps,
          { do: "control", to: "cancelled" },
          { do: "answer", seqs: [1, 2, 3, 4, 5, 6], to: "queued" },
        ];
        for (const one of all)
          await take(orderId, one, new Set()).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
          });
        const order = await readChecked(world, orderId);
        if (order.control === "cancelled") expect(order.queued).toBe(0);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
