import type { PhoneNumber } from "@/lib/domain/phone-number";
import { toTenDigits } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import type { Reading, Stranger, WriteAnswer, WriteOutcome } from "../carrier";
import { describeBandwidthError } from "./errors";
import type { OrderDocument, UnreadElement, WireError } from "./wire-xml";

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

/** Errors by the number that they name; `general` are those that name none. */
function groupErrors(errors: readonly WireError[]) {
  const byNumber = new Map<string, WireError[]>();
  for (const error of errors)
    for (const spelling of error.numbers) {
      const ten = toTen(spelling) || spelling;
      byNumber.set(ten, [...(byNumber.get(ten) ?? []), error]);
    }
  const isNamed = (error: WireError) => error.numbers.some((spelling) => toTen(spelling).length === 10);
  return { byNumber, general: errors.filter((error) => !isNamed(error)) };
}

/** Page, step 2. */
const ORDER_STATUSES = ["RECEIVED", "PROCESSING", "COMPLETE", "PARTIAL", "FAILED"] as const;
export const isOrderStatus = (text: string): text is (typeof ORDER_STATUSES)[number] =>
  ORDER_STATUSES.some((status) => status === text);

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
 * list nor the errors name is unknown, never fine. A status that contradicts the rest of the document says nothing of any number.
 */
export function toOrderReadings(
  order: OrderDocument,
  { numbers, submitted = numbers }: { numbers: readonly PhoneNumber[]; submitted?: readonly PhoneNumber[] },
  action: Action,
): { readings: Reading[]; strangers: Stranger[] } {
  const { byNumber, general } = groupErrors(order.errors);
  const listed = new Set(order.numbers.map(toTen));
  const ours = new Set(submitted.map(toTenDigits));
  const facts = FACTS[action];
  const contradiction = findContradiction(order, { byNumber, general, ours });

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
    if (!isOrderStatus(order.status))
      return unclear(`The carrier reports a status that its contract does not list: “${order.status.slice(0, 80)}”.`);
    if (order.status === "RECEIVED" || order.status === "PROCESSING")
      return { number, finding: "working", facts: facts.working, raw };
    const own = joinErrors(errors, order.status);
    if (own && order.status === "COMPLETE")
      return unclear(`The order is COMPLETE, yet names an error for this number: ${own.message}`, own.code);
    if (own) return refused(own);
    if (contradiction !== null)
      return unclear(`The order is ${order.status}, yet ${contradiction}. What became of this number is not known.`);
    if (order.status === "FAILED")
      return refused(
        joinErrors(general, order.status) ?? { code: order.status, message: WHOLE_ORDER_FAILED, isRetryable: false },
      );
    const isListed = listed.has(ten) || (order.status === "COMPLETE" && listed.size === 0);
    return isListed ? { number, finding: "done", facts: facts.done, raw } : unclear(NOT_MENTIONED);
  };

  const verdict: Stranger[] =
    contradiction === null ? [] : [{ kind: "verdict", spelling: order.status, words: `Yet ${contradiction}.` }];
  return {
    readings: numbers.map(readOne),
    strangers: [...verdict, ...listElements(order.unread), ...listStrangers(ours, byNumber, [...listed], order.status)],
  };
}

type Parts = {
  byNumber: ReadonlyMap<string, readonly WireError[]>;
  general: readonly WireError[];
  ours: ReadonlySet<string>;
};

/** Where the order's own status and the rest of its document cannot both be true, in words; null where they can. */
function findContradiction(order: OrderDocument, { byNumber, general, ours }: Parts): string | null {
  const unread = order.unread.filter(({ isError }) => isError);
  const hidden = unread.map(({ path }) => path).join(", ");
  const named = [...ours].filter((ten) => byNumber.has(ten) || unread.some(({ numbers }) => numbers.includes(ten)));
  switch (order.status) {
    case "COMPLETE":
      if (order.errors.length > 0) return `it names ${countErrors(order.errors.length)}`;
      break;
    case "PARTIAL":
      if (order.errors.length === 0)
        return unread.length > 0 ? `its errors are not where they belong: ${hidden}` : "it names no error";
      if (general.length > 0) return "an error names no number";
      if (![...ours].some((ten) => byNumber.has(ten))) return "its errors name none of the order's numbers";
      break;
    case "FAILED":
      // An error that names no number, or no error at all, leaves the word for the whole order.
      if (general.length > 0 || named.length === ours.size) return null;
      return named.length > 0 || byNumber.size > 0 ? `its errors name ${named.length} of ${ours.size} numbers` : null;
    default:
      return null;
  }
  return unread.length > 0 ? `it holds what we do not read: ${hidden}` : null;
}

const countErrors = (count: number) => (count === 1 ? "an error" : `${count} errors`);

/** Elements that the contract does not list, with what stands in them. */
export const listElements = (unread: readonly UnreadElement[]): Stranger[] =>
  unread.map(({ path, text }) => ({ kind: "element", spelling: path, words: text }));

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
  { errors, unread }: { errors: readonly WireError[]; unread: readonly UnreadElement[] },
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
  const strangers = [...listElements(unread), ...listStrangers(new Set(numbers.map(toTenDigits)), byNumber, [], code)];
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
