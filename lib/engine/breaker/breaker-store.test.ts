import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestWorld, numbersFrom } from "@/lib/test/world";
import { closeBreaker, openBreaker, planProbe, readBreaker } from "./breaker-store";
import { listPauses } from "./list-pauses";

let account: { id: string; name: string };
const sql = () => world.database.sql;
const trouble = { cause: "failing", message: "HTTP 500", status: 500, callId: null } as const;

const world = await createTestWorld();

beforeAll(async () => {
  account = { id: world.accountOf("intelepeer"), name: "IntelePeer · Main" };
});
beforeEach(() => sql().query(`DELETE FROM carrier_breaker`));
afterAll(() => world.close());

const countAudit = (action: string) => world.database.db.auditEvent.count({ where: { action, entityId: account.id } });

it("pauses an account once, with one audit event, and names what waits for it", async () => {
  await world.place("sms-enable", "intelepeer", numbersFrom("3035551000", 3));
  const before = await countAudit("account.held");
  await openBreaker(sql(), account, trouble);
  await openBreaker(sql(), account, trouble);
  expect(await countAudit("account.held")).toBe(before + 1);
  expect(await listPauses(world.ctx)).toMatchObject([
    { cause: "failing", lastAnswer: "HTTP 500", unsent: 3, orders: 1 },
  ]);
});

it("gives the probe to one process at a time, when it is due", async () => {
  await openBreaker(sql(), account, trouble);
  expect(await readBreaker(sql(), account.id)).toEqual({ cause: "failing", isMine: false });
  expect(await planProbe(sql(), account.id, "failing", -1)).toBe(true);
  const both = await Promise.all([readBreaker(sql(), account.id), readBreaker(sql(), account.id)]);
  expect(both.filter(({ isMine }) => isMine)).toHaveLength(1);
});

it("goes on after a reading, with everything that waited due at once", async () => {
  const id = await world.place("sms-enable", "intelepeer", numbersFrom("3035552000", 1));
  await sql().query(`UPDATE order_item SET due_at = now() + interval '1 h' WHERE order_id = $1`, [id]);
  await openBreaker(sql(), account, trouble);
  expect(await closeBreaker(sql(), account, "system")).toBe(true);
  expect(await closeBreaker(sql(), account, "system")).toBe(false);
  expect(await readBreaker(sql(), account.id)).toEqual({ cause: null, isMine: false });
  expect(await listPauses(world.ctx)).toEqual([]);
  const { rows } = await sql().query(`SELECT 1 FROM order_item WHERE order_id = $1 AND due_at > now()`, [id]);
  expect(rows).toEqual([]);
});

it("lets writes go on only after a write, or where none waits", async () => {
  await openBreaker(sql(), account, { ...trouble, cause: "writes" }, { isProbe: false });
  await openBreaker(sql(), account, { ...trouble, cause: "silent" }, { isProbe: false });
  expect(await readBreaker(sql(), account.id)).toMatchObject({ cause: "writes" });
  expect(await closeBreaker(sql(), account, "system")).toBe(false);
  expect(await closeBreaker(sql(), account, "system", "write")).toBe(true);
});
