import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { provideRuntime } from "@/lib/auth/runtime";
import { createCarriers } from "@/lib/engine/accounts/open-account";
import { processCallbacks } from "@/lib/services/messages/process-callbacks";
import { listCallbacks } from "@/lib/services/messages/list-callbacks";
import { listMessages } from "@/lib/services/messages/list-messages";
import { replayCallbacks } from "@/lib/services/messages/replay-callbacks";
import { knowNumbers } from "@/lib/test/know-numbers";
import { createTestWorld, numbersFrom, TEST_SECRETS_KEY } from "@/lib/test/world";
import { GET, POST } from "./route";

let key = "";
const [ours = numbersFrom("3032200100", 1)[0], unknown] = numbersFrom("3032200100", 2);

const world = await createTestWorld();

beforeAll(async () => {
  provideRuntime({ database: world.database, carriers: createCarriers(world.database, TEST_SECRETS_KEY) });
});
beforeEach(async () => {
  await knowNumbers(world.database, ours ? [ours] : []);
  key = await renewKey("bandwidth");
});
afterEach(async () => {
  await world.database.sql.query(`DELETE FROM message`);
  await world.database.sql.query(`DELETE FROM callback`);
});
afterAll(() => world.close());

/** A new address for each test, so that tests do not share remembered state. */
async function renewKey(carrier: string): Promise<string> {
  const callbackKey = crypto.randomUUID();
  await world.database.db.carrierAccount.update({ where: { id: world.accountOf(carrier) }, data: { callbackKey } });
  return callbackKey;
}

const event = (change: Record<string, unknown> = {}) => ({
  eventType: "sms",
  direction: "in",
  messageId: "m-1",
  from: "+13233326955",
  to: ours,
  text: "Example",
  time: "2026-11-14T16:13:06.076Z",
  state: "received",
  ...change,
});
const params = (carrier: string, own = key) => ({ params: Promise.resolve({ carrier, key: own }) });
const address = "http://portal.example/api/callbacks/x/y";
const post = (payload: unknown, { carrier = "bandwidth", headers = {}, own = key } = {}) =>
  POST(
    new Request(address, {
      method: "POST",
      body: typeof payload === "string" ? payload : JSON.stringify(payload),
      headers,
    }),
    params(carrier, own),
  );

async function understandAll(): Promise<void> {
  const { rows } = await world.database.sql.query<{ id: string }>(
    `SELECT id FROM callback WHERE handled_at IS NULL ORDER BY id`,
  );
  await processCallbacks(
    world.ctx,
    rows.map(({ id }) => id),
  );
}
const listStates = async () => {
  const { rows } = await world.database.sql.query<{ state: string }>(`SELECT state FROM callback ORDER BY id`);
  return rows.map(({ state }) => state);
};
const messages = () => (ours ? listMessages(world.ctx, ours) : Promise.resolve([]));

it("accepts GET and POST, and merges both into one message", async () => {
  const query = new URLSearchParams(event() as Record<string, string>);
  expect((await GET(new Request(`${address}?${query}`), params("bandwidth"))).status).toBe(200);
  expect((await post(event())).status).toBe(200);
  expect(await listStates()).toEqual(["waiting", "waiting"]);
  await understandAll();
  expect(await messages()).toMatchObject([{ direction: "in", peer: "+13233326955", body: "Example", received: 2 }]);
  expect(await listStates()).toEqual(["understood", "understood"]);
});

it("stores simultaneous callbacks in few statements, with one job for the worker", async () => {
  const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => post(event({ messageId: `m-${n}` }))));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(300);
  expect(await listStates()).toHaveLength(300);
  const { rows } = await world.database.sql.query<{ payload: { callbackIds: string[] } }>(
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'callbacks.received'`,
  );
  expect(rows.length).toBeLessThan(150);
  await understandAll();
  expect(await messages()).toHaveLength(50);
});

it("never moves a state back for late callbacks", async () => {
  const out = { direction: "out", from: ours, to: "+13233326955", messageId: "m-out" };
  await post(
    event({ ...out, state: "sent", deliveryState: "delivered", deliveryCode: "0", deliveryDescription: "Delivered" }),
  );
  await understandAll();
  await post(event({ ...out, state: "sending", deliveryState: "waiting" }));
  await post(event({ ...out, state: "sent", deliveryState: "waiting" }));
  await understandAll();
  expect(await messages()).toMatchObject([{ state: "sent", deliveryState: "delivered", message: "Delivered" }]);
});

it("quarantines an unknown number, and reprocesses it on request", async () => {
  await post(event({ to: unknown }));
  await understandAll();
  const kept = await listCallbacks(world.ctx);
  expect(kept.rows).toMatchObject([{ state: "quarantined", outcome: `${unknown} is not known here.` }]);
  await knowNumbers(world.database, unknown ? [unknown] : []);
  await replayCallbacks(world.ctx, { callbackIds: kept.rows.map(({ id }) => id) });
  await understandAll();
  expect(await listCallbacks(world.ctx)).toMatchObject({ rows: [], count: 0 });
  expect(unknown && (await listMessages(world.ctx, unknown))).toMatchObject([{ received: 1 }]);
});

it("does not count a reprocessed callback twice", async () => {
  await post(event());
  await understandAll();
  const { rows } = await world.database.sql.query<{ id: string }>(`SELECT id FROM callback`);
  await replayCallbacks(world.ctx, { callbackIds: rows.map(({ id }) => id) });
  await understandAll();
  expect(await messages()).toMatchObject([{ received: 1 }]);
});

it("keeps unreadable callbacks and shows them without secrets", async () => {
  await post("<xml/>");
  await post({ half: "\ud800", nul: "a\0b", signature: "abcdef" });
  await understandAll();
  const { rows } = await listCallbacks(world.ctx);
  expect(rows.map(({ state }) => state)).toEqual(["kept", "kept"]);
  expect(rows.map(({ payload }) => payload).join("\n")).toContain("<xml/>");
  expect(rows.map(({ payload }) => payload).join("\n")).not.toContain("abcdef");
});

it("does not acknowledge truncated bodies", async () => {
  const whole = JSON.stringify(event());
  const headers = { "content-length": String(whole.length) };
  expect((await post(whole.slice(0, 20), { headers })).status).toBe(503);
  expect(await listStates()).toEqual([]);
});

it("accepts only the account's address, and nothing too large", async () => {
  expect((await post(event(), { own: "a-guess" })).status).toBe(404);
  expect((await post(event(), { carrier: "intelepeer" })).status).toBe(404);
  expect((await post(event({ text: "x".repeat(70_000) }))).status).toBe(413);
  expect(await listStates()).toEqual([]);
});

it("requires user name and password if the account has them", async () => {
  const id = world.accountOf("bandwidth");
  const before = await world.database.db.carrierAccount.findUniqueOrThrow({ where: { id } });
  const settings = { ...(before.settings as Record<string, string>), BANDWIDTH_CALLBACK_USERNAME: "bw" };
  await world.database.db.carrierAccount.update({
    where: { id },
    data: { settings: { ...settings, BANDWIDTH_CALLBACK_PASSWORD: "open sesame" } },
  });
  const refused = await post(event());
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toContain("Basic");
  expect((await post(event(), { headers: { authorization: `Basic ${btoa("bw:wrong")}` } })).status).toBe(401);
  expect((await post(event(), { headers: { authorization: `Basic ${btoa("bw:open sesame")}` } })).status).toBe(200);
  expect(await listStates()).toHaveLength(1);
  await world.database.db.carrierAccount.update({ where: { id }, data: { settings: before.settings ?? {} } });
});

it("accepts IntelePeer messages with the account's signature", async () => {
  const id = world.accountOf("intelepeer");
  const before = await world.database.db.carrierAccount.findUniqueOrThrow({ where: { id } });
  const settings = { ...(before.settings as Record<string, string>), INTELEPEER_CALLBACK_SIGNATURE: "shared" };
  await world.database.db.carrierAccount.update({ where: { id }, data: { settings } });
  const own = await renewKey("intelepeer");
  const sms = { refid: "r-1", from: "+13233326955", to: ours, message: "Hello" };
  const send = (signature: string) => post({ ...sms, signature }, { carrier: "intelepeer", own });
  expect((await send("shared")).status).toBe(200);
  expect((await send("guessed")).status).toBe(200);
  await understandAll();
  expect(await messages()).toMatchObject([{ body: "Hello", received: 1 }]);
  expect((await listCallbacks(world.ctx)).rows).toMatchObject([{ state: "kept" }]);
  await world.database.db.carrierAccount.update({ where: { id }, data: { settings: before.settings ?? {} } });
});

it("stores no signature, and still recognizes a valid one in stored callbacks", async () => {
  const signature = "a code/shared & long";
  const id = world.accountOf("intelepeer");
  const before = await world.database.db.carrierAccount.findUniqueOrThrow({ where: { id } });
  const settings = { ...(before.settings as Record<string, string>), INTELEPEER_CALLBACK_SIGNATURE: signature };
  await world.database.db.carrierAccount.update({ where: { id }, data: { settings } });
  const own = await renewKey("intelepeer");
  const sms = { from: "+13233326955", to: ours, message: `Our code is ${signature}` };
  const sendAll = async (signed: string, refid: string) => {
    expect(
      (await post({ ...sms, refid: `${refid}-1`, signature: signed }, { carrier: "intelepeer", own })).status,
    ).toBe(200);
    const query = new URLSearchParams({ ...sms, to: ours ?? "", refid: `${refid}-2`, signature: signed });
    expect((await GET(new Request(`${address}?${query}`), params("intelepeer", own))).status).toBe(200);
  };
  await sendAll(signature, "right");
  await sendAll("[redacted]", "guessed");
  const { rows } = await world.database.sql.query<{ raw: string }>(`SELECT raw FROM callback`);
  expect(rows).toHaveLength(4);
  expect(
    decodeURIComponent(
      rows
        .map(({ raw }) => raw)
        .join(" ")
        .replaceAll("+", " "),
    ),
  ).not.toContain("code/shared");
  await understandAll();
  expect((await messages()).map(({ received }) => received)).toEqual([1, 1]);
  expect((await listStates()).filter((state) => state === "kept")).toHaveLength(2);
  await world.database.db.carrierAccount.update({ where: { id }, data: { settings: before.settings ?? {} } });
});
