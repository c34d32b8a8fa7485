import { findStateOfNpa, listNpasOfState, US_STATE_CODES, type UsStateCode } from "./phone-number-plan";

/** States, area codes and LATAs. Small enough for the browser; the exchanges are in `geography-exchanges.ts`. */

export { findLata, findLatas, type Lata, lataName, LATAS } from "./geography-latas";
export type { UsStateCode } from "./phone-number-plan";

const STATE_NAMES = {
  AL: "Alabama",
  AK: "Alaska",
  AZ: "Arizona",
  AR: "Arkansas",
  CA: "California",
  CO: "Colorado",
  CT: "Connecticut",
  DE: "Delaware",
  DC: "District of Columbia",
  FL: "Florida",
  GA: "Georgia",
  HI: "Hawaii",
  ID: "Idaho",
  IL: "Illinois",
  IN: "Indiana",
  IA: "Iowa",
  KS: "Kansas",
  KY: "Kentucky",
  LA: "Louisiana",
  ME: "Maine",
  MD: "Maryland",
  MA: "Massachusetts",
  MI: "Michigan",
  MN: "Minnesota",
  MS: "Mississippi",
  MO: "Missouri",
  MT: "Montana",
  NE: "Nebraska",
  NV: "Nevada",
  NH: "New Hampshire",
  NJ: "New Jersey",
  NM: "New Mexico",
  NY: "New York",
  NC: "North Carolina",
  ND: "North Dakota",
  OH: "Ohio",
  OK: "Oklahoma",
  OR: "Oregon",
  PA: "Pennsylvania",
  RI: "Rhode Island",
  SC: "South Carolina",
  SD: "South Dakota",
  TN: "Tennessee",
  TX: "Texas",
  UT: "Utah",
  VT: "Vermont",
  VA: "Virginia",
  WA: "Washington",
  WV: "West Virginia",
  WI: "Wisconsin",
  WY: "Wyoming",
  PR: "Puerto Rico",
  VI: "U.S. Virgin Islands",
  GU: "Guam",
  MP: "Northern Mariana Islands",
  AS: "American Samoa",
} as const satisfies Record<UsStateCode, string>;

/** A state, the District of Columbia or a US territory. */
export type UsState = { code: UsStateCode; name: string };

/** The fifty states and the District of Columbia by name, then the territories. */
export const US_STATES: readonly UsState[] = US_STATE_CODES.map((code) => ({ code, name: STATE_NAMES[code] }));

/** The state for a code or name in any case (`nj`, `New Jersey`), or null. */
export function findState(text: string): UsState | null {
  const wanted = text.trim().toLowerCase();
  return US_STATES.find(({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted) ?? null;
}

/** The states of an area code; empty if it is foreign, toll-free, a service code or unknown. */
export function statesOfNpa(npa: string): readonly UsStateCode[] {
  const state = findStateOfNpa(npa);
  return state === null ? [] : [state];
}

/** The area codes of a state (code or name), ascending; empty if there is no such state. */
export function npasOfState(state: string): readonly string[] {
  const found = findState(state);
  return found === null ? [] : listNpasOfState(found.code);
}

const NEIGHBORS: Partial<Record<UsStateCode, string>> = {
  AL: "FL GA MS TN",
  AZ: "CA CO NM NV UT",
  AR: "LA MO MS OK TN TX",
  CA: "AZ NV OR",
  CO: "AZ KS NE NM OK UT WY",
  CT: "MA NY RI",
  DE: "MD NJ PA",
  DC: "MD VA",
  FL: "AL GA",
  GA: "AL FL NC SC TN",
  ID: "MT NV OR UT WA WY",
  IL: "IA IN KY MO WI",
  IN: "IL KY MI OH",
  IA: "IL MN MO NE SD WI",
  KS: "CO MO NE OK",
  KY: "IL IN MO OH TN VA WV",
  LA: "AR MS TX",
  ME: "NH",
  MD: "DC DE PA VA WV",
  MA: "CT NH NY RI VT",
  MI: "IN OH WI",
  MN: "IA ND SD WI",
  MS: "AL AR LA TN",
  MO: "AR IA IL KS KY NE OK TN",
  MT: "ID ND SD WY",
  NE: "CO IA KS MO SD WY",
  NV: "AZ CA ID OR UT",
  NH: "MA ME VT",
  NJ: "DE NY PA",
  NM: "AZ CO OK TX UT",
  NY: "CT MA NJ PA VT",
  NC: "GA SC TN VA",
  ND: "MN MT SD",
  OH: "IN KY MI PA WV",
  OK: "AR CO KS MO NM TX",
  OR: "CA ID NV WA",
  PA: "DE MD NJ NY OH WV",
  RI: "CT MA",
  SC: "GA NC",
  SD: "IA MN MT ND NE WY",
  TN: "AL AR GA KY MO MS NC VA",
  TX: "AR LA NM OK",
  UT: "AZ CO ID NM NV WY",
  VT: "MA NH NY",
  VA: "DC KY MD NC TN WV",
  WA: "ID OR",
  WV: "KY MD OH PA VA",
  WI: "IA IL MI MN",
  WY: "CO ID MT NE SD UT",
};

/** Whether two states share a border. */
export function isNeighbor(one: UsStateCode, other: UsStateCode): boolean {
  return NEIGHBORS[one]?.split(" ").includes(other) ?? false;
}
