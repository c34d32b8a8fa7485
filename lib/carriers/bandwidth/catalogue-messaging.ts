import { type CatalogueEntry, entry, OUR_FAULT } from "./catalogue-entry";

const ANY = /./;

/** The codes of the messaging interface: words of their own, which say the same with every text. */
export const MESSAGING_ERRORS: readonly CatalogueEntry[] = [
  entry("user-access-denied user-not-found application-access-denied", ANY, {
    meaning: "Bandwidth refused the messaging credentials.",
    action: "An administrator checks user id, API token and API secret in the carrier's settings.",
    isRetryable: true,
  }),
  entry("application-not-found", ANY, {
    meaning: "The application does not exist at Bandwidth.",
    action: "Choose another application, or create it.",
    isRetryable: false,
  }),
  entry("number-not-found", ANY, {
    meaning: "Bandwidth's messaging does not know this number.",
    action: "Import the number first, then register it.",
    isRetryable: true,
  }),
  entry("message-not-found resource-not-found", ANY, {
    meaning: "Bandwidth's messaging does not know what was asked for.",
    action: "Look at the evidence; it may have been removed there.",
    isRetryable: false,
  }),
  entry("duplicate-number", ANY, {
    meaning: "The number is registered already.",
    action: "Nothing.",
    isRetryable: false,
  }),
  entry("duplicate-application", ANY, {
    meaning: "An application of this name exists already.",
    action: "Choose the existing one, or another name.",
    isRetryable: false,
  }),
  entry("number-update-conflict application-update-conflict message-update-conflict", ANY, {
    meaning: "Something else changed the same thing at Bandwidth at that moment.",
    action: "Try again.",
    isRetryable: true,
  }),
  entry("insufficient-available-balance", ANY, {
    meaning: "The balance of the Bandwidth account is used up.",
    action: "Add funds at Bandwidth, then try again.",
    isRetryable: true,
  }),
  entry("no-application-for-number no-allocated-number number-access-denied", ANY, {
    meaning: "The number cannot send: it is not registered to an application of this account.",
    action: "Register the number, then try again.",
    isRetryable: true,
  }),
  entry("restricted-number", ANY, {
    meaning: "Bandwidth does not let this number be used for messages.",
    action: "Ask Bandwidth why; until then leave the number out.",
    isRetryable: false,
  }),
  entry("message-from-toll-free", ANY, {
    meaning: "Messages cannot be sent from this toll-free number.",
    action: "Have toll-free messaging switched on for the account, or use another number.",
    isRetryable: false,
  }),
  entry(
    "message-rate-limit message-rate-limit-overall message-rate-limit-per-tn multi-message-limit message-delay-limit rate-limit-reached",
    ANY,
    {
      meaning: "More was sent than Bandwidth takes in this time.",
      action: "Nothing: it is sent as soon as Bandwidth takes it again.",
      isRetryable: true,
    },
  ),
  entry("validation-error blank-property callback-invalid-url", ANY, {
    meaning: "Bandwidth did not accept a field of the request.",
    action: OUR_FAULT,
    isRetryable: false,
  }),
  entry("gateway-unavailable number-allocator-timeout", ANY, {
    meaning: "A part of Bandwidth's messaging was not there.",
    action: "Nothing: what became of it is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  }),
];
