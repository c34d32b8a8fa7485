import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { role } from "@/lib/domain/permissions";

export type WorkerContext = Omit<Context, "actor" | "timeZone">;

const personRow = z.object({ id: z.string(), name: z.string(), email: z.string(), role });

/** The worker in the name of the person who asked for its work. */
export async function actFor({ db, sql, carriers, now }: WorkerContext, personId: string): Promise<Context> {
  const [person] = await queryRows(sql, personRow)`SELECT id, name, email, role FROM person WHERE id = ${personId}`;
  if (!person) throw new Error(`the person ${personId} who asked for work on an upload is gone`);
  return { actor: { ...person, sessionId: "" }, timeZone: "UTC", db, sql, carriers, now };
}
