import { z } from "zod";

/** What would be sent: `only=ready` with all rows ready or nothing, `leave`: verdict codes separated by commas. */
export const planQuery = z.object({
  only: z.enum(["ready"]).optional().catch(undefined),
  leave: z
    .string()
    .max(5_000)
    .catch("")
    .transform((text) => text.split(",").filter(Boolean).slice(0, 100)),
});
