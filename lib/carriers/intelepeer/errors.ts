import { type CatalogEntry, entry, findDescription, OUR_FAULT } from "../catalog";

/** Its texts are not documented. */
const ANY = /^/;

/**
 * Page "Provisioning Telephone Numbers for SMS": codes are documented, texts are not ("the reason for the error is contained
 * within the response"). The first match wins.
 */
export const CATALOG: readonly CatalogEntry[] = [
  entry("400", /E\.?164/i, {
    meaning: "IntelePeer does not accept this as a telephone number.",
    action: "Check the number. It must be +1 followed by ten digits.",
    isRetryable: false,
  }),
  entry("400", /provisioned state|not provisioned/i, {
    meaning: "SMS can be turned off only where it is on.",
    action: "Check the number's SMS state. If it is in progress, wait until it is finished.",
    isRetryable: false,
  }),
  entry("400", /not enabled for SMS/i, {
    meaning: "A webhook can be set only on a number with SMS on.",
    action: "Turn SMS on, then set the webhook.",
    isRetryable: true,
  }),
  entry("401", /does not own/i, {
    meaning: "The number does not belong to this IntelePeer account.",
    action: "Check which account has the number.",
    isRetryable: false,
  }),
  entry("401", /not currently enabled/i, {
    meaning: "This IntelePeer account cannot use SMS through the API.",
    action: "Ask IntelePeer to enable SMS API access for the account.",
    isRetryable: true,
  }),
  entry("401", /unauthori[sz]ed|expired|token/i, {
    meaning: "IntelePeer rejected our credentials.",
    action: "Ask an administrator to check the token, or the user name and password, in the carrier's settings.",
    isRetryable: true,
  }),
  entry("404", /not available/i, {
    meaning: "IntelePeer does not offer this number to this account.",
    action: "Check that the number is in the account. A number from another carrier cannot be used here.",
    isRetryable: false,
  }),
  entry("409", /progress/i, {
    meaning: "IntelePeer is still turning SMS on or off for this number.",
    action: "Nothing to do: the number is read again until the change is finished.",
    isRetryable: true,
    mayHaveHappened: true,
  }),
  entry("403", ANY, {
    meaning: "IntelePeer does not allow this for the account.",
    action:
      "Ask an administrator to check the credentials in the carrier's settings. If they are right, ask IntelePeer.",
    isRetryable: true,
  }),
  entry("405 406 413 415 422", ANY, {
    meaning: "IntelePeer did not accept the request.",
    action: OUR_FAULT,
    isRetryable: false,
  }),
  entry("429", ANY, {
    meaning: "IntelePeer's rate limit was reached.",
    action: "Nothing to do: it is sent as soon as the limit allows.",
    isRetryable: true,
  }),
  entry("408 500 502 503 504", ANY, {
    meaning: "Something went wrong at IntelePeer.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  }),
  entry("requested provisioning", ANY, {
    meaning: "IntelePeer is turning SMS on.",
    action: "Nothing to do: the number is read again until the change is finished.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("derequested deprovisioning", ANY, {
    meaning: "IntelePeer is turning SMS off.",
    action: "Nothing to do: the number is read again until the change is finished.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("provisioned", ANY, {
    meaning: "SMS is on.",
    action: "Nothing.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("error", ANY, {
    meaning: "IntelePeer's attempt failed.",
    action: "Try again. If it fails again, ask IntelePeer; its response gives no cause.",
    isRetryable: true,
  }),
];

export const describeIntelepeerError = (code: string, text: string) => findDescription(CATALOG, code, text);
