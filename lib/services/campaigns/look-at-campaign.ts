import "server-only";
import type { Carriers } from "@/lib/context";
import type { Sql } from "@/lib/db/client";
import { type CampaignStanding, planNextTry } from "@/lib/domain/campaign";
import { addJob, type SqlRunner } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { readCampaign } from "./refresh-campaigns";

type Look = { id: string; looks: number };

const planCampaignLook = (client: SqlRunner, look: Look, runAt: Date) =>
  addJob(client, "campaign.look", look, { jobKey: `campaign.look:${look.id}`, runAt });

/**
 * Reads how a registered campaign stands, and plans the next look while it is not ready: its carrier tells nobody when it is. Looks come
 * soon at first, then once a day, for two days; a person may ask at any time. Resolves with the next look, or null.
 */
export async function lookAtCampaign(
  deps: { sql: Sql; carriers: Carriers },
  { id, looks }: Look,
  now: Date = new Date(),
): Promise<Date | null> {
  const standing = await readCampaign(deps, id).catch((error: unknown): CampaignStanding | null => {
    log.warn({ err: error, campaign: id }, "a campaign could not be read");
    return null;
  });
  if (standing === "ready" || standing === "ended") return null;
  const next = planNextTry(looks + 1, now);
  if (next) await planCampaignLook(deps.sql, { id, looks: looks + 1 }, next);
  return next;
}
