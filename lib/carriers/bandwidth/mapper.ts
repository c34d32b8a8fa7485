import type { PhoneNumber } from "@/lib/domain/phone-number";
import { toTenDigits } from "@/lib/domain/phone-number";
import type { ServiceFacts } from "@/lib/domain/service-state";
import type { Reading, UnrequestedEntry, WriteAnswer, WriteOutcome } from "../carrier";
import { describeBandwidthError } from "./errors";
import type { OrderDocument, UnreadElement, WireError } from "./wire-xml";

export type Action = "IMPORT" | "REMOVE";
type Explanation = { code: string; message: string; isRetryable: boolean };

const NOT_MENTIONED = "not mentioned by the carrier";
const WHOLE_ORDER_FAILED = "The carrier failed the whole order";

/** The dashboard uses ten digits; other spellings of the number are accepted too. With letters in it, it says more than a number. */
function toTen(spelling: string) {
  if (/\p{L}/u.test(spelling)) return spelling;
  const digits = spelling.replace(/\D/g, "");
  return digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
}

const isNumber = (spelling: string) => /^\d{10}$/.test(toTen(spelling));

/** Joins several errors of one number: all texts, the first code. */
function joinErrors(errors: readonly WireError[], fallbackCode: string): Explanation | null {
  const [first] = errors;
  if (!first) return null;
  const code = errors.find((error) => error.code !== null)?.code ?? fallbackCode;
  const message = [...new Set(errors.map((error) => error.text).filter((text) => text !== ""))].join(" · ") || code;
  return { code, message, isRetryable: describeBandwidthError(code, first.text)?.isRetryable ?? false };
}

/** Errors by the number that they name; `general` name none. */
function groupErrors(errors: readonly WireError[]) {
  const byNumber = new Map<string, WireError[]>();
  for (const error of errors)
    for (const spelling of error.numbers) {
      const ten = toTen(spelling) || spelling;
      byNumber.set(ten, [...(byNumber.get(ten) ?? []), error]);
    }
  const isNamed = (error: WireError) => error.numbers.some(isNumber);
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
 * What an order's document says about our numbers. Page, step 2: COMPLETE, PARTIAL, FAILED with `Errors`. A number that
 * neither the list nor the errors name is unknown. A status that contradicts the document says nothing about any number.
 */
export function toOrderReadings(
  order: OrderDocument,
  { numbers, submitted = numbers }: { numbers: readonly PhoneNumber[]; submitted?: readonly PhoneNumber[] },
  action: Action,
): { readings: Reading[]; unrequested: UnrequestedEntry[] } {
  const { byNumber, general } = groupErrors(order.errors);
  const listed = new Set(order.numbers.map(toTen));
  const ours = new Set(submitted.map(toTenDigits));
  const facts = FACTS[action];
  const contradiction = findContradiction(order, { byNumber, general, ours });

  const readOne = (number: PhoneNumber): Reading => {
    const ten = toTenDigits(number);
    const errors = byNumber.get(ten) ?? [];
    const raw = { OrderId: order.orderId, ProcessingStatus: order.status, ...(errors.length > 0 && { errors }) };
    const refused = (explanation: Explanation): Reading => ({
      number,
      finding: "refused",
      ...explanation,
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
      return unclear(`The carrier reports an undocumented status: “${order.status.slice(0, 80)}”.`);
    if (order.status === "RECEIVED" || order.status === "PROCESSING")
      return { number, finding: "working", facts: facts.working, raw };
    const own = joinErrors(errors, order.status);
    if (own && order.status === "COMPLETE")
      return unclear(`The order is COMPLETE but names an error for this number: ${own.message}`, own.code);
    if (own) return refused(own);
    if (contradiction !== null)
      return unclear(`The order is ${order.status}, but ${contradiction}. The result for this number is unknown.`);
    if (order.status === "FAILED")
      return refused(
        joinErrors(general, order.status) ?? { code: order.status, message: WHOLE_ORDER_FAILED, isRetryable: false },
      );
    const isListed = listed.has(ten) || (order.status === "COMPLETE" && isListless(order));
    return isListed ? { number, finding: "done", facts: facts.done, raw } : unclear(NOT_MENTIONED);
  };

  const verdict: UnrequestedEntry[] =
    contradiction === null ? [] : [{ kind: "verdict", spelling: order.status, message: `But ${contradiction}.` }];
  return {
    readings: numbers.map(readOne),
    unrequested: [
      ...verdict,
      ...listElements(order.unread),
      ...listUnrequested(ours, byNumber, [...listed], order.status),
    ],
  };
}

/** No list at all, or an empty one: one whose entries could not be read is neither. */
const isListless = ({ numbers, unread }: OrderDocument) =>
  numbers.length === 0 && !unread.some(({ path }) => path.includes("TelephoneNumber"));

type Parts = {
  byNumber: ReadonlyMap<string, readonly WireError[]>;
  general: readonly WireError[];
  ours: ReadonlySet<string>;
};

/** How the order's status contradicts its document, as text; null if it does not. */
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
        return unread.length > 0 ? `its errors are in the wrong place: ${hidden}` : "it names no error";
      if (general.length > 0) return "an error names no number";
      if (order.errors.some(({ numbers }) => !numbers.every(isNumber))) return "an error names what is no number";
      if (![...ours].some((ten) => byNumber.has(ten))) return "its errors name none of the order's numbers";
      break;
    case "FAILED":
      // An error without a number, or no error at all, applies to the whole order.
      if (general.length > 0 || named.length === ours.size) return null;
      return named.length > 0 || byNumber.size > 0 ? `its errors name ${named.length} of ${ours.size} numbers` : null;
    default:
      return null;
  }
  return unread.length > 0 ? `it contains unknown elements: ${hidden}` : null;
}

const countErrors = (count: number) => (count === 1 ? "an error" : `${count} errors`);

/** Undocumented elements and their content. */
export const listElements = (unread: readonly UnreadElement[]): UnrequestedEntry[] =>
  unread.map(({ path, text }) => ({ kind: "element", spelling: path, message: text }));

/** Everything in the response besides our numbers, and what it says about it. */
function listUnrequested(
  ours: ReadonlySet<string>,
  byNumber: ReadonlyMap<string, readonly WireError[]>,
  listed: readonly string[],
  status: string,
): UnrequestedEntry[] {
  const named = new Set([...byNumber.keys(), ...listed]);
  return [...named]
    .filter((ten) => ten !== "" && !ours.has(ten))
    .map((spelling) => {
      const explanation = joinErrors(byNumber.get(spelling) ?? [], status);
      return {
        spelling,
        message: explanation
          ? `${explanation.code}: ${explanation.message}`
          : `Listed in the order, which is ${status}.`,
      };
    });
}

/** A rejected order: numbers named by an error failed; the others failed with them and can be retried. */
export function toRefusedOrder(
  { errors, unread }: { errors: readonly WireError[]; unread: readonly UnreadElement[] },
  status: number,
  numbers: readonly PhoneNumber[],
): WriteAnswer {
  const { byNumber, general } = groupErrors(errors);
  const code = String(status);
  const outcomes = new Map<PhoneNumber, WriteOutcome>();
  for (const number of numbers) {
    const ten = toTenDigits(number);
    // Some rejections name the number in their text alone.
    const named = [...(byNumber.get(ten) ?? []), ...general.filter(({ text }) => text.includes(ten))];
    const explanation = joinErrors(named, code);
    if (explanation) outcomes.set(number, { type: "failed", ...explanation, raw: { errors: named } });
  }
  const summary = joinErrors(general.length > 0 ? general : errors, code);
  const whole = summary ?? { code, message: `The carrier responded with HTTP ${status}.`, isRetryable: false };
  const failedWithOthers = outcomes.size > 0;
  const unrequested = [
    ...listElements(unread),
    ...listUnrequested(new Set(numbers.map(toTenDigits)), byNumber, [], code),
  ];
  return {
    outcomes,
    ...(unrequested.length > 0 && { unrequested }),
    rest: {
      type: "failed",
      code: whole.code,
      message: failedWithOthers ? `${WHOLE_ORDER_FAILED}: ${whole.message}` : whole.message,
      isRetryable: failedWithOthers || whole.isRetryable,
      raw: { status, errors: general },
    },
  };
}
