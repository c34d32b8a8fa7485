import { cutText } from "@/lib/domain/clean-text";
import { type PhoneNumber, phoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { WriteAnswer, WriteOutcome } from "../carrier";
import { isOpenCode, type Refusal } from "./client";
import { describeInumberingError } from "./errors";

/** Ten or eleven digits → E.164; null if it is not a US number. */
export function toPhoneNumber(text: string): PhoneNumber | null {
  const digits = text.replace(/\D/g, "");
  const ten = digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
  return phoneNumber.safeParse(`+1${ten}`).data ?? null;
}

/**
 * The network's form of a partial order, `{2=[6123453624 TN is on an existing order]}`, usually with statusCode 200. With any
 * code, it leaves open whether the other numbers were ordered.
 */
const PARTIAL_TEXT = /^\s*\{|on an existing order/i;
const NUMBERS_IN_TEXT = /(?<!\d)1?([2-9]\d{9})(?!\d)/g;

function findNumbers(text: string, numbers: readonly PhoneNumber[]): Set<PhoneNumber> {
  const named = new Set([...text.matchAll(NUMBERS_IN_TEXT)].map((match) => match[1]));
  return new Set(numbers.filter((number) => named.has(toTenDigits(number))));
}

/**
 * A rejected order, number by number: the carrier only names rejected numbers in its text. If the code or text leaves the
 * order open, only the account's list tells about the rest; else the rest failed too and can be retried without them.
 */
export function toRefusedOrder(refusal: Refusal, numbers: readonly PhoneNumber[]): WriteAnswer {
  const { code, message, reply } = refusal;
  const named = findNumbers(message, numbers);
  const isRetryable = describeInumberingError(code, message)?.isRetryable ?? false;
  const raw = { status: reply.status, statusCode: code, message: cutText(message, 500) };
  const fail = (canRetry: boolean): WriteOutcome => ({
    type: "failed",
    code,
    message,
    isRetryable: canRetry,
    raw,
  });
  const outcomes = new Map<PhoneNumber, WriteOutcome>();
  for (const number of named) outcomes.set(number, fail(isRetryable));
  if (isOpenCode(code) || PARTIAL_TEXT.test(message))
    return { outcomes, rest: { type: "unclear", code, message, raw } };
  return { outcomes, rest: fail(isRetryable || named.size > 0) };
}
