import "server-only";
import { Client, type Notification } from "pg";
import type { Sql } from "./client";

const CHANNEL = "tandem_changes";
/** Commits of a process within this many milliseconds are reported together. */
const TOGETHER_MS = 250;
const RECONNECT_MS = 1_000;

type Announcer = { isWaiting: boolean; hasMore: boolean };
const announcers = new WeakMap<Sql, Announcer>();

/**
 * Tells every process that something was committed: at once after a quiet time, else with what else is committed meanwhile. Not within
 * the transaction: PostgreSQL lets transactions that notify commit only one after another.
 */
export function announceChange(sql: Sql): void {
  const announcer = announcers.get(sql) ?? { isWaiting: false, hasMore: false };
  announcers.set(sql, announcer);
  if (announcer.isWaiting) {
    announcer.hasMore = true;
    return;
  }
  announcer.isWaiting = true;
  // Lost with its connection, it is made up for: a listener that connects again takes it that there were changes.
  void sql.query(`NOTIFY ${CHANNEL}`).catch(() => undefined);
  setTimeout(() => {
    announcer.isWaiting = false;
    if (!announcer.hasMore || sql.ended) return;
    announcer.hasMore = false;
    announceChange(sql);
  }, TOGETHER_MS).unref();
}

type Hub = { listeners: Set<() => void>; stop: () => void };

declare global {
  /** By database; on globalThis because the framework loads pages and handlers apart. */
  var tandemChangeHubs: Map<string, Hub> | undefined;
}

/**
 * Calls back whenever some process has committed something, and after the connection that tells of it was lost for a while. All
 * listeners of a process share one connection. Returns a function that stops it.
 */
export function listenToChanges(sql: Sql, listener: () => void): () => void {
  const url = sql.options.connectionString ?? "";
  const hubs = (globalThis.tandemChangeHubs ??= new Map<string, Hub>());
  const hub = hubs.get(url) ?? openHub(url);
  hubs.set(url, hub);
  hub.listeners.add(listener);
  return () => {
    hub.listeners.delete(listener);
    if (hub.listeners.size > 0 || hubs.get(url) !== hub) return;
    hubs.delete(url);
    hub.stop();
  };
}

function openHub(url: string): Hub {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  let client: Client | null = null;
  let isStopped = false;
  const connect = async () => {
    const connection = new Client({ connectionString: url, application_name: "tandem changes", keepAlive: true });
    const retry = () => {
      if (client !== connection) return;
      client = null;
      void connection.end().catch(() => undefined);
      if (!isStopped) setTimeout(() => void connect(), RECONNECT_MS).unref();
    };
    client = connection;
    connection.on("error", retry);
    connection.on("end", retry);
    connection.on("notification", ({ channel }: Notification) => channel === CHANNEL && tell());
    try {
      await connection.connect();
      await connection.query(`LISTEN ${CHANNEL}`);
      tell();
    } catch {
      retry();
    }
  };
  void connect();
  return {
    listeners,
    stop: () => {
      isStopped = true;
      void client?.end().catch(() => undefined);
    },
  };
}
