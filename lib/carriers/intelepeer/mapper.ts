import type { PhoneNumber } from "@/lib/domain/phone-number";
import { SMS_STATES, type SmsState } from "@/lib/domain/service-state";
import type { Finding, Reading, ReadStep, WriteOutcome } from "../carrier";
import { describeIntelepeerError } from "./errors";
import { readWords, type StatusItem } from "./wire";

export type SmsAim = "on" | "off";

/** `not-found` is our own name for a 404: no text of the carrier's makes it. */
const isSmsState = (text: string): text is SmsState =>
  text !== "not-found" && SMS_STATES.some((state) => state === text);

/** Page, "Response Example" of each write. */
export const ACCEPTED_STATES = { on: "requested", off: "derequested" } as const satisfies Record<SmsAim, SmsState>;

/** Under which findings a state falls, by aim. `error` and the resting states also depend on why we read. */
const FINDINGS: Record<SmsAim, Record<SmsState, (step: ReadStep) => Finding>> = {
  on: {
    provisioned: () => "done",
    requested: () => "working",
    provisioning: () => "working",
    derequested: () => "opposite",
    deprovisioning: () => "opposite",
    // After acceptance the reading may merely be older than the write.
    none: (step) => (step === "poll" ? "unseen" : "absent"),
    "not-found": (step) => (step === "poll" ? "unseen" : "absent"),
    // Before the first write an old failure is no obstacle: asking again is its cure.
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

const ERROR_WORDS: Record<SmsAim, string> = {
  on: "Provisioning ended in the state “error”.",
  off: "The number is in the state “error”; deprovisioning can only be requested from “provisioned”.",
};

const NOT_LISTED = "SMS is off, or the number is not ours.";

/** What a person reads where there is nothing more to do, or nothing there: the state in words, never the error text of a 404. */
function describeAbsence(aim: SmsAim, step: ReadStep, state: "none" | "not-found", words: string | null): string {
  if (aim === "off" && step !== "check")
    return state === "none"
      ? "SMS is off. IntelePeer reports no SMS state for it."
      : "SMS is off. IntelePeer no longer lists it.";
  if (state === "none") return "IntelePeer reports no SMS state for it.";
  return `IntelePeer does not list it${words === null ? "" : ` (“${words}”)`}: ${NOT_LISTED}`;
}

/**
 * One answer → one reading. The code inside the answer wins over the HTTP status. 404 means "not available for use by the
 * customer", which is also what a number shows after SMS was switched off: a state of its own. A success that reports no state is
 * `none`.
 */
export function toSmsReading(
  number: PhoneNumber,
  item: StatusItem,
  { aim, step, status }: { aim: SmsAim; step: ReadStep; status: number },
): Reading {
  const code = item.code ?? status;
  const words = readWords(item);
  const base = { number, raw: item };
  if (code === 400)
    return {
      ...base,
      finding: "refused",
      code: "400",
      message: words ?? "The carrier answered 400.",
      isRetryable: false,
    };
  if (code !== 404 && (code < 200 || code > 299))
    return { ...base, finding: "unclear", code: String(code), message: words ?? `The carrier answered ${code}.` };
  const state = code === 404 ? "not-found" : readState(item);
  if (state === null) {
    const given = item.provisioning?.state ?? "";
    return {
      ...base,
      finding: "unclear",
      code: given.slice(0, 40),
      message: `The carrier reports a state that its contract does not list: “${given.slice(0, 80)}”.`,
      facts: { smsState: "unknown" },
    };
  }
  const finding = FINDINGS[aim][state](step);
  const facts = { smsState: state };
  if (finding === "refused")
    return { ...base, finding, code: "error", message: words ?? ERROR_WORDS[aim], isRetryable: true, facts };
  const message =
    state === "none" || state === "not-found" ? describeAbsence(aim, step, state, words) : (words ?? undefined);
  return { ...base, finding, message, facts };
}

/** Null: a word that the contract does not list. */
function readState({ provisioning }: StatusItem): SmsState | null {
  const given = provisioning?.state ?? "none";
  return isSmsState(given) ? given : null;
}

/** An entry that does not have the form of the contract says nothing of its number, and nothing of its neighbours. */
export const toOddReading = (number: PhoneNumber, item: unknown): Reading => ({
  number,
  finding: "unclear",
  message: `The carrier's entry for this number does not have the form of its contract: ${JSON.stringify(item).slice(0, 200)}`,
  isRetryable: true,
  raw: item,
});

const REFUSALS = new Set([400, 401, 403, 404, 405, 406, 413, 415, 422]);

/** What a provisioning call of status 400 or above answered; `item` is null where it had no readable body. */
export function toSmsRefusal(item: StatusItem | null, status: number): WriteOutcome {
  const words = readWords(item);
  const raw = item ?? { status };
  if (REFUSALS.has(status))
    return {
      is: "failed",
      code: String(status),
      message: words ?? `The carrier answered HTTP ${status}.`,
      isRetryable: describeIntelepeerError(String(status), words ?? "")?.isRetryable ?? false,
      raw,
    };
  const fallback =
    status === 409
      ? "Provisioning (or deprovisioning) of the number is in progress."
      : `The carrier answered HTTP ${status}.`;
  return { is: "unclear", code: String(status), message: words ?? fallback, raw };
}
