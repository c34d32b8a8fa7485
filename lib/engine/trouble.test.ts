import { afterAll, beforeEach, expect, it } from "vitest";
import { CarrierError } from "@/lib/carriers/carrier";
import type { OrderTrouble } from "@/lib/domain/order-trouble";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { claimCheck, type ClaimedCheck } from "./claim";
import { runRead } from "./run-read";
import { clearWriteTrouble, deprioritize, noteTrouble, pauseOrders } from "./trouble";

let orderId: string;
let check: ClaimedCheck;
const accountId = () => world.accountOf("intelepeer");
const sql = () => world.database.sql;
let next = 3_035_551_000;

const world = await createTestWorld();
beforeEach(async () => {
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
  orderId = await world.place("sms-enable", "intelepeer", numbersFrom(String((next += 10)), 2));
  const claimed = await claimCheck(sql(), accountId(), () => 9);
  if (!claimed) throw new Error("nothing claimed");
  check = claimed;
});
afterAll(() => world.close());

type Row = { trouble: OrderTrouble | null; waits: boolean };
async function read(id = orderId): Promise<Row | undefined> {
  const { rows } = await sql().query<Row>(
    `SELECT trouble, coalesce(write_after > now(), false) AS waits FROM orders WHERE id = $1`,
    [id],
  );
  return rows[0];
}

it("shows a failed reading at its order, counts it, and forgets it with the first that succeeds", async () => {
  const account = await world.ctx.carriers.open(accountId());
  const fail = () => Promise.reject(new CarrierError("unavailable", "HTTP 500", { status: 500 }));
  await runRead(sql(), account, check, fail);
  await runRead(sql(), account, check, fail);
  expect(await read()).toMatchObject({ trouble: { step: "check", message: "HTTP 500", status: 500, tries: 2 } });
  await runRead(sql(), account, check, () => Promise.resolve());
  expect(await read()).toMatchObject({ trouble: null });
});

it("is no trouble of the order's to wait for an allowance or for a paused account", async () => {
  for (const fault of ["rate_limited", "paused"] as const)
    await noteTrouble(sql(), check, new CarrierError(fault, "wait", { resetAt: Date.now() + 60_000 }));
  expect(await read()).toMatchObject({ trouble: null });
  const { rows } = await sql().query(
    `SELECT 1 FROM order_item WHERE order_id = $1 AND due_at < now() + interval '50 s'`,
    [orderId],
  );
  expect(rows).toEqual([]);
});

it("pauses orders whose writes fail while others can be tried, and none where there is no other", async () => {
  const failed = { orderIds: new Set([orderId]), message: "reset", status: null };
  expect(await pauseOrders(sql(), accountId(), failed)).toBe(false);
  await world.place("sms-enable", "intelepeer", numbersFrom(String((next += 10)), 1));
  expect(await pauseOrders(sql(), accountId(), { ...failed, orderIds: new Set([orderId, null]) })).toBe(false);
  expect(await pauseOrders(sql(), accountId(), failed)).toBe(true);
  expect(await read()).toMatchObject({ waits: true, trouble: { step: "write", message: "reset" } });
  await clearWriteTrouble(sql(), orderId);
  expect(await read()).toEqual({ waits: false, trouble: null });
});

it("lets other orders go first", async () => {
  await deprioritize(sql(), [orderId, null]);
  expect(await read()).toMatchObject({ waits: true });
});
