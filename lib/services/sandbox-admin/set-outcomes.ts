import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { callSandbox } from "./call-sandbox";
import { describeSandbox, nameCarrier } from "./describe-sandbox";
import { readTenDigits } from "./read-numbers";
import { recordSandboxChange } from "./record-change";

const MAX_TARGETS = 1000;

/** `choice` and its `values` as the carrier's description lists them. `targets`: numbers in any spelling, or campaign ids. */
export const setOutcomesInput = z.object({
  carrier: z.string().min(1, "Choose a carrier."),
  targets: z.string().max(50_000, "Give fewer numbers at once."),
  choice: z.string(),
  values: z.record(z.string(), z.string().trim()).default({}),
});

export async function setOutcomes(
  ctx: Context,
  { carrier, targets, choice, values }: z.output<typeof setOutcomesInput>,
): Promise<{ set: number }> {
  const { carriers } = await describeSandbox(ctx);
  const found = carriers.find(({ id }) => id === carrier)?.outcomes.find(({ value }) => value === choice);
  if (!found) throw refuse("choice", "Choose an outcome.");
  const isCampaign = found.target === "campaigns";
  const keys = isCampaign ? readCampaigns(targets) : await readTenDigits(targets, "targets", MAX_TARGETS);
  if (keys.length === 0) throw refuse("targets", isCampaign ? "Enter a campaign." : "Enter a number.");
  const noun = isCampaign ? "campaign" : "number";
  const answer = await callSandbox({
    method: "PUT",
    path: "/outcomes",
    body: keys.map((key) => ({ carrier, [noun]: key, choice, values })),
    answer: z.object({ set: z.number() }),
  });
  const label = [found.label, ...Object.values(values)].filter((part) => part !== "").join(" ");
  await recordSandboxChange(ctx, {
    action: "sandbox.outcomes-set",
    entityId: carrier,
    summary: `Sandbox ${nameCarrier(carrier)}: “${label}” for ${keys.length === 1 ? `${noun} ${keys.join()}` : `${keys.length} ${noun}s`}`,
    after: { [`${noun}s`]: keys, outcome: choice, ...values },
  });
  return answer;
}

function readCampaigns(text: string): string[] {
  const ids = [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ""))];
  const wrong = ids.filter((id) => !/^[A-Za-z0-9]{1,40}$/.test(id));
  if (wrong.length > 0)
    throw refuse("targets", `Not a campaign id: ${wrong.slice(0, 3).join(", ")}. Enter one such as CX5T2QK.`);
  return ids;
}

const refuse = (field: string, message: string) =>
  new AppError("INVALID_INPUT", undefined, { fields: { [field]: [message] } });
