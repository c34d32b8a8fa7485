import { type CatalogEntry, entry, OUR_FAULT } from "../catalog";
import { SUPPORT, TRY_AGAIN } from "./catalog-actions";

const ROUTE =
  /messaging routes? (of|for) .*not configured|messaging routes are not configured|messaging route is not configured|no messaging route|messaging route could not be determined/i;

/** Errors about the account, its settings, the whole request, or Bandwidth itself. */
export const ACCOUNT_ERRORS: readonly CatalogEntry[] = [
  entry("25000 5081 15604", /action is (absent or )?invalid/i, {
    meaning: "Bandwidth did not recognize the order's action.",
    action: SUPPORT,
    isRetryable: false,
  }),
  entry("25010", /does not have permission/i, {
    meaning: "This Bandwidth account cannot import external numbers.",
    action: "Ask Bandwidth to enable the feature ExternalTNs for the account.",
    isRetryable: true,
  }),
  entry("19007 19008", /not contracted|Non Bandwidth numbers cannot be imported/i, {
    meaning: "This Bandwidth account has no contract for importing numbers from other carriers.",
    action: "Ask Bandwidth to allow it for the account, then try again.",
    isRetryable: true,
  }),
  entry("25100", /SUBSCRIBER' is not allowed/i, {
    meaning: "This Bandwidth account cannot import numbers based on their owners' consent.",
    action: "Ask Bandwidth to allow it for the account, then try again.",
    isRetryable: true,
  }),
  entry("25050", /SPID/, {
    meaning: "The Bandwidth account lacks a setting that imports require (SPID).",
    action: SUPPORT,
    isRetryable: true,
  }),
  entry("19005 19009 5157 5226 4024 4025 9012", ROUTE, {
    meaning: "Bandwidth has no messaging route for these numbers.",
    action: "Ask Bandwidth to configure the messaging route of the account, then try again.",
    isRetryable: true,
  }),
  entry("19012", /not migrated to new messaging/i, {
    meaning: "The Bandwidth account has not been migrated to the new messaging yet.",
    action: "Ask Bandwidth when it will be migrated, then try again.",
    isRetryable: true,
  }),
  entry("5114 9010 5145 5078", /messaging|product feature/i, {
    meaning: "Messaging is not enabled for this Bandwidth account or its location.",
    action: "Enable it in the Bandwidth dashboard or ask Bandwidth, then try again.",
    isRetryable: true,
  }),
  entry("5216", /no default NNID/i, {
    meaning: "The Bandwidth account lacks a messaging setting for these numbers (NNID).",
    action: SUPPORT,
    isRetryable: true,
  }),
  entry("5166 9011", /sms feature/i, {
    meaning: "The SIP peer does not have SMS.",
    action: "Turn SMS on for the SIP peer in the Bandwidth dashboard, then try again.",
    isRetryable: true,
  }),
  entry("5020 5023 7312 4023", /sip ?peer/i, {
    meaning: "Bandwidth does not know the SIP peer for the numbers.",
    action: "Ask an administrator to check the SIP peer ID in the carrier's settings.",
    isRetryable: true,
  }),
  entry("5094", /site .*locked/i, {
    meaning: "The site for the numbers is locked at Bandwidth.",
    action: "Ask Bandwidth why, and try again when it is unlocked.",
    isRetryable: true,
  }),
  entry("5016 5022 7309 4014 4017", /site/i, {
    meaning: "Bandwidth does not know the site for the numbers.",
    action: "Ask an administrator to check the site ID in the carrier's settings.",
    isRetryable: true,
  }),
  entry("5021", /gateway profile/i, {
    meaning: "The Bandwidth account has no gateway.",
    action: "Assign a gateway in the Bandwidth dashboard, then try again.",
    isRetryable: true,
  }),
  entry("5000 5210 4000 4018 4022", /account/i, {
    meaning: "Bandwidth does not know this account, or it is locked.",
    action: "Ask an administrator to check the account ID in the carrier's settings.",
    isRetryable: true,
  }),
  entry("5012 4012", /locked/i, {
    meaning: "The Bandwidth account is locked.",
    action: "Ask Bandwidth why, and try again when it is unlocked.",
    isRetryable: true,
  }),
  entry("5013 4013", /holding account/i, {
    meaning: "Bandwidth has not set up the account correctly.",
    action: SUPPORT,
    isRetryable: true,
  }),
  entry("1001 5051", /access denied|not authorized/i, {
    meaning: "These credentials have no access to this Bandwidth account.",
    action: "Ask an administrator to check the account ID, user name and password in the carrier's settings.",
    isRetryable: true,
  }),
  entry("401 403", /(answered|responded with) HTTP/i, {
    meaning: "Bandwidth rejected our credentials.",
    action: "Ask an administrator to check the credentials in the carrier's settings.",
    isRetryable: true,
  }),
  entry("5052", /customer order id is invalid/i, {
    meaning: "Bandwidth did not accept our order reference.",
    action: OUR_FAULT,
    isRetryable: false,
  }),
  entry("1015", /already exists/i, {
    meaning: "Bandwidth already has an order with our reference.",
    action: "Nothing to do: the result is looked up by the reference.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("5086", /timed out/i, {
    meaning: "Bandwidth did not finish in time.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  }),
  entry("1000 1010 9005", /internal server error|unexpected/i, {
    meaning: "Something went wrong at Bandwidth.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  }),
  entry("9007 9009", /temporarily unavailable|could not process/i, {
    meaning: "The network behind Bandwidth's messaging was unavailable.",
    action: "Try again in a few minutes.",
    isRetryable: true,
  }),
  entry("9008", /cannot process/i, {
    meaning: "The network behind Bandwidth's messaging rejected the request.",
    action: TRY_AGAIN,
    isRetryable: true,
  }),
  entry("1016", /does not exist/i, {
    meaning: "What the order refers to does not exist at Bandwidth.",
    action: "Ask an administrator to check account, site and SIP peer in the carrier's settings.",
    isRetryable: true,
  }),
  entry(
    "1002 1003 1004 1005 1006 1007 1008 1009 1011 1012 1013 1014 1019",
    /must be|is required|too (small|long|short)|not allowed|not a valid|duplicated|character set|bad request/i,
    {
      meaning: "Bandwidth did not accept a field of the order.",
      action: OUR_FAULT,
      isRetryable: false,
    },
  ),
];
