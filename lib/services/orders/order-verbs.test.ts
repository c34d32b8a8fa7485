import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { moveItems } from "@/lib/engine/item-moves";
import { inTransaction } from "@/lib/db/transaction";
import { countAudit, placeItems, readChecked, setItems, storeDispatch, testNumbers } from "@/lib/test/order-items";
import { createTestWorld } from "@/lib/test/world";
import { controlOrder } from "./control-order";
import { decideItems } from "./decide-items";
import { getOrder } from "./get-order";
import { listOutcomes } from "./list-outcomes";
import { reconcileOrder } from "./reconcile-order";
import { retryOrder } from "./retry-order";
import { skipCancelled } from "@/lib/engine/skip-cancelled";
import { undoOrder } from "./undo-order";

let used = 0;
/** Numbers that no other test of this file touches. */
const fresh = (count: number) => testNumbers(count, (used += 100) - 100);

const world = await createTestWorld();
afterAll(() => world.close());

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

async function placePartial() {
  const numbers = fresh(10);
  const id = await placeItems(world, numbers);
  await storeDispatch(world, id, range(1, 10), "done");
  await setItems(world, id, range(1, 4), "confirmed");
  await setItems(world, id, range(5, 7), "failed", { code: "409", message: "in progress", isRetryable: true });
  await setItems(world, id, [8, 9], "failed", { code: "401", message: "Account does not own it", isRetryable: false });
  await setItems(world, id, [10], "skipped", { message: "On already." });
  return { id, numbers };
}

describe("retry", () => {
  it("makes a child order of just the failed numbers and leaves the parent as it was", async () => {
    const { id, numbers } = await placePartial();
    const child = await retryOrder(world.ctx, { orderId: id, choice: { by: "failed" }, round: 0, reason: "again" });
    expect(child).toMatchObject({ isExisting: false, count: 5, leftOutCount: 0 });
    const { rows } = await world.database.sql.query(`SELECT e164 FROM order_item WHERE order_id = $1 ORDER BY seq`, [
      child.orderId,
    ]);
    expect(rows.map((row: { e164: string }) => row.e164)).toEqual(numbers.slice(4, 9));
    expect(await readChecked(world, id)).toMatchObject({ status: "PARTIAL", confirmed: 4, failed: 5, skipped: 1 });
    const head = await getOrder(world.ctx, id);
    expect(head.children).toMatchObject([{ id: child.orderId, relation: "retry", status: "RECEIVED" }]);
    expect((await getOrder(world.ctx, child.ref.toLowerCase())).parent?.id).toBe(id);
  });

  it("takes only the retryable ones, or only one cause, when asked so", async () => {
    const { id, numbers } = await placePartial();
    const retryable = await retryOrder(world.ctx, { orderId: id, choice: { by: "retryable" }, round: 0 });
    expect(retryable.count).toBe(3);
    const groups = await listOutcomes(world.ctx, { id, carrierId: "intelepeer" });
    const cause = groups.find((group) => group.code === "401")?.cause ?? "";
    const rest = await retryOrder(world.ctx, { orderId: id, choice: { by: "cause", cause }, round: 1 });
    expect(rest.count).toBe(2);
    const { rows } = await world.database.sql.query(`SELECT e164 FROM order_item WHERE order_id = $1 ORDER BY seq`, [
      rest.orderId,
    ]);
    expect(rows.map((row: { e164: string }) => row.e164)).toEqual(numbers.slice(7, 9));
  });

  it("is one order, however often and from however many tabs the same is asked", async () => {
    const { id } = await placePartial();
    const before = await countAudit(world, "order.retried");
    const answers = await Promise.all(
      range(1, 12).map(() => retryOrder(world.ctx, { orderId: id, choice: { by: "failed" }, round: 0 })),
    );
    expect(new Set(answers.map((answer) => answer.orderId)).size).toBe(1);
    expect(answers.filter((answer) => !answer.isExisting)).toHaveLength(1);
    expect(await countAudit(world, "order.retried")).toBe(before + 1);
  });

  it("gives the same child to a stale tab after the child has ended, and a new one to who has seen it", async () => {
    const { id } = await placePartial();
    const ask = (round: number) => retryOrder(world.ctx, { orderId: id, choice: { by: "failed" }, round });
    const child = await ask(0);
    await setItems(world, child.orderId, range(1, 3), "confirmed");
    await setItems(world, child.orderId, [4, 5], "failed", { code: "500", isRetryable: true });
    expect(await ask(0)).toMatchObject({ orderId: child.orderId, isExisting: true });
    const second = await ask(1);
    expect(second).toMatchObject({ isExisting: false, count: 2, leftOutCount: 3 });
    expect(second.leftOut[0]?.why).toBe(`was done by ${child.ref}`);
    await expect(ask(7)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("leaves out a number on which another order is at work, and says which", async () => {
    const { id, numbers } = await placePartial();
    const other = await placeItems(world, numbers.slice(4, 5));
    const { ref } = await getOrder(world.ctx, other);
    const child = await retryOrder(world.ctx, { orderId: id, choice: { by: "failed" }, round: 0 });
    expect(child).toMatchObject({ count: 4, leftOutCount: 1 });
    expect(child.leftOut).toEqual([{ number: numbers[4], why: `is in order ${ref}, still under way` }]);
    const none = retryOrder(world.ctx, { orderId: id, choice: { by: "seqs", seqs: [5] }, round: 1 });
    await expect(none).rejects.toThrow(`${numbers[4]} is in order ${ref}, still under way`);
  });

  it("never touches what is unknown", async () => {
    const id = await placeItems(world, fresh(2));
    await storeDispatch(world, id, [1, 2], "lost");
    await setItems(world, id, [1, 2], "unknown");
    const ask = retryOrder(world.ctx, { orderId: id, choice: { by: "seqs", seqs: [1, 2] }, round: 0 });
    await expect(ask).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

describe("undo", () => {
  it("takes back what the order changed, not what it skipped, with the contrary kind, once", async () => {
    const { id, numbers } = await placePartial();
    const input = { orderId: id, round: 0, reason: "wrong list" };
    const [child, again] = await Promise.all([undoOrder(world.ctx, input), undoOrder(world.ctx, input)]);
    expect(child.orderId).toBe(again.orderId);
    const head = await getOrder(world.ctx, child.orderId);
    expect(head).toMatchObject({ kind: "sms-disable", relation: "undo", reason: "wrong list" });
    const { rows } = await world.database.sql.query(`SELECT e164 FROM order_item WHERE order_id = $1 ORDER BY seq`, [
      child.orderId,
    ]);
    expect(rows.map((row: { e164: string }) => row.e164)).toEqual(numbers.slice(0, 4));
  });

  it("is refused while the order is under way, and where nothing was changed", async () => {
    const id = await placeItems(world, fresh(2));
    const ask = () => undoOrder(world.ctx, { orderId: id, round: 0, reason: "no" });
    await expect(ask()).rejects.toThrow("still under way");
    await setItems(world, id, [1, 2], "failed");
    await expect(ask()).rejects.toThrow("changed no number");
  });
});

describe("pause, resume, cancel", () => {
  it("pauses and resumes; asking twice changes and records once", async () => {
    const id = await placeItems(world, fresh(3));
    const audited = await countAudit(world, "order.paused");
    expect(await controlOrder(world.ctx, { orderId: id, to: "paused" })).toMatchObject({ changed: true });
    expect(await controlOrder(world.ctx, { orderId: id, to: "paused" })).toMatchObject({ changed: false });
    expect(await countAudit(world, "order.paused")).toBe(audited + 1);
    expect((await readChecked(world, id)).control).toBe("paused");
    expect(await controlOrder(world.ctx, { orderId: id, to: "run" })).toMatchObject({ changed: true });
    expect((await readChecked(world, id)).control).toBe("run");
  });

  it("cancels what was not sent, and lets the rest finish", async () => {
    const id = await placeItems(world, fresh(5));
    await storeDispatch(world, id, [1, 2]);
    expect(await controlOrder(world.ctx, { orderId: id, to: "cancelled" })).toEqual({ changed: true, cancelled: 3 });
    expect(await readChecked(world, id)).toMatchObject({ status: "PROCESSING", sending: 2, skipped: 3 });
    await setItems(world, id, [1, 2], "confirmed");
    expect(await readChecked(world, id)).toMatchObject({ status: "CANCELLED", confirmed: 2, skipped: 3 });
    const groups = await listOutcomes(world.ctx, { id, carrierId: "intelepeer" });
    expect(groups.find((group) => group.state === "skipped")?.message).toBe("Cancelled before sending by Ada.");
  });

  it("skips what comes back into the queue of a cancelled order, so that it can end", async () => {
    const id = await placeItems(world, fresh(3));
    const dispatchId = await storeDispatch(world, id, [1]);
    await controlOrder(world.ctx, { orderId: id, to: "cancelled" });
    await inTransaction(world.database.sql, async (client) => {
      await moveItems(client, [{ orderId: id, seq: 1, dispatchId, from: ["sending"], to: "queued", dueIn: 5 }]);
      await skipCancelled(client, [id]);
    });
    expect(await readChecked(world, id)).toMatchObject({ status: "CANCELLED", skipped: 3, queued: 0 });
  });

  it("refuses to cancel an order that has ended or is wholly with the carrier", async () => {
    const id = await placeItems(world, fresh(2));
    await storeDispatch(world, id, [1, 2]);
    const cancel = () => controlOrder(world.ctx, { orderId: id, to: "cancelled" });
    await expect(cancel()).rejects.toThrow("Nothing is left to cancel");
    await setItems(world, id, [1, 2], "confirmed");
    await expect(cancel()).rejects.toThrow("has ended");
    expect(await readChecked(world, id)).toMatchObject({ status: "COMPLETE", control: "run" });
  });

  it("puts cancelled numbers into a new order when somebody wants them after all", async () => {
    const id = await placeItems(world, fresh(3));
    await controlOrder(world.ctx, { orderId: id, to: "cancelled" });
    const [group] = await listOutcomes(world.ctx, { id, carrierId: "intelepeer" });
    const choice = { by: "cause" as const, cause: group?.cause ?? "" };
    expect(await retryOrder(world.ctx, { orderId: id, choice, round: 0 })).toMatchObject({ count: 3 });
  });
});

describe("unknown numbers", () => {
  async function placeUnknown(count: number) {
    const id = await placeItems(world, fresh(count));
    const dispatchId = await storeDispatch(world, id, range(1, count), "lost");
    await setItems(world, id, range(1, count), "unknown", { message: "The answer was lost." });
    return { id, dispatchId };
  }
  const readDispatch = (id: string) => world.database.db.dispatch.findUniqueOrThrow({ where: { id } });

  it("are looked up now on request, and the worker is woken", async () => {
    const { id, dispatchId } = await placeUnknown(2);
    await world.database.sql.query(`UPDATE dispatch SET due_at = NULL, polls = 30 WHERE id = $1`, [dispatchId]);
    expect(await reconcileOrder(world.ctx, { orderId: id })).toEqual({ writes: 1 });
    const { dueAt } = await readDispatch(dispatchId);
    expect(dueAt && dueAt.getTime() <= Date.now()).toBe(true);
    const jobs = await world.database.sql.query(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1`, [
      `account.wake:${world.accountOf("intelepeer")}`,
    ]);
    expect(jobs.rows).toHaveLength(1);
  });

  it("are settled by a person with a note; the write is closed with its last number", async () => {
    const { id, dispatchId } = await placeUnknown(3);
    const decide = (seqs: number[], outcome: "confirmed" | "failed") =>
      decideItems(world.ctx, {
        orderId: id,
        choice: { by: "seqs", seqs },
        outcome,
        note: "seen in the carrier's console",
      });
    expect(await decide([1], "confirmed")).toEqual({ decided: 1, left: 0 });
    expect((await readDispatch(dispatchId)).state).toBe("lost");
    expect(await decide([2, 3], "failed")).toEqual({ decided: 2, left: 0 });
    expect(await readDispatch(dispatchId)).toMatchObject({ state: "done", dueAt: null });
    expect(await readChecked(world, id)).toMatchObject({ status: "PARTIAL", confirmed: 1, failed: 2, unknown: 0 });
    const { rows } = await world.database.sql.query(
      `SELECT message FROM number_event WHERE order_id = $1 AND kind = 'decided'`,
      [id],
    );
    expect(rows).toHaveLength(3);
    const audit = await world.database.db.auditEvent.findFirst({
      where: { entityId: id, action: "order.confirmed-by-hand" },
    });
    expect(audit?.reason).toBe("seen in the carrier's console");
  });

  it("go to the first: two people at once, or the carrier's late answer", async () => {
    const { id, dispatchId } = await placeUnknown(2);
    const decide = (outcome: "confirmed" | "failed") =>
      decideItems(world.ctx, { orderId: id, choice: { by: "unknown" }, outcome, note: "sure of it" });
    const results = await Promise.allSettled([decide("confirmed"), decide("failed")]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const order = await readChecked(world, id);
    expect([order.confirmed, order.failed].sort()).toEqual([0, 2]);
    const late = await inTransaction(world.database.sql, (client) =>
      moveItems(client, [{ orderId: id, seq: 1, dispatchId, from: ["accepted", "unknown"], to: "confirmed" }]),
    );
    expect(late).toEqual([]);
  });

  it("cannot be decided once they are known", async () => {
    const { id } = await placeUnknown(1);
    await setItems(world, id, [1], "confirmed");
    const input = { orderId: id, choice: { by: "unknown" as const }, outcome: "failed" as const, note: "too late" };
    await expect(decideItems(world.ctx, input)).rejects.toBeInstanceOf(AppError);
    expect(await countAudit(world, "order.failed-by-hand")).toBeLessThanOrEqual(2);
  });
});
