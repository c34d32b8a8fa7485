import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { describeFault, fault, faultRule } from "./fault-words";
import { CARRIER_LABELS, describeEndpoint, playedCarrier } from "./played-carriers";
import { readTenDigits } from "./read-numbers";
import { recordSandboxChange } from "./record-change";

const MAX_NUMBERS = 50;
const blankToUndefined = (value: unknown) => (value === "" ? undefined : value);

/** `numbers` blank: whatever the call is about. `times` blank: until the rule is removed. `chance` in percent. */
export const addFaultsInput = z.object({
  carrier: z.preprocess(blankToUndefined, playedCarrier.optional()),
  endpoint: z.preprocess(blankToUndefined, z.string().trim().max(200, "Use at most 200 characters.").optional()),
  numbers: z.string().max(5_000, "Give fewer numbers at once.").default(""),
  chance: z.coerce
    .number("Expected percent, such as 5.")
    .gt(0, "Expected more than 0 percent.")
    .max(100, "Expected at most 100 percent."),
  times: z.preprocess(
    blankToUndefined,
    z.coerce
      .number("Expected a whole number, or nothing.")
      .int("Expected a whole number.")
      .positive("Expected 1 or more.")
      .optional(),
  ),
  fault,
});

/** One rule for each number, or one for all. */
export async function addFaults(ctx: Context, input: z.output<typeof addFaultsInput>): Promise<{ added: number }> {
  const { carrier, endpoint, times } = input;
  const numbers = await readTenDigits(input.numbers, "numbers", MAX_NUMBERS);
  const rule = { carrier, endpoint, times, probability: input.chance / 100, fault: input.fault };
  const targets = numbers.length === 0 ? [undefined] : numbers;
  const ids: string[] = [];
  for (const number of targets) {
    const { id } = await callSandbox({ method: "POST", path: "/faults", body: { ...rule, number }, answer: faultRule });
    ids.push(id);
  }
  const place = `${carrier ? CARRIER_LABELS[carrier] : "all carriers"}, ${describeEndpoint(carrier, endpoint)}`;
  await recordSandboxChange(ctx, {
    action: "sandbox.fault-added",
    entityId: carrier,
    summary: `Sandbox: ${describeFault(input.fault)} (${place}; ${input.chance} % of the calls${times === undefined ? "" : `, ${times} times`})`,
    after: { ...rule, numbers, ids },
  });
  return { added: ids.length };
}
