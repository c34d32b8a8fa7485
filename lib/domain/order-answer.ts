import type { AnswerPart } from "./answer";
import type { OrderSums } from "./order";
import type { Tone } from "./service-state";

const count = (n: number) => n.toLocaleString("en-US");

const ALONE = {
  confirmed: { text: "The number is confirmed" },
  failed: { text: "The number failed", tone: "bad" },
  unknown: { text: "The result is not known", tone: "unknown" },
  skipped: { text: "Nothing had to be done" },
  pending: { text: "Not confirmed yet", tone: "pending" },
} as const satisfies Record<Exclude<keyof OrderSums, "requested">, AnswerPart>;

const EXCEPTIONS = [
  ["failed", "bad"],
  ["unknown", "unknown"],
  ["pending", "pending"],
  ["skipped", undefined],
] as const satisfies readonly (readonly [keyof OrderSums, Tone | undefined])[];

/** An order in one line: how many of its numbers are confirmed, then what is not. The parts add up to what was requested. */
export function describeOrderAnswer(sums: OrderSums): AnswerPart[] {
  const { requested, confirmed } = sums;
  if (requested === 1) {
    const only = EXCEPTIONS.map(([name]) => name).find((name) => sums[name] > 0) ?? "confirmed";
    return [ALONE[only]];
  }
  const rest = EXCEPTIONS.filter(([name]) => sums[name] > 0).map(([name, tone]) => ({
    text: `${count(sums[name])} ${name}`,
    ...(tone && { tone }),
  }));
  return rest.length === 0
    ? [{ text: `All ${count(requested)} numbers confirmed` }]
    : [{ text: `${count(confirmed)} of ${count(requested)} confirmed` }, ...rest];
}
