import type { FoundNumber } from "@/lib/domain/inventory-search";

const SORTS = ["number", "rateCenter", "city", "lata", "state"] as const;

/** Sorted by what the address says (`key` or `-key`), then by number; ascending by number where it says nothing known. */
export function sortNumbers(numbers: readonly FoundNumber[], sort: string | null): FoundNumber[] {
  const isDescending = sort?.startsWith("-") ?? false;
  const key = SORTS.find((one) => one === sort?.replace(/^-/, "")) ?? "number";
  const sign = isDescending ? -1 : 1;
  return [...numbers].sort(
    (a, b) => sign * compare(a[key], b[key]) || (key === "number" ? 0 : compare(a.number, b.number)),
  );
}

/** What has no value comes after what has one. */
function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
