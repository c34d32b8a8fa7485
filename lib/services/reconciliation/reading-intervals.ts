import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { queryRows } from "@/lib/db/sql";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import {
  planReading,
  READING_GROUPS,
  READING_LABELS,
  readingIntervals,
  type ReadingIntervals,
} from "@/lib/domain/reading-cycle";

const KEY = "reading.hours";
const DEFAULTS: ReadingIntervals = {
  sms: READING_LABELS.sms.hours,
  campaigns: READING_LABELS.campaigns.hours,
  registrations: READING_LABELS.registrations.hours,
  owned: READING_LABELS.owned.hours,
  webhooks: READING_LABELS.webhooks.hours,
};

const valueRow = z.object({ value: z.unknown() });

/** How often each group is read again. */
export async function readIntervals({ sql }: { sql: Sql }): Promise<ReadingIntervals> {
  const [row] = await queryRows(sql, valueRow)`SELECT value FROM setting WHERE key = ${KEY}`;
  return readingIntervals.safeParse(row?.value).data ?? DEFAULTS;
}

const cycleRow = z.object({ account_id: z.string(), started_at: z.date().nullable() });

/** Readings under way go on; the next ones are planned by the new intervals. */
export async function saveIntervals(ctx: Context, after: ReadingIntervals): Promise<void> {
  const before = await readIntervals(ctx);
  await inTransaction(ctx.sql, async (client) => {
    await client.query(
      `INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, now())
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = now()`,
      [KEY, JSON.stringify(after)],
    );
    for (const group of READING_GROUPS.filter((one) => before[one] !== after[one])) {
      const rows = await queryRows(client, cycleRow)`
        SELECT account_id, started_at FROM reading_cycle
        WHERE "group" = ${group} AND (started_at IS NULL OR ended_at IS NOT NULL) FOR UPDATE`;
      for (const { account_id, started_at } of rows)
        await client.query(`UPDATE reading_cycle SET next_at = $3 WHERE account_id = $1 AND "group" = $2`, [
          account_id,
          group,
          planReading(after[group], started_at ?? ctx.now()),
        ]);
    }
    await recordAuditSql(client, ctx.actor, {
      action: "reading.intervals-changed",
      entityType: "setting",
      entityId: KEY,
      summary: `Carriers are read again: ${READING_GROUPS.map((group) => describe(group, after)).join(", ")}`,
      before,
      after,
    });
  });
}

const describe = (group: (typeof READING_GROUPS)[number], intervals: ReadingIntervals) => {
  const hours = intervals[group];
  return `${READING_LABELS[group].label.toLowerCase()} ${hours === null ? "never" : `every ${hours} h`}`;
};
