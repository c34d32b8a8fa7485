import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { callSandbox } from "./call-sandbox";
import { describeOutcome, type Outcome, OUTCOMES, type OutcomeChoice } from "./outcome-words";
import { CARRIER_LABELS, playedCarrier } from "./played-carriers";
import { readTenDigits } from "./read-numbers";
import { recordSandboxChange } from "./record-change";

const MAX_TARGETS = 1000;

/** `targets`: numbers in any spelling, or campaign ids, as the outcome wants. `detail`: the code, or the event status. */
export const setOutcomesInput = z.object({
  carrier: playedCarrier,
  targets: z.string().max(50_000, "Give fewer numbers at once."),
  outcome: z.string(),
  detail: z.string().trim().max(100, "Use at most 100 characters.").default(""),
  text: z.string().trim().max(500, "Use at most 500 characters.").default(""),
});

export async function setOutcomes(
  ctx: Context,
  { carrier, targets, ...input }: z.output<typeof setOutcomesInput>,
): Promise<{ set: number }> {
  const choice = OUTCOMES[carrier].find(({ value }) => value === input.outcome);
  if (!choice) throw refuse("outcome", "Choose what shall become of them.");
  const outcome = readOutcome(choice, input);
  const keys =
    choice.target === "campaigns" ? readCampaigns(targets) : await readTenDigits(targets, "targets", MAX_TARGETS);
  if (keys.length === 0)
    throw refuse("targets", choice.target === "campaigns" ? "Enter a campaign." : "Enter a number.");
  const noun = choice.target === "campaigns" ? "campaign" : "number";
  const answer = await callSandbox({
    method: "PUT",
    path: "/outcomes",
    body: keys.map((key) => ({ carrier, [noun]: key, outcome })),
    answer: z.object({ set: z.number() }),
  });
  await recordSandboxChange(ctx, {
    action: "sandbox.outcomes-set",
    entityId: carrier,
    summary: `Sandbox ${CARRIER_LABELS[carrier]}: “${describeOutcome({ carrier, outcome })}” for ${keys.length === 1 ? `${noun} ${keys.join()}` : `${keys.length} ${noun}s`}`,
    after: { [`${noun}s`]: keys, outcome },
  });
  return answer;
}

function readOutcome({ value, needs }: OutcomeChoice, { detail, text }: { detail: string; text: string }): Outcome {
  if (needs === "event") {
    if (!/^CAMPAIGN_[A-Z_]+$/.test(detail))
      throw refuse("detail", "Expected an event status such as CAMPAIGN_EXPIRED.");
    return detail;
  }
  if (needs !== "code") return value;
  if (!/^\d{3,6}$/.test(detail)) throw refuse("detail", "Expected a code such as 25060.");
  return text === "" ? detail : { code: detail, text };
}

function readCampaigns(text: string): string[] {
  const ids = [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ""))];
  const wrong = ids.filter((id) => !/^[A-Za-z0-9]{1,40}$/.test(id));
  if (wrong.length > 0)
    throw refuse("targets", `No campaign id: ${wrong.slice(0, 3).join(", ")}. Expected one like CX5T2QK.`);
  return ids;
}

const refuse = (field: string, words: string) =>
  new AppError("INVALID_INPUT", undefined, { fields: { [field]: [words] } });
