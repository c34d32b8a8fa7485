import "server-only";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { idRow, queryRows } from "@/lib/db/sql";
import { log } from "@/lib/log";
import { readIntervals } from "./reading-intervals";
import { listGroups } from "./run-cycle";

/** A new account is left in peace at first: somebody is just setting it up. */
const FIRST_AFTER_MINUTES = 15;

/** Makes a row for each group that an account in use can have read. An account that cannot be opened takes nothing from the others. */
export async function ensureCycles({ sql, carriers }: { sql: Sql; carriers: Carriers }): Promise<void> {
  const intervals = await readIntervals({ sql });
  const accounts = await queryRows(sql, idRow)`SELECT id FROM carrier_account WHERE is_enabled ORDER BY id`;
  for (const { id } of accounts)
    try {
      const groups = listGroups(await carriers.open(id));
      await sql.query(
        `INSERT INTO reading_cycle (account_id, "group", next_at)
         SELECT $1, u.g, CASE WHEN u.is_on THEN now() + $4 * interval '1 minute' END FROM unnest($2::text[], $3::bool[]) AS u(g, is_on)
         ON CONFLICT DO NOTHING`,
        [id, groups, groups.map((group) => intervals[group] !== null), FIRST_AFTER_MINUTES],
      );
    } catch (error) {
      log.warn({ err: error, accountId: id }, "could not plan the readings of an account");
    }
}
