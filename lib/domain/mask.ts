import { z } from "zod";
import type { PhoneNumber } from "./phone-number";
import { findAreaCodeFault, findExchangeFault } from "./phone-number-rules";
import { foldSpelling } from "./phone-number-spelling";

/**
 * A search mask in iNumbering's format (`tnMask`, iNumbering Provisioning API v2.1.6, “Search Numbers”): ten cells, each a
 * digit or `x` for any digit, such as `201xxxxxxx`.
 */
export const mask = z
  .string()
  .regex(/^[\dx]{10}$/, "Enter ten digits, or x for any digit, such as 201xxxxxxx.")
  .refine((text) => findPlanFault(text) === null, "No US number can match this mask.")
  .brand<"Mask">();

export type Mask = z.infer<typeof mask>;

export type MaskErrorCode = "empty" | "bad-character" | "too-short" | "too-long" | "bad-area-code" | "bad-exchange";

/** `position`: the first wrong cell, counted from 1; null if no single cell is wrong. */
export type MaskFault = { code: MaskErrorCode; position: number | null; message: string };
export type ParsedMask = { ok: true; mask: Mask } | ({ ok: false } & MaskFault);

/** What has been typed so far: the cells, how many are missing, and a fault that more typing cannot fix. */
export type MaskDraft = { cells: string; missing: number; fault: MaskFault | null };

function findPlanFault(cells: string): MaskFault | null {
  const npa = cells.slice(0, 3);
  const nxx = cells.slice(3, 6);
  const areaFault = findAreaCodeFault(npa);
  if (areaFault !== null) {
    const isFirst = /^[01]/.test(npa);
    const position = isFirst ? 1 : npa[1] === "9" ? 2 : npa.length;
    return { code: "bad-area-code", position, message: `The area code ${npa} matches no number; ${areaFault}.` };
  }
  const exchangeFault = findExchangeFault(npa, nxx);
  if (exchangeFault === null) return null;
  const position = /^[01]/.test(nxx) ? 4 : 6;
  return { code: "bad-exchange", position, message: `The mask matches no number; ${exchangeFault}.` };
}

function readCells(text: string): { cells: string; fault: MaskFault | null } {
  const bare = foldSpelling(text)
    .replace(/^(?:\+\s*1?(?=\D|[\dx*?]{10})|1[\s().-]+)/i, "")
    .replace(/[\s().\-/]/g, "");
  const cells = bare.replace(/[X*?_#]/g, "x");
  const at = cells.search(/[^\dx]/);
  if (at < 0) {
    const withoutCountry = cells.length === 11 && cells.startsWith("1") ? cells.slice(1) : cells;
    return { cells: withoutCountry, fault: null };
  }
  const message = `“${cells.charAt(at)}” is not allowed in a mask. Use digits, or x for any digit.`;
  return { cells, fault: { code: "bad-character", position: at < 10 ? at + 1 : null, message } };
}

/**
 * Checks a mask while it is typed: an unfinished mask is no fault; one that no number can match is. Punctuation and spaces
 * are ignored; `X`, `*`, `?`, `_` and `#` count as `x`; a leading 1 or +1 before ten cells is dropped.
 */
export function checkMaskDraft(text: string): MaskDraft {
  const { cells, fault } = readCells(text);
  const missing = Math.max(0, 10 - cells.length);
  if (fault !== null) return { cells, missing, fault };
  if (cells.length > 10) {
    const message = `${cells.length} cells, 10 expected; remove ${cells.length - 10}.`;
    return { cells, missing: 0, fault: { code: "too-long", position: null, message } };
  }
  return { cells, missing, fault: findPlanFault(cells) };
}

/**
 * Parses a whole mask: `201-555-xxxx`, `(201) xxx-xxxx`, `201555XXXX`. With `padShort`, a shorter text is filled with x, so
 * `201` means `201xxxxxxx`; without it, fewer than ten cells are rejected.
 */
export function parseMask(text: string, options: { padShort?: boolean } = {}): ParsedMask {
  const { cells, missing, fault } = checkMaskDraft(text);
  if (fault !== null) return { ok: false, ...fault };
  if (cells === "") {
    const message = "Enter ten digits, such as 201xxxxxxx, or xxxxxxxxxx for every number.";
    return { ok: false, code: "empty", position: 1, message };
  }
  if (missing > 0 && !options.padShort) {
    const message = `${cells.length} digits entered, 10 needed. Add ${missing}, using x for any digit.`;
    return { ok: false, code: "too-short", position: cells.length + 1, message };
  }
  return { ok: true, mask: mask.parse(cells.padEnd(10, "x")) };
}

/** `(201) 555-xxxx`, for display; an unfinished mask is filled with x. */
export function formatMask(cells: string): string {
  const full = cells.padEnd(10, "x");
  return `(${full.slice(0, 3)}) ${full.slice(3, 6)}-${full.slice(6)}`;
}

/** Whether the number matches the mask. */
export function matchesMask(tnMask: Mask, number: PhoneNumber): boolean {
  const digits = number.slice(2);
  return [...tnMask].every((cell, index) => cell === "x" || cell === digits[index]);
}

/** The mask's area code if all three cells are digits, else null. */
export function findNpaOfMask(tnMask: Mask): string | null {
  const npa = tnMask.slice(0, 3);
  return npa.includes("x") ? null : npa;
}
