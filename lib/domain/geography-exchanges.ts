import table from "./geography-exchanges.json";
import { US_STATE_CODES, type UsStateCode } from "./phone-number-plan";

/**
 * The table of exchanges: about 200 kB, so import it on the server, not in a client component. It knows 28,000 exchanges in 260 area
 * codes, not all there are: an exchange that is missing here may well exist.
 */

/** A town as the field names it. Rate centers mostly bear the name of their town, but not always. */
export type Locality = { name: string; state: UsStateCode; npa: string };

/** `lata` is that of the main city of the area code: good for a label, not for a decision. */
export type Exchange = { npa: string; nxx: string; locality: string; state: UsStateCode; lata: string };

type AreaCode = { lata: string; localities: { name: string; state: UsStateCode; ranges: string }[] };

const rowByNpa = new Map<string, string>(Object.entries(table.areaCodes));
const areaCodes = new Map<string, AreaCode>();
let localitiesByName: Map<string, Locality[]> | null = null;

function readState(text: string): UsStateCode {
  const state = US_STATE_CODES.find((code) => code === text);
  if (!state) throw new Error(`The table of exchanges names an unknown state: ${text}`);
  return state;
}

function findAreaCode(npa: string): AreaCode | null {
  const known = areaCodes.get(npa);
  const row = rowByNpa.get(npa);
  if (known || row === undefined) return known ?? null;
  const [head = "", ...entries] = row.split(";");
  const [lata = "", mainState = ""] = head.split(":");
  const localities = entries.map((entry) => {
    const [place = "", ranges = ""] = entry.split(":");
    const [name = "", state = mainState] = place.split("|");
    return { name, state: readState(state), ranges };
  });
  const areaCode = { lata, localities };
  areaCodes.set(npa, areaCode);
  return areaCode;
}

function hasExchange(ranges: string, nxx: string): boolean {
  return ranges.split(" ").some((range) => {
    const [from = "", to = from] = range.split("-");
    return from <= nxx && nxx <= to;
  });
}

/** The town, state and LATA of an exchange (three digits each), or null when the table does not know it. */
export function findExchange(npa: string, nxx: string): Exchange | null {
  if (!/^\d{3}$/.test(nxx)) return null;
  const areaCode = findAreaCode(npa);
  const found = areaCode?.localities.find(({ ranges }) => hasExchange(ranges, nxx));
  if (!areaCode || !found) return null;
  return { npa, nxx, locality: found.name, state: found.state, lata: areaCode.lata };
}

/** The LATA of the main city of an area code, or null when the table does not know the code. */
export function mainLataOfNpa(npa: string): string | null {
  return findAreaCode(npa)?.lata ?? null;
}

function foldName(name: string): string {
  return name.replace(/[^a-z]/gi, "").toUpperCase();
}

function indexLocalities(): Map<string, Locality[]> {
  const index = new Map<string, Locality[]>();
  for (const npa of rowByNpa.keys()) {
    for (const { name, state } of findAreaCode(npa)?.localities ?? []) {
      const key = foldName(name);
      const same = index.get(key);
      if (same) same.push({ name, state, npa });
      else index.set(key, [{ name, state, npa }]);
    }
  }
  return index;
}

/** Every place of this name, in any case and punctuation (`HACKENSACK`, `St. Louis`); empty when the table knows none. */
export function findLocalities(name: string): readonly Locality[] {
  localitiesByName ??= indexLocalities();
  return localitiesByName.get(foldName(name)) ?? [];
}

/** The names of towns within an area code or state or both, without repeats, by name; for type-ahead. */
export function listLocalityNames(within: { npa?: string; state?: UsStateCode }): string[] {
  const npas = within.npa === undefined ? [...rowByNpa.keys()] : [within.npa];
  const names = npas
    .flatMap((npa) => findAreaCode(npa)?.localities ?? [])
    .flatMap(({ name, state }) => ((within.state ?? state) === state ? [name] : []));
  return [...new Set(names)].sort();
}
