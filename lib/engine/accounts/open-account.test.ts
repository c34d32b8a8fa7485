import { afterAll, expect, it } from "vitest";
import { createTestWorld } from "@/lib/test/world";
import { poisonCalls, removePoison } from "@/lib/test/poison";

const world = await createTestWorld();
const accountId = world.accountOf("inumbering");
afterAll(() => world.close());

const update = (data: object) => world.database.db.carrierAccount.update({ where: { id: accountId }, data });

it("opens an account once, and again after its row has changed", async () => {
  const { carriers } = world.ctx;
  const account = await carriers.open(accountId);
  expect(await carriers.open(accountId)).toBe(account);
  expect(await carriers.openForWriting(accountId)).toBe(account);
  await update({ rates: { api: { perSecond: 3, burst: 1 } } });
  const again = await carriers.open(accountId);
  expect(again).not.toBe(account);
  expect(again.readRate("api")).toEqual({ perSecond: 3, burst: 1 });
});

it("opens an account that is off only to probe it", async () => {
  await update({ isEnabled: false });
  await expect(world.ctx.carriers.open(accountId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await world.ctx.carriers.open(accountId, { isProbe: true })).id).toBe(accountId);
  await update({ isEnabled: true });
});

it("keeps each call as evidence, without its content where that cannot be stored", async () => {
  const { carrier } = await world.ctx.carriers.open(accountId);
  await carrier.inventory?.listGateways();
  await poisonCalls(world.database.sql, "gateway");
  await poisonCalls(world.database.sql, "");
  await carrier.inventory?.listGateways();
  await removePoison(world.database.sql);
  const calls = await world.database.db.carrierCall.findMany({ where: { accountId }, orderBy: { startedAt: "desc" } });
  expect(calls[0]).toMatchObject({
    status: 200,
    url: "",
    responseBody: null,
    fault: expect.stringContaining("log reference"),
  });
  expect(calls.at(-1)).toMatchObject({ status: 200, fault: null, responseBody: expect.any(String) });
});
