import { findProblem, isProblemCode, type ProblemKind } from "./problems";

/** The code under which duplicates are listed and taken out; they have a state, not a problem. */
export const DUPLICATE = "duplicate";

/** What only a look at other rows, or at the carrier, shows of a row: kept as its code, as no check of its cells finds it again. */
const FOUND_LATER: Readonly<Record<string, ProblemKind & { message: string }>> = {
  [DUPLICATE]: {
    title: "Duplicates",
    severity: "warning",
    repair: "Take all duplicates out",
    message: "An earlier row asks for the same. It is sent once.",
  },
  "conflicting-row": {
    title: "Conflicts with an earlier row",
    severity: "error",
    repair: null,
    message: "An earlier row asks for something else for this number. Change or take out one of them.",
  },
  "number-not-ours": {
    title: "Not one of our numbers",
    severity: "error",
    repair: "Take the rows out",
    message:
      "No carrier reports this number as ours, and no order for it is open. Correct it, take it out, or allow numbers that are not ours on the map.",
  },
  "campaign-toll-free": {
    title: "Toll-free number for a campaign",
    severity: "block",
    repair: null,
    message: "Campaigns are for local numbers; toll-free ones are verified instead.",
  },
  "not-offered": {
    title: "No longer on offer",
    severity: "block",
    repair: null,
    message: "The carrier no longer offers this number. Choose another one.",
  },
  "held-already": {
    title: "Ours already, or in an open purchase",
    severity: "block",
    repair: null,
    message: "The number is ours already, or in a purchase that is still under way.",
  },
};
export type LaterCode = "conflicting-row" | "number-not-ours" | "campaign-toll-free" | "not-offered" | "held-already";

/** Whether *fix all* of a code takes its rows out. */
export const isTakenOut = (code: string): boolean => (FOUND_LATER[code]?.repair ?? null) !== null;

/** Title, severity and repair of a code, wherever it was found. */
export const describeRowCode = (code: string): ProblemKind =>
  isProblemCode(code) ? findProblem(code) : (FOUND_LATER[code] ?? findProblem(code));

/** The message of a code that no check of the row's cells gives. */
export const messageOfCode = (code: string): string =>
  FOUND_LATER[code]?.message ?? `${describeRowCode(code).title}. It was found when the file was read.`;
