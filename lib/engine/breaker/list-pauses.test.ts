import { afterAll, beforeEach, expect, it } from "vitest";
import { placeItems, setItems, storeDispatch } from "@/lib/test/order-items";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { openBreaker } from "./breaker-store";
import { listPauses } from "./list-pauses";

let next = 3_035_551_000;
const sql = () => world.database.sql;

const world = await createTestWorld();
beforeEach(() => sql().query(`DELETE FROM carrier_breaker`));
afterAll(() => world.close());

const pause = (carrierId: string) =>
  openBreaker(
    sql(),
    { id: world.accountOf(carrierId), name: carrierId },
    { cause: "silent", message: `${carrierId} is silent`, status: null, callId: null },
  );
const change = (carrierId: string, set: string) =>
  sql().query(`UPDATE carrier_breaker SET ${set} WHERE account_id = $1`, [world.accountOf(carrierId)]);

it("counts what waits to be sent and to be settled, of the account's own open orders", async () => {
  await world.place("import", "bandwidth", numbersFrom("3035559000", 7));
  const open = await placeItems(world, numbersFrom(String((next += 10)), 6));
  await storeDispatch(world, open, [3, 4, 5, 6]);
  await setItems(world, open, [4], "accepted");
  await setItems(world, open, [5], "unknown");
  await setItems(world, open, [6], "confirmed");
  await placeItems(world, numbersFrom(String((next += 10)), 1));
  const settled = await placeItems(world, numbersFrom(String((next += 10)), 2));
  await setItems(world, settled, [1, 2], "failed");
  await pause("intelepeer");
  expect(await listPauses(world.ctx)).toMatchObject([
    {
      accountId: world.accountOf("intelepeer"),
      carrierLabel: "IntelePeer",
      cause: "silent",
      lastAnswer: "intelepeer is silent",
      unsent: 3,
      unsettled: 3,
      orders: 2,
    },
  ]);
});

it("lists an account for which nothing waits, too", async () => {
  await pause("inumbering");
  expect(await listPauses(world.ctx)).toMatchObject([{ unsent: 0, unsettled: 0, orders: 0 }]);
});

it("lists those paused longest first, and neither closed ones nor accounts that are off", async () => {
  for (const carrierId of ["bandwidth", "intelepeer", "inumbering"]) await pause(carrierId);
  await change("intelepeer", `opened_at = now() - interval '1 h'`);
  const list = async () => (await listPauses(world.ctx)).map(({ accountId }) => accountId);
  await change("bandwidth", `opened_at = now() - interval '1 min'`);
  expect(await list()).toEqual(["intelepeer", "bandwidth", "inumbering"].map(world.accountOf));
  await change("intelepeer", `state = 'closed', closed_at = now()`);
  const where = { id: world.accountOf("inumbering") };
  await world.database.db.carrierAccount.update({ where, data: { isEnabled: false } });
  expect(await list()).toEqual([world.accountOf("bandwidth")]);
  await world.database.db.carrierAccount.update({ where, data: { isEnabled: true } });
});

it("gives the instants of one moment of the database, and none for a probe that never was", async () => {
  await pause("bandwidth");
  await change(
    "bandwidth",
    `opened_at = '2026-01-02T03:04:05Z', probed_at = NULL, next_probe_at = '2026-01-02T03:05:00Z'`,
  );
  const [paused] = await listPauses(world.ctx);
  expect(paused).toMatchObject({
    since: "2026-01-02T03:04:05.000Z",
    probedAt: null,
    nextProbeAt: "2026-01-02T03:05:00.000Z",
    at: expect.stringMatching(/Z$/),
  });
});
