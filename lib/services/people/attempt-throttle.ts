import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";

/** How many tries of one key are free, and in seconds how long the next ones wait: doubled with each failure, up to `longest`. */
export type ThrottlePolicy = { free: number; first: number; longest: number };

/** Of one person from one source. */
export const BY_SOURCE: ThrottlePolicy = { free: 5, first: 15, longest: 900 };
/** Many people may share one address, so it gets more tries. */
export const BY_ADDRESS: ThrottlePolicy = { free: 30, first: 15, longest: 900 };

/** After `free` tries of one key in an hour, the next ones are judged one every `gap` seconds; none waits longer than `longest`. */
export type TurnPolicy = { free: number; gap: number; longest: number };

/** Of one person from all unknown sources together: slower, never shut. */
export const BY_PERSON: TurnPolicy = { free: 20, gap: 5, longest: 15 };

const FORGET_AFTER = "1 hour";

/** The network of an IPv6 address: its 64 bits belong to one subscriber, who has all addresses in it. */
export function toNetwork(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head = "", tail] = address.split("%", 1)[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...rest];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

export const keyOfPerson = (email: string) => `email:${email}`;
export const keyOfSource = (email: string, source: string) => `source:${email}|${source}`;

const failuresRow = z.object({ failures: z.number() });

/**
 * Counts an attempt before it is judged, in one statement, so that a hundred at once get no more tries than one after another.
 * Returns which try of the key it is; null: it may not go on. Call `forgetAttempts` when it succeeds.
 */
export async function countAttempt(
  sql: Sql,
  key: string,
  { free, first, longest }: ThrottlePolicy,
): Promise<number | null> {
  const rows = await queryRows(sql, failuresRow)`
    INSERT INTO sign_in_throttle AS t (key, failures, window_start, blocked_until)
    VALUES (${key}, 1, now(), NULL)
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.window_start < now() - ${FORGET_AFTER}::interval THEN 1 ELSE t.failures + 1 END,
      window_start = now(),
      blocked_until = CASE WHEN t.window_start < now() - ${FORGET_AFTER}::interval OR t.failures + 1 < ${free} THEN NULL
        ELSE now() + make_interval(secs => least(${longest}, ${first} * power(2, least(t.failures + 1 - ${free}, 20)))) END
    WHERE t.blocked_until IS NULL OR t.blocked_until <= now()
    RETURNING t.failures`;
  return rows[0]?.failures ?? null;
}

const waitRow = z.object({ wait: z.number() });

/** Gives an attempt its turn: milliseconds until it may be judged; null when too many wait already. */
export async function takeTurn(sql: Sql, key: string, { free, gap, longest }: TurnPolicy): Promise<number | null> {
  const rows = await queryRows(sql, waitRow)`
    INSERT INTO sign_in_throttle AS t (key, failures, window_start, blocked_until)
    VALUES (${key}, 1, now(), NULL)
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN t.window_start < now() - ${FORGET_AFTER}::interval THEN 1 ELSE t.failures + 1 END,
      window_start = now(),
      blocked_until = CASE WHEN t.window_start < now() - ${FORGET_AFTER}::interval OR t.failures + 1 <= ${free} THEN NULL
        ELSE greatest(now(), t.blocked_until) + make_interval(secs => ${gap}) END
    WHERE t.blocked_until IS NULL OR t.blocked_until <= now() + make_interval(secs => ${longest - gap})
    RETURNING coalesce(extract(epoch FROM t.blocked_until - now()) * 1000, 0)::float8 AS wait`;
  return rows[0]?.wait ?? null;
}

const refusedRow = z.object({ refused: z.number() });

/** Counts an attempt that was refused unjudged; returns how many there were since the last one that was judged. */
export async function countRefusal(sql: Sql, key: string): Promise<number> {
  const rows = await queryRows(sql, refusedRow)`
    UPDATE sign_in_throttle SET refused = refused + 1 WHERE key = ${key} RETURNING refused`;
  return rows[0]?.refused ?? 0;
}

/** How many attempts were refused unjudged since this was asked last. */
export async function takeRefusals(sql: Sql, keys: readonly string[]): Promise<number> {
  const rows = await queryRows(sql, refusedRow)`
    WITH before AS (SELECT key, refused FROM sign_in_throttle WHERE key = ANY (${keys}) AND refused > 0 FOR UPDATE),
      taken AS (UPDATE sign_in_throttle t SET refused = 0 FROM before WHERE t.key = before.key)
    SELECT coalesce(sum(refused), 0)::int AS refused FROM before`;
  return rows[0]?.refused ?? 0;
}

/** After a success: the key starts afresh. Keys that nobody has used for an hour go with it. */
export async function forgetAttempts(sql: Sql, key: string): Promise<void> {
  await sql.query(
    `DELETE FROM sign_in_throttle WHERE key = $1
       OR window_start < now() - $2::interval AND (blocked_until IS NULL OR blocked_until < now())`,
    [key, FORGET_AFTER],
  );
}

/** After a new password: all that was tried for the person, from wherever. */
export async function forgetPerson(sql: Pick<Sql, "query">, email: string): Promise<void> {
  await sql.query("DELETE FROM sign_in_throttle WHERE key = $1 OR starts_with(key, $2)", [
    keyOfPerson(email),
    keyOfSource(email, ""),
  ]);
}

/** After a success from a shared address: only this attempt is taken back, or one good account would free the guesser of others. */
export async function takeBackAttempt(sql: Sql, key: string): Promise<void> {
  await sql.query("UPDATE sign_in_throttle SET failures = greatest(failures - 1, 0) WHERE key = $1", [key]);
}
