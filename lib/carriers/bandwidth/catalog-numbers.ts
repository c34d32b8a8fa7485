import { type CatalogEntry, entry, OUR_FAULT } from "../catalog";
import { SUPPORT, TRY_AGAIN } from "./catalog-actions";

/** Errors about numbers: single ones, or the list as a whole. */
export const NUMBER_ERRORS: readonly CatalogEntry[] = [
  entry("25030 5076", /belong to this account/i, {
    meaning: "The number is not in this Bandwidth account.",
    action: "Check whether it was imported here; only imported numbers can be removed.",
    isRetryable: false,
  }),
  entry("25040", /unable to remove/i, {
    meaning: "Bandwidth could not remove the number.",
    action: TRY_AGAIN,
    isRetryable: true,
  }),
  entry("25060 19006", /cannot be imported/i, {
    meaning: "The number belongs to Bandwidth. Only numbers from other carriers can be imported.",
    action: "Leave it out. A Bandwidth number is used through the account that owns it.",
    isRetryable: false,
  }),
  entry("25070", /carrier ownership cannot be determined/i, {
    meaning: "Bandwidth cannot tell which carrier owns the number.",
    action: "Check that the number is in service, then try again. A recently ported number needs a day or two.",
    isRetryable: true,
  }),
  entry("25080 19010 5003", /unable to provision|provisioning failure/i, {
    meaning: "Bandwidth could not set the number up.",
    action: TRY_AGAIN,
    isRetryable: true,
  }),
  entry("25090", /unable to import/i, {
    meaning: "Bandwidth could not import the number.",
    action: TRY_AGAIN,
    isRetryable: true,
  }),
  entry("25120", /not external/i, {
    meaning: "The number was not imported, so there is nothing to remove.",
    action: "Leave it out.",
    isRetryable: false,
  }),
  entry("25130", /messaging settings/i, {
    meaning: "The number has no messaging settings at Bandwidth.",
    action: "Check the SIP peer's SMS settings in the Bandwidth dashboard, then try again.",
    isRetryable: true,
  }),
  entry("5124 13552", /already exist/i, {
    meaning: "The number is already at Bandwidth, probably in another account.",
    action: "Find out which account has it. It must be removed there first.",
    isRetryable: false,
  }),
  entry("19001 7518 5074", /not in service|not active/i, {
    meaning: "The number is not in service.",
    action: "Check the number with the carrier that owns it. Import it once it works.",
    isRetryable: true,
  }),
  entry("19002", /failed NPAC check/i, {
    meaning: "Bandwidth finds the number neither in its inventory nor in the national database.",
    action: "Check the digits of the number.",
    isRetryable: false,
  }),
  entry("19003", /blacklisted losing account/i, {
    meaning: "Bandwidth accepts no numbers from the account that has this one.",
    action: "Ask Bandwidth why. Until then, leave the number out.",
    isRetryable: false,
  }),
  entry("19004", /unmigrated losing account/i, {
    meaning: "The account that has the number has not been migrated to Bandwidth's new messaging yet.",
    action: "Ask Bandwidth when it will be migrated, then try again.",
    isRetryable: true,
  }),
  entry("5070 7201", /is invalid|not a valid NANPA/i, {
    meaning: "Bandwidth does not accept this as a telephone number.",
    action: "Check the digits of the number.",
    isRetryable: false,
  }),
  entry("5002 9003", /area code|Nxx|standard 10 digit/i, {
    meaning: "The number violates the numbering plan.",
    action: "Check the digits of the number.",
    isRetryable: false,
  }),
  entry("5002 5213", /not valid for ordering/i, {
    meaning: "Bandwidth does not accept the number in an order.",
    action: "Check the digits of the number.",
    isRetryable: false,
  }),
  entry("5002", /^validation error/i, {
    meaning: "Bandwidth found an error in the order but did not say which.",
    action: "Check the evidence and the numbers.",
    isRetryable: false,
  }),
  entry("5071", /not available on the system/i, {
    meaning: "Bandwidth does not know the number.",
    action: "Check the digits of the number.",
    isRetryable: false,
  }),
  entry("5072 5093", /duplicate/i, {
    meaning: "The number is in the order more than once.",
    action: "Order it once.",
    isRetryable: true,
  }),
  entry(
    "5077 5008 5001 9001 9006 5212 5214 5073",
    /no valid telephone numbers|numbers specified are invalid|invalid input telephone number list|null or empty|is zero|number is required/i,
    {
      meaning: "The order contains no number that Bandwidth can use.",
      action: "Check the numbers.",
      isRetryable: false,
    },
  ),
  entry("5095 5211 15607", /exceed(s|ed) the max/i, {
    meaning: "The order contains more numbers than Bandwidth accepts at once.",
    action: "Order fewer numbers at a time.",
    isRetryable: true,
  }),
  entry("5126 5162 5090 9002", /toll ?free/i, {
    meaning: "Toll-free numbers cannot be used here.",
    action: "Leave toll-free numbers out, or enable toll-free for the SIP peer.",
    isRetryable: false,
  }),
  entry("5165 5181", /mix of NANP|single type of TN/i, {
    meaning: "The order mixes kinds of numbers that Bandwidth accepts only separately.",
    action: "Order each kind separately.",
    isRetryable: true,
  }),
  entry("5257", /outside of the \+1/i, {
    meaning: "This Bandwidth account can use only +1 numbers.",
    action: "Leave other numbers out.",
    isRetryable: false,
  }),
  entry("5125 5130", /external (telephone )?number(s|\(s\))? ?cannot|not allowed for external/i, {
    meaning: "Bandwidth does not support this for imported numbers.",
    action: "Leave it out.",
    isRetryable: false,
  }),
  entry("5127 5128", /External (TNs|telephone number)/i, {
    meaning: "This setting of an imported number can be changed only by another kind of order.",
    action: SUPPORT,
    isRetryable: false,
  }),
  entry("5224", /can't be moved/i, {
    meaning: "An imported number cannot be moved to another account.",
    action: "Remove it from one account and import it to the other.",
    isRetryable: false,
  }),
  entry("5158", /previously imported/i, {
    meaning: "The number was never imported.",
    action: "Import it first. If it was to be removed, leave it out.",
    isRetryable: false,
  }),
  entry("5159 5160 5163", /does not own (voice|messaging) service/i, {
    meaning: "The service of this number belongs to another Bandwidth account.",
    action: "Find out which account has it. It must be released there first.",
    isRetryable: false,
  }),
  entry("5161", /sms attribute is not allowed/i, {
    meaning: "Bandwidth does not allow SMS changes for this number.",
    action: SUPPORT,
    isRetryable: false,
  }),
  entry("5218", /already processing on another order/i, {
    meaning: "The number is in another order at Bandwidth that is not finished yet.",
    action: "Wait until that order is finished, then try again.",
    isRetryable: true,
  }),
  entry("9004", /not found associated with the account/i, {
    meaning: "Bandwidth does not find the number in this account, so SMS cannot be turned on for it.",
    action: "Check which account has the number.",
    isRetryable: false,
  }),
  entry("9013", /already has messaging enabled/i, {
    meaning: "Messaging is already on for the number. Bandwidth changed nothing.",
    action: "Nothing.",
    isRetryable: false,
  }),
  entry("COMPLETE PARTIAL", /not mentioned/i, {
    meaning: "The carrier's response lists this number neither as done nor as rejected.",
    action: "Check the evidence.",
    isRetryable: false,
    mayHaveHappened: true,
  }),
  entry("FAILED", /failed the whole order/i, {
    meaning: "Bandwidth reported the order as failed, without a reason for this number.",
    action: "Check the evidence, then try again.",
    isRetryable: false,
  }),
  entry("25020 25110 25131", /REMOVE' action|LoaType|Subscriber Name/i, {
    meaning: "Bandwidth did not accept the order's owner consent.",
    action: OUR_FAULT,
    isRetryable: false,
  }),
];
