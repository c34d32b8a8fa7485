import "server-only";
import type { PoolClient } from "pg";
import { uuidv7 } from "uuidv7";
import { z } from "zod";
import type { CampaignStatus } from "@/lib/carriers/carrier";
import { idRow, numberRow, queryRows, raw } from "@/lib/db/sql";
import { type FactEntry, recordFacts } from "@/lib/engine/facts";
import { IS_CAMPAIGN_FACT } from "@/lib/services/numbers/number-filter";
import { confirmEffects } from "@/lib/engine/effects/effect-rows";
import { toFound } from "@/lib/engine/effects/registration";
import { noteCampaignChange } from "./note-campaign-change";

type Origin = { readAt: Date; callId: string | null; actorId: string | null };

const campaignRow = z.object({ id: z.string(), event: z.string().nullable(), standing: z.string().nullable() });

/**
 * Keeps what the carrier said of its campaigns: event, standing, and which numbers are bound. A number that we held for bound, and that
 * the list does not name, is bound no more, unless something newer is known of it. What changed of a campaign joins its history, and
 * its numbers drift where it stopped. Returns of how many numbers a known fact changed. In the caller's transaction.
 */
export async function recordStatuses(
  client: PoolClient,
  account: { id: string; carrierId: string },
  statuses: readonly CampaignStatus[],
  { readAt, callId, actorId }: Origin,
): Promise<number> {
  const gone: FactEntry[] = [];
  const bound: FactEntry[] = [];
  for (const status of statuses) {
    const { campaignId, standing, numbers, oddCount } = status;
    await recordStanding(client, account, status, callId);
    if (standing === "absent") continue;
    // Its registration's answer was lost: the status proves it.
    const found = status.isRegistered
      ? await queryRows(client, idRow)`
      UPDATE campaign SET state = 'registered', last_answer = ${JSON.stringify({ ...toFound(status), at: readAt.toISOString(), callId })}
      WHERE account_id = ${account.id} AND campaign_id = ${campaignId} AND state = 'unknown' RETURNING id`
      : [];
    await confirmEffects(
      client,
      found.map((row) => row.id),
    );
    const reported = { campaignId, event: status.event };
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
  return recordFacts(client, account, [...gone, ...bound], { readAt });
}

/** The campaign's row, its history, and what its standing means to its numbers. */
async function recordStanding(
  client: PoolClient,
  account: { id: string; carrierId: string },
  { campaignId, event, standing, numbers, oddCount }: CampaignStatus,
  callId: string | null,
): Promise<void> {
  const [before] = await queryRows(client, campaignRow)`
    SELECT id, event, standing FROM campaign WHERE account_id = ${account.id} AND campaign_id = ${campaignId} FOR UPDATE`;
  if (!before) return;
  await client.query(
    // A list that could not be read whole shows neither fewer numbers than before nor that it is empty.
    `UPDATE campaign SET event = $2, standing = $3, bound = CASE WHEN $5 THEN greatest(bound, $4) ELSE $4 END, checked_at = now(),
       empty_since = CASE WHEN $4 > 0 THEN NULL WHEN $5 THEN empty_since ELSE coalesce(empty_since, now()) END WHERE id = $1`,
    [before.id, event, standing, numbers.length, oddCount > 0],
  );
  if (before.event === event && before.standing === standing) return;
  await client.query(
    `INSERT INTO campaign_event (id, campaign_row_id, from_event, from_standing, event, standing, bound, call_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [uuidv7(), before.id, before.event, before.standing, event, standing, numbers.length, callId],
  );
  await noteCampaignChange(client, account, { campaignId, before, event, standing, callId });
}
