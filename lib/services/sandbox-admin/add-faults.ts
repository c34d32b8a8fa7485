import { z } from "zod";
import type { Context } from "@/lib/context";
import { callSandbox } from "./call-sandbox";
import { settingValue } from "./describe-sandbox";
import { faultRule } from "./list-faults";
import { readTenDigits } from "./read-numbers";
import { recordSandboxChange } from "./record-change";

const MAX_NUMBERS = 50;
const blankToUndefined = (value: unknown) => (value === "" ? undefined : value);

/**
 * `fault`: a kind and its values as the description lists them. `numbers` blank: all calls. `times` blank: until the rule is
 * removed. `chance` in percent.
 */
export const addFaultsInput = z.object({
  carrier: z.preprocess(blankToUndefined, z.string().max(100).optional()),
  endpoint: z.preprocess(blankToUndefined, z.string().trim().max(200, "Use at most 200 characters.").optional()),
  numbers: z.string().max(5_000, "Give fewer numbers at once.").default(""),
  chance: z.coerce
    .number("Enter percent, such as 5.")
    .gt(0, "Enter more than 0 percent.")
    .max(100, "Enter at most 100 percent."),
  times: z.preprocess(
    blankToUndefined,
    z.coerce
      .number("Enter a whole number, or leave it blank.")
      .int("Enter a whole number.")
      .positive("Enter 1 or more.")
      .optional(),
  ),
  fault: z.record(z.string(), settingValue),
});

/** One rule for each number, or one for all. */
export async function addFaults(ctx: Context, input: z.output<typeof addFaultsInput>): Promise<{ added: number }> {
  const { carrier, endpoint, times } = input;
  const numbers = await readTenDigits(input.numbers, "numbers", MAX_NUMBERS);
  const rule = { carrier, endpoint, times, probability: input.chance / 100, fault: input.fault };
  const targets = numbers.length === 0 ? [undefined] : numbers;
  const added = [];
  for (const number of targets)
    added.push(await callSandbox({ method: "POST", path: "/faults", body: { ...rule, number }, answer: faultRule }));
  const { summary, calls, carrierLabel } = added[0] ?? { summary: "", calls: "", carrierLabel: "" };
  await recordSandboxChange(ctx, {
    action: "sandbox.fault-added",
    entityId: carrier,
    summary: `Sandbox: ${summary} (carrier: ${carrierLabel}; ${calls}; ${input.chance} % of the calls${times === undefined ? "" : `, ${times} times`})`,
    after: { ...rule, numbers, ids: added.map(({ id }) => id) },
  });
  return { added: added.length };
}
