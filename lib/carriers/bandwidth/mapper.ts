import type { PhoneNumber } from "@/lib/domain/phone-number";
import { toTenDigits } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import type { Reading, Stranger, WriteAnswer, WriteOutcome } from "../carrier";
import { describeBandwidthError } from "./errors";
import type { OrderDocument, WireError } from "./wire-xml";

export type Action = "IMPORT" | "REMOVE";
type Words = { code: string; message: string; isRetryable: boolean };

const NOT_MENTIONED = "not mentioned by the carrier";
const WHOLE_ORDER_FAILED = "The carrier failed the whole order";

/** Numbers are ten digits at the dashboard; other spellings of the same number are understood. */
function toTen(spelling: string) {
  const digits = spelling.replace(/\D/g, "");
  return digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
}

/** Several errors of one number: all texts, the first code. */
function joinErrors(errors: readonly WireError[], fallbackCode: string): Words | null {
  const [first] = errors;
  if (!first) return null;
  const code = errors.find((error) => error.code !== null)?.code ?? fallbackCode;
  const message = [...new Set(errors.map((error) => error.text).filter((text) => text !== ""))].join(" · ") || code;
  return { code, message, isRetryable: describeBandwidthError(code, first.text)?.isRetryable ?? false };
}

function groupErrors(errors: readonly WireError[]) {
  const byNumber = new Map<string, WireError[]>();
  for (const error of errors)
    for (const spelling of error.numbers) {
      const ten = toTen(spelling);
      byNumber.set(ten, [...(byNumber.get(ten) ?? []), error]);
    }
  return { byNumber, general: errors.filter((error) => error.numbers.length === 0) };
}

const FACTS: Record<Action, { done: ServiceFacts; refused?: ServiceFacts; working?: ServiceFacts }> = {
  IMPORT: {
    done: { importState: "imported" },
    refused: { importState: "failed" },
    working: { importState: "requested" },
  },
  REMOVE: { done: { importState: "none" } },
};

/**
 * What an order's document says about the numbers that we submitted. Page, step 2: COMPLETE, PARTIAL, FAILED with `Errors`. The page
 * keeps failing numbers in the list, the later specification drops them; hence our own list decides, and a number that neither the
 * list nor the errors name is unknown, never fine.
 */
export function toOrderReadings(
  order: OrderDocument,
  numbers: readonly PhoneNumber[],
  action: Action,
): { readings: Reading[]; strangers: Stranger[] } {
  const { byNumber, general } = groupErrors(order.errors);
  const listed = new Set(order.numbers.map(toTen));
  const ours = new Set(numbers.map(toTenDigits));
  const facts = FACTS[action];

  const readOne = (number: PhoneNumber): Reading => {
    const ten = toTenDigits(number);
    const errors = byNumber.get(ten) ?? [];
    const raw = { OrderId: order.orderId, ProcessingStatus: order.status, ...(errors.length > 0 && { errors }) };
    const refused = (words: Words): Reading => ({
      number,
      finding: "refused",
      ...words,
      facts: facts.refused,
      raw,
    });
    const unclear = (message: string, code = order.status): Reading => ({
      number,
      finding: "unclear",
      code,
      message,
      raw,
    });
    const done: Reading = { number, finding: "done", facts: facts.done, raw };
    const own = joinErrors(errors, order.status);
    switch (order.status) {
      case "RECEIVED":
      case "PROCESSING":
        return { number, finding: "working", facts: facts.working, raw };
      case "COMPLETE":
        if (own) return unclear(`The order is COMPLETE, yet names an error for this number: ${own.message}`, own.code);
        return listed.size === 0 || listed.has(ten) ? done : unclear(NOT_MENTIONED);
      case "PARTIAL":
        if (own) return refused(own);
        return listed.has(ten) ? done : unclear(NOT_MENTIONED);
      case "FAILED": {
        const words = own ?? joinErrors(general, order.status);
        return refused(words ?? { code: order.status, message: WHOLE_ORDER_FAILED, isRetryable: false });
      }
      default:
        return unclear(`The carrier reports a status that its contract does not list: “${order.status.slice(0, 80)}”.`);
    }
  };

  return { readings: numbers.map(readOne), strangers: listStrangers(ours, byNumber, [...listed], order.status) };
}

/** Whatever the answer names besides our numbers, with what it says of it. */
function listStrangers(
  ours: ReadonlySet<string>,
  byNumber: ReadonlyMap<string, readonly WireError[]>,
  listed: readonly string[],
  status: string,
): Stranger[] {
  const named = new Set([...byNumber.keys(), ...listed]);
  return [...named]
    .filter((ten) => ten !== "" && !ours.has(ten))
    .map((spelling) => {
      const words = joinErrors(byNumber.get(spelling) ?? [], status);
      return {
        spelling,
        words: words ? `${words.code}: ${words.message}` : `Listed in the order, which is ${status}.`,
      };
    });
}

/** A refused order: numbers that an error names have failed for it; the others failed with them and may be sent again. */
export function toRefusedOrder(
  errors: readonly WireError[],
  status: number,
  numbers: readonly PhoneNumber[],
): WriteAnswer {
  const { byNumber, general } = groupErrors(errors);
  const code = String(status);
  const outcomes = new Map<PhoneNumber, WriteOutcome>();
  for (const number of numbers) {
    const named = byNumber.get(toTenDigits(number)) ?? [];
    const words = joinErrors(named, code);
    if (words) outcomes.set(number, { is: "failed", ...words, raw: { errors: named } });
  }
  const words = joinErrors(general.length > 0 ? general : errors, code);
  const whole = words ?? { code, message: `The carrier answered HTTP ${status}.`, isRetryable: false };
  const isOthersFault = outcomes.size > 0;
  const strangers = listStrangers(new Set(numbers.map(toTenDigits)), byNumber, [], code);
  return {
    outcomes,
    ...(strangers.length > 0 && { strangers }),
    rest: {
      is: "failed",
      code: whole.code,
      message: isOthersFault ? `${WHOLE_ORDER_FAILED}: ${whole.message}` : whole.message,
      isRetryable: isOthersFault || whole.isRetryable,
      raw: { status, errors: general },
    },
  };
}
