import type { PhoneNumber } from "@/lib/domain/phone-number";
import { SMS_STATES, type SmsState } from "@/lib/domain/service-state";
import type { Finding, Reading, ReadStep, WriteOutcome } from "../carrier";
import { describeIntelepeerError } from "./errors";
import { readMessage, type StatusItem } from "./wire";

export type SmsAim = "on" | "off";

/** `not-found` is our own name for a 404; the carrier never sends it. */
const isSmsState = (text: string): text is SmsState =>
  text !== "not-found" && SMS_STATES.some((state) => state === text);

/** Page, "Response Example" of each write. */
export const ACCEPTED_STATES = { on: "requested", off: "derequested" } as const satisfies Record<SmsAim, SmsState>;

/** The finding for a state, by aim. Some also depend on why it is read. */
const FINDINGS: Record<SmsAim, Record<SmsState, (step: ReadStep) => Finding>> = {
  on: {
    provisioned: () => "done",
    requested: () => "working",
    provisioning: () => "working",
    derequested: () => "opposite",
    deprovisioning: () => "opposite",
    // After acceptance, the reading may be older than the write.
    none: (step) => (step === "poll" ? "unseen" : "absent"),
    "not-found": (step) => (step === "poll" ? "unseen" : "absent"),
    // Before the first write, an old failure is no obstacle: a retry fixes it.
    error: (step) => (step === "check" ? "absent" : "refused"),
  },
  off: {
    none: () => "done",
    "not-found": () => "done",
    provisioned: (step) => (step === "poll" ? "unseen" : "absent"),
    derequested: () => "working",
    deprovisioning: () => "working",
    requested: () => "opposite",
    provisioning: () => "opposite",
    error: () => "refused",
  },
};

const ERROR_MESSAGES: Record<SmsAim, string> = {
  on: "Provisioning ended in the state “error”.",
  off: "The number is in the state “error”; deprovisioning can only be requested from “provisioned”.",
};

const NOT_LISTED = "SMS is off, or the number is not ours.";

/** Text for when there is nothing more to do, or nothing there: the state, never the error text of a 404. */
function describeAbsence(aim: SmsAim, step: ReadStep, state: "none" | "not-found", carrierText: string | null): string {
  if (aim === "off" && step !== "check")
    return state === "none"
      ? "SMS is off. IntelePeer reports no SMS state for it."
      : "SMS is off. IntelePeer no longer lists it.";
  if (state === "none") return "IntelePeer reports no SMS state for it.";
  return `It is not listed${carrierText === null ? "" : ` (“${carrierText}”)`}: ${NOT_LISTED}`;
}

/**
 * One response → one reading. The code in the body overrides the HTTP status. 404 means "not available for use by the
 * customer", also after SMS was turned off: a state of its own. A success without a state is `none`.
 */
export function toSmsReading(
  number: PhoneNumber,
  item: StatusItem,
  { aim, step, status }: { aim: SmsAim; step: ReadStep; status: number },
): Reading {
  const code = item.code ?? status;
  const carrierText = readMessage(item);
  const base = { number, raw: item };
  if (code === 400)
    return {
      ...base,
      finding: "refused",
      code: "400",
      message: carrierText ?? "The carrier responded with 400.",
      isRetryable: false,
    };
  if (code !== 404 && (code < 200 || code > 299))
    return {
      ...base,
      finding: "unclear",
      code: String(code),
      message: carrierText ?? `The carrier responded with ${code}.`,
    };
  const state = code === 404 ? "not-found" : readState(item);
  if (state === null) {
    const reported = item.provisioning?.state ?? "";
    return {
      ...base,
      finding: "unclear",
      code: reported.slice(0, 40),
      message: `The carrier reports an undocumented state: “${reported.slice(0, 80)}”.`,
      facts: { smsState: "unknown" },
    };
  }
  const finding = FINDINGS[aim][state](step);
  const facts = { smsState: state };
  if (finding === "refused")
    return { ...base, finding, code: "error", message: carrierText ?? ERROR_MESSAGES[aim], isRetryable: true, facts };
  const message =
    state === "none" || state === "not-found"
      ? describeAbsence(aim, step, state, carrierText)
      : (carrierText ?? undefined);
  return { ...base, finding, message, facts };
}

/** Null: an undocumented value. */
function readState({ provisioning }: StatusItem): SmsState | null {
  const reported = provisioning?.state ?? "none";
  return isSmsState(reported) ? reported : null;
}

/** An invalid entry says nothing about its number or the others. */
export const toInvalidReading = (number: PhoneNumber, item: unknown): Reading => ({
  number,
  finding: "unclear",
  message: `The carrier's entry for this number has an unexpected format: ${JSON.stringify(item).slice(0, 200)}`,
  isRetryable: true,
  raw: item,
});

const REFUSALS = new Set([400, 401, 403, 404, 405, 406, 413, 415, 422]);

/** The outcome of a provisioning call with status 400 or above; `item` is null without a readable body. */
export function toSmsRefusal(item: StatusItem | null, status: number): WriteOutcome {
  const carrierText = readMessage(item);
  const raw = item ?? { status };
  if (REFUSALS.has(status))
    return {
      type: "failed",
      code: String(status),
      message: carrierText ?? `The carrier responded with HTTP ${status}.`,
      isRetryable: describeIntelepeerError(String(status), carrierText ?? "")?.isRetryable ?? false,
      raw,
    };
  const fallback =
    status === 409
      ? "Provisioning (or deprovisioning) of the number is in progress."
      : `The carrier responded with HTTP ${status}.`;
  return { type: "unclear", code: String(status), message: carrierText ?? fallback, raw };
}
