import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { queryRows, sql } from "@/lib/db/sql";
import { campaignStanding } from "@/lib/domain/campaign";
import type { NumberCampaign, NumberService } from "@/lib/domain/readiness-step";

const joinedRow = z.object({
  id: z.string(),
  account_id: z.string(),
  campaign_id: z.string(),
  standing: campaignStanding.nullable(),
  event: z.string().nullable(),
  checked_at: z.date().nullable(),
  since: z.date().nullable(),
  call_id: z.string().nullable(),
});

/** The campaigns that these accounts report the number in, with the reading that first showed the present word. */
export async function listNumberCampaigns(
  { sql }: Pick<Context, "sql">,
  services: readonly Pick<NumberService, "accountId" | "campaignId">[],
): Promise<NumberCampaign[]> {
  const joined = services.filter(({ campaignId }) => campaignId !== null);
  if (joined.length === 0) return [];
  const rows = await queryRows(sql, joinedRow)`
    SELECT c.id, c.account_id, c.campaign_id, c.standing, c.event, c.checked_at, f.at AS since, f.after->>'callId' AS call_id
    FROM campaign c LEFT JOIN LATERAL (
      SELECT r.at, r.after FROM audit_event r WHERE ${IS_READING} AND r.after->>'event' IS NOT DISTINCT FROM c.event
        AND r.seq > coalesce((SELECT max(r.seq) FROM audit_event r WHERE ${IS_READING}
          AND r.after->>'event' IS DISTINCT FROM c.event), 0)
      ORDER BY r.seq LIMIT 1
    ) f ON true
    WHERE (c.account_id, c.campaign_id) IN (SELECT * FROM unnest(${joined.map(({ accountId }) => accountId)}::uuid[], ${joined.map(({ campaignId }) => campaignId)}::text[]))`;
  return rows.map((row) => ({
    rowId: row.id,
    accountId: row.account_id,
    campaignId: row.campaign_id,
    standing: row.standing,
    event: row.event,
    checkedAt: row.checked_at?.toISOString() ?? null,
    since: row.since?.toISOString() ?? null,
    callId: row.call_id,
  }));
}

/** The audit keeps each reading that showed something new. */
const IS_READING = sql`r.entity_type = 'campaign' AND r.entity_id = c.id::text AND r.action = 'campaign.refreshed'`;
