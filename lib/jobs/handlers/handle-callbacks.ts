import "server-only";
import { processCallbacks } from "@/lib/services/messages/process-callbacks";
import type { WorkerContext } from "../run-worker";

export const handleCallbacks = (context: WorkerContext, callbackIds: readonly string[]) =>
  processCallbacks(context, callbackIds);
