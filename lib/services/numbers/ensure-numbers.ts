import "server-only";
import type { PoolClient } from "pg";
import { isTollFree, npaOf, type PhoneNumber } from "@/lib/domain/phone-number";
import { findStateOfNpa } from "@/lib/domain/phone-number-plan";

/** Makes a row for each number that has none yet. The state is filled in where the area code lies in a single one. */
export async function ensureNumbers(client: PoolClient, numbers: readonly PhoneNumber[]): Promise<void> {
  const sorted = [...new Set(numbers)].sort();
  await client.query(
    `INSERT INTO number (e164, npa, nxx, state, is_toll_free)
     SELECT u.e164, substr(u.e164, 3, 3), substr(u.e164, 6, 3), u.state, u.is_toll_free
     FROM unnest($1::text[], $2::text[], $3::bool[]) AS u(e164, state, is_toll_free)
     ON CONFLICT (e164) DO NOTHING`,
    [sorted, sorted.map((number) => findStateOfNpa(npaOf(number))), sorted.map((number) => isTollFree(number))],
  );
}
