import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { callSandbox } from "./call-sandbox";
import { describeSandbox, nameCarrier } from "./describe-sandbox";
import { readTenDigits } from "./read-numbers";
import { recordSandboxChange } from "./record-change";

const MAX_NUMBERS = 5_000;

/** `change` and its `values` as the carrier's description lists them. `numbers`: in any spelling. */
export const makeChangeInput = z.object({
  carrier: z.string().min(1, "Choose a carrier."),
  change: z.string(),
  numbers: z.string().max(200_000, "Give fewer numbers at once."),
  values: z.record(z.string(), z.string().trim()).default({}),
});

/** Something happens to numbers at the simulated carrier that nobody has requested; no order and no reading knows of it yet. */
export async function makeChange(
  ctx: Context,
  { carrier, change, values, ...given }: z.output<typeof makeChangeInput>,
): Promise<{ changed: number }> {
  const { carriers } = await describeSandbox(ctx);
  const found = carriers.find(({ id }) => id === carrier)?.changes.find(({ value }) => value === change);
  if (!found)
    throw new AppError("INVALID_INPUT", undefined, { fields: { change: ["Choose what happens to the numbers."] } });
  const numbers = await readTenDigits(given.numbers, "numbers", MAX_NUMBERS);
  if (numbers.length === 0)
    throw new AppError("INVALID_INPUT", undefined, { fields: { numbers: ["Enter a number."] } });
  const answer = await callSandbox({
    method: "POST",
    path: "/changes",
    body: { carrier, change, numbers, values },
    answer: z.object({ changed: z.number() }),
  });
  await recordSandboxChange(ctx, {
    action: "sandbox.changed-numbers",
    entityId: carrier,
    summary: `Sandbox ${nameCarrier(carrier)}: “${found.label}” for ${numbers.length === 1 ? `+1${numbers.join()}` : `${numbers.length} numbers`}`,
    after: { numbers: numbers.slice(0, 1_000), change, ...values },
  });
  return answer;
}
