import "server-only";
import { understandCallback } from "@/lib/services/messages/understand-callback";
import type { JobPayload } from "../definitions";
import type { WorkerContext } from "../run-worker";

export const handleCallback = (context: WorkerContext, { callbackId }: JobPayload<"callback.received">) =>
  understandCallback(context, callbackId);
