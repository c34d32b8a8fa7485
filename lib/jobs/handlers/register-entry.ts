import "server-only";
import { planCampaignLook } from "@/lib/services/campaigns/look-at-campaign";
import { sendEntry } from "@/lib/services/campaigns/send-entry";
import type { JobPayload } from "../definitions";
import type { WorkerContext } from "../run-worker";

/** Sends it; how a new campaign stands is looked at from then on, without anybody having to ask. */
export async function registerEntry(context: WorkerContext, payload: JobPayload<"entry.submitted">): Promise<void> {
  const state = await sendEntry(context, payload);
  // Where the answer was lost, a reading may find it.
  if (payload.entry === "campaign" && (state === "registered" || state === "unknown"))
    await planCampaignLook(context.sql, { id: payload.id, looks: 0 }, new Date());
}
