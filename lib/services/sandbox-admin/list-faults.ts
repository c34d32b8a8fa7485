import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { nameCarrier } from "./describe-sandbox";

export const faultRule = z
  .object({
    id: z.string(),
    carrier: z.string().optional(),
    number: z.string().optional(),
    probability: z.number(),
    times: z.number().optional(),
    /** How often it struck. */
    struck: z.number(),
    /** What goes wrong, and at which calls. */
    summary: z.string(),
    calls: z.string(),
  })
  .transform((rule) => ({ ...rule, carrierLabel: rule.carrier === undefined ? "All" : nameCarrier(rule.carrier) }));
export type FaultRule = z.output<typeof faultRule>;

/** The rules in force, oldest first; one that has struck as often as it may is gone. */
export const listFaults = async (_ctx: Context): Promise<FaultRule[]> =>
  callSandbox({ method: "GET", path: "/faults", answer: faultRule.array() });
