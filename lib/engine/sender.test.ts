import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestWorld, numbersFrom, readOrder, waitFor } from "@/lib/test/world";
import { claimWrites } from "./claim";
import { createPerformer } from "./perform";
import { sendProbeWrite } from "./send-probe-write";
import { openBreaker, readBreaker } from "./breaker/breaker-store";
import { countWritesAtOnce, startSender } from "./sender";

const sql = () => world.database.sql;

const world = await createTestWorld();
await world.setRate("bandwidth", 200);

beforeAll(async () => {
  world.sandboxes.changeSettings({
    limits: { bandwidthDashboard: null },
    bandwidth: { receivedMs: 0, processingMs: 0, defaultRules: false },
  });
});
afterAll(() => world.close());

const open = () => world.ctx.carriers.openForWriting(world.accountOf("bandwidth"));

it("sends an order, and when stopped waits for the calls under way and claims nothing more", async () => {
  world.sandboxes.addFault({
    carrier: "bandwidth",
    endpoint: "POST externalTns",
    times: 1,
    fault: { kind: "latency", ms: 300 },
  });
  const id = await world.place("import", "bandwidth", numbersFrom("3035551000", 3));
  const sender = startSender(sql(), world.ctx.carriers, world.accountOf("bandwidth"));
  await waitFor("the write to be under way", async () => (await readOrder(world, id)).sending === 3);
  await sender.stop();
  expect(await readOrder(world, id)).toMatchObject({ accepted: 3 });
  const later = await world.place("import", "bandwidth", numbersFrom("3035552000", 1));
  sender.wake();
  expect(await readOrder(world, later)).toMatchObject({ queued: 1 });
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
});

it("keeps enough writes under way for the account's allowance, within bounds", async () => {
  const account = await open();
  const at = (perSecond: number) => countWritesAtOnce({ ...account, readRate: () => ({ perSecond, burst: 1 }) });
  expect([0.1, 10, 10_000].map(at)).toEqual([2, 15, 64]);
});

it("performs a write with the attempt of its claim, and returns how its call ended", async () => {
  world.sandboxes.addFault({
    carrier: "bandwidth",
    endpoint: "POST externalTns",
    times: 1,
    fault: { kind: "status", status: 403 },
  });
  const id = await world.place("import", "bandwidth", numbersFrom("3035553000", 1));
  const account = await open();
  const [write] = await claimWrites(sql(), account.id, { units: 1, writeSize: () => 9 });
  if (!write) throw new Error("nothing claimed");
  const end = await createPerformer(sql(), account).performWrite(write);
  expect(end).toMatchObject({ health: "refused", status: 403, callId: expect.any(String) });
  const { failed, queued } = await readOrder(world, id);
  expect(failed + queued).toBe(1);
  await sql().query(`UPDATE orders SET control = 'cancelled'`);
});

it("lets writes go on after one that succeeds as a probe, or where none waits", async () => {
  const account = await open();
  const named = { id: account.id, name: "Bandwidth" };
  const pause = { cause: "writes", message: "HTTP 500", status: 500, callId: null } as const;
  const probe = () => sendProbeWrite(sql(), account, createPerformer(sql(), account), () => 9);
  await openBreaker(sql(), named, pause);
  await probe();
  expect(await readBreaker(sql(), account.id)).toMatchObject({ cause: null });

  const id = await world.place("import", "bandwidth", numbersFrom("3035554000", 1));
  await openBreaker(sql(), named, pause);
  world.sandboxes.addFault({
    carrier: "bandwidth",
    endpoint: "POST externalTns",
    times: 1,
    fault: { kind: "resetBefore" },
  });
  await probe();
  expect(await readBreaker(sql(), account.id)).toMatchObject({ cause: "writes" });
  await sql().query(`UPDATE order_item SET state = 'queued', dispatch_id = NULL WHERE order_id = $1`, [id]);
  await probe();
  expect(await readBreaker(sql(), account.id)).toMatchObject({ cause: null });
});
