import "server-only";
import type { CoverageFilter, CoverageRow } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import {
  COVERAGE_FILTERS,
  COVERAGE_PAGE,
  type CoverageFilterName,
  type CoverageLevel,
  type CoveragePlace,
  type CoverageQuery,
} from "@/lib/domain/coverage-query";
import { AppError } from "@/lib/domain/errors";
import { explainUnknownRateCenter } from "./list-rate-centers";
import { readCoverage } from "./read-coverage";

export type CoverageList = {
  places: CoveragePlace[];
  /** A message, where there are none because the requested rate center does not exist. */
  unknownRateCenter: string | null;
  /** Of all places that fit, not only those shown. */
  total: { places: number; numbers: number };
  /** Entries of the carrier's answer that could not be read; what they count is in no sum. */
  oddCount: number;
  /** ISO 8601: when the carrier was asked. */
  readAt: string;
  /** The one condition that the carrier was given, and those that were applied to its answer here. */
  asked: CoverageFilterName | null;
  applied: CoverageFilterName[];
};

type CoverageInput = { accountId: string; query: CoverageQuery };

/** One page of coverage. Errors: as `listAllCoverage`. */
export async function listCoverage(ctx: Context, input: CoverageInput): Promise<CoverageList> {
  const list = await listAllCoverage(ctx, input);
  const { after } = input.query;
  return { ...list, places: list.places.slice(after, after + COVERAGE_PAGE) };
}

/**
 * Every place that fits: the carrier narrows by one condition, the others are applied here. Errors: INVALID_INPUT (blocks without any
 * condition are too many), NOT_FOUND (account), CarrierError.
 */
export async function listAllCoverage(ctx: Context, { accountId, query }: CoverageInput): Promise<CoverageList> {
  const chosen = chooseFilter(query);
  if (query.by === "block" && !chosen)
    throw new AppError("INVALID_INPUT", "Choose a state, an area code, a LATA or a rate center first.");
  const given = COVERAGE_FILTERS.filter((name) => query[name] !== undefined);
  // Counted by state or rate center, the carrier's rows lack what the other conditions ask for; by exchange they have all of it.
  const by = query.by === "block" ? "block" : given.length > 0 ? "npaNxx" : query.by;
  const { rows, oddCount, readAt } = await readCoverage(ctx, {
    accountId,
    by,
    ...(chosen && { filter: chosen.filter }),
  });
  const places = groupPlaces(
    rows.filter((row) => given.every((name) => row[name] === query[name])),
    query.by,
  );
  const numbers = places.reduce((sum, place) => sum + place.count, 0);
  sortPlaces(places, query.sort);
  return {
    places,
    unknownRateCenter:
      places.length === 0 && query.rateCenter !== undefined
        ? await explainUnknownRateCenter(ctx, { ...query, accountId, rateCenter: query.rateCenter })
        : null,
    total: { places: places.length, numbers },
    oddCount,
    readAt,
    asked: chosen?.name ?? null,
    applied: given.filter((name) => name !== chosen?.name),
  };
}

/** The condition that leaves the fewest rows goes to the carrier, which takes one only, and none on the exchange alone. */
function chooseFilter(query: CoverageQuery): { name: CoverageFilterName; filter: CoverageFilter } | null {
  const { npa, rateCenter, lata, state } = query;
  if (npa) return { name: "npa", filter: { npa } };
  if (rateCenter) return { name: "rateCenter", filter: { rateCenter } };
  if (lata) return { name: "lata", filter: { lata } };
  return state ? { name: "state", filter: { state } } : null;
}

const PLACE_FIELDS = {
  state: ["state"],
  rateCenter: ["state", "rateCenter", "lata"],
  npaNxx: ["state", "rateCenter", "lata", "npa", "nxx"],
  block: ["state", "rateCenter", "lata", "npa", "nxx", "block"],
} as const satisfies Record<CoverageLevel, readonly (keyof CoveragePlace)[]>;

function groupPlaces(rows: readonly CoverageRow[], level: CoverageLevel): CoveragePlace[] {
  const places = new Map<string, CoveragePlace>();
  for (const row of rows) {
    const key = PLACE_FIELDS[level].map((field) => row[field] ?? "").join("\u001f");
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
    for (const field of PLACE_FIELDS[level]) place[field] = row[field];
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
