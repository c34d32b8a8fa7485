import { z } from "zod";

/** Every job by name. Payloads carry ids, never content: the row is the truth when the job runs. */
export const jobs = {
  /** There is due work for this account: the worker that runs the job wakes its sender. */
  "account.wake": z.object({ accountId: z.uuid() }),
  /** An order is settled: what follows from it is started (registration after an import). */
  "order.follow": z.object({ orderId: z.uuid() }),
  /** Stored callbacks wait to be processed. */
  "callbacks.received": z.object({ callbackIds: z.array(z.uuid()) }),
  /** A registered campaign whose status at the carrier is due to be read, for the (`looks` + 1)th time. */
  "campaign.look": z.object({ id: z.uuid(), looks: z.number().int().min(0) }),
} as const satisfies Record<string, z.ZodType>;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>;
