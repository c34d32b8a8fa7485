import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { countRow, queryRows } from "@/lib/db/sql";
import { campaignStanding, type CampaignWatch } from "@/lib/domain/campaign";
import { CAMPAIGN_STATE } from "@/lib/domain/drift";

const SHOWN = 50;

const eventRow = z.object({
  id: z.string(),
  at: z.date(),
  from_event: z.string().nullable(),
  event: z.string().nullable(),
  standing: campaignStanding.nullable(),
  bound: z.number().nullable(),
  call_id: z.string().nullable(),
});
const emptyRow = z.object({ empty_since: z.date().nullable() });

/** What readings showed of a campaign over time, and which of its numbers stopped. */
export async function readWatch(
  ctx: Pick<Context, "sql">,
  { id, accountId, campaignId }: { id: string; accountId: string; campaignId: string },
): Promise<CampaignWatch> {
  const history = await queryRows(ctx.sql, eventRow)`
    SELECT id, at, from_event, event, standing, bound, call_id FROM campaign_event
    WHERE campaign_row_id = ${id}::uuid ORDER BY at DESC, id DESC LIMIT ${SHOWN}`;
  const [empty] = await queryRows(ctx.sql, emptyRow)`SELECT empty_since FROM campaign WHERE id = ${id}::uuid`;
  const [stopped] = await queryRows(ctx.sql, countRow)`
    SELECT count(*) AS count FROM drift d JOIN number_fact f ON f.e164 = d.e164 AND f.account_id = d.account_id
      AND f.facet = 'campaignId' AND f.value = ${campaignId}
    WHERE d.account_id = ${accountId}::uuid AND d.facet = ${CAMPAIGN_STATE} AND d.state IN ('open', 'restoring')`;
  return {
    emptySince: empty?.empty_since?.toISOString() ?? null,
    stopped: stopped?.count ?? 0,
    history: history.map(({ id: key, at, from_event, event, standing, bound, call_id }) => ({
      id: key,
      at: at.toISOString(),
      fromEvent: from_event,
      event,
      standing,
      bound,
      callId: call_id,
    })),
  };
}
