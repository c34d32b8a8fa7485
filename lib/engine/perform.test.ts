import { afterAll, beforeEach, describe, expect, it } from "vitest";
import {
  CarrierError,
  type OrderProgram,
  type ReadInput,
  type WriteInput,
  type WriteOutcome,
} from "@/lib/carriers/carrier";
import { NOT_STORED } from "@/lib/domain/order-view";
import { placeItems, readChecked, setItems } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { claimCheck, claimRead, claimWrites, type ClaimedRead, type ClaimedWrite } from "./claim";
import { createPerformer } from "./perform";

let orderId: string;
let next = 3_035_551_000;
const sql = () => world.database.sql;

const world = await createTestWorld();
const account = await world.ctx.carriers.openForWriting(world.accountOf("intelepeer"));
beforeEach(async () => {
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
  await sql().query(`UPDATE dispatch SET due_at = NULL`);
  orderId = await placeItems(world, numbersFrom(String((next += 10)), 4));
});
afterAll(() => world.close());

const absent: OrderProgram["read"] = async ({ numbers }) => ({
  readings: numbers.map((number) => ({ number, finding: "absent" })),
});
/** A performer whose carrier answers as the test wants. */
function open(change: Partial<OrderProgram>) {
  const program = account.carrier.programs["sms-enable"];
  if (!program) throw new Error("no program");
  const programs = { "sms-enable": { ...program, read: absent, ...change } };
  return createPerformer(sql(), { ...account, carrier: { ...account.carrier, programs } });
}
const answer = (...outcomes: WriteOutcome[]): OrderProgram["write"] => {
  const rest = { type: "unclear", message: "Not mentioned." } as const;
  return async ({ numbers }) => ({
    outcomes: new Map(numbers.map((number, n) => [number, outcomes[n] ?? rest])),
    rest,
  });
};
const fail =
  (...fault: ConstructorParameters<typeof CarrierError>) =>
  async () => {
    throw new CarrierError(...fault);
  };

async function claim(units: number, size: number): Promise<ClaimedWrite[]> {
  await sql().query(`UPDATE order_item SET is_prechecked = true WHERE order_id = $1`, [orderId]);
  return claimWrites(sql(), account.id, { units, writeSize: () => size });
}
async function claimOne(size = 4): Promise<ClaimedWrite> {
  const [write] = await claim(1, size);
  if (!write) throw new Error("nothing claimed");
  return write;
}
/** Two writes of two numbers each, whose answers were lost, to be read about. */
async function claimLost(): Promise<ClaimedRead> {
  await claim(2, 2);
  await setItems(world, orderId, [1, 2, 3, 4], "unknown");
  await sql().query(
    `UPDATE dispatch SET state = 'lost', due_at = now() - interval '1 s', external_id = 'e-' || reference WHERE order_id = $1`,
    [orderId],
  );
  const read = await claimRead(sql(), account.id, () => 9);
  if (!read) throw new Error("nothing to read");
  return read;
}
const readDispatches = async () =>
  (await world.database.db.dispatch.findMany({ where: { orderId } })).map(({ state }) => state);

it("refuses a kind of order that the carrier does not carry out", () => {
  expect(() => open({}).findProgram("purchase")).toThrow(/IntelePeer does not carry out purchase orders/);
});

describe("a write", () => {
  it("is sent with its numbers, reference and parameters, and each number ends as the carrier answered", async () => {
    const inputs: WriteInput[] = [];
    const write = await claimOne();
    const respond = answer({ type: "confirmed" }, { type: "failed", code: "7", message: "No.", isRetryable: false });
    const performer = open({ write: (input) => (inputs.push(input), respond(input)) });
    // No call left.
    expect(await performer.performWrite({ ...write, params: { route: "4" } })).toBeNull();
    expect(inputs).toEqual([
      {
        numbers: write.items.map(({ number }) => number),
        reference: write.reference,
        params: { route: "4" },
        isResend: false,
      },
    ]);
    expect(await readChecked(world, orderId)).toMatchObject({ confirmed: 1, failed: 1, unknown: 2 });
    expect(await readDispatches()).toEqual(["lost"]);
  });

  it("tells the carrier that it was sent before", async () => {
    const resends: (boolean | undefined)[] = [];
    const respond = answer({ type: "confirmed" });
    const performer = open({ write: (input) => (resends.push(input.isResend), respond(input)) });
    await performer.performWrite(await claimOne(2));
    await setItems(world, orderId, [2], "queued");
    await performer.performWrite(await claimOne(3));
    expect(resends).toEqual([false, true]);
  });

  it("fails after its last attempt, except as the probe of an outage", async () => {
    const performer = open({ write: fail("unavailable", "refused") });
    await performer.performWrite({ ...(await claimOne(1)), attempt: 10 }, { isProbe: true });
    expect(await readChecked(world, orderId)).toMatchObject({ queued: 4, failed: 0 });
    await performer.performWrite({ ...(await claimOne(1)), attempt: 10 });
    expect(await readChecked(world, orderId)).toMatchObject({ queued: 3, failed: 1 });
  });

  it("takes a fault of our own for a write that may have happened", async () => {
    const write = () => Promise.reject(new TypeError("oops"));
    await open({ write }).performWrite(await claimOne());
    expect(await readChecked(world, orderId)).toMatchObject({ unknown: 4 });
  });

  it("whose outcome cannot be stored affects no other, nor its other numbers", async () => {
    const [one, other] = await claim(2, 2);
    if (!one || !other) throw new Error("nothing claimed");
    const confirmed = { type: "confirmed" } as const;
    const performer = open({
      write: (input) =>
        answer(confirmed, input.reference === one.reference ? { ...confirmed, message: "\u0000" } : confirmed)(input),
    });
    await Promise.all([performer.performWrite(one), performer.performWrite(other)]);
    expect(await readChecked(world, orderId)).toMatchObject({ confirmed: 3, unknown: 1 });
    expect(await world.database.db.orderItem.count({ where: { orderId, code: NOT_STORED } })).toBe(1);
  });
});

it("checks numbers before their first write", async () => {
  await sql().query(`UPDATE order_item SET is_prechecked = false WHERE order_id = $1`, [orderId]);
  const check = await claimCheck(sql(), account.id, () => 9);
  if (!check) throw new Error("nothing to check");
  const steps: unknown[] = [];
  const read: OrderProgram["read"] = async ({ numbers, step }) => {
    steps.push(step);
    return { readings: numbers.map((number, n) => ({ number, finding: n === 0 ? "done" : "absent" })) };
  };
  await open({ read }).performCheck(check);
  expect(steps).toEqual(["check"]);
  expect(await readChecked(world, orderId)).toMatchObject({ skipped: 1, queued: 3 });
  expect(await world.database.db.orderItem.count({ where: { orderId, isPrechecked: true } })).toBe(3);
});

describe("a reading", () => {
  async function listReads(writeSize: number): Promise<ReadInput[]> {
    const claimed = await claimLost();
    // One is settled already: it is no longer asked about, and still part of what was submitted.
    await setItems(world, orderId, [1], "confirmed");
    const inputs: ReadInput[] = [];
    const read: OrderProgram["read"] = (input) => (inputs.push(input), absent(input));
    await open({ read, writeSize }).performRead(claimed);
    return inputs;
  }
  const lengths = (inputs: ReadInput[]) => inputs.map(({ numbers, submitted }) => [numbers.length, submitted?.length]);

  it("asks at once about numbers that were written one by one", async () => {
    const inputs = await listReads(1);
    expect(lengths(inputs)).toEqual([[3, 4]]);
    expect(inputs[0]).toMatchObject({ step: "settle", reference: undefined, externalId: undefined });
  });

  it("asks about each write of many by its own reference, as a whole", async () => {
    const inputs = await listReads(2);
    expect(lengths(inputs).sort()).toEqual([
      [1, 2],
      [2, 2],
    ]);
    for (const { reference, externalId } of inputs) expect(externalId).toBe(`e-${reference}`);
  });

  it("is not made where nothing is open any more, and closes the writes", async () => {
    const claimed = await claimLost();
    await setItems(world, orderId, [1, 2, 3, 4], "confirmed");
    await open({ read: fail("unavailable", "never asked") }).performRead(claimed);
    expect(await readDispatches()).toEqual(["done", "done"]);
  });

  it("that fails changes nothing, and reports what the answer held that nobody requested", async () => {
    const claimed = await claimLost();
    const unrequested = [{ spelling: "+13039990001", message: "not ours" }];
    const performer = open({ read: fail("bad_response", "unusable", { unrequested }) });
    await expect(performer.performRead(claimed)).rejects.toMatchObject({ message: "unusable" });
    expect(await readChecked(world, orderId)).toMatchObject({ unknown: 4 });
    expect(await world.database.db.unrequestedNumber.findMany({ where: { orderId } })).toMatchObject(unrequested);
  });

  it("keeps what an earlier write's reading showed where the next one fails", async () => {
    const claimed = await claimLost();
    let reads = 0;
    const read: OrderProgram["read"] = async ({ numbers }) => {
      if ((reads += 1) > 1) throw new CarrierError("unavailable", "reset");
      return { readings: numbers.map((number) => ({ number, finding: "done" })) };
    };
    await expect(open({ read, writeSize: 2 }).performRead(claimed)).rejects.toMatchObject({ fault: "unavailable" });
    expect(await readChecked(world, orderId)).toMatchObject({ confirmed: 2, unknown: 2 });
    expect((await readDispatches()).sort()).toEqual(["done", "lost"]);
  });
});
