import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { numberRow, queryRows, sql } from "@/lib/db/sql";
import { phoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";
import { hasDigits, selectDigits } from "@/lib/services/numbers/number-digits";

/** Numbers that contain the digits are counted to here. */
const COUNTED_TO = 1_000;
/** The best are chosen of all that are counted, or, where there are more, of so many. */
const OF_MORE = 200;
const OF_ENDS = 100;

const foundRow = z.object({ e164: phoneNumber, is_ours: z.boolean(), rank: z.number(), matches: z.number() });

export type FoundNumbers = { numbers: PhoneNumber[]; count: number; isExact: boolean };

/**
 * Numbers with these digits (3 to 9) anywhere in their ten, the likeliest first: ours before others; of those, with four digits the ones
 * that end in them, else the ones that begin with them. The index of the runs of three digits gives a bounded set, however many there are.
 */
export async function findDigits(
  { sql: pool }: Pick<Context, "sql">,
  digits: string,
  most: number,
): Promise<FoundNumbers> {
  const [first, last] = [`+1${digits}`, `+1${digits}:`];
  const rows = await queryRows(pool, foundRow)`
    WITH inside AS MATERIALIZED (
      ${selectDigits(digits)} LIMIT ${COUNTED_TO + 1}
    ), likely AS (
      (SELECT e164 FROM inside LIMIT CASE WHEN (SELECT count(*) FROM inside) > ${COUNTED_TO}::int THEN ${OF_MORE}::int ELSE ${COUNTED_TO}::int END)
      UNION (SELECT n.e164 FROM number n WHERE n.e164 >= ${first} AND n.e164 < ${last} ORDER BY n.e164 LIMIT ${OF_ENDS})
      UNION (SELECT n.e164 FROM number n WHERE right(n.e164, 4) = ${digits} LIMIT ${OF_ENDS})
    )
    SELECT n.e164, 'ours' = ANY(k.states) AS is_ours,
      CASE WHEN right(n.e164, 4) = ${digits} THEN 0 WHEN starts_with(n.e164, ${first}) THEN 1 ELSE 2 END AS rank,
      (SELECT count(*)::int FROM inside) AS matches
    FROM likely c JOIN number n ON n.e164 = c.e164 JOIN state_set k ON k.id = n.state_set_id
    ORDER BY 2 DESC, 3, 1 LIMIT ${most}`;
  const matches = rows[0]?.matches ?? 0;
  const numbers = rows.map(({ e164 }) => e164);
  if (matches > COUNTED_TO && rows.some(({ is_ours }) => !is_ours)) {
    const ours = await findOurs({ sql: pool }, digits, most);
    return { numbers: [...new Set([...ours, ...numbers])].slice(0, most), count: COUNTED_TO, isExact: false };
  }
  return { numbers, count: Math.min(matches, COUNTED_TO), isExact: matches <= COUNTED_TO };
}

/** Where many numbers contain the digits and few of them are ours, those that are ours are looked through in their order. */
async function findOurs({ sql: pool }: Pick<Context, "sql">, digits: string, most: number): Promise<PhoneNumber[]> {
  const rows = await queryRows(pool, numberRow)`
    SELECT f.e164 FROM (SELECT id FROM state_set WHERE 'ours' = ANY(states)) s CROSS JOIN LATERAL (
      SELECT b.e164 FROM number b WHERE b.state_set_id = s.id AND ${hasDigits(digits, sql`b`)}
      ORDER BY b.e164 LIMIT ${most}) f
    ORDER BY f.e164 LIMIT ${most}`;
  return rows.map(({ e164 }) => e164);
}
