import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";

/** Up to so many numbers with the digits are looked up one by one; beyond, a walk in the order of the list meets them often enough. */
const MAX_LISTED = 5_000;

const foundRow = z.object({ e164: z.string() });

/** `isAll` false: there are more than these `numbers`. */
export type DigitMatches = { digits: string; numbers: readonly string[]; isAll: boolean };

/** Numbers with these digits (3 to 9) anywhere in their ten, by the index of the runs of three digits. */
export async function findDigitMatches(pool: Sql, digits: string): Promise<DigitMatches> {
  const runs = Array.from({ length: digits.length - 2 }, (_, n) => Number(digits.slice(n, n + 3)));
  const rows = await queryRows(pool, foundRow)`
    SELECT d.e164 FROM number_digits d
    WHERE digit_runs(substr(d.e164, 3)) @> ${runs}::smallint[] AND ${hasDigits(digits, sql`d`)} LIMIT ${MAX_LISTED + 1}`;
  return { digits, numbers: rows.slice(0, MAX_LISTED).map(({ e164 }) => e164), isAll: rows.length <= MAX_LISTED };
}

/** Of a row with `e164`. */
export const hasDigits = (digits: string, row: SqlPart): SqlPart =>
  sql`position(${digits} IN substr(${row}.e164, 3)) > 0`;
