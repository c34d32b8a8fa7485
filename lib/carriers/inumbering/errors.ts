import type { ErrorDescription } from "../carrier";

type Entry = Omit<ErrorDescription, "mayHaveHappened"> & {
  codes: readonly string[];
  text: RegExp;
  mayHaveHappened?: boolean;
};

/**
 * Specification v2.1.6, code by code, and the texts of the network behind it. The codes are the carrier's own (431 is not
 * HTTP's "header too large"); an entry matches only by code and text. The first match wins.
 */
export const CATALOG: readonly Entry[] = [
  {
    codes: ["200", "409"],
    text: /on an existing order/i,
    meaning: "The number is already in an order, ours or someone else's.",
    action: "Check the account's list. If the number does not appear after a while, choose another one.",
    isRetryable: false,
  },
  {
    codes: ["400"],
    text: /field required|fields are required|array of tnItem/i,
    meaning: "The request was not complete.",
    action: "This is a fault in Tandem. Report it with the reference of the call.",
    isRetryable: false,
  },
  {
    codes: ["401", "403", "401001"],
    text: /./,
    meaning: "iNumbering rejected our API key.",
    action: "Ask an administrator to enter the key again. It changes with the account's password.",
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
    meaning: "The brand ID or campaign ID is not valid.",
    action: "Copy it from the campaign registry: brand IDs start with B, campaign IDs with C.",
    isRetryable: false,
  },
  {
    codes: ["409", "420"],
    text: /invalid tn/i,
    meaning: "iNumbering does not accept these numbers.",
    action: "Check that the numbers are in this account.",
    isRetryable: false,
  },
  {
    codes: ["409"],
    text: /not available|unavailable|no longer available/i,
    meaning: "The number is no longer available.",
    action: "Search again and choose another one.",
    isRetryable: false,
  },
  {
    codes: ["409"],
    text: /invalid input/i,
    meaning: "iNumbering did not accept the request.",
    action: "Check the values. If they are right, ask iNumbering.",
    isRetryable: false,
  },
  {
    codes: ["410"],
    text: /db error|database|reference/i,
    meaning: "iNumbering had a database error, or already has our reference.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["411", "419"],
    text: /unknown error|error occurred/i,
    meaning: "iNumbering had an unspecified error.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["414"],
    text: /required/i,
    meaning: "A field is missing.",
    action: "Enter the field that the carrier names.",
    isRetryable: false,
  },
  {
    codes: ["422"],
    text: /limit/i,
    meaning: "The order is larger than iNumbering accepts at once.",
    action: "Order fewer numbers at a time.",
    isRetryable: true,
  },
  {
    codes: ["425"],
    text: /not all/i,
    meaning: "Only part of the order was completed.",
    action: "Nothing to do: the account's list shows which numbers were ordered.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["430", "409"],
    text: /no results? found/i,
    meaning: "iNumbering found nothing.",
    action: "Search with fewer filters.",
    isRetryable: false,
  },
  {
    codes: ["404"],
    text: /./,
    meaning: "iNumbering could not find the requested item.",
    action: "Check that the numbers are in this account.",
    isRetryable: false,
  },
  {
    codes: ["408"],
    text: /digits|character|private key|must be/i,
    meaning: "iNumbering did not accept the format of a value.",
    action: "Check the value that the carrier names. The result is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["417"],
    text: /quantity/i,
    meaning: "More numbers were requested than iNumbering returns at once.",
    action: "Request fewer numbers at a time.",
    isRetryable: false,
  },
  {
    codes: ["418"],
    text: /character limit/i,
    meaning: "iNumbering did not accept our order reference.",
    action: "This is a fault in Tandem. Report it with the reference of the call.",
    isRetryable: false,
  },
  {
    codes: ["426"],
    text: /911/,
    meaning: "The iNumbering account is not set up for emergency calls.",
    action: "Have iNumbering set up 911 for the account, then order again.",
    isRetryable: true,
  },
  {
    codes: ["429"],
    text: /./,
    meaning: "iNumbering's rate limit was reached.",
    action: "Nothing to do: it is sent as soon as the limit allows.",
    isRetryable: true,
  },
  {
    codes: ["500", "502", "503", "504"],
    text: /./,
    meaning: "Something went wrong at iNumbering.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  },
  {
    codes: ["431"],
    text: /./,
    meaning: "iNumbering is temporarily unable to do this.",
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
    meaning: "A brand with this name already exists.",
    action: "Use the existing brand.",
    isRetryable: false,
  },
];

export function describeInumberingError(code: string, text: string): ErrorDescription | null {
  const entry = CATALOG.find((one) => one.codes.includes(code) && one.text.test(text));
  if (!entry) return null;
  const { meaning, action, isRetryable, mayHaveHappened = false } = entry;
  return { meaning, action, isRetryable, mayHaveHappened };
}
