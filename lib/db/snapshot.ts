import "server-only";
import type { PoolClient } from "pg";
import type { Sql } from "./client";

type Queue = { running: number; waiting: (() => void)[] };

const queues = new WeakMap<Sql, Queue>();
const snapshots = new WeakSet<Sql>();

/**
 * Runs `read` on one moment of the database: all statements of the context that it is given see the same rows, whatever is committed
 * meanwhile, and may only read. Within another snapshot it is a part of that one. At most half of the pool's connections are in
 * snapshots, so that what `read` asks for besides (an account's settings) always finds one.
 */
export async function inSnapshot<C extends { sql: Sql }, T>(ctx: C, read: (ctx: C) => Promise<T>): Promise<T> {
  const { sql } = ctx;
  if (snapshots.has(sql)) return read(ctx);
  const leave = await takeTurn(sql);
  try {
    const client = await sql.connect();
    let broken: Error | undefined;
    const { snapshot, end } = openSnapshot(sql, client);
    try {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      return await read({ ...ctx, sql: snapshot });
    } finally {
      await end();
      // Nothing was written: there is nothing to commit.
      await client.query("ROLLBACK").catch((error: Error) => {
        broken = error;
      });
      client.release(broken);
    }
  } finally {
    leave();
  }
}

async function takeTurn(sql: Sql): Promise<() => void> {
  const queue = queues.get(sql) ?? { running: 0, waiting: [] };
  queues.set(sql, queue);
  const most = Math.max(Math.floor(sql.options.max / 2), 1);
  if (queue.running >= most) await new Promise<void>((resolve) => queue.waiting.push(resolve));
  else queue.running += 1;
  return () => {
    // The one that waits longest takes the place over.
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running -= 1;
  };
}

/** One connection answers one statement at a time; those that come meanwhile wait here, and are refused once the snapshot has ended. */
function openSnapshot(sql: Sql, client: PoolClient): { snapshot: Sql; end: () => Promise<unknown> } {
  let hasEnded = false;
  let last: Promise<unknown> = Promise.resolve();
  const query = (text: string, values?: unknown[]) => {
    const result = last.then(() => {
      if (hasEnded) throw new Error("The snapshot has ended.");
      return client.query(text, values);
    });
    last = result.catch(() => undefined);
    return result;
  };
  const snapshot = new Proxy(sql, {
    get(target, name) {
      if (name === "query") return query;
      if (name === "connect") throw new Error("A snapshot has no other connection.");
      return Reflect.get(target, name, target) as unknown;
    },
  });
  snapshots.add(snapshot);
  const end = () => {
    hasEnded = true;
    return last;
  };
  return { snapshot, end };
}
