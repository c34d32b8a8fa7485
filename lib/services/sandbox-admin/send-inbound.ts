import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/domain/errors";
import { callSandbox } from "./call-sandbox";
import { nameCarrier } from "./describe-sandbox";
import { readTenDigits } from "./read-numbers";
import { recordSandboxChange } from "./record-change";

/** A carrier makes up to five attempts of ten seconds each. */
const TIMEOUT_MS = 60_000;

/** `copies`: how often the same message is delivered, as carriers do when an acknowledgement is lost. */
export const sendInboundInput = z.object({
  carrier: z.string().min(1, "Choose a carrier."),
  to: z.string().max(100),
  from: z.string().max(100),
  text: z.string().min(1, "Enter a text.").max(2048, "Use at most 2,048 characters."),
  copies: z.coerce
    .number("Enter a number from 1 to 5.")
    .int("Enter a whole number.")
    .min(1, "Enter at least 1.")
    .max(5, "Enter at most 5."),
});

const attempt = z.object({
  method: z.string(),
  /** HTTP status of the answer, or null when none came. */
  status: z.number().nullable(),
  error: z.string().optional(),
});
export type DeliveryAttempt = z.output<typeof attempt>;

/** Has the carrier deliver an inbound message to the address that is registered for the number; reports how each attempt ended. */
export async function sendInbound(
  ctx: Context,
  { carrier, copies, text, ...given }: z.output<typeof sendInboundInput>,
): Promise<{ attempts: DeliveryAttempt[] }> {
  const to = await readOne(given.to, "to");
  const from = await readOne(given.from, "from");
  const answer = await callSandbox({
    method: "POST",
    path: "/inbound",
    body: { carrier, to, from: `+1${from}`, text, duplicates: copies - 1 },
    answer: z.object({ attempts: attempt.array() }),
    timeoutMs: TIMEOUT_MS,
  });
  await recordSandboxChange(ctx, {
    action: "sandbox.inbound-sent",
    entityId: carrier,
    summary: `Sandbox ${nameCarrier(carrier)}: inbound message from +1${from} to +1${to}`,
    after: { from, to, copies, attempts: answer.attempts.length },
  });
  return answer;
}

async function readOne(text: string, field: string): Promise<string> {
  const [number, ...more] = await readTenDigits(text, field, 2);
  if (number !== undefined && more.length === 0) return number;
  throw new AppError("INVALID_INPUT", undefined, {
    fields: { [field]: [number === undefined ? "Enter a number." : "Enter one number."] },
  });
}
