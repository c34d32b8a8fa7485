import { z } from "zod";

const preparation = z.object({
  /** Names of the migrations applied by this start. */
  migrations: z.array(z.string()),
  isSeeded: z.boolean(),
  /** The first administrator; `password` only when it was made just now. */
  admin: z.object({ created: z.boolean(), email: z.string(), password: z.string().optional() }),
});

/** What the preparation of the database reports to the start. */
export type Preparation = z.output<typeof preparation>;

export function toPreparation(message: unknown): Preparation {
  return preparation.parse(message);
}
