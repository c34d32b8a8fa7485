import { findCountryOfNpa, isUsNpa } from "./phone-number-plan";

/**
 * The rules of the North American Numbering Plan for area codes (NPA) and exchanges (NXX).
 * Every function reads three characters, each a digit or `x` for "not known yet", so that numbers and search masks share one set of rules.
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

/** Whether the area code belongs to a service (personal numbers, government, carriers) and not to a place. */
export function isSpecialNpa(npa: string): boolean {
  return SPECIAL.has(npa);
}

/** Whether the area code names a place: neither toll-free, nor premium, nor a service. */
export function isGeographicNpa(npa: string): boolean {
  return !TOLL_FREE.has(npa) && !PREMIUM.has(npa) && !SPECIAL.has(npa);
}

/** Whether the area code is in use, as far as this build's tables know; new ones open every year. */
export function isKnownNpa(npa: string): boolean {
  return isUsNpa(npa) || !isGeographicNpa(npa) || findCountryOfNpa(npa) !== null;
}

/** Says why three characters can never be an area code, or null. `x` fits every rule. */
export function findAreaCodeFault(npa: string): string | null {
  const first = npa[0];
  const second = npa[1];
  const third = npa[2];
  if (first === "0" || first === "1") return `area codes begin with 2 to 9, not ${first}`;
  if (second === "9") return "no area code has 9 as its second digit";
  if (second === "1" && third === "1") return `codes that end in 11, such as ${npa}, are services, not area codes`;
  if ((first === "3" && second === "7") || (first === "9" && second === "6")) {
    return `area codes ${first}${second}0 to ${first}${second}9 are reserved and in use nowhere`;
  }
  if (npa === "555") return "555 is not an area code";
  return null;
}

/** Says why three characters can never be the exchange within this area code, or null. `x` fits every rule. */
export function findExchangeFault(npa: string, nxx: string): string | null {
  const first = nxx[0];
  if (first === "0" || first === "1") return `the three digits after the area code begin with 2 to 9, not ${first}`;
  if (nxx[1] === "1" && nxx[2] === "1" && /^\d{3}$/.test(npa) && isGeographicNpa(npa)) {
    return `${nxx} after an area code is a service such as 911, never part of a number`;
  }
  return null;
}
