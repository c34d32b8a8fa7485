import "server-only";
import type { CoverageFilter, CoverageRow } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { COVERAGE_PAGE, type CoverageLevel, type CoveragePlace, type CoverageQuery } from "@/lib/domain/coverage-query";
import { AppError } from "@/lib/domain/errors";
import { readCoverage } from "./read-coverage";

export type CoverageList = {
  places: CoveragePlace[];
  /** Of all places that fit, not only those shown. */
  total: { places: number; numbers: number };
  /** ISO 8601: when the carrier was asked. */
  readAt: string;
};

/**
 * One page of coverage: the carrier narrows by one condition, the others are applied here. Errors: INVALID_INPUT (blocks without any
 * condition are too many), NOT_FOUND (account), CarrierError.
 */
export async function listCoverage(
  ctx: Context,
  { accountId, query }: { accountId: string; query: CoverageQuery },
): Promise<CoverageList> {
  const filter = chooseFilter(query);
  if (query.by === "block" && !filter)
    throw new AppError("INVALID_INPUT", "Choose a state, an area code, a LATA or a rate center first.");
  // Counted by state or rate center, the carrier's rows lack what the other conditions ask for; by exchange they have all of it.
  const by = query.by === "block" ? "block" : filter ? "npaNxx" : query.by;
  const { rows, readAt } = await readCoverage(ctx, { accountId, by, ...(filter && { filter }) });
  const places = groupPlaces(
    rows.filter((row) => fits(row, query)),
    query.by,
  );
  const numbers = places.reduce((sum, place) => sum + place.count, 0);
  sortPlaces(places, query.sort);
  return {
    places: places.slice(query.after, query.after + COVERAGE_PAGE),
    total: { places: places.length, numbers },
    readAt,
  };
}

/** The condition that leaves the fewest rows goes to the carrier, which takes one only. */
function chooseFilter({ npa, rateCenter, lata, state }: CoverageQuery): CoverageFilter | null {
  if (npa) return { npa };
  if (rateCenter) return { rateCenter };
  if (lata) return { lata };
  return state ? { state } : null;
}

const fits = (row: CoverageRow, { npa, rateCenter, lata, state }: CoverageQuery) =>
  (npa === undefined || row.npa === npa) &&
  (rateCenter === undefined || row.rateCenter === rateCenter) &&
  (lata === undefined || row.lata === lata) &&
  (state === undefined || row.state === state);

const TOLD_BY = {
  state: ["state"],
  rateCenter: ["state", "rateCenter", "lata"],
  npaNxx: ["state", "rateCenter", "lata", "npa", "nxx"],
  block: ["state", "rateCenter", "lata", "npa", "nxx", "block"],
} as const satisfies Record<CoverageLevel, readonly (keyof CoveragePlace)[]>;

function groupPlaces(rows: readonly CoverageRow[], level: CoverageLevel): CoveragePlace[] {
  const places = new Map<string, CoveragePlace>();
  for (const row of rows) {
    const key = TOLD_BY[level].map((field) => row[field] ?? "").join("\u001f");
    const known = places.get(key);
    if (known) {
      known.count += row.count;
      continue;
    }
    const place: CoveragePlace = {
      state: null,
      rateCenter: null,
      lata: null,
      npa: null,
      nxx: null,
      block: null,
      count: row.count,
    };
    for (const field of TOLD_BY[level]) place[field] = row[field];
    places.set(key, place);
  }
  return [...places.values()];
}

const nameOf = ({ npa, nxx, block, rateCenter, state }: CoveragePlace) =>
  npa === null ? `${rateCenter ?? ""} ${state ?? ""}` : `${npa}${nxx ?? ""}${block ?? ""}`;

function sortPlaces(places: CoveragePlace[], sort: CoverageQuery["sort"]): void {
  const sign = sort.startsWith("-") ? -1 : 1;
  const byName = (a: CoveragePlace, b: CoveragePlace) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0);
  places.sort((a, b) => (sort.endsWith("count") ? sign * (a.count - b.count) || byName(a, b) : sign * byName(a, b)));
}
