import { cutText } from "@/lib/domain/clean-text";
import { type PhoneNumber, phoneNumber, toTenDigits } from "@/lib/domain/phone-number";
import type { WriteAnswer, WriteInput, WriteOutcome } from "../carrier";
import type { Refusal } from "./client";
import { describeInumberingError } from "./errors";

const SPELLING = /^(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}$/;

/** Ten or eleven digits, alone or in groups → E.164; null if it is not a US number, or if anything else stands with it. */
export function toPhoneNumber(text: string): PhoneNumber | null {
  if (!SPELLING.test(text)) return null;
  const digits = text.replace(/\D/g, "");
  const ten = digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
  return phoneNumber.safeParse(`+1${ten}`).data ?? null;
}

const NUMBERS_IN_TEXT = /(?<!\d)1?([2-9]\d{9})(?!\d)/g;
/** In an answer that leaves the order open, a number is refused only by the text beside it: others may be those that were ordered. */
const REFUSED_IN_TEXT = /(?<!\d)1?([2-9]\d{9})\b[^\d,\]]*(?:existing order|not available|unavailable)/gi;
const EXISTING_ORDER = /existing order/i;

function findNumbers(text: string, pattern: RegExp, numbers: readonly PhoneNumber[]): Set<PhoneNumber> {
  const named = new Set([...text.matchAll(pattern)].map((match) => match[1]));
  return new Set(numbers.filter((number) => named.has(toTenDigits(number))));
}

/**
 * A rejected order, number by number: the carrier only names rejected numbers in its text. If the answer leaves the order
 * open, only the account's list tells about the rest; else the rest failed too and can be retried without them. On a resend,
 * the existing order is probably our own.
 */
export function toRefusedOrder(
  refusal: Refusal,
  { numbers, isResend = false }: Pick<WriteInput, "numbers" | "isResend">,
): WriteAnswer {
  const { code, message, reply, isOpen } = refusal;
  const isOwnOrder = isResend && EXISTING_ORDER.test(message);
  const named = findNumbers(message, isOpen ? REFUSED_IN_TEXT : NUMBERS_IN_TEXT, isOwnOrder ? [] : numbers);
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
  if (isOpen) return { outcomes, rest: { type: "unclear", code, message, raw } };
  return { outcomes, rest: fail(isRetryable || named.size > 0) };
}
