import type { ErrorDescription } from "../carrier";

type Entry = Omit<ErrorDescription, "mayHaveHappened"> & {
  codes: readonly string[];
  text: RegExp;
  mayHaveHappened?: boolean;
};

/**
 * Specification v2.1.6, code by code, and the texts of the network behind it. The codes are the carrier's own (431 is not HTTP's
 * "header too large"); most say little without their text, so an entry fits only where both do. The first that fits wins.
 */
export const CATALOGUE: readonly Entry[] = [
  {
    codes: ["200", "409"],
    text: /on an existing order/i,
    meaning: "The number is on an order already: on one of ours, or on somebody else's.",
    action: "Look at the account's list; if the number is not there after a while, choose another one.",
    isRetryable: false,
  },
  {
    codes: ["400"],
    text: /field required|fields are required|array of tnItem/i,
    meaning: "The request was not complete.",
    action: "This is our fault, not yours: report it with the reference of the call.",
    isRetryable: false,
  },
  {
    codes: ["401", "403", "401001"],
    text: /./,
    meaning: "iNumbering refused our API key.",
    action: "An administrator enters the key again; it changes with the account's password.",
    isRetryable: true,
  },
  {
    codes: ["402"],
    text: /./,
    meaning: "The account's balance does not cover the order.",
    action: "Add funds at iNumbering, then order again.",
    isRetryable: true,
  },
  {
    codes: ["409"],
    text: /not ACTIVE/,
    meaning: "The campaign is not active at the campaign registry.",
    action: "Wait until it is active, then try again.",
    isRetryable: true,
  },
  {
    codes: ["409"],
    text: /not registered/i,
    meaning: "The campaign or its brand is not registered with the network.",
    action: "Add the brand first, then the campaign.",
    isRetryable: true,
  },
  {
    codes: ["409"],
    text: /invalid (messagingBrandId|externalCampaignId)/i,
    meaning: "The id of the brand or campaign is malformed.",
    action: "Copy it from the campaign registry: brands begin with B, campaigns with C.",
    isRetryable: false,
  },
  {
    codes: ["409", "420"],
    text: /invalid tn/i,
    meaning: "iNumbering does not take these numbers.",
    action: "Check that the numbers are in this account.",
    isRetryable: false,
  },
  {
    codes: ["409"],
    text: /not available|unavailable|no longer available/i,
    meaning: "The number is not for sale any more.",
    action: "Search again and choose another one.",
    isRetryable: false,
  },
  {
    codes: ["409"],
    text: /invalid input/i,
    meaning: "iNumbering did not accept the request.",
    action: "Check the values; if they are right, ask iNumbering.",
    isRetryable: false,
  },
  {
    codes: ["410"],
    text: /db error|database|reference/i,
    meaning: "iNumbering had a fault in its database, or knows our reference already.",
    action: "Nothing: what became of it is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["411", "419"],
    text: /unknown error|error occurred/i,
    meaning: "iNumbering met an error that it does not name.",
    action: "Nothing: what became of it is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["414"],
    text: /required/i,
    meaning: "A field is missing.",
    action: "Fill in the field that the carrier names.",
    isRetryable: false,
  },
  {
    codes: ["422"],
    text: /limit/i,
    meaning: "The order is larger than iNumbering takes at once.",
    action: "Order fewer numbers at a time.",
    isRetryable: true,
  },
  {
    codes: ["425"],
    text: /not all/i,
    meaning: "Only a part of the order was carried out.",
    action: "Nothing: which numbers came is checked in the account's list.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["430", "409"],
    text: /no results? found/i,
    meaning: "iNumbering found nothing.",
    action: "Search with fewer conditions.",
    isRetryable: false,
  },
  {
    codes: ["404"],
    text: /./,
    meaning: "iNumbering does not know what was asked for.",
    action: "Check that the numbers are in this account.",
    isRetryable: false,
  },
  {
    codes: ["408"],
    text: /digits|character|private key|must be/i,
    meaning: "iNumbering did not accept the form of a value.",
    action: "Check the value that the carrier names; what became of it is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["417"],
    text: /quantity/i,
    meaning: "More was asked for than iNumbering gives at once.",
    action: "Ask for fewer numbers at a time.",
    isRetryable: false,
  },
  {
    codes: ["418"],
    text: /character limit/i,
    meaning: "iNumbering did not take our reference for the order.",
    action: "This is our fault, not yours: report it with the reference of the call.",
    isRetryable: false,
  },
  {
    codes: ["426"],
    text: /911/,
    meaning: "The iNumbering account is not set up for emergency calls.",
    action: "Have 911 set up for the account, then order again.",
    isRetryable: true,
  },
  {
    codes: ["429"],
    text: /./,
    meaning: "More was sent than iNumbering takes in this time.",
    action: "Nothing: it is sent as soon as iNumbering takes it again.",
    isRetryable: true,
  },
  {
    codes: ["500", "502", "503", "504"],
    text: /./,
    meaning: "Something went wrong at iNumbering.",
    action: "Nothing: what became of it is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  },
  {
    codes: ["431"],
    text: /./,
    meaning: "iNumbering cannot do it at the moment.",
    action: "Try again in a few minutes.",
    isRetryable: true,
  },
  {
    codes: ["432"],
    text: /excluded/i,
    meaning: "The number is excluded from messaging.",
    action: "Ask iNumbering why, or leave the number out.",
    isRetryable: false,
  },
  {
    codes: ["470"],
    text: /already exists/i,
    meaning: "A brand of this name is there already.",
    action: "Use the existing brand.",
    isRetryable: false,
  },
];

export function describeInumberingError(code: string, text: string): ErrorDescription | null {
  const entry = CATALOGUE.find((one) => one.codes.includes(code) && one.text.test(text));
  if (!entry) return null;
  const { meaning, action, isRetryable, mayHaveHappened = false } = entry;
  return { meaning, action, isRetryable, mayHaveHappened };
}
