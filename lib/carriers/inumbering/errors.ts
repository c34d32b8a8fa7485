import { type CatalogEntry, entry, findDescription, OUR_FAULT } from "../catalog";

const DATABASE = {
  meaning: "iNumbering had a database error, or already has our reference.",
  action: "Nothing to do: the result is checked at the carrier.",
  isRetryable: false,
  mayHaveHappened: true,
};

/**
 * Specification v2.1.6, code by code, and the texts of the network behind it. The codes are the carrier's own (431 is not
 * HTTP's "header too large"); an entry matches only by code and text. The first match wins. The proxy may send a text
 * of the network under 409 instead of its own code.
 */
export const CATALOG: readonly CatalogEntry[] = [
  entry("200 409", /on an existing order/i, {
    meaning: "The number is already in an order, ours or someone else's.",
    action: "Check the account's list. If the number does not appear after a while, choose another one.",
    isRetryable: false,
  }),
  entry("400", /field required|fields are required|array of tnItem/i, {
    meaning: "The request was not complete.",
    action: OUR_FAULT,
    isRetryable: false,
  }),
  entry("401 403 401001", /./, {
    meaning: "iNumbering rejected our API key.",
    action: "Ask an administrator to enter the key again. It changes with the account's password.",
    isRetryable: true,
  }),
  entry("402", /./, {
    meaning: "The account's balance does not cover the order.",
    action: "Add funds at iNumbering, then order again.",
    isRetryable: true,
  }),
  entry("409", /not ACTIVE/, {
    meaning: "The campaign is not active at the campaign registry.",
    action: "Wait until it is active, then try again.",
    isRetryable: true,
  }),
  entry("409", /not registered/i, {
    meaning: "The campaign or its brand is not registered with the network.",
    action: "Add the brand first, then the campaign.",
    isRetryable: true,
  }),
  entry("409", /invalid (messagingBrandId|externalCampaignId)/i, {
    meaning: "The brand ID or campaign ID is not valid.",
    action: "Copy it from the campaign registry: brand IDs start with B, campaign IDs with C.",
    isRetryable: false,
  }),
  entry("409 420", /invalid tn/i, {
    meaning: "iNumbering does not accept these numbers.",
    action: "Check that the numbers are in this account.",
    isRetryable: false,
  }),
  entry("409", /not available|unavailable|no longer available/i, {
    meaning: "The number is no longer available.",
    action: "Search again and choose another one.",
    isRetryable: false,
  }),
  entry("409", /invalid input/i, {
    meaning: "iNumbering did not accept the request.",
    action: "Check the values. If they are right, ask iNumbering.",
    isRetryable: false,
  }),
  entry("410", /db error|database|reference/i, DATABASE),
  entry("409", /db error|database|\bunique\b/i, DATABASE),
  entry("411 419 409", /unknown error|error occurred/i, {
    meaning: "iNumbering had an unspecified error.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("414", /required/i, {
    meaning: "A field is missing.",
    action: "Enter the field that the carrier names.",
    isRetryable: false,
  }),
  entry("422", /limit/i, {
    meaning: "The order is larger than iNumbering accepts at once.",
    action: "Order fewer numbers at a time.",
    isRetryable: true,
  }),
  entry("425 409", /not all\b/i, {
    meaning: "Only part of the order was completed.",
    action: "Nothing to do: the account's list shows which numbers were ordered.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("430 409", /no results? found/i, {
    meaning: "iNumbering found nothing.",
    action: "Search with fewer filters.",
    isRetryable: false,
  }),
  entry("404", /./, {
    meaning: "iNumbering could not find the requested item.",
    action: "Check that the numbers are in this account.",
    isRetryable: false,
  }),
  entry("408", /digits|character|private key|must be/i, {
    meaning: "iNumbering did not accept the format of a value.",
    action: "Check the value that the carrier names. The result is checked at the carrier.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("417", /quantity/i, {
    meaning: "More numbers were requested than iNumbering returns at once.",
    action: "Request fewer numbers at a time.",
    isRetryable: false,
  }),
  entry("418", /character limit/i, {
    meaning: "iNumbering did not accept our order reference.",
    action: OUR_FAULT,
    isRetryable: false,
  }),
  entry("426", /911/, {
    meaning: "The iNumbering account is not set up for emergency calls.",
    action: "Have iNumbering set up 911 for the account, then order again.",
    isRetryable: true,
  }),
  entry("429", /./, {
    meaning: "iNumbering's rate limit was reached.",
    action: "Nothing to do: it is sent as soon as the limit allows.",
    isRetryable: true,
  }),
  entry("500 502 503 504", /./, {
    meaning: "Something went wrong at iNumbering.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  }),
  entry("431", /./, {
    meaning: "iNumbering is temporarily unable to do this.",
    action: "Try again in a few minutes.",
    isRetryable: true,
  }),
  entry("432", /excluded/i, {
    meaning: "The number is excluded from messaging.",
    action: "Ask iNumbering why, or leave the number out.",
    isRetryable: false,
  }),
  entry("470", /already exists/i, {
    meaning: "A brand with this name already exists.",
    action: "Use the existing brand.",
    isRetryable: false,
  }),
];

export const describeInumberingError = (code: string, text: string) => findDescription(CATALOG, code, text);
