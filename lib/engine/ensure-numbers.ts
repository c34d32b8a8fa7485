import "server-only";
import type { PoolClient } from "pg";
import { copyRows, type CopyValue } from "@/lib/db/bulk";
import { isTollFree, npaOf, nxxOf, type PhoneNumber } from "@/lib/domain/phone-number";
import { findStateOfNpa } from "@/lib/domain/phone-number-plan";

/** From here on a COPY into a staging table beats one statement with everything in it. */
const STAGED_FROM = 10_000;
const COLUMNS = ["e164", "npa", "nxx", "state", "is_toll_free"] as const;

/** The states of a number whose row is new: an order for it follows in the same transaction, or not. */
const NEW_STATES = { pending: `"state_set_of"(ARRAY['pending'])`, mentioned: `"state_set_of"(ARRAY['mentioned'])` };

/**
 * Makes a row for each number that has none yet. The state is filled in where the area code lies in a single one. Any count. `isOrdered`:
 * the same transaction inserts open items for all of them, so that new rows need not be changed then.
 */
export async function ensureNumbers(
  client: PoolClient,
  numbers: readonly PhoneNumber[],
  { isOrdered = false } = {},
): Promise<void> {
  // Sorted: the index grows at one end, and two workers lock in the same order.
  const sorted = [...new Set(numbers)].sort();
  const states = `(SELECT ${isOrdered ? NEW_STATES.pending : NEW_STATES.mentioned})`;
  if (sorted.length >= STAGED_FROM) return stageNumbers(client, sorted, states);
  await client.query(
    `INSERT INTO number (${COLUMNS.join(", ")}, state_set_id)
     SELECT u.e164, substr(u.e164, 3, 3), substr(u.e164, 6, 3), u.state, u.is_toll_free, ${states}
     FROM unnest($1::text[], $2::text[], $3::bool[]) AS u(e164, state, is_toll_free)
     ON CONFLICT (e164) DO NOTHING`,
    [sorted, sorted.map((number) => findStateOfNpa(npaOf(number))), sorted.map((number) => isTollFree(number))],
  );
}

async function stageNumbers(client: PoolClient, sorted: readonly PhoneNumber[], states: string): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE staged_number ON COMMIT DROP AS SELECT ${COLUMNS.join(", ")} FROM number WITH NO DATA`,
  );
  await copyRows(client, "staged_number", COLUMNS, describeNumbers(sorted));
  await client.query(
    `INSERT INTO number (${COLUMNS.join(", ")}, state_set_id)
     SELECT ${COLUMNS.join(", ")}, ${states} FROM staged_number ON CONFLICT (e164) DO NOTHING`,
  );
  await client.query(`DROP TABLE staged_number`);
}

function* describeNumbers(numbers: readonly PhoneNumber[]): Generator<CopyValue[]> {
  for (const number of numbers)
    yield [number, npaOf(number), nxxOf(number), findStateOfNpa(npaOf(number)), isTollFree(number)];
}
