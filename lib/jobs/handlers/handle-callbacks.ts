import "server-only";
import { understandCallbacks } from "@/lib/services/messages/understand-callbacks";
import type { WorkerContext } from "../run-worker";

export const handleCallbacks = (context: WorkerContext, callbackIds: readonly string[]) =>
  understandCallbacks(context, callbackIds);
