import { createAccountFinder } from "./account-names";
import type { UploadAccount } from "./checked-row";
import type { ColumnRole } from "./column-role";
import { isSingleRole } from "./column-role";
import { CALLING_CODE } from "../calling-code";
import { findCountry, findPair, findParts } from "./guess-number-parts";
import { guessHeading, type HeadingGuess, isAccountName, isPlainPlace } from "./heading-roles";
import type { InspectedColumn } from "./inspection";
import type { ColumnContent } from "./table-content";

type Confidence = InspectedColumn["confidence"];
type Input = {
  headings: readonly (string | null)[];
  contents: readonly ColumnContent[];
  hidden: ReadonlySet<number>;
  isExport: boolean;
  accounts?: readonly UploadAccount[];
  rows: readonly (readonly string[])[];
};
/** `candidates`: columns that may be the number that is acted on; more than one: the person chooses. */
export type GuessedRoles = { roles: ColumnRole[]; confidence: Confidence[]; candidates: number[] };

const MOSTLY = 0.5;
const NEARLY_ALL = 0.9;
const CAMPAIGN = /^C[A-Z0-9]{6}$/i;
const ADDRESS = /^https?:\/\/\S+$/i;

/** Gives each column a role from its heading and its content; the heading alone never makes a number of it. */
export function guessRoles({ headings, contents, hidden, isExport, accounts, rows }: Input): GuessedRoles {
  const guesses = headings.map((heading) => (heading === null ? null : guessHeading(heading)));
  const roles: ColumnRole[] = headings.map(() => "ignore");
  const confidence: Confidence[] = headings.map(() => "certain");
  const set = (index: number, role: ColumnRole, sure: Confidence) => {
    if (role === "ignore" || (isSingleRole(role) && roles.includes(role))) return;
    roles[index] = role;
    confidence[index] = sure;
  };
  const visible = contents.map((_, index) => index).filter((index) => !hidden.has(index));

  const candidates = listCandidates(guesses, contents, visible);
  const joined = isExport ? null : findParts(guesses, contents, visible);
  const pair = isExport ? null : findPair(guesses, contents, visible, rows);
  // A results file of a results file has two: its own stands behind the other.
  const key = visible.findLast((index) => guesses[index] === "rowKey");
  if (key !== undefined) set(key, "rowKey", "certain");

  // The number stands first in what we write.
  const best = isExport ? candidates.find(({ index }) => index === 0) : candidates[0];
  const taken = new Set<number>();
  if (pair) {
    for (const [index, role] of pair) {
      set(index, role, "certain");
      taken.add(index);
    }
  } else if (joined && (!best || best.strength < PLAIN || joined.some(([index]) => index === best.index))) {
    for (const [index, role] of joined) {
      set(index, role, "certain");
      taken.add(index);
    }
  } else if (best) {
    set(best.index, "number", isExport || headings.length === 1 ? "certain" : toConfidence(best, candidates));
    taken.add(best.index);
  }
  const country = isExport || taken.size === 0 ? undefined : findCountry(guesses, contents, visible);
  if (country !== undefined) set(country, "countryCode", "certain");
  const rivals = isExport ? [] : candidates.filter(({ index }) => !taken.has(index)).map(({ index }) => index);
  const [source] = taken;
  const open = source === undefined || rivals.length === 0 ? [] : [source, ...rivals];
  if (open.length > 0) for (const index of taken) confidence[index] = "open";

  for (const index of isExport ? [] : visible) {
    const guess = guesses[index] ?? null;
    const content = contents[index];
    if (taken.has(index) || roles[index] !== "ignore" || !content) continue;
    const heading = headings[index] ?? "";
    const sure = guess === null ? null : fitContent({ guess, heading, content, accounts });
    if (guess !== null && sure) set(index, guess as ColumnRole, sure);
    else if (headings[index] === null && isCallingCodes(content)) set(index, "countryCode", "likely");
    else if (headings[index] === null && content.holdsNumbers) confidence[index] = "open";
    else if (headings[index] === null) set(index, guessContent(content, accounts), "likely");
    else if (guess === "account" && isAccountName(heading) && content.share(/\p{L}/u) >= MOSTLY)
      set(index, "customer", "likely");
    else if (
      isOpen(guess, content, roles) ||
      isOpenPart(guess, content) ||
      isOpenPlace(guess, heading, content) ||
      asksForTexts(heading, content)
    )
      confidence[index] = "open";
  }
  if (isExport) setLabels(guesses, set);
  return { roles, confidence, candidates: open.sort((a, b) => a - b) };
}

/** Without a heading: codes of countries, some of which are not ours. */
const isCallingCodes = ({ share }: ColumnContent) => share(CALLING_CODE) === 1 && share(/^(?:\+|00|011)?1$/) < 1;

type Candidate = { index: number; strength: number; guess: HeadingGuess | null; share: number };
/** Strengths of headings: a word for a telephone number, “number”, no word, a number of somebody or something else. */
const STRONG = 3;
const PLAIN = 2;

function listCandidates(
  guesses: readonly (HeadingGuess | null)[],
  contents: readonly ColumnContent[],
  visible: readonly number[],
): Candidate[] {
  const strengths: Partial<Record<HeadingGuess, number>> = {
    number: STRONG,
    anyNumber: PLAIN,
    firstNumber: 1,
    lastNumber: 1,
    billingNumber: 0.5,
    otherNumber: 0,
    irrelevant: 0,
    rangeSize: 1,
  };
  const found = visible.flatMap((index) => {
    const guess = guesses[index] ?? null;
    const content = contents[index];
    if (!content || guess === "note" || guess === "rowKey") return [];
    const isNamed = guess === "number" || guess === "anyNumber";
    // Under a known heading, destroyed and incomplete numbers count as well: the rows say so one by one.
    const share = isNamed ? content.likeNumbers : content.numbers;
    // The only column is that of the numbers, also where most of its lines are text, as in a mail.
    const enough = contents.length === 1 && content.likeNumbers > 0 ? 0 : MOSTLY;
    if (content.filled === 0 ? guess !== "number" : share < enough) return [];
    return [{ index, guess, share, strength: guess === null ? 1 : (strengths[guess] ?? 0) }];
  });
  // Without any number: a column of destroyed or incomplete ones, so that its rows can say what is wrong.
  const broken = visible.flatMap((index) => {
    const guess = guesses[index] ?? null;
    return guess === null && (contents[index]?.likeNumbers ?? 0) >= MOSTLY
      ? [{ index, guess, share: 0, strength: 1 }]
      : [];
  });
  const isAnyFilled = found.some(({ share }) => share > 0);
  return (found.length > 0 ? found : broken)
    .filter(({ share }) => share > 0 || !isAnyFilled)
    .sort((one, other) => other.strength - one.strength || other.share - one.share || one.index - other.index);
}

function toConfidence({ guess, share }: Candidate, all: readonly Candidate[]): Confidence {
  if (guess === "number" || guess === "anyNumber") return "certain";
  if (guess === "billingNumber" && all.length === 1) return "certain";
  return all.length === 1 && guess !== "otherNumber" && guess !== "irrelevant" && share >= NEARLY_ALL
    ? "certain"
    : "likely";
}

/** Whether a column that is left out may change what is acted on: a “Carrier” of unknown names, an “SMS” of on and off. */
function isOpen(guess: HeadingGuess | null, content: ColumnContent, roles: readonly ColumnRole[]): boolean {
  if (content.filled === 0) return false;
  if (guess === "account") return content.share(/\p{L}/u) >= MOSTLY;
  // A code of another country that was left out would make a foreign number one of ours.
  if (guess === "countryCode") return !roles.includes("countryCode");
  return guess === "action" || guess === "campaign" || guess === "webhook" || content.actions >= NEARLY_ALL;
}

const NUMBER_WORDS: ReadonlySet<HeadingGuess | null> = new Set([null, "number", "anyNumber", "localNumber", "line"]);
const RANGE_WORDS: ReadonlySet<HeadingGuess | null> = new Set(["firstNumber", "lastNumber", "rangeSize"]);
/** Dates and amounts of money. */
const NO_NUMBER = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|[$€£]|^\d+[.,]\d\d$/;

/** The other end of a range, or numbers of a column that was left out: they may be wanted too. */
const isOpenPart = (guess: HeadingGuess | null, content: ColumnContent): boolean =>
  NUMBER_WORDS.has(guess)
    ? content.holdsNumbers
    : RANGE_WORDS.has(guess) && content.share(/\d/) > 0 && content.share(NO_NUMBER) < NEARLY_ALL;

/** Digits under “Site” that no account has as its own. */
const isOpenPlace = (guess: HeadingGuess | null, heading: string, content: ColumnContent): boolean =>
  (guess === "site" || guess === "sipPeer") && isPlainPlace(heading) && content.share(/^\d{1,12}$/) >= MOSTLY;

/** Of our own export, what only the kind that sets labels reads: an order is not changed by it. */
function setLabels(
  guesses: readonly (HeadingGuess | null)[],
  set: (index: number, role: ColumnRole, sure: Confidence) => void,
): void {
  for (const [index, guess] of guesses.entries())
    if (guess === "customer" || guess === "tags") set(index, guess, "certain");
}

const TEXTING = /\b(?:sms|mms|text|texting|messaging)\b/i;
const YES_OR_NO = /^(?:y|yes|n|no|true|false|x|enabled?|disabled?|active|inactive)$/i;

/** An “SMS” of yes and no: what is, or what is wanted? */
const asksForTexts = (heading: string, content: ColumnContent): boolean =>
  content.filled > 0 && TEXTING.test(heading) && content.share(YES_OR_NO) >= NEARLY_ALL;

/** The role of a column without a heading, where its content allows one only. */
function guessContent(content: ColumnContent, accounts: readonly UploadAccount[] | undefined): ColumnRole {
  if (content.filled === 0) return "ignore";
  if (content.actions >= NEARLY_ALL) return "action";
  if (content.share(/^C(?=[A-Z0-9]*\d)[A-Z0-9]{6}$/) >= NEARLY_ALL) return "campaign";
  if (content.share(ADDRESS) >= NEARLY_ALL) return "webhook";
  return accounts && fitAccounts(content, accounts) === "certain" ? "account" : "ignore";
}

type Fitting = {
  guess: HeadingGuess;
  heading: string;
  content: ColumnContent;
  accounts: readonly UploadAccount[] | undefined;
};

/** Null: the content does not fit the heading, and the column is left out. */
function fitContent({ guess, heading, content, accounts }: Fitting): Confidence | null {
  const isEmpty = content.filled === 0;
  const fits = (share: number): Confidence | null =>
    isEmpty || share >= NEARLY_ALL ? "certain" : share >= MOSTLY ? "likely" : null;
  switch (guess) {
    case "account":
      return fitAccounts(content, accounts);
    case "action":
      return fits(content.actions);
    case "campaign":
      return fits(content.share(CAMPAIGN));
    case "webhook":
      return fits(content.share(ADDRESS));
    case "application":
      return isEmpty || content.numbers < MOSTLY ? "certain" : null;
    case "site":
    case "sipPeer":
      return isPlainPlace(heading) && !isEmpty
        ? fitPlaces(guess, content, accounts)
        : fits(content.share(/^\d{1,12}$/));
    case "customer":
      return isEmpty || content.numbers < MOSTLY ? "certain" : null;
    case "tags":
    case "untag":
    case "reference":
    case "note":
      return "certain";
    default:
      return null;
  }
}

function fitPlaces(
  role: "site" | "sipPeer",
  { samples }: ColumnContent,
  accounts: readonly UploadAccount[] | undefined,
): Confidence | null {
  const own = new Set((accounts ?? []).flatMap((account) => account[role] ?? []));
  return samples.every((text) => own.has(text.trim())) ? "certain" : null;
}

function fitAccounts(content: ColumnContent, accounts: readonly UploadAccount[] | undefined): Confidence | null {
  if (content.filled === 0) return "certain";
  // Digits are a customer's account, not a carrier's.
  if (!accounts) return content.share(/\p{L}/u) >= MOSTLY ? "likely" : null;
  const finder = createAccountFinder(accounts);
  const known = content.samples.filter((text) => finder.find(text).length > 0).length / content.samples.length;
  return known === 1 ? "certain" : known >= MOSTLY ? "likely" : null;
}
