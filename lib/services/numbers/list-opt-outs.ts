import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows } from "@/lib/db/sql";
import { type OptOut, START_WORDS, STOP_WORDS } from "@/lib/domain/opt-out";
import type { PhoneNumber } from "@/lib/domain/phone-number";

const MAX_SHOWN = 20;
const WORDS = [...STOP_WORDS, ...START_WORDS];

const wordRow = z.object({ peer: z.string(), word: z.string(), occurred_at: z.date() });

/** The customers who asked this number to stop and have not asked it to start since, newest first. */
export async function listOptOuts({ sql }: Pick<Context, "sql">, number: PhoneNumber): Promise<OptOut[]> {
  const rows = await queryRows(sql, wordRow)`
    SELECT peer, word, occurred_at FROM (
      SELECT DISTINCT ON (m.peer) m.peer, w.word, m.occurred_at FROM message m
      CROSS JOIN LATERAL (SELECT upper(btrim(m.body, E' \t\r\n.!')) AS word) w
      WHERE m.e164 = ${number} AND m.direction = 'in' AND length(m.body) < 40 AND w.word = ANY(${WORDS}::text[])
      ORDER BY m.peer, m.occurred_at DESC
    ) l WHERE word = ANY(${[...STOP_WORDS]}::text[]) ORDER BY occurred_at DESC LIMIT ${MAX_SHOWN}`;
  return rows.map(({ peer, word, occurred_at }) => ({ peer, word, at: occurred_at.toISOString() }));
}
