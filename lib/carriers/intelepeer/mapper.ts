import type { PhoneNumber } from "@/lib/domain/phone-number";
import { SMS_STATES, type ServiceFacts, type SmsState } from "@/lib/domain/service-state";
import type { Finding, Reading, ReadStep, WriteOutcome } from "../carrier";
import { describeIntelepeerError } from "./errors";
import { readWords, type StatusItem } from "./wire";

export type SmsAim = "on" | "off";

const isSmsState = (text: string): text is SmsState => SMS_STATES.some((state) => state === text);

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

/**
 * One answer → one reading. The code inside the answer wins over the HTTP status. 404 means "not available for use by the
 * customer", which is also what a number shows after SMS was switched off: the page names no state for it, so it reads as `none`.
 */
export function toSmsReading(
  number: PhoneNumber,
  item: StatusItem,
  { aim, step, status }: { aim: SmsAim; step: ReadStep; status: number },
): Reading {
  const code = item.code ?? status;
  const words = readWords(item) ?? undefined;
  const base = { number, raw: item };
  const state = item.provisioning?.state;
  if (code === 404) return { ...base, finding: FINDINGS[aim].none(step), message: words, facts: { smsState: "none" } };
  if (code === 400)
    return {
      ...base,
      finding: "refused",
      code: "400",
      message: words ?? "The carrier answered 400.",
      isRetryable: false,
    };
  if (code < 200 || code > 299 || state === undefined)
    return { ...base, finding: "unclear", code: String(code), message: words ?? `The carrier answered ${code}.` };
  if (!isSmsState(state))
    return {
      ...base,
      finding: "unclear",
      code: state.slice(0, 40),
      message: `The carrier reports a state that its contract does not list: “${state.slice(0, 80)}”.`,
      facts: { smsState: "unknown" },
    };
  const facts: ServiceFacts = { smsState: state };
  const finding = FINDINGS[aim][state](step);
  if (finding !== "refused") return { ...base, finding, message: words, facts };
  return { ...base, finding, code: "error", message: words ?? ERROR_WORDS[aim], isRetryable: true, facts };
}

const REFUSALS = new Set([400, 401, 403, 404, 405, 406, 413, 415, 422]);

/** What a provisioning call answered, whatever its HTTP status; `item` is null where a refusal had no readable body. */
export function toSmsOutcome(item: StatusItem | null, status: number): WriteOutcome {
  const code = status >= 400 ? status : (item?.code ?? status);
  const words = readWords(item);
  const raw = item ?? { status };
  if (code >= 200 && code <= 299) {
    const state = item?.provisioning?.state;
    return {
      is: "accepted",
      message: words ?? undefined,
      facts: state === undefined ? undefined : { smsState: isSmsState(state) ? state : "unknown" },
      raw,
    };
  }
  if (REFUSALS.has(code))
    return {
      is: "failed",
      code: String(code),
      message: words ?? `The carrier answered HTTP ${code}.`,
      isRetryable: describeIntelepeerError(String(code), words ?? "")?.isRetryable ?? false,
      raw,
    };
  const fallback =
    code === 409
      ? "Provisioning (or deprovisioning) of the number is in progress."
      : `The carrier answered HTTP ${code}.`;
  return { is: "unclear", code: String(code), message: words ?? fallback, raw };
}
