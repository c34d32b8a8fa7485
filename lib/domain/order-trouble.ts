import { z } from "zod";

/**
 * Why an order's readings bring nothing: `check` before sending, `poll` after acceptance, `settle` after a lost answer. Or its changes:
 * `write`; then `tries` counts how often it was made to wait.
 */
export const orderTrouble = z.object({
  step: z.enum(["check", "poll", "settle", "write"]),
  /** The carrier's last answer, or how the call ended. */
  message: z.string(),
  status: z.number().nullable(),
  isRefusal: z.boolean(),
  /** ISO 8601: since when none has succeeded. */
  since: z.string(),
  tries: z.number(),
});
export type OrderTrouble = z.output<typeof orderTrouble>;

const STEPS = {
  check: "The check before sending",
  poll: "Looking up what was accepted",
  settle: "Looking up what may have happened",
  write: "Sending",
} as const satisfies Record<OrderTrouble["step"], string>;

/** `Looking up what was accepted has failed 4 times: Bandwidth refuses our credentials (401: Unauthorized)`. */
export function describeTrouble(
  { step, message, status, isRefusal, tries }: OrderTrouble,
  carrierLabel: string,
): string {
  const often = tries === 1 ? "has failed" : `has failed ${tries.toLocaleString("en-US")} times`;
  const reason = message.replace(/[.\s]+$/, "");
  const number = status === null || reason.includes(String(status)) ? "" : `${status}: `;
  const cause = isRefusal ? `${carrierLabel} refuses our credentials (${number}${reason})` : `${number}${reason}`;
  return `${STEPS[step]} ${step === "write" ? "keeps failing" : often}: ${cause}`;
}

/** Seconds until the nth try. */
const DELAYS = [5, 10, 20, 30, 60] as const;
export const chooseTroubleDelay = (tries: number) => DELAYS[Math.min(tries, DELAYS.length) - 1] ?? 60;
