import { findCountryOfNpa, isUsNpa } from "./phone-number-plan";

/**
 * North American Numbering Plan rules for area codes (NPA) and exchanges (NXX). Every function takes three characters,
 * each a digit or `x` for "not known yet", so numbers and search masks share the rules.
 */

const TOLL_FREE = new Set(["800", "833", "844", "855", "866", "877", "888"]);
const PREMIUM = new Set(["900"]);
const SPECIAL = new Set(
  "500 521 522 523 524 525 526 527 528 529 532 533 544 566 577 588 600 622 633 700 710".split(" "),
);

/** Whether calls to this area code are paid by the called party: 800, 833, 844, 855, 866, 877, 888. */
export function isTollFreeNpa(npa: string): boolean {
  return TOLL_FREE.has(npa);
}

/** Whether calls to this area code cost the caller extra: 900. */
export function isPremiumNpa(npa: string): boolean {
  return PREMIUM.has(npa);
}

/** Whether the area code belongs to a service (personal numbers, government, carriers), not a place. */
export function isSpecialNpa(npa: string): boolean {
  return SPECIAL.has(npa);
}

/** Whether the area code belongs to a place: not toll-free, premium or a service. */
export function isGeographicNpa(npa: string): boolean {
  return !TOLL_FREE.has(npa) && !PREMIUM.has(npa) && !SPECIAL.has(npa);
}

/** Whether this build's tables list the area code; new ones open every year. */
export function isKnownNpa(npa: string): boolean {
  return isUsNpa(npa) || !isGeographicNpa(npa) || findCountryOfNpa(npa) !== null;
}

/** Why three characters can never be an area code, or null. `x` matches every rule. */
export function findAreaCodeFault(npa: string): string | null {
  const first = npa[0];
  const second = npa[1];
  const third = npa[2];
  if (first === "0" || first === "1") return `area codes start with 2 to 9, not ${first}`;
  if (second === "9") return "no area code has 9 as its second digit";
  if (second === "1" && third === "1") return `codes that end in 11, such as ${npa}, are services, not area codes`;
  if ((first === "3" && second === "7") || (first === "9" && second === "6")) {
    return `area codes ${first}${second}0 to ${first}${second}9 are reserved and not in use`;
  }
  if (npa === "555") return "555 is not an area code";
  return null;
}

/** Why three characters can never be the exchange in this area code, or null. `x` matches every rule. */
export function findExchangeFault(npa: string, nxx: string): string | null {
  const first = nxx[0];
  if (first === "0" || first === "1") return `the three digits after the area code start with 2 to 9, not ${first}`;
  if (nxx[1] === "1" && nxx[2] === "1" && /^\d{3}$/.test(npa) && isGeographicNpa(npa)) {
    return `${nxx} after an area code is a service such as 911, never part of a number`;
  }
  return null;
}
