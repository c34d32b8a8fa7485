import "server-only";
import type { Actor, Context } from "@/lib/context";
import { getRuntime } from "./runtime";

/** The context of verbs in the web process. */
export function buildContext(actor: Actor, timeZone: string): Context {
  const { database, carriers } = getRuntime();
  return { actor, timeZone, db: database.db, sql: database.sql, carriers, now: () => new Date() };
}
