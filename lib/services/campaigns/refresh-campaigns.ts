import "server-only";
import type { PoolClient } from "pg";
import { z } from "zod";
import type { CampaignStatus } from "@/lib/carriers/carrier";
import { type CallTrace, runTraced } from "@/lib/carriers/registry";
import type { Actor, Context } from "@/lib/context";
import { writeApart } from "@/lib/db/batch";
import { queryRows } from "@/lib/db/sql";
import { type CampaignStanding, campaignStanding } from "@/lib/domain/campaign";
import { AppError } from "@/lib/domain/errors";
import { recordAuditSql } from "@/lib/db/record-audit";
import { inTransaction } from "@/lib/db/transaction";
import { recordStatuses } from "./record-statuses";

export const refreshCampaignsInput = z.object({ ids: z.array(z.uuid()).min(1).max(100) });
export type RefreshedCampaigns = { campaigns: number; numbers: number };

/**
 * Reads at the carrier how these campaigns stand and which numbers are bound to them. Errors: NOT_FOUND, and the carrier's own
 * (CarrierError), after which nothing has changed for that account.
 */
export async function refreshCampaigns(
  ctx: Context,
  { ids }: z.output<typeof refreshCampaignsInput>,
): Promise<RefreshedCampaigns> {
  return readCampaigns(ctx, ids, ctx.actor);
}

const standingRow = z.object({ standing: campaignStanding.nullable() });

/** The same for one campaign, without a person who asked; null where the carrier said nothing of it. */
export async function readCampaign(deps: Deps, id: string): Promise<CampaignStanding | null> {
  await readCampaigns(deps, [id], "system");
  const rows = await queryRows(deps.sql, standingRow)`SELECT standing FROM campaign WHERE id = ${id}`;
  return rows[0]?.standing ?? null;
}

type Deps = Pick<Context, "sql" | "carriers">;
const campaignRow = z.object({
  id: z.string(),
  account_id: z.string(),
  campaign_id: z.string(),
  event: z.string().nullable(),
});
type CampaignRow = z.infer<typeof campaignRow>;

async function readCampaigns(
  { sql, carriers }: Deps,
  ids: readonly string[],
  actor: Actor | "system",
): Promise<RefreshedCampaigns> {
  const rows = await queryRows(sql, campaignRow)`
    SELECT id, account_id, campaign_id, event FROM campaign WHERE id = ANY(${ids}::uuid[]) ORDER BY account_id, campaign_id`;
  if (rows.length === 0) throw new AppError("NOT_FOUND", "This campaign does not exist.");
  const actorId = actor === "system" ? null : actor.id;
  const sums = { campaigns: 0, numbers: 0 };
  const faults: unknown[] = [];
  for (const accountId of new Set(rows.map((row) => row.account_id))) {
    const own = rows.filter((row) => row.account_id === accountId);
    const account = await carriers.open(accountId);
    const { campaigns } = account.carrier;
    if (!campaigns) throw new AppError("INVALID_INPUT", `${account.definition.label} knows no campaigns.`);
    const trace: CallTrace = { actorId: actorId ?? undefined, isUrgent: true };
    const readAt = new Date();
    const read = await runTraced(trace, () => campaigns.readCampaigns(own.map((row) => row.campaign_id)));
    if (read.type === "threw") throw read.error;
    const { value: statuses, callId } = read;
    const refused = await writeApart(own, (part) =>
      inTransaction(sql, async (client) => {
        const names = new Set(part.map((row) => row.campaign_id));
        const partial = statuses.filter(({ campaignId }) => names.has(campaignId));
        await recordStatuses(client, account, partial, { readAt, callId, actorId });
        for (const row of part) {
          const status = partial.find(({ campaignId }) => campaignId === row.campaign_id);
          await recordRefresh(client, actor, row, status, callId);
        }
      }),
    );
    for (const error of refused.values()) faults.push(error);
    sums.campaigns += statuses.length;
    sums.numbers += statuses.reduce((sum, { numbers }) => sum + numbers.length, 0);
  }
  // The others are stored by now: the caller learns that one is not.
  if (faults.length > 0) throw faults[0];
  return sums;
}

async function recordRefresh(
  client: PoolClient,
  actor: Actor | "system",
  { id, campaign_id: name, event }: CampaignRow,
  status: CampaignStatus | undefined,
  callId: string | null,
): Promise<void> {
  // A look that nobody asked for, and that shows nothing new, is no event.
  if (actor === "system" && (status?.event ?? null) === event) return;
  await recordAuditSql(client, actor, {
    action: "campaign.refreshed",
    entityType: "campaign",
    entityId: id,
    summary: `Campaign ${name}: ${status?.event ?? "no event"}, ${status?.numbers.length ?? 0} numbers bound`,
    after: { event: status?.event ?? null, bound: status?.numbers.length ?? 0, callId },
  });
}
