import "server-only";
import { log } from "@/lib/log";
import { readNewCampaign } from "@/lib/services/campaigns/refresh-campaigns";
import { sendEntry } from "@/lib/services/campaigns/send-entry";
import type { JobPayload } from "../definitions";
import type { WorkerContext } from "../run-worker";

/** Sends it, and looks at once how a new campaign stands: nobody has to ask for the first reading. */
export async function registerEntry(context: WorkerContext, payload: JobPayload<"entry.submitted">): Promise<void> {
  const state = await sendEntry(context, payload);
  if (state !== "registered" || payload.entry !== "campaign") return;
  await readNewCampaign(context, payload.id).catch((error: unknown) =>
    log.warn({ err: error, campaign: payload.id }, "a new campaign could not be read"),
  );
}
