import { findLata, findState, isNeighbor, type Lata, statesOfNpa, type UsState, type UsStateCode } from "./geography";
import { findLocalities } from "./geography-exchanges";

export type SearchField = "npa" | "state" | "lata" | "rateCenter";

/** What a person searches for; absent, null and blank fields do not filter. */
export type SearchCombination = {
  npa?: string | null;
  state?: string | null;
  lata?: string | number | null;
  rateCenter?: string | null;
};

/**
 * `impossible`: no number can match, so the search need not be sent. `unlikely`: the public tables contradict it, but they
 * are incomplete, so the carrier decides.
 */
export type SearchWarning = { severity: "impossible" | "unlikely"; fields: SearchField[]; message: string };

type Wanted = { npa: string | null; state: UsState | null; lata: Lata | null; rateCenter: string | null };

function readText(value: string | number | null | undefined): string | null {
  const text = String(value ?? "").trim();
  return text === "" ? null : text;
}

function joinStates(states: readonly UsStateCode[]): string {
  return states.join(" or ");
}

function checkNpaAndState({ npa, state }: Wanted): SearchWarning[] {
  const homes = npa === null ? [] : statesOfNpa(npa);
  if (npa === null || state === null || homes.length === 0 || homes.includes(state.code)) return [];
  const message = `Area code ${npa} is in ${joinStates(homes)}, not in ${state.name}. Change one of the two.`;
  return [{ severity: "impossible", fields: ["npa", "state"], message }];
}

/** LATAs cross some state borders, so only a LATA two states away is certain to be wrong. */
function checkLata({ npa, state, lata }: Wanted): SearchWarning[] {
  if (lata === null) return [];
  const name = `LATA ${lata.lata} (${lata.name})`;
  const check = (field: "npa" | "state", places: readonly UsStateCode[], subject: string): SearchWarning[] => {
    if (places.length === 0 || places.some((place) => lata.states.includes(place))) return [];
    const isNear = places.some((place) => lata.states.some((other) => isNeighbor(place, other)));
    const message = `${name} is in ${joinStates(lata.states)}, but ${subject}. Change one of the two.`;
    return [{ severity: isNear ? "unlikely" : "impossible", fields: ["lata", field], message }];
  };
  const homes = npa === null ? [] : statesOfNpa(npa);
  return [
    ...check("state", state === null ? [] : [state.code], `the selected state is ${state?.name ?? ""}`),
    ...check("npa", homes, `area code ${npa ?? ""} is in ${joinStates(homes)}`),
  ];
}

function checkRateCenter({ npa, state, rateCenter }: Wanted): SearchWarning[] {
  if (rateCenter === null) return [];
  const known = findLocalities(rateCenter);
  const places = [...new Set(known.map((place) => place.state))].sort();
  const wanted = state === null ? (npa === null ? [] : statesOfNpa(npa)) : [state.code];
  if (places.length === 0 || wanted.length === 0 || places.some((place) => wanted.includes(place))) return [];
  const fields: SearchField[] = ["rateCenter", state === null ? "npa" : "state"];
  const message = `${rateCenter} is in ${joinStates(places)}, not in ${joinStates(wanted)}. Check the rate center.`;
  return [{ severity: "unlikely", fields, message }];
}

/** Checks a number search for contradictions before a carrier is called. Empty when everything fits. */
export function checkSearchCombination(search: SearchCombination): SearchWarning[] {
  const stateText = readText(search.state);
  const lataText = readText(search.lata);
  const wanted: Wanted = {
    npa: readText(search.npa),
    state: stateText === null ? null : findState(stateText),
    lata: lataText === null ? null : findLata(lataText),
    rateCenter: readText(search.rateCenter),
  };
  const warnings: SearchWarning[] = [];
  if (stateText !== null && wanted.state === null) {
    const message = `“${stateText}” is not a US state; enter two letters, such as NJ.`;
    warnings.push({ severity: "impossible", fields: ["state"], message });
  }
  if (lataText !== null && !/^\d{3}$/.test(lataText)) {
    const message = `“${lataText}” is not a LATA; enter three digits, such as 224.`;
    warnings.push({ severity: "impossible", fields: ["lata"], message });
  } else if (lataText !== null && wanted.lata === null) {
    const message = `LATA ${lataText} is not in the public list of LATAs.`;
    warnings.push({ severity: "unlikely", fields: ["lata"], message });
  }
  return [...warnings, ...checkNpaAndState(wanted), ...checkLata(wanted), ...checkRateCenter(wanted)];
}
