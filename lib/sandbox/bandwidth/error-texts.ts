/** Texts of the published error table for the codes that the sandbox gives by itself. */
const ERROR_TEXTS: Readonly<Record<string, string>> = {
  "1001": "Access Denied ",
  "1019": "Bad request encountered. Please check your request and try again.",
  "5016": "The SiteId submitted is invalid.",
  "5022": "SiteId is a required field.",
  "5023": "SIP peer submitted is invalid.",
  "5052":
    "Customer order ID is invalid. Only alphanumeric values, dashes and spaces are allowed. Max length is 40 characters.",
  "5070": "Telephone number is invalid.",
  "5077": "There are no valid telephone numbers.",
  "5081": "Action is absent or invalid. Possible values: import, remove",
  "5093": "Order cannot contain duplicate telephone numbers",
  "5124": "Telephone numbers already exist.",
  "7518": "Telephone Number Not Active.",
  "13552": "Telephone numbers already exist.",
  "19001": "Numbers are not in Service",
  "19002": "Numbers are not in our Inventory, and failed NPAC check",
  "25000": "Action is absent or invalid. Possible values: import, remove",
  "25020": "Provided 'LoaType' and 'REMOVE' action cannot be used together.",
  "25030": "Telephone numbers do not all belong to this account.",
  "25060": "Bandwidth-owned telephone numbers cannot be imported as External TNs.",
  "25070": "The telephone numbers cannot be imported because their carrier ownership cannot be determined.",
  "25080": "Unable to provision telephone numbers. Please contact Bandwidth Support.",
  "25090": "Unable to import telephone numbers to the Bandwidth Dashboard.",
  "25110": "LoaType is absent or invalid. Possible values: carrier, subscriber",
  "25120": "The TNs provided are not external.",
};

export function textOf(code: string): string {
  return ERROR_TEXTS[code] ?? "Validation error";
}
