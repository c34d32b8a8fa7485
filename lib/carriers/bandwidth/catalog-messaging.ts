import { type CatalogEntry, entry, OUR_FAULT } from "../catalog";

const ANY = /./;

/** The messaging API's codes; each means the same with any text. */
export const MESSAGING_ERRORS: readonly CatalogEntry[] = [
  entry("user-access-denied user-not-found application-access-denied", ANY, {
    meaning: "Bandwidth rejected the messaging credentials.",
    action: "Ask an administrator to check the user ID, API token and API secret in the carrier's settings.",
    isRetryable: true,
  }),
  entry("application-not-found", ANY, {
    meaning: "The application does not exist at Bandwidth.",
    action: "Choose another application or create it.",
    isRetryable: false,
  }),
  entry("number-not-found", ANY, {
    meaning: "Bandwidth's messaging does not know this number.",
    action: "Import the number first, then register it.",
    isRetryable: true,
  }),
  entry("message-not-found resource-not-found", ANY, {
    meaning: "Bandwidth's messaging could not find the requested item.",
    action: "Check the evidence; it may have been deleted at Bandwidth.",
    isRetryable: false,
  }),
  entry("duplicate-number", ANY, {
    meaning: "The number is already registered.",
    action: "Nothing.",
    isRetryable: false,
  }),
  entry("duplicate-application", ANY, {
    meaning: "An application with this name already exists.",
    action: "Choose it or use another name.",
    isRetryable: false,
  }),
  entry("number-update-conflict application-update-conflict message-update-conflict", ANY, {
    meaning: "Another change at Bandwidth happened at the same time.",
    action: "Try again.",
    isRetryable: true,
  }),
  entry("insufficient-available-balance", ANY, {
    meaning: "The Bandwidth account has no balance left.",
    action: "Add funds at Bandwidth, then try again.",
    isRetryable: true,
  }),
  entry("no-application-for-number no-allocated-number number-access-denied", ANY, {
    meaning: "The number cannot send: it is not registered to an application of this account.",
    action: "Register the number, then try again.",
    isRetryable: true,
  }),
  entry("restricted-number", ANY, {
    meaning: "Bandwidth does not allow messaging on this number.",
    action: "Ask Bandwidth why. Until then, leave the number out.",
    isRetryable: false,
  }),
  entry("message-from-toll-free", ANY, {
    meaning: "Messages cannot be sent from this toll-free number.",
    action: "Have Bandwidth enable toll-free messaging for the account, or use another number.",
    isRetryable: false,
  }),
  entry(
    "message-rate-limit message-rate-limit-overall message-rate-limit-per-tn multi-message-limit message-delay-limit rate-limit-reached",
    ANY,
    {
      meaning: "Bandwidth's rate limit was reached.",
      action: "Nothing to do: it is sent as soon as the limit allows.",
      isRetryable: true,
    },
  ),
  entry("validation-error blank-property callback-invalid-url", ANY, {
    meaning: "Bandwidth did not accept a field of the request.",
    action: OUR_FAULT,
    isRetryable: false,
  }),
  entry("gateway-unavailable number-allocator-timeout", ANY, {
    meaning: "Part of Bandwidth's messaging was unavailable.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  }),
];
