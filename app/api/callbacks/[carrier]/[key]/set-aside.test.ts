import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { provideRuntime } from "@/lib/auth/runtime";
import { createCarriers } from "@/lib/engine/accounts/open-account";
import { knowNumbers } from "@/lib/test/know-numbers";
import { dismissCallbacks } from "@/lib/services/messages/dismiss-callbacks";
import { countCallbacks, listCallbacks } from "@/lib/services/messages/list-callbacks";
import { replayCallbacks } from "@/lib/services/messages/replay-callbacks";
import { processCallbacks } from "@/lib/services/messages/process-callbacks";
import { createTestWorld, numbersFrom, TEST_SECRETS_KEY } from "@/lib/test/world";
import { GET, POST } from "./route";

let key = "";
const [ours = ""] = numbersFrom("3032200100", 1);
const address = "http://portal.example/api/callbacks/x/y";

const world = await createTestWorld();

beforeAll(async () => {
  provideRuntime({ database: world.database, carriers: createCarriers(world.database, TEST_SECRETS_KEY) });
  await knowNumbers(world.database, numbersFrom("3032200100", 1));
  const where = { id: world.accountOf("bandwidth") };
  key = (await world.database.db.carrierAccount.findUniqueOrThrow({ where })).callbackKey;
});
afterEach(async () => {
  vi.useRealTimers();
  await world.database.sql.query(`DELETE FROM message; DELETE FROM callback; DROP TRIGGER IF EXISTS poison ON message`);
});
afterAll(() => world.close());

const call = () => ({ params: Promise.resolve({ carrier: "bandwidth", key }) });
const post = (body: string | ReadableStream<Uint8Array>, headers: Record<string, string> = {}) =>
  POST(new Request(address, { method: "POST", body, headers, duplex: "half" } as RequestInit), call());
const event = (index: number, change: Record<string, unknown> = {}) => ({
  eventType: "sms",
  direction: "in",
  messageId: `m-${index}`,
  from: "+13233326955",
  to: ours,
  text: `Text ${index}`,
  time: "2026-11-14T16:13:06.076Z",
  state: "received",
  ...change,
});
async function understandAll(): Promise<void> {
  const { rows } = await world.database.sql.query<{ id: string }>(
    `SELECT id FROM callback WHERE handled_at IS NULL ORDER BY id`,
  );
  await processCallbacks(
    world.ctx,
    rows.map(({ id }) => id),
  );
}
const count = async (sql: string) =>
  (await world.database.sql.query<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`)).rows[0]?.count;

/** Makes the database reject messages that contain this word, like an unforeseen constraint. */
const poison = (word: string) =>
  world.database.sql.query(
    `CREATE OR REPLACE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.body LIKE '%${word}%' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$;
     CREATE TRIGGER poison BEFORE INSERT OR UPDATE ON message FOR EACH ROW EXECUTE FUNCTION refuse_poison()`,
  );

it.each([
  "-000001-01-01T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "+275760-09-13T00:00:00Z",
  "+010000-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
])("turns 30 callbacks into 29 messages, and sets aside the one with “%s”", async (time) => {
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) => post(JSON.stringify(event(n, n === 13 ? { time } : {})))),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
  await understandAll();
  expect(await count("message")).toBe(29);
  expect((await listCallbacks(world.ctx)).rows).toMatchObject([
    { state: "kept", outcome: expect.stringContaining(`No message can have been sent at “${time}”`) },
  ]);
});

it.each<[string, Record<string, unknown>]>([
  ["a text that is not a time", { time: "NaN" }],
  ["a year beyond every calendar", { time: "+300000-01-01T00:00:00Z" }],
  ["numbers beyond every integer", { deliveryCode: 1e300, tag: 99_999_999_999_999 }],
  ["rejected characters", { text: "a\u0000b\ud800", deliveryDescription: "\u0007" }],
])("keeps a message with %s", async (_, change) => {
  await post(JSON.stringify(event(1, change)));
  await post(JSON.stringify(event(2)));
  await understandAll();
  expect(await count("message")).toBe(2);
  expect(await countCallbacks(world.ctx)).toBe(0);
});

it.each<[string, Record<string, unknown>]>([
  ["an ID of 60,000 characters", { messageId: "m".repeat(60_000) }],
  ["no ID", { messageId: null }],
  ["an ID that is not text", { messageId: { id: "m-1" } }],
  ["a number of 60,000 characters", { to: "3".repeat(60_000) }],
])("sets aside a message with %s, with a readable reason", async (_, change) => {
  await post(JSON.stringify(event(1, change)));
  await post(JSON.stringify(event(2)));
  await understandAll();
  expect(await count("message")).toBe(1);
  const [kept] = (await listCallbacks(world.ctx)).rows;
  expect(kept?.outcome?.length).toBeGreaterThan(10);
  expect(kept?.outcome?.length).toBeLessThan(300);
});

it("stores 29 of 30 if the database rejects one, and sets that one aside with the log reference", async () => {
  await poison("POISON");
  for (let n = 0; n < 30; n += 1) await post(JSON.stringify(event(n, n === 7 ? { text: "POISON" } : {})));
  await understandAll();
  expect(await count("message")).toBe(29);
  const { rows } = await listCallbacks(world.ctx);
  expect(rows).toMatchObject([
    { state: "kept", outcome: expect.stringMatching(/^Not stored: a fault of Tandem.*log reference [0-9a-f]{8}/) },
  ]);

  await world.database.sql.query(`DROP TRIGGER poison ON message`);
  await replayCallbacks(world.ctx, { callbackIds: rows.map(({ id }) => id) });
  await understandAll();
  expect(await count("message")).toBe(30);
  expect(await count("message WHERE received <> 1")).toBe(0);
});

it.each([
  ["JSON that is 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000), "Its JSON is nested too deeply."],
  ["objects that are 3,000 deep", '{"a":'.repeat(3_000) + "1" + "}".repeat(3_000), "Its JSON is nested too deeply."],
  ["JSON that is cut off", '{"eventType":"sms"', "It is not valid JSON."],
  ["XML", "<message/>", "This is not a message event of Bandwidth."],
  ["nothing", "", "This is not a message event of Bandwidth."],
  ["another form", "a=1&b=2", "This is not a message event of Bandwidth."],
])("responds 200 to %s, keeps it as received, and sets it aside", async (_, body, reason) => {
  expect((await post(body)).status).toBe(200);
  expect((await post(JSON.stringify(event(1)))).status).toBe(200);
  await understandAll();
  expect(await count("message")).toBe(1);
  expect((await listCallbacks(world.ctx)).rows).toMatchObject([
    { state: "kept", outcome: `Not understood: ${reason}` },
  ]);
  const { rows } = await world.database.sql.query(`SELECT raw FROM callback WHERE state = 'kept'`);
  expect(rows).toEqual([{ raw: body }]);
});

it.each<[string, unknown, string, string]>([
  ["another type", event(2, { eventType: "typing" }), "kept", "Not understood: 1 of 3 events: This is not a message"],
  [
    "an impossible time",
    event(2, { time: "1969-12-31T23:59:59Z" }),
    "kept",
    "Not understood: 1 of 3 events: No message",
  ],
  ["an unknown number", event(2, { to: "+12015559999" }), "quarantined", "+12015559999 is not known here."],
  ["no content", null, "kept", "Not understood: 1 of 3 events: This is not a message"],
])("turns a list with an event of %s into its other messages, and stays listed", async (_, odd, state, outcome) => {
  await post(JSON.stringify([event(1), odd, event(3)]));
  await understandAll();
  const listed = (await listCallbacks(world.ctx)).rows;
  expect(listed).toMatchObject([{ state, outcome: expect.stringContaining(outcome) }]);
  expect(await count("message WHERE external_id IN ('m-1', 'm-3') AND received = 1")).toBe(2);

  await replayCallbacks(world.ctx, { callbackIds: listed.map(({ id }) => id) });
  await understandAll();
  expect((await listCallbacks(world.ctx)).rows).toMatchObject([{ state }]);
  expect(await count("message WHERE received = 1")).toBe(2);
  expect(await count("message")).toBe(2);
});

it("stores the rest of a list once its number is known, and counts nothing twice", async () => {
  const [, second = ""] = numbersFrom("3032200100", 2);
  await post(JSON.stringify([event(1), event(2, { to: second })]));
  await understandAll();
  expect(await count("message")).toBe(1);
  await knowNumbers(world.database, numbersFrom("3032200100", 2));
  const { rows } = await listCallbacks(world.ctx);
  for (let n = 0; n < 2; n += 1) {
    await replayCallbacks(world.ctx, { callbackIds: rows.map(({ id }) => id) });
    await understandAll();
    expect(await countCallbacks(world.ctx)).toBe(0);
    expect(await count("message WHERE received = 1")).toBe(2);
  }
});

it("reads a form like a query, with any content type", async () => {
  const form = new URLSearchParams(event(1) as Record<string, string>).toString();
  expect((await post(form, { "content-type": "application/json" })).status).toBe(200);
  expect((await GET(new Request(`${address}?${form}`), call())).status).toBe(200);
  await understandAll();
  const { rows } = await world.database.sql.query(`SELECT body, received FROM message`);
  expect(rows).toEqual([{ body: "Text 1", received: 2 }]);
});

it("keeps invalid UTF-8 bytes among valid ones", async () => {
  const bytes = Buffer.concat([Buffer.from('{"text":"a'), Buffer.from([0xff, 0xc0]), Buffer.from('z"}')]);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  expect((await post(body)).status).toBe(200);
  const { rows } = await world.database.sql.query(`SELECT raw FROM callback`);
  expect(rows).toEqual([{ raw: '{"text":"a\uFFFD\uFFFDz"}' }]);
});

it("waits at most ten seconds for the rest of a body", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let answer: Promise<Response> | undefined;
  await new Promise<void>((onPull) => {
    const pull = () => {
      onPull();
      return new Promise<void>(() => undefined);
    };
    // Pulls its first part only when the handler reads.
    answer = post(new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }));
  });
  vi.advanceTimersByTime(10_000);
  expect((await answer)?.status).toBe(408);
  expect(await count("callback")).toBe(0);
});

it("removes dismissed callbacks from the list, keeps them, and records who did it", async () => {
  await post("nonsense");
  await post("<more/>");
  await understandAll();
  const { rows } = await listCallbacks(world.ctx);
  const callbackIds = rows.slice(0, 1).map(({ id }) => id);
  expect(await dismissCallbacks(world.ctx, { callbackIds })).toEqual({ dismissed: 1 });
  expect(await countCallbacks(world.ctx)).toBe(1);
  expect(await count("callback")).toBe(2);
  expect(await world.database.db.auditEvent.count({ where: { action: "callback.dismissed" } })).toBe(1);
  await expect(dismissCallbacks(world.ctx, { callbackIds })).rejects.toThrow(/no longer set aside/);
});
