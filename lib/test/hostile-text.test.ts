import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { z } from "zod";
import { signIn } from "@/lib/auth/sign-in";
import { readSource } from "@/lib/auth/source";
import { brandQuery, campaignQuery } from "@/lib/domain/campaign";
import { cleanText, cleanValue, cutText } from "@/lib/domain/clean-text";
import { AppError } from "@/lib/domain/errors";
import { orderItemQuery, orderQuery } from "@/lib/domain/order-query";
import { readPath, readQuery } from "@/lib/domain/read-query";
import { runWorker, type Worker } from "@/lib/jobs/run-worker";
import { auditQuery, listAudit } from "@/lib/services/audit/list-audit";
import { verifyAudit } from "@/lib/services/audit/verify-audit";
import { listBrands } from "@/lib/services/campaigns/list-brands";
import { listCampaigns } from "@/lib/services/campaigns/list-campaigns";
import { inTransaction } from "@/lib/db/transaction";
import { readNumberFile } from "@/lib/services/uploads/read-number-file";
import { listCallbacks } from "@/lib/services/messages/list-callbacks";
import { listThreads, threadQuery } from "@/lib/services/messages/list-threads";
import { createCallbackStore } from "@/lib/services/messages/store-callback";
import { processCallbacks } from "@/lib/services/messages/process-callbacks";
import { ensureNumbers } from "@/lib/engine/ensure-numbers";
import { listNumbers } from "@/lib/services/numbers/list-numbers";
import { numberQuery } from "@/lib/services/numbers/number-query";
import { getOrder } from "@/lib/services/orders/get-order";
import { listOrderItems } from "@/lib/services/orders/list-order-items";
import { listOrders } from "@/lib/services/orders/list-orders";
import { hashPassword } from "@/lib/services/people/password";
import { searchEverywhere, searchInput } from "@/lib/services/search/search-everywhere";
import { createTestWorld, numbersFrom, waitUntilSettled, TEST_SECRETS_KEY, type TestWorld } from "./world";
import { HOSTILE_TEXTS, kept, MEGABYTE, TEXTS } from "./hostile-text";

let world: TestWorld;
let worker: Worker | undefined;

beforeAll(async () => {
  world = await createTestWorld();
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("SECRETS_KEY", TEST_SECRETS_KEY);
  vi.stubEnv("NEXTAUTH_SECRET", TEST_SECRETS_KEY);
  vi.stubEnv("NEXTAUTH_URL", "http://localhost");
  vi.stubEnv("PUBLIC_URL", "http://localhost");
  world.sandboxes.changeSettings({
    limits: { bandwidthDashboard: null, bandwidthApplications: null, inumbering: null },
    bandwidth: { receivedMs: 20, processingMs: 20, defaultRules: false },
  });
  for (const carrier of ["bandwidth", "inumbering"]) await world.setRate(carrier, 500);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await worker?.stop();
  await world?.close();
});

const account = (carrier: string) => world.accountOf(carrier);

it("brings a carrier's texts to items, facts, events, evidence and oddities, each to its own number", async () => {
  // What an XML parser may change besides (line ends, white space at the ends) is not what this is about.
  const texts = HOSTILE_TEXTS.filter((text) => !/[\n\t&\u0000-\u001f\ud800-\udfff\ufffe\uffff]/.test(text)).concat(
    "NUL \u0000 and half \ud83d of it",
    "😀 whole",
    "long ".repeat(10_000).trim(),
  );
  const numbers = numbersFrom("3035558000", texts.length + 2);
  world.sandboxes.setOutcomes(
    texts.map((text, n) => ({ carrier: "bandwidth", number: numbers[n], outcome: { code: "25080", text } })),
  );
  worker = await runWorker({ ...world.database, carriers: world.ctx.carriers });
  const id = await world.place("import", "bandwidth", numbers);
  expect(await waitUntilSettled(world, id)).toMatchObject({ failed: texts.length, confirmed: 2 });
  const items = await world.database.db.orderItem.findMany({ where: { orderId: id }, orderBy: { seq: "asc" } });
  expect(items.slice(0, texts.length).map(({ message }) => message)).toEqual(texts.map(kept));
  const events = await world.database.db.numberEvent.findMany({ where: { orderId: id, kind: "failed" } });
  expect(events.map(({ message }) => message).toSorted()).toEqual(
    texts.map((text) => `25080: ${kept(text)}`).toSorted(),
  );
  const facts = await world.database.db.numberFact.findMany({ where: { e164: { in: numbers }, facet: "importState" } });
  expect(facts).toHaveLength(numbers.length);
  for (const [n, text] of texts.entries())
    expect(facts.find(({ e164 }) => e164 === numbers[n])?.raw).toContain(JSON.stringify(kept(text)).slice(1, -1));
});

it("brings callbacks' texts to messages, whichever way they come", async () => {
  const [ours = ""] = numbersFrom("3032200100", 1);
  await inTransaction(world.database.sql, (client) => ensureNumbers(client, numbersFrom("3032200100", 1)));
  const store = createCallbackStore(world.database.sql);
  const texts = [...TEXTS, "an innocent neighbor"];
  const event = (text: string, id: string) => ({
    ...{ eventType: "sms", direction: "in", from: "+13233326955", to: ours, state: "received" },
    ...{ messageId: id, text, time: "2026-11-14T16:13:06Z", tag: text, deliveryDescription: text },
  });
  const accountId = account("bandwidth");
  const ids = await Promise.all(
    texts.flatMap((text, n) => [
      store({ accountId, method: "POST", raw: JSON.stringify(event(text, `post-${n}`)) }),
      store({ accountId, method: "GET", raw: new URLSearchParams(event(text, `get-${n}`)).toString() }),
    ]),
  );
  const odd = [MEGABYTE, ...texts, `{"text":${JSON.stringify(MEGABYTE)}}`];
  ids.push(...(await Promise.all(odd.map((raw) => store({ accountId, method: "POST", raw })))));
  await processCallbacks(world.ctx, ids);

  const messages = await world.database.db.message.findMany({ where: { direction: "in" } });
  const bodyOf = (id: string) => messages.find(({ externalId }) => externalId === id)?.body;
  for (const [n, text] of texts.entries())
    expect([bodyOf(`post-${n}`), bodyOf(`get-${n}`)]).toEqual([cleanText(text), cleanText(text)]);
  expect(messages.map(({ carrierMessage }) => carrierMessage ?? "").toSorted()).toEqual(
    texts.flatMap((text) => [cleanText(text), cleanText(text)]).toSorted(),
  );
  const aside = await world.database.db.callback.findMany({ where: { state: "kept" } });
  expect(aside.map(({ raw }) => raw).toSorted()).toEqual(odd.map(cleanText).toSorted());
  expect((await listCallbacks(world.ctx)).rows.length).toBeGreaterThan(20);
});

it("reads any address: the default view, or a rejection with a message", async () => {
  const lists: [z.ZodType, (query: never) => Promise<unknown>][] = [
    [numberQuery, (query) => listNumbers(world.ctx, query)],
    [orderQuery, (query) => listOrders(world.ctx, query)],
    [auditQuery, (query) => listAudit(world.ctx, query)],
    [brandQuery, (query) => listBrands(world.ctx, query)],
    [campaignQuery, (query) => listCampaigns(world.ctx, query)],
    [threadQuery, (query) => listThreads(world.ctx, query)],
    [searchInput, (query) => searchEverywhere(world.ctx, query)],
  ];
  const orderId = await world.place("sms-enable", "intelepeer", numbersFrom("3035550111", 1));
  for (const [index, text] of [...HOSTILE_TEXTS, MEGABYTE, "x".repeat(10_000)].entries()) {
    for (const [schema, list] of lists) {
      const names = "shape" in schema ? Object.keys(schema.shape as object) : [];
      expect(names.length).toBeGreaterThan(0);
      const all = Object.fromEntries(names.map((name) => [name, text]));
      // Each field by itself takes long: every third text.
      const sources = [all, ...(index % 3 === 0 ? names.map((name) => ({ [name]: [text, "x"] })) : [])];
      for (const source of sources) {
        const answer = await Promise.resolve()
          .then(() => list(readQuery(schema, source) as never))
          .catch((error: unknown) => error);
        if (answer instanceof Error) expect([source, answer]).toEqual([source, expect.any(AppError)]);
      }
    }
    for (const name of Object.keys(orderItemQuery.shape))
      await listOrderItems(world.ctx, orderId, readQuery(orderItemQuery, { [name]: text }));
    await expect(getOrder(world.ctx, readPath({ id: text }).id)).rejects.toBeInstanceOf(AppError);
  }
});

it("reads any file: the good number in it, beside what cannot be one", async () => {
  const invalid = Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]);
  for (const text of [...TEXTS, MEGABYTE]) {
    const cell = text.replace(/["\r\n\u0000]/g, " ");
    const bytes = Buffer.concat([Buffer.from(`TN,Note\n3035551234,ok\n"${cell}",x\n`), invalid, Buffer.from(",y\n")]);
    const file = await readNumberFile(world.ctx, { name: cleanText(text), body: [bytes] }).catch(
      (error: unknown) => error,
    );
    if (file instanceof AppError) continue;
    const entries = (file as Awaited<ReturnType<typeof readNumberFile>>).entries;
    expect(entries.map(({ original }) => original)).toContain("3035551234");
    for (const { original } of entries) expect(cleanText(original)).toBe(original);
  }
});

it("lets a person sign in from any browser, and refuses any other password", async () => {
  const [email, password] = ["ana@example.com", "correct horse battery"];
  const passwordHash = await hashPassword(password);
  await world.database.db.person.create({
    data: { id: randomUUID(), email, name: "Ana", role: "viewer", passwordHash },
  });
  const enter = (given: Record<string, string>, userAgent: string) =>
    signIn(
      world.database,
      cleanValue(given),
      readSource({ get: (name) => (name === "user-agent" ? userAgent : null) }),
      { now: new Date() },
    );
  for (const text of [...HOSTILE_TEXTS.slice(0, 6), MEGABYTE]) {
    const person = await enter({ email, password }, text);
    const session = await world.database.db.session.findUnique({ where: { id: person?.sessionId ?? "" } });
    expect(session?.userAgent).toBe(cutText(cleanText(text), 500));
    expect(await enter({ email: text, password: text, [text]: text }, text)).toBeNull();
  }
});

it("leaves every seal of the audit whole", async () => {
  expect(await verifyAudit(world.ctx)).toMatchObject({ firstBroken: null });
});
