import type { ErrorDescription } from "../carrier";

type Entry = Omit<ErrorDescription, "mayHaveHappened"> & {
  codes: readonly string[];
  text?: RegExp;
  mayHaveHappened?: boolean;
};

/**
 * Page "Provisioning Telephone Numbers for SMS": codes are documented, texts are not ("the reason for the error is contained
 * within the response"). The first match wins.
 */
export const CATALOG: readonly Entry[] = [
  {
    codes: ["400"],
    text: /E\.?164/i,
    meaning: "IntelePeer does not accept this as a telephone number.",
    action: "Check the number. It must be +1 followed by ten digits.",
    isRetryable: false,
  },
  {
    codes: ["400"],
    text: /provisioned state|not provisioned/i,
    meaning: "SMS can be turned off only where it is on.",
    action: "Check the number's SMS state. If it is in progress, wait until it is finished.",
    isRetryable: false,
  },
  {
    codes: ["400"],
    text: /not enabled for SMS/i,
    meaning: "A webhook can be set only on a number with SMS on.",
    action: "Turn SMS on, then set the webhook.",
    isRetryable: true,
  },
  {
    codes: ["401"],
    text: /does not own/i,
    meaning: "The number does not belong to this IntelePeer account.",
    action: "Check which account has the number.",
    isRetryable: false,
  },
  {
    codes: ["401"],
    text: /not currently enabled/i,
    meaning: "This IntelePeer account cannot use SMS through the API.",
    action: "Ask IntelePeer to enable SMS API access for the account.",
    isRetryable: true,
  },
  {
    codes: ["401"],
    text: /unauthori[sz]ed|expired|token/i,
    meaning: "IntelePeer rejected our credentials.",
    action: "Ask an administrator to check the token, or the user name and password, in the carrier's settings.",
    isRetryable: true,
  },
  {
    codes: ["404"],
    text: /not available/i,
    meaning: "IntelePeer does not offer this number to this account.",
    action: "Check that the number is in the account. A number from another carrier cannot be used here.",
    isRetryable: false,
  },
  {
    codes: ["409"],
    text: /progress/i,
    meaning: "IntelePeer is still turning SMS on or off for this number.",
    action: "Nothing to do: the number is read again until the change is finished.",
    isRetryable: true,
    mayHaveHappened: true,
  },
  {
    codes: ["403"],
    meaning: "IntelePeer does not allow this for the account.",
    action:
      "Ask an administrator to check the credentials in the carrier's settings. If they are right, ask IntelePeer.",
    isRetryable: true,
  },
  {
    codes: ["405", "406", "413", "415", "422"],
    meaning: "IntelePeer did not accept the request.",
    action: "This is a fault in Tandem. Report it with the reference of the call.",
    isRetryable: false,
  },
  {
    codes: ["429"],
    meaning: "IntelePeer's rate limit was reached.",
    action: "Nothing to do: it is sent as soon as the limit allows.",
    isRetryable: true,
  },
  {
    codes: ["408", "500", "502", "503", "504"],
    meaning: "Something went wrong at IntelePeer.",
    action: "Nothing to do: the result is checked at the carrier.",
    isRetryable: true,
    mayHaveHappened: true,
  },
  {
    codes: ["requested", "provisioning"],
    meaning: "IntelePeer is turning SMS on.",
    action: "Nothing to do: the number is read again until the change is finished.",
    isRetryable: false,
    mayHaveHappened: true,
  },
  {
    codes: ["derequested", "deprovisioning"],
    meaning: "IntelePeer is turning SMS off.",
    action: "Nothing to do: the number is read again until the change is finished.",
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
    meaning: "IntelePeer's attempt failed.",
    action: "Try again. If it fails again, ask IntelePeer; its response gives no cause.",
    isRetryable: true,
  },
];

export function describeIntelepeerError(code: string, text: string): ErrorDescription | null {
  const entry = CATALOG.find((one) => one.codes.includes(code) && (one.text === undefined || one.text.test(text)));
  if (!entry) return null;
  const { meaning, action, isRetryable, mayHaveHappened = false } = entry;
  return { meaning, action, isRetryable, mayHaveHappened };
}
