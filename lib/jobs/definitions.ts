import { z } from "zod";

/** Every job by name. Payloads carry ids, never content: the row is the truth when the job runs. */
export const jobs = {
  /** There is due work for this account: whoever runs the job wakes its sender. */
  "account.wake": z.object({ accountId: z.uuid() }),
  /** All items of an order are settled: what follows from it is started (registration after an import). */
  "order.follow": z.object({ orderId: z.uuid() }),
  /** Stored callbacks wait to be understood. */
  "callbacks.received": z.object({ callbackIds: z.array(z.uuid()) }),
  /** A brand or campaign waits to be registered with its carrier; `id` is the row's. */
  "entry.submitted": z.object({ entry: z.enum(["brand", "campaign"]), id: z.uuid(), actorId: z.uuid().nullable() }),
  /** A registered campaign whose standing at the carrier is due to be read, as it was `looks` times before. */
  "campaign.look": z.object({ id: z.uuid(), looks: z.number().int().min(0) }),
} as const satisfies Record<string, z.ZodType>;

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]>;
