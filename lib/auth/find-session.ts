import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { readRole } from "@/lib/services/people/person";
import { IDLE } from "@/lib/services/people/session-life";

/** `timeZone`: the zone that the person chose, unvalidated; null if none is chosen. */
export type FoundSession = { actor: Actor; mustChange: boolean; timeZone: string | null };

const TOUCH_AFTER = 60_000;

const sessionRow = z.object({
  sessionId: z.string(),
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  mustChange: z.boolean(),
  seenAt: z.date(),
  timeZone: z.string().nullable(),
});

/** Reads session and person from the database, so disabling, a role change or sign-out takes effect at once. */
export async function findSession(sql: Sql, sessionId: unknown, now: Date): Promise<FoundSession | null> {
  const id = z.uuid().safeParse(sessionId);
  if (!id.success) return null;
  const [row] = await queryRows(sql, sessionRow)`
    SELECT s.id AS "sessionId", s.seen_at AS "seenAt", p.id, p.name, p.email, p.role, p.must_change AS "mustChange",
      p.preferences ->> 'timeZone' AS "timeZone"
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.id = ${id.data} AND s.ended_at IS NULL AND s.expires_at > ${now} AND s.seen_at > ${new Date(now.getTime() - IDLE)} AND p.disabled_at IS NULL`;
  if (!row) return null;
  if (now.getTime() - row.seenAt.getTime() > TOUCH_AFTER)
    await sql.query("UPDATE session SET seen_at = greatest(seen_at, $2) WHERE id = $1", [row.sessionId, now]);
  const { name, email, role, mustChange, timeZone } = row;
  return { actor: { id: row.id, name, email, role: readRole(role), sessionId: row.sessionId }, mustChange, timeZone };
}
