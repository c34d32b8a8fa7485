import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { CampaignStatus } from "@/lib/carriers/carrier";
import { queryRows, raw } from "@/lib/db/sql";
import { phoneNumber } from "@/lib/domain/phone-number";
import { type FactEntry, recordFacts } from "@/lib/engine/facts";
import { IS_CAMPAIGN_FACT } from "@/lib/services/numbers/number-filter";
import { confirmEffects } from "@/lib/engine/effects/effect-rows";
import { toFound } from "@/lib/engine/effects/registration";

type Origin = { readAt: Date; callId: string | null; actorId: string | null };

const numberRow = z.object({ e164: phoneNumber });

const idRow = z.object({ id: z.string() });

/**
 * Keeps what the carrier said of its campaigns: event, standing, and which numbers are bound. A number that we held for bound, and that
 * the list does not name, is bound no more, unless something newer is known of it. In the caller's transaction.
 */
export async function recordStatuses(
  client: PoolClient,
  account: { id: string; carrierId: string },
  statuses: readonly CampaignStatus[],
  { readAt, callId, actorId }: Origin,
): Promise<void> {
  const gone: FactEntry[] = [];
  const bound: FactEntry[] = [];
  for (const status of statuses) {
    const { campaignId, event, standing, numbers, oddCount } = status;
    await client.query(
      `UPDATE campaign SET event = $3, standing = $4, bound = $5, checked_at = now()
       WHERE account_id = $1 AND campaign_id = $2`,
      [account.id, campaignId, event, standing, numbers.length],
    );
    if (standing === "absent") continue;
    // Its registration's answer was lost: the status proves it.
    const found = await queryRows(client, idRow)`
      UPDATE campaign SET state = 'registered', last_answer = ${JSON.stringify({ ...toFound(status), at: readAt.toISOString(), callId })}
      WHERE account_id = ${account.id} AND campaign_id = ${campaignId} AND state = 'unknown' RETURNING id`;
    await confirmEffects(
      client,
      found.map((row) => row.id),
    );
    const reported = { campaignId, event };
    for (const number of numbers) bound.push({ number, facts: { campaignId }, raw: reported, callId, actorId });
    // A number that is not listed may be one of those that could not be read.
    if (oddCount > 0) continue;
    const missing = await queryRows(client, numberRow)`
      SELECT e164 FROM number_fact WHERE account_id = ${account.id} AND ${raw(IS_CAMPAIGN_FACT)} AND value = ${campaignId} AND NOT e164 = ANY(${numbers}::text[])
         AND checked_at < ${readAt}`;
    for (const { e164 } of missing)
      gone.push({ number: e164, facts: { campaignId: null }, raw: reported, callId, actorId });
  }
  // A number that went from one of these campaigns to another: its new one wins.
  await recordFacts(client, account, [...gone, ...bound]);
}
