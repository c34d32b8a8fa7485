import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { recordSandboxChange } from "./record-change";

export const resetSandboxInput = z.object({
  /** Also puts every setting back to its default. */
  hasSettings: z.boolean(),
  reason: z.string().trim().max(500, "Use at most 500 characters.").optional(),
});

/** The simulated carriers forget all numbers, orders, addresses, messages, faults, outcomes and the ledger. */
export async function resetSandbox(ctx: Context, input: z.output<typeof resetSandboxInput>): Promise<void> {
  await callSandbox({
    method: "POST",
    path: `/reset?settings=${input.hasSettings}`,
    answer: z.object({ reset: z.literal(true) }),
  });
  await recordSandboxChange(ctx, {
    action: "sandbox.reset",
    summary: `Reset the sandbox${input.hasSettings ? ", its settings too" : ""}`,
    reason: input.reason,
  });
}

export const clearStatisticsInput = z.object({});

/** The counts of requests start at 0; nothing else changes. */
export async function clearStatistics(ctx: Context): Promise<void> {
  await callSandbox({ method: "DELETE", path: "/stats", answer: z.array(z.unknown()) });
  await recordSandboxChange(ctx, { action: "sandbox.statistics-cleared", summary: "Cleared the sandbox's statistics" });
}

export const expireTokensInput = z.object({});

/** Every token that the simulated carriers have issued stops working; the next call has to sign in again. */
export async function expireTokens(ctx: Context): Promise<void> {
  await callSandbox({ method: "POST", path: "/expire-tokens", answer: z.object({ expired: z.literal(true) }) });
  await recordSandboxChange(ctx, {
    action: "sandbox.tokens-expired",
    summary: "Sandbox: all tokens expired",
  });
}
