import "server-only";
import { and, sql, type SqlPart } from "@/lib/db/sql";

/** Three digits are in one of some hundred numbers, wherever a list begins; more digits may stand close together. */
export const areCommon = (digits: string) => digits.length === 3;

/** Of a row with `e164`: somewhere in the ten digits. */
export const hasDigits = (digits: string, row: SqlPart): SqlPart => sql`${row}.e164 LIKE ${`+1%${digits}%`}`;

/**
 * The `e164` of all numbers with these digits (3 to 9) anywhere in their ten, by the index of the runs of three. `ranges` are conditions on
 * `b`: of a range, numbers with common digits are found soonest by looking at each.
 */
export function selectDigits(digits: string, ranges: readonly SqlPart[] = []): SqlPart {
  const runs = Array.from({ length: digits.length - 2 }, (_, n) => Number(digits.slice(n, n + 3)));
  const isIndexed = !areCommon(digits) || ranges.length === 0;
  const indexed = isIndexed ? [sql`digit_runs(substr(b.e164, 3)) @> ${runs}::smallint[]`] : [];
  return sql`SELECT b.e164 FROM number_digits b WHERE ${and([...indexed, hasDigits(digits, sql`b`), ...ranges])}`;
}
