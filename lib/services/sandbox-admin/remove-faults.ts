import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { faultRule, listFaults } from "./list-faults";
import { recordSandboxChange } from "./record-change";

export const removeFaultInput = z.object({ id: z.string().min(1).max(100) });

/** Nothing happens when the rule has ended meanwhile. */
export async function removeFault(ctx: Context, { id }: z.output<typeof removeFaultInput>): Promise<void> {
  const before = (await listFaults(ctx)).find((rule) => rule.id === id);
  if (!before) return;
  await callSandbox({ method: "DELETE", path: `/faults/${encodeURIComponent(id)}`, answer: faultRule.array() });
  await recordSandboxChange(ctx, {
    action: "sandbox.fault-removed",
    entityId: before.carrier,
    summary: `Sandbox: removed “${before.summary}” (it struck ${before.struck} times)`,
    before,
  });
}

export const removeAllFaultsInput = z.object({});

export async function removeAllFaults(ctx: Context): Promise<{ removed: number }> {
  const before = await listFaults(ctx);
  await callSandbox({ method: "DELETE", path: "/faults", answer: faultRule.array() });
  await recordSandboxChange(ctx, {
    action: "sandbox.faults-removed",
    summary: `Sandbox: removed all ${before.length} faults`,
    before: { faults: before },
  });
  return { removed: before.length };
}
