import { isRecord, readJson } from "../core/exchange";
import { defineFault } from "../core/fault-kind";
import { whole } from "../core/fields";

export const faults = [
  defineFault({
    kind: "wrongLength207",
    title: "List of the wrong length",
    meaning: "The carrier acts; its 207 has too few or too many entries.",
    fields: { by: whole("Entries too many", -1, { hint: "Negative: too few." }) },
    spoil: ({ by }, reply) => ({ ...reply, body: JSON.stringify(changeLength(readJson(reply.body), by)) }),
  }),
];

function changeLength(value: unknown, by: number): unknown {
  if (isRecord(value)) return { ...value, responses: changeLength(value.responses, by) };
  if (!Array.isArray(value)) return value;
  const items: unknown[] = value;
  return by < 0 ? items.slice(0, by) : [...items, ...Array.from({ length: by }, () => items[0])];
}
