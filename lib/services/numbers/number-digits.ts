import "server-only";
import { z } from "zod";
import type { Sql } from "@/lib/db/client";
import { queryRows, sql, type SqlPart } from "@/lib/db/sql";

/** Three digits are in one of some hundred numbers, wherever the list begins: it meets them soon. More digits stand close together. */
const MAX_LISTED = { three: 1_000, more: 20_000 };

const foundRow = z.object({ e164: z.string() });

/** `isAll` false: there are more than these `numbers`. */
export type DigitMatches = { digits: string; numbers: readonly string[]; isAll: boolean };

/** Numbers with these digits (3 to 9) anywhere in their ten, by the index of the runs of three digits. */
export async function findDigitMatches(pool: Sql, digits: string): Promise<DigitMatches> {
  const most = digits.length === 3 ? MAX_LISTED.three : MAX_LISTED.more;
  const rows = await queryRows(pool, foundRow)`${selectDigits(digits)} LIMIT ${most + 1}`;
  return { digits, numbers: rows.slice(0, most).map(({ e164 }) => e164), isAll: rows.length <= most };
}

/** Of a row with `e164`. */
export const hasDigits = (digits: string, row: SqlPart): SqlPart =>
  sql`position(${digits} IN substr(${row}.e164, 3)) > 0`;

/** The `e164` of all numbers with these digits, by the index of the runs of three. */
export function selectDigits(digits: string): SqlPart {
  const runs = Array.from({ length: digits.length - 2 }, (_, n) => Number(digits.slice(n, n + 3)));
  return sql`SELECT d.e164 FROM number_digits d
    WHERE digit_runs(substr(d.e164, 3)) @> ${runs}::smallint[] AND ${hasDigits(digits, sql`d`)}`;
}
