import { type FoundNumber, findRuns } from "@/lib/domain/inventory-search";
import { toTenDigits } from "@/lib/domain/phone-number";

export type NumberGroup = {
  kind: "group";
  /** Six digits. */
  exchange: string;
  rows: readonly FoundNumber[];
  /** Of numbers that follow one another without a gap. */
  longestRun: number;
};
/** A row whose height is measured; see `useRowWindow`. */
export type MeasuredRow = { index: number; measure: (row: Element | null) => void };

export type ResultEntry = NumberGroup | { kind: "row"; row: FoundNumber };

/** What the table draws, in order: the numbers as they are sorted, or exchange by exchange under a head each. */
export function groupNumbers(rows: readonly FoundNumber[], isGrouped: boolean): ResultEntry[] {
  const toEntry = (row: FoundNumber): ResultEntry => ({ kind: "row", row });
  if (!isGrouped) return rows.map(toEntry);
  const groups = new Map<string, FoundNumber[]>();
  for (const row of rows) {
    const exchange = toTenDigits(row.number).slice(0, 6);
    const known = groups.get(exchange);
    if (known) known.push(row);
    else groups.set(exchange, [row]);
  }
  return [...groups].flatMap(([exchange, own]) => [
    {
      kind: "group" as const,
      exchange,
      rows: own,
      longestRun: findRuns(own.map(({ number }) => number))[0]?.length ?? 0,
    },
    ...own.map(toEntry),
  ]);
}
