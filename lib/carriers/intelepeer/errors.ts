import type { ErrorDescription } from "../carrier";

type Entry = Omit<ErrorDescription, "mayHaveHappened"> & {
  codes: readonly string[];
  text?: RegExp;
  mayHaveHappened?: boolean;
};

/**
 * Page "Provisioning Telephone Numbers for SMS": the codes are documented, their texts are not ("the reason for the error is
 * contained within the response"). The first entry that fits wins.
 */
export const CATALOGUE: readonly Entry[] = [
  {
    codes: ["400"],
    text: /E\.?164/i,
    meaning: "IntelePeer does not take this as a telephone number.",
    action: "Check the number; it needs the form +1 and ten digits.",
    isRetryable: false,
  },
  {
    codes: ["400"],
    text: /provisioned state|not provisioned/i,
    meaning: "SMS can be switched off only where it is on.",
    action: "Look at the number's SMS state; when it is in progress, wait until it has ended.",
    isRetryable: false,
  },
  {
    codes: ["400"],
    text: /not enabled for SMS/i,
    meaning: "A webhook can be set only on a number whose SMS is on.",
    action: "Switch SMS on, then set the webhook.",
    isRetryable: true,
  },
  {
    codes: ["401"],
    text: /does not own/i,
    meaning: "The number does not belong to this IntelePeer account.",
    action: "Check in which account the number is.",
    isRetryable: false,
  },
  {
    codes: ["401"],
    text: /not currently enabled/i,
    meaning: "This IntelePeer account may not use SMS through the API.",
    action: "Ask IntelePeer to enable SMS API access for the account.",
    isRetryable: true,
  },
  {
    codes: ["401"],
    text: /unauthori[sz]ed|expired|token/i,
    meaning: "IntelePeer refused our credentials.",
    action: "An administrator checks the token, or the user name and password, in the carrier's settings.",
    isRetryable: true,
  },
  {
    codes: ["404"],
    text: /not available/i,
    meaning: "IntelePeer does not offer this number to this account.",
    action: "Check that the number is in the account; a number of another carrier cannot be used here.",
    isRetryable: false,
  },
  {
    codes: ["409"],
    text: /progress/i,
    meaning: "IntelePeer is still switching SMS on or off for this number.",
    action: "Nothing: the number is read again until it has come to rest.",
    isRetryable: true,
    mayHaveHappened: true,
  },
  {
    codes: ["403"],
    meaning: "IntelePeer does not let this account do it.",
    action: "An administrator checks the credentials in the carrier's settings; if they are right, ask IntelePeer.",
    isRetryable: true,
  },
  {
    codes: ["405", "406", "413", "415", "422"],
    meaning: "IntelePeer did not accept the request.",
    action: "This is our fault, not yours: report it with the reference of the call.",
    isRetryable: false,
  },
  {
    codes: ["429"],
    meaning: "More was sent than IntelePeer takes in this time.",
    action: "Nothing: it is sent as soon as IntelePeer takes it again.",
    isRetryable: true,
  },
  {
    codes: ["408", "500", "502", "503", "504"],
    meaning: "Something went wrong at IntelePeer.",
    action: "Nothing: what became of it is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  },
  {
    codes: ["requested", "provisioning"],
    meaning: "IntelePeer is switching SMS on.",
    action: "Nothing: the number is read again until it has come to rest.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["derequested", "deprovisioning"],
    meaning: "IntelePeer is switching SMS off.",
    action: "Nothing: the number is read again until it has come to rest.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["provisioned"],
    meaning: "SMS is on.",
    action: "Nothing.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["error"],
    meaning: "IntelePeer tried and gave up.",
    action: "Try once more; if it ends the same way, ask IntelePeer, whose answer gives no cause.",
    isRetryable: true,
  },
];

export function describeIntelepeerError(code: string, text: string): ErrorDescription | null {
  const entry = CATALOGUE.find((one) => one.codes.includes(code) && (one.text === undefined || one.text.test(text)));
  if (!entry) return null;
  const { meaning, action, isRetryable, mayHaveHappened = false } = entry;
  return { meaning, action, isRetryable, mayHaveHappened };
}
