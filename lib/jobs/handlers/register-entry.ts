import "server-only";
import { sendEntry } from "@/lib/services/campaigns/send-entry";
import type { JobPayload } from "../definitions";
import type { WorkerContext } from "../run-worker";

export const registerEntry = (context: WorkerContext, payload: JobPayload<"entry.submitted">) =>
  sendEntry(context, payload);
