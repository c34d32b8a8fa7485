import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, raw, sql } from "@/lib/db/sql";
import type { OptOut, OptOuts } from "@/lib/domain/opt-out";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

const SHOWN = 20;

const optRow = z.object({ e164: phoneNumber, peer: z.string(), body: z.string(), occurred_at: z.date() });
const countedRow = optRow.extend({ total: z.number() });

/** Messages `m` that ask to stop or to start, by an index that holds only these. */
const OPT_MESSAGE = raw(`m.direction = 'in' AND "opt_word"(m.body) IS NOT NULL`);

const toOptOut = ({ e164, peer, body, occurred_at }: z.output<typeof optRow>): OptOut => ({
  number: e164,
  peer,
  word: body.trim(),
  at: occurred_at.toISOString(),
});

/** Those who have stopped messages from a number and not allowed them again, latest first. */
export async function listOptOuts({ sql: pool }: Pick<Context, "sql">, number: PhoneNumber): Promise<OptOuts> {
  const rows = await queryRows(pool, countedRow)`
    SELECT l.e164, l.peer, l.body, l.occurred_at, count(*) OVER () AS total FROM (
      SELECT DISTINCT ON (m.peer) m.e164, m.peer, m.body, m.occurred_at FROM message m
      WHERE m.e164 = ${number} AND ${OPT_MESSAGE} ORDER BY m.peer, m.occurred_at DESC) l
    WHERE "opt_word"(l.body) = 'stop' ORDER BY l.occurred_at DESC LIMIT ${SHOWN}`;
  return { count: rows[0]?.total ?? 0, latest: rows.map(toOptOut) };
}

/** For pairs of our number and the other side: those that are stopped now, by `<number>~<peer>`. */
export async function findOptOuts(
  { sql: pool }: Pick<Context, "sql">,
  pairs: readonly { number: PhoneNumber; peer: string }[],
): Promise<Map<string, OptOut>> {
  if (pairs.length === 0) return new Map();
  const rows = await queryRows(pool, optRow)`
    SELECT l.e164, l.peer, l.body, l.occurred_at
    FROM unnest(${pairs.map(({ number }) => number)}::text[], ${pairs.map(({ peer }) => peer)}::text[]) AS p(e164, peer)
    CROSS JOIN LATERAL (SELECT m.e164, m.peer, m.body, m.occurred_at FROM message m
      WHERE m.e164 = p.e164 AND m.peer = p.peer AND ${OPT_MESSAGE} ORDER BY m.occurred_at DESC LIMIT 1) l
    WHERE ${sql`"opt_word"(l.body) = 'stop'`}`;
  return new Map(rows.map((row) => [`${row.e164}~${row.peer}`, toOptOut(row)]));
}
