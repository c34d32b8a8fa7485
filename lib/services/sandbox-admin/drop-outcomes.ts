import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { listOutcomes } from "./list-outcomes";
import { describeOutcome, outcomeRow } from "./outcome-words";
import { CARRIER_LABELS, playedCarrier } from "./played-carriers";
import { recordSandboxChange } from "./record-change";

export const dropOutcomeInput = z.object({ carrier: playedCarrier, key: z.string().min(1).max(100) });

/** From now on the number or campaign behaves as any other. Nothing happens when it had no outcome. */
export async function dropOutcome(ctx: Context, { carrier, key }: z.output<typeof dropOutcomeInput>): Promise<void> {
  const before = (await listOutcomes(ctx)).find((row) => row.carrier === carrier && row.key === key);
  if (!before) return;
  const query = new URLSearchParams({ carrier, number: key });
  await callSandbox({ method: "DELETE", path: `/outcomes?${query}`, answer: outcomeRow.array() });
  await recordSandboxChange(ctx, {
    action: "sandbox.outcome-removed",
    entityId: carrier,
    summary: `Sandbox ${CARRIER_LABELS[carrier]}: no outcome for ${key} any more (was “${describeOutcome(before)}”)`,
    before,
  });
}

export const dropAllOutcomesInput = z.object({});

export async function dropAllOutcomes(ctx: Context): Promise<{ removed: number }> {
  const before = await listOutcomes(ctx);
  await callSandbox({ method: "DELETE", path: "/outcomes", answer: outcomeRow.array() });
  await recordSandboxChange(ctx, {
    action: "sandbox.outcomes-removed",
    summary: `Sandbox: removed all ${before.length} outcomes`,
    before: { outcomes: before },
  });
  return { removed: before.length };
}
