import type { ErrorDescription } from "../carrier";

type Entry = ErrorDescription & { codes: readonly string[]; text: RegExp };

const SUPPORT = "Open a ticket with Bandwidth and attach the order's id.";

/**
 * Bandwidth's published error table, those that our calls can meet. Its codes are not unique between families, and its own examples
 * pair some with other texts (25000's text under 5081, 5124's under 13552): an entry fits only where code and text fit together.
 */
const CATALOGUE: readonly Entry[] = [
  {
    codes: ["25000", "5081"],
    text: /action is absent or invalid/i,
    meaning: "The order's action was not understood.",
    action: SUPPORT,
    isRetryable: false,
  },
  {
    codes: ["25010"],
    text: /does not have permission/i,
    meaning: "This Bandwidth account may not import external numbers.",
    action: "Ask Bandwidth to switch on the feature ExternalTNs for the account.",
    isRetryable: true,
  },
  {
    codes: ["25030", "5076"],
    text: /belong to this account/i,
    meaning: "The number is not in this Bandwidth account.",
    action: "Check whether it was imported here; only imported numbers can be removed.",
    isRetryable: false,
  },
  {
    codes: ["25040"],
    text: /unable to remove/i,
    meaning: "Bandwidth could not remove the number.",
    action: `Try again; if it stays so, ${SUPPORT.charAt(0).toLowerCase()}${SUPPORT.slice(1)}`,
    isRetryable: true,
  },
  {
    codes: ["25050"],
    text: /SPID/,
    meaning: "The Bandwidth account lacks a setting that imports need (SPID).",
    action: SUPPORT,
    isRetryable: true,
  },
  {
    codes: ["25060", "19006"],
    text: /cannot be imported/i,
    meaning: "The number belongs to Bandwidth itself; only numbers of other carriers can be imported.",
    action: "Leave it out. A number of Bandwidth's is used through the account that holds it.",
    isRetryable: false,
  },
  {
    codes: ["25070"],
    text: /carrier ownership cannot be determined/i,
    meaning: "Bandwidth cannot tell which carrier holds the number.",
    action: "Check that the number is in service, then try again; a freshly ported number needs a day or two.",
    isRetryable: true,
  },
  {
    codes: ["25080", "19010"],
    text: /unable to provision/i,
    meaning: "Bandwidth could not set the number up.",
    action: `Try again; if it stays so, ${SUPPORT.charAt(0).toLowerCase()}${SUPPORT.slice(1)}`,
    isRetryable: true,
  },
  {
    codes: ["25090"],
    text: /unable to import/i,
    meaning: "Bandwidth could not import the number.",
    action: `Try again; if it stays so, ${SUPPORT.charAt(0).toLowerCase()}${SUPPORT.slice(1)}`,
    isRetryable: true,
  },
  {
    codes: ["25120"],
    text: /not external/i,
    meaning: "The number is not an imported one, so there is nothing to remove.",
    action: "Leave it out.",
    isRetryable: false,
  },
  {
    codes: ["25130"],
    text: /messaging settings/i,
    meaning: "The number has no messaging settings at Bandwidth.",
    action: "Check the SIP peer's SMS settings in the Bandwidth dashboard, then try again.",
    isRetryable: true,
  },
  {
    codes: ["5124", "13552"],
    text: /already exist/i,
    meaning: "The number is already at Bandwidth, probably in another account.",
    action: "Find out which account holds it; it must be removed there first.",
    isRetryable: false,
  },
  {
    codes: ["19001", "7518"],
    text: /not in service|not active/i,
    meaning: "The number is not in service.",
    action: "Check the number with the carrier that holds it; import it once it works.",
    isRetryable: true,
  },
  {
    codes: ["19002"],
    text: /failed NPAC check/i,
    meaning: "Bandwidth finds the number neither in its own stock nor in the national database.",
    action: "Check the digits of the number.",
    isRetryable: false,
  },
  {
    codes: ["5070", "7201"],
    text: /is invalid|not a valid NANPA/i,
    meaning: "Bandwidth does not take this as a telephone number.",
    action: "Check the digits of the number.",
    isRetryable: false,
  },
  {
    codes: ["5002"],
    text: /area code|Nxx/i,
    meaning: "The number breaks a rule of the numbering plan.",
    action: "Check the digits of the number.",
    isRetryable: false,
  },
  {
    codes: ["5072", "5093"],
    text: /duplicate/i,
    meaning: "The number stands in the order more than once.",
    action: "Order it once.",
    isRetryable: true,
  },
  {
    codes: ["5077", "5008"],
    text: /no valid telephone numbers|numbers specified are invalid/i,
    meaning: "The order holds no number that Bandwidth can use.",
    action: "Check the numbers.",
    isRetryable: false,
  },
  {
    codes: ["5095"],
    text: /exceeds the maximum/i,
    meaning: "The order holds more numbers than Bandwidth takes at once.",
    action: "Order fewer numbers at a time.",
    isRetryable: true,
  },
  {
    codes: ["5016", "5022", "7309"],
    text: /site/i,
    meaning: "Bandwidth does not know the site that numbers are to be put in.",
    action: "An administrator checks BANDWIDTH_SITE_ID in the carrier's settings.",
    isRetryable: true,
  },
  {
    codes: ["5020", "5023", "7312"],
    text: /sip ?peer/i,
    meaning: "Bandwidth does not know the SIP peer that numbers are to be put in.",
    action: "An administrator checks BANDWIDTH_SIP_PEER_ID in the carrier's settings.",
    isRetryable: true,
  },
  {
    codes: ["5166"],
    text: /sms feature/i,
    meaning: "The SIP peer does not have SMS.",
    action: "Switch SMS on for the SIP peer in the Bandwidth dashboard, then try again.",
    isRetryable: true,
  },
  {
    codes: ["5126", "5162"],
    text: /toll ?free/i,
    meaning: "Toll-free numbers cannot be used here.",
    action: "Leave toll-free numbers out, or have toll-free switched on for the SIP peer.",
    isRetryable: false,
  },
  {
    codes: ["5012"],
    text: /locked/i,
    meaning: "The Bandwidth account is locked.",
    action: "Ask Bandwidth why; try again when it is open.",
    isRetryable: true,
  },
  {
    codes: ["1001", "5051"],
    text: /access denied|not authorized/i,
    meaning: "Bandwidth does not let these credentials act for this account.",
    action: "An administrator checks account id, user name and password in the carrier's settings.",
    isRetryable: true,
  },
  {
    codes: ["user-access-denied"],
    text: /./,
    meaning: "Bandwidth refused the messaging credentials.",
    action: "An administrator checks user id, API token and API secret in the carrier's settings.",
    isRetryable: true,
  },
  {
    codes: ["application-not-found"],
    text: /./,
    meaning: "The application does not exist at Bandwidth.",
    action: "Choose another application, or create it.",
    isRetryable: false,
  },
  {
    codes: ["number-not-found"],
    text: /./,
    meaning: "Bandwidth's messaging does not know this number.",
    action: "Import the number first, then register it.",
    isRetryable: true,
  },
  {
    codes: ["duplicate-number"],
    text: /./,
    meaning: "The number is registered already.",
    action: "Nothing.",
    isRetryable: false,
  },
  {
    codes: ["insufficient-available-balance"],
    text: /./,
    meaning: "The balance of the Bandwidth account is used up.",
    action: "Add funds at Bandwidth, then try again.",
    isRetryable: true,
  },
  {
    codes: ["no-application-for-number", "no-allocated-number", "number-access-denied"],
    text: /./,
    meaning: "The number cannot send: it is not registered to an application of this account.",
    action: "Register the number, then try again.",
    isRetryable: true,
  },
];

export function describeBandwidthError(code: string, text: string): ErrorDescription | null {
  const entry = CATALOGUE.find((one) => one.codes.includes(code) && one.text.test(text));
  return entry ? { meaning: entry.meaning, action: entry.action, isRetryable: entry.isRetryable } : null;
}
