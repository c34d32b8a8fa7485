import { randomUUID } from "node:crypto";
import { listCarriers } from "@/lib/carriers/registry";
import type { Context } from "@/lib/context";
import { openDatabase, type Database } from "@/lib/db/client";
import type { OrderKind, OrderStatus } from "@/lib/domain/order";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { createCarriers, type WritableCarriers } from "@/lib/engine/accounts/open-account";
import { performDueEffects } from "@/lib/engine/effects/perform-due-effects";
import { planAccounts } from "@/lib/server/account-plans";
import { startSandboxes, type SandboxOptions, type Sandboxes } from "@/lib/sandbox/start-sandboxes";
import { ensureAccounts } from "@/lib/services/accounts/ensure-accounts";
import { placeOrder } from "@/lib/services/orders/place-order";
import { enableAccounts } from "./enable-accounts";
import { HANG_SECONDS } from "./wait-until";

export const TEST_SECRETS_KEY = "a key for tests only, of more than 32 characters";

/** What a test acts on: a database of its own, simulated carriers, one account at each, and an administrator's context. */
export type TestWorld = {
  url: string;
  database: Database;
  sandboxes: Sandboxes;
  /** With the carriers' writes, which verbs do not see. */
  ctx: Context & { carriers: WritableCarriers };
  accountOf(carrierId: string): string;
  setRate(carrierId: string, perSecond: number): Promise<void>;
  /** Carries out the effects that are due at the carrier, as a worker would; lost answers are read at once. */
  performEffects(carrierId: string): Promise<void>;
  place(
    kind: OrderKind,
    carrierId: string,
    numbers: readonly PhoneNumber[],
    params?: Record<string, string>,
  ): Promise<string>;
  close(): Promise<void>;
};

type WorldOptions = {
  /** An empty, migrated database, dropped at the end. Default: a copy of the test run's template. */
  database?: { url: string; drop(): Promise<void> };
  sandbox?: Partial<SandboxOptions>;
};

/** Everything except a worker: a test that needs one starts it. Call `close` after the test's own workers have ended. */
export async function createTestWorld({ database: given, sandbox = {} }: WorldOptions = {}): Promise<TestWorld> {
  // Loaded on demand: outside vitest, where the benches run, the module cannot be loaded.
  const testDatabase = given ?? (await (await import("./database")).createTestDatabase());
  const database = openDatabase(testDatabase.url);
  const sandboxes = await startSandboxes({ dataDir: null, ...sandbox });
  await ensureAccounts(database.db, TEST_SECRETS_KEY, planAccounts(listCarriers(), {}, sandboxes.urls));
  await enableAccounts(database.db);
  const accounts = new Map((await database.db.carrierAccount.findMany()).map((row) => [row.carrier, row.id]));
  const person = await database.db.person.create({
    data: { id: randomUUID(), email: "ada@example.com", name: "Ada", role: "administrator", passwordHash: "-" },
  });
  const carriers = createCarriers(database, TEST_SECRETS_KEY);
  const ctx: TestWorld["ctx"] = {
    actor: { id: person.id, name: person.name, email: person.email, role: "administrator", sessionId: randomUUID() },
    db: database.db,
    sql: database.sql,
    carriers,
    timeZone: "UTC",
    now: () => new Date(),
  };
  const accountOf = (carrierId: string) => {
    const id = accounts.get(carrierId);
    if (!id) throw new Error(`no account at ${carrierId}`);
    return id;
  };
  return {
    url: testDatabase.url,
    database,
    sandboxes,
    ctx,
    accountOf,
    setRate: async (carrierId, perSecond) => {
      const { definition } = await carriers.open(accountOf(carrierId));
      const rates = Object.fromEntries(
        Object.keys(definition.endpointGroups).map((group) => [group, { perSecond, burst: 1 }]),
      );
      await database.db.carrierAccount.update({ where: { id: accountOf(carrierId) }, data: { rates } });
    },
    performEffects: async (carrierId) => {
      const accountId = accountOf(carrierId);
      const readNow = `UPDATE dispatch SET due_at = now() - interval '1 s' WHERE account_id = $1 AND effect_id IS NOT NULL AND due_at > now()`;
      await performDueEffects(database.sql, carriers, accountId);
      await database.sql.query(readNow, [accountId]);
      await performDueEffects(database.sql, carriers, accountId);
    },
    place: async (kind, carrierId, numbers, params = {}) => {
      const placed = await placeOrder(ctx, {
        kind,
        accountId: accountOf(carrierId),
        numbers: [...numbers],
        params,
        idempotencyKey: randomUUID(),
      });
      return placed.orderId;
    },
    close: async () => {
      await database.close();
      await sandboxes.close();
      await testDatabase.drop();
    },
  };
}

/** `count` numbers of one exchange, starting with `first`: +1 303 555 0000 … */
export const numbersFrom = (first: string, count: number): PhoneNumber[] =>
  Array.from({ length: count }, (_, n) => phoneNumber.parse(`+1${Number(first) + n}`));

/** Polls until the condition gives a value; throws when the deadline passes. */
export async function waitFor<T>(
  what: string,
  read: () => Promise<T | null | undefined | false>,
  seconds = HANG_SECONDS,
): Promise<T> {
  const started = Date.now();
  for (;;) {
    const value = await read();
    if (value) return value;
    const waited = Date.now() - started;
    if (waited > seconds * 1000) throw new Error(`still waiting after ${seconds} s: ${what}`);
    // A long wait need not be exact, and every look takes time from what is waited for.
    await new Promise((resolve) => setTimeout(resolve, Math.min(25 + waited / 20, 100)));
  }
}

export type OrderSnapshot = {
  status: OrderStatus;
  requested: number;
  queued: number;
  sending: number;
  accepted: number;
  confirmed: number;
  failed: number;
  skipped: number;
  unknown: number;
};

export async function readOrder({ database }: TestWorld, id: string): Promise<OrderSnapshot> {
  const { rows } = await database.sql.query<OrderSnapshot>(
    `SELECT status, requested, queued, sending, accepted, confirmed, failed, skipped, unknown FROM orders WHERE id = $1`,
    [id],
  );
  const row = rows[0];
  if (!row) throw new Error("no such order");
  return row;
}

export const waitUntilSettled = (world: TestWorld, id: string): Promise<OrderSnapshot> =>
  waitFor(`order ${id} to settle`, async () => {
    const order = await readOrder(world, id);
    return order.queued + order.sending + order.accepted + order.unknown === 0 ? order : null;
  }).catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(await readOrder(world, id))}`);
  });
