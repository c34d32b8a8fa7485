import { afterAll, expect, it } from "vitest";
import { runWorker } from "@/lib/jobs/run-worker";
import { createTestWorld, TEST_SECRETS_KEY } from "@/lib/test/world";
import { waitUntil } from "@/lib/test/wait-until";
import { ensureAccounts, type AccountPlan } from "./ensure-accounts";
import { tryWaitingAccounts } from "./try-waiting-accounts";

const world = await createTestWorld();
afterAll(() => world.close());

const plan = (apikey: string, mode: AccountPlan["mode"] = "sandbox"): AccountPlan => ({
  carrierId: "inumbering",
  mode,
  settings: { INUMBERING_URL: world.sandboxes.urls.inumbering, INUMBERING_APIKEY: apikey },
});
const ensure = (...plans: AccountPlan[]) => ensureAccounts(world.database.db, TEST_SECRETS_KEY, plans);
const read = async (label = "Sandbox") => {
  const where = { carrier_label: { carrier: "inumbering", label } };
  const { isEnabled, awaitsProbe, probeMessage, updatedAt } = await world.database.db.carrierAccount.findUniqueOrThrow({
    where,
  });
  return { isEnabled, awaitsProbe, probeMessage, updatedAt };
};
const forgetProbe = () => world.database.sql.query(`UPDATE carrier_account SET probed_at = NULL WHERE awaits_probe`);

it("leaves an account of the environment alone whose settings are as they were", async () => {
  const before = await read();
  await ensure(plan(world.sandboxes.credentials.inumbering.apikey));
  expect(await read()).toEqual(before);
  expect(before).toMatchObject({ isEnabled: true, awaitsProbe: false });
});

it("switches one with other settings off until a probe passes; each start and the same settings again change nothing", async () => {
  await ensure(plan("a wrong key of the environment"));
  expect(await read()).toMatchObject({ isEnabled: false, awaitsProbe: true, probeMessage: null });
  expect(await tryWaitingAccounts(world.ctx)).toBe(0);
  expect(await read()).toMatchObject({ isEnabled: false, probeMessage: expect.stringContaining("iNumbering refused") });
  await ensure(plan("a wrong key of the environment"));
  expect(await read()).toMatchObject({ isEnabled: false, awaitsProbe: true });
  // The next request within the minute does not ask the carrier again.
  const { calls } = await countCalls();
  expect(await tryWaitingAccounts(world.ctx)).toBe(0);
  expect((await countCalls()).calls).toBe(calls);
  await ensure(plan(world.sandboxes.credentials.inumbering.apikey));
  expect(await tryWaitingAccounts(world.ctx, { mode: "live" })).toBe(0);
  expect(await tryWaitingAccounts(world.ctx, { mode: "sandbox" })).toBe(1);
  expect(await read()).toMatchObject({ isEnabled: true, awaitsProbe: false, probeMessage: null });
});

it("lets the sandbox rest beside a live account, which the worker probes and switches on", async () => {
  await ensure(plan(world.sandboxes.credentials.inumbering.apikey, "live"));
  expect(await read()).toMatchObject({ isEnabled: false, awaitsProbe: false });
  expect(await read("Main")).toMatchObject({ isEnabled: false, awaitsProbe: true });
  await forgetProbe();
  const worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
  try {
    await waitUntil("the live account is on", async () => (await read("Main")).isEnabled);
  } finally {
    await worker.stop();
  }
});

async function countCalls() {
  const { rows } = await world.database.sql.query<{ calls: number }>(`SELECT count(*)::int AS calls FROM carrier_call`);
  return rows[0] ?? { calls: 0 };
}
