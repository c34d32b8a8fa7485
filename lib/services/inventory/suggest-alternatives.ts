import "server-only";
import type { CoverageFilter, CoverageRow } from "@/lib/carriers/carrier";
import type { Context } from "@/lib/context";
import { statesOfNpa } from "@/lib/domain/geography";
import type { InventorySearch, SearchAlternative } from "@/lib/domain/inventory-search";
import { findNpaOfMask } from "@/lib/domain/mask";
import { measureName } from "@/lib/domain/nearest-names";
import { readCoverage } from "./read-coverage";

const MAX = 6;
const MAX_PER_FIELD = 2;

/**
 * For a search that found nothing: searches that would find something, by giving up one of its conditions at a time, nearest first.
 * At most six; empty when nothing near is on offer. Errors: as `readCoverage`.
 */
export async function suggestAlternatives(ctx: Context, search: InventorySearch): Promise<SearchAlternative[]> {
  const { rows } = await readCoverage(ctx, { accountId: search.accountId, by: "npaNxx", filter: chooseFilter(search) });
  return listAlternatives(search, rows);
}

/** The widest place that the search still speaks of, so that places beside it are among the rows. */
function chooseFilter({ mask, state, lata }: InventorySearch): CoverageFilter | undefined {
  if (state) return { state };
  const npa = findNpaOfMask(mask);
  const [home] = npa === null ? [] : statesOfNpa(npa);
  if (home) return { state: home };
  return lata ? { lata } : undefined;
}

type Condition = {
  isSet: (search: InventorySearch) => boolean;
  fits: (row: CoverageRow, search: InventorySearch) => boolean;
  /** What distinguishes rows once the condition is dropped. */
  read: (row: CoverageRow) => string | null;
  /** Smaller is nearer; equals go by count. */
  distance: (row: CoverageRow, search: InventorySearch) => number;
  offer: (value: string, row: CoverageRow, search: InventorySearch) => Omit<SearchAlternative, "count">;
};

const fitsCells = (cells: string, digits: string | null) =>
  digits !== null && [...cells].every((cell, index) => cell === "x" || cell === digits[index]);

const CONDITIONS = {
  line: {
    isSet: ({ mask }) => /\d/.test(mask.slice(6)),
    fits: () => true,
    read: ({ npa, nxx }) => (npa !== null && nxx !== null ? npa + nxx : null),
    distance: () => 0,
    offer: (value) => ({
      label: `Any number in ${value.slice(0, 3)}-${value.slice(3)}`,
      changes: { mask: `${value}xxxx` },
    }),
  },
  nxx: {
    isSet: ({ mask }) => /\d/.test(mask.slice(3, 6)),
    fits: ({ nxx }, { mask }) => fitsCells(mask.slice(3, 6), nxx),
    read: ({ npa, nxx }) => (npa !== null && nxx !== null ? npa + nxx : null),
    distance: ({ nxx }, { mask }) => Math.abs(Number(nxx) - Number(mask.slice(3, 6).replaceAll("x", "5"))),
    offer: (value) => ({ label: `Exchange ${value.slice(0, 3)}-${value.slice(3)}`, changes: { mask: `${value}xxxx` } }),
  },
  npa: {
    isSet: ({ mask }) => /\d/.test(mask.slice(0, 3)),
    fits: ({ npa }, { mask }) => fitsCells(mask.slice(0, 3), npa),
    read: ({ npa }) => npa,
    distance: () => 0,
    offer: (value, _row, { mask }) => ({ label: `Area code ${value}`, changes: { mask: value + mask.slice(3) } }),
  },
  rateCenter: {
    isSet: ({ rateCenter }) => rateCenter !== undefined,
    fits: (row, { rateCenter }) => row.rateCenter === rateCenter,
    read: ({ rateCenter }) => rateCenter,
    distance: (row, { rateCenter }) => measureName(row.rateCenter ?? "", rateCenter ?? "") ?? Number.MAX_SAFE_INTEGER,
    offer: (value, { state }) => ({
      label: `${value}${state === null ? "" : `, ${state}`}`,
      changes: { rateCenter: value },
    }),
  },
  lata: {
    isSet: ({ lata }) => lata !== undefined,
    fits: (row, { lata }) => row.lata === lata,
    read: ({ lata }) => lata,
    distance: () => 0,
    offer: (value) => ({ label: `LATA ${value}`, changes: { lata: value } }),
  },
  state: {
    isSet: ({ state }) => state !== undefined,
    fits: (row, { state }) => row.state === state,
    read: ({ state }) => state,
    distance: () => 0,
    offer: (value) => ({ label: `State ${value}`, changes: { state: value } }),
  },
} as const satisfies Record<string, Condition>;

const ORDER = ["line", "nxx", "rateCenter", "lata", "npa", "state"] as const;

/** The pure part: `rows` are counted by exchange. */
function listAlternatives(search: InventorySearch, rows: readonly CoverageRow[]): SearchAlternative[] {
  const conditions: readonly (Condition & { name: string })[] = ORDER.map((name) => ({
    name,
    ...CONDITIONS[name],
  })).filter(({ isSet }) => isSet(search));
  const found: SearchAlternative[] = [];
  for (const given of conditions) {
    const others = conditions.filter(({ name }) => name !== given.name);
    const groups = new Map<string, { row: CoverageRow; count: number; distance: number }>();
    for (const row of rows) {
      const value = given.read(row);
      if (value === null || row.count === 0 || !others.every(({ fits }) => fits(row, search))) continue;
      // Still within the condition itself: that is where nothing was found.
      if (given.name !== "line" && given.fits(row, search)) continue;
      const known = groups.get(value);
      if (known) known.count += row.count;
      else groups.set(value, { row, count: row.count, distance: given.distance(row, search) });
    }
    const nearest = [...groups].sort(([, a], [, b]) => a.distance - b.distance || b.count - a.count);
    for (const [value, { row, count }] of nearest.slice(0, MAX_PER_FIELD))
      found.push({ ...given.offer(value, row, search), count });
  }
  const seen = new Set<string>();
  return found.filter(({ label }) => !seen.has(label) && Boolean(seen.add(label))).slice(0, MAX);
}
