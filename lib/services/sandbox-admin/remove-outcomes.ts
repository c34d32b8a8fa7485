import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { listOutcomes, outcomeRow } from "./list-outcomes";
import { recordSandboxChange } from "./record-change";

export const removeOutcomeInput = z.object({ carrier: z.string().max(100), key: z.string().min(1).max(100) });

/** The number or campaign behaves as any other again. Nothing happens when it had no outcome. */
export async function removeOutcome(
  ctx: Context,
  { carrier, key }: z.output<typeof removeOutcomeInput>,
): Promise<void> {
  const before = (await listOutcomes(ctx)).find((row) => row.carrier === carrier && row.key === key);
  if (!before) return;
  const query = new URLSearchParams({ carrier, number: key });
  await callSandbox({ method: "DELETE", path: `/outcomes?${query}`, answer: outcomeRow.array() });
  await recordSandboxChange(ctx, {
    action: "sandbox.outcome-removed",
    entityId: carrier,
    summary: `Sandbox ${before.carrierLabel}: removed the outcome of ${key} (was “${before.label}”)`,
    before,
  });
}

export const removeAllOutcomesInput = z.object({});

export async function removeAllOutcomes(ctx: Context): Promise<{ removed: number }> {
  const before = await listOutcomes(ctx);
  await callSandbox({ method: "DELETE", path: "/outcomes", answer: outcomeRow.array() });
  await recordSandboxChange(ctx, {
    action: "sandbox.outcomes-removed",
    summary: `Sandbox: removed all ${before.length} outcomes`,
    before: { outcomes: before },
  });
  return { removed: before.length };
}
