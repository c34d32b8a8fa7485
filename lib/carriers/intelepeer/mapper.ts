import type { PhoneNumber } from "@/lib/domain/phone-number";
import { SMS_STATES, type SmsState } from "@/lib/domain/service-state";
import type { Finding, Reading, ReadStep, WriteOutcome } from "../carrier";
import { describeIntelepeerError } from "./errors";
import { explainMismatch, isAbout, OTHER_NUMBER, readMessage, hasOtherContent, type StatusItem } from "./wire";

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
 * One response → one reading; `status` is null for an entry of a list, which has only its own code. 404 means "not available
 * for use by the customer", also after SMS was turned off: a state of its own. A 200 that says nothing else is `none`.
 * Whatever contradicts itself, its HTTP status or its number is unclear.
 */
export function toSmsReading(
  number: PhoneNumber,
  item: StatusItem,
  { aim, step, status }: { aim: SmsAim; step: ReadStep; status: number | null },
): Reading {
  const code = item.code ?? status ?? 200;
  const carrierText = readMessage(item);
  const base = { number, raw: item };
  const contradiction = findContradiction(number, item, status);
  if (contradiction !== null)
    return { ...base, finding: "unclear", message: [contradiction, carrierText].filter(Boolean).join(" ") };
  if (code === 400)
    return {
      ...base,
      finding: "refused",
      code: "400",
      message: carrierText ?? "The carrier responded with 400.",
      isRetryable: false,
    };
  if (code !== 404 && code !== 200)
    return {
      ...base,
      finding: "unclear",
      code: String(code),
      message: carrierText ?? `The carrier responded with ${code}.`,
    };
  const state = code === 404 ? "not-found" : readState(item);
  if (state === "none" && (item.code !== 200 || !isBare(item)))
    return {
      ...base,
      finding: "unclear",
      message: carrierText ?? `The carrier reports no state: ${JSON.stringify(item).slice(0, 200)}`,
    };
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

function findContradiction(number: PhoneNumber, item: StatusItem, status: number | null): string | null {
  if (!isAbout(item, [number])) return OTHER_NUMBER;
  const mismatch = status === null ? null : explainMismatch(item.code, status);
  if (mismatch !== null) return mismatch;
  const reported = item.provisioning?.state ?? null;
  const code = item.code ?? status ?? 200;
  return code === 200 || reported === null ? null : `The carrier responded with ${code} and the state “${reported}”.`;
}

const isBare = (item: StatusItem) =>
  !hasOtherContent(item, ["code", "provisioning"]) && !hasOtherContent(item.provisioning ?? {}, ["state"]);

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
  const mismatch = explainMismatch(item?.code, status);
  if (mismatch !== null) return { type: "unclear", message: [mismatch, carrierText].filter(Boolean).join(" "), raw };
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
