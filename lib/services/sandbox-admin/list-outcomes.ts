import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { nameCarrier } from "./describe-sandbox";

/** `key`: ten digits, or a campaign's id. `label`: the outcome in words. */
export const outcomeRow = z
  .object({ carrier: z.string(), key: z.string(), label: z.string() })
  .transform((row) => ({ ...row, carrierLabel: nameCarrier(row.carrier) }));
export type OutcomeRow = z.output<typeof outcomeRow>;

/** In the order in which they were set. */
export const listOutcomes = async (_ctx: Context): Promise<OutcomeRow[]> =>
  callSandbox({ method: "GET", path: "/outcomes", answer: outcomeRow.array() });
