import "server-only";
import type { WorkerContext } from "../run-worker";
import type { JobPayload } from "../definitions";
import { continueOrder } from "@/lib/services/orders/continue-order";

export const followOrder = (context: WorkerContext, { orderId }: JobPayload<"order.follow">) =>
  continueOrder(context, orderId);
