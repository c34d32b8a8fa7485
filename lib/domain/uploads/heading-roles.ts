import type { ColumnRole } from "./column-role";
import { foldName } from "./fold-name";

/**
 * What a heading alone speaks for. `number`: a telephone number that may be acted on; `otherNumber`: one of somebody else, such as a contact,
 * a fax; `billingNumber`: of the account that the number belongs to; `anyNumber`: “Number” and nothing more.
 */
export type HeadingGuess = Exclude<ColumnRole, "ignore"> | "billingNumber" | "otherNumber" | "anyNumber" | "irrelevant";

const split = (names: string) => names.split("|");

/** Common headings for which a site, or a SIP peer, has to be one that an account has: a “Site” may be any place. */
const PLACES = new Set(["site", "location", "location id", "peer"]);
export const isPlainPlace = (heading: string) => PLACES.has(foldName(heading));
/** An account that may be a carrier's, or a customer. */
export const isAccountName = (heading: string) => foldName(heading) === "account name";

/** Whole headings, folded. */
const HEADINGS = {
  number:
    "tn|tns|did|dids|npa nxx xxxx|npa nxx line|npanxxxxxx|wtn|ani|mdn|ctn|msisdn|e164|e 164|tfn|tf|lrn tn|ported tn|working tn|working telephone number|toll free|toll free number|tollfree|long code|longcode|10dlc number|sms number|text number|service number|subscriber number|did number|tn number|tel|tel no|telno",
  billingNumber: "btn|billing tn|billing telephone number|main billing number|pilot|pilot number",
  anyNumber: "number|numbers|no|num|nr|numero|nummer|numeros|номер|line number",
  npa: "npa|ac|a c|area|area code|areacode|area cd|npa code|npanxx|npa nxx|npa nxx x",
  nxx: "nxx|exchange|exch|prefix|co code|central office|central office code|nxx code",
  line: "line|xxxx|station|station number|last 4|last four|last 4 digits|last four digits|suffix|line xxxx|line digits",
  localNumber: "7 digit|7 digits|7 digit number|local number|seven digit number|nxx xxxx|nxxxxxx",
  countryCode:
    "country code|cc|country|dial code|calling code|dialing code|intl code|international code|isd|isd code|ctry|codigo pais|codigo de pais|indicatif|indicatif pays|landesvorwahl|landercode|laendercode",
  rangeSize:
    "qty|quantity|count|size|block size|range size|tn count|did count|tn qty|did qty|number of tns|number of dids|number of numbers|how many|total tns|range quantity|range qty|quantite|cantidad|anzahl|menge|total|totals|lines|range|block",
  account: "account|acct|carrier account|account name|carrier|vendor|provider|supplier|carrier name|provider account",
  action:
    "action|actions|order type|order action|request|request type|requested action|operation|order kind|kind|activity|activity type|transaction type|change type|sms action|accion|aktion|aktion typ",
  campaign:
    "campaign|campaign id|campaignid|tcr|tcr id|tcr campaign|tcr campaign id|10dlc campaign|10dlc campaign id|csp campaign id|cmp id|messaging campaign",
  webhook:
    "webhook|webhook url|web hook|callback|callback url|call back url|url|endpoint|inbound url|inbound webhook|message url|messaging url|sms url|notification url",
  application:
    "application|application id|applicationid|app|app id|appid|messaging application|messaging application id|application name|app name",
  site: "site|site id|siteid|sub account|subaccount|sub account id|subaccount id",
  sipPeer: "sip peer|sip peer id|sippeer|sippeer id|peer|peer id|location|location id|sip location",
  reference:
    "reference|our reference|ref|ref no|reference number|reference id|your reference|customer reference|customer order id|order id|order number|po|po number|po no|purchase order|purchase order number|ticket|ticket number|ticket id|ticket no|case|case number|case id|external id|external reference|referenz|referencia|reference client",
  note: "note|notes|comment|comments|remark|remarks|description|memo|notas|nota|comentario|comentarios|bemerkung|bemerkungen|kommentar|commentaire|commentaires|remarque|observaciones|internal note",
  customer:
    "customer|customers|customer name|end customer|end user|client|clients|client name|kunde|kunden|kundenname|cliente|clientes|klant",
  tags: "tag|tags|label|labels|add tag|add tags|tags to add|etiquetas|etiketten",
  untag: "remove tag|remove tags|tags to remove|tags to take off|take off tags|untag",
  rowKey: "tandem row",
  irrelevant:
    "customer id|id|zip|zip code|postal|postal code|extension|ext|date|port date|foc|foc date|status|state|code|message|fix|attempt|city|street|address|email|e mail|mail|company|name|first name|last name|lata|ocn|rate center|ratecenter|price|amount|invoice|invoice number|serial|serial number|account number|acct number|account no|acct no",
} as const satisfies Partial<Record<HeadingGuess, string>>;

const exact = new Map<string, HeadingGuess>(
  (Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]).flatMap((role) =>
    split(HEADINGS[role]).map((name) => [name, role] as const),
  ),
);

const wordsOf = (names: string) => new Set(names.split(" "));
const FIRST = wordsOf("first start starting starts begin beginning from low lowest desde von erste");
const LAST = wordsOf("last end ending ends to thru through until high highest hasta bis letzte");
const RANGE = wordsOf("range block");
const SIZES = wordsOf("qty quantity qnty count total totals");
const SIZE_OF = wordsOf("of the in per range block lines numbers tns dids phones tn did size");
/** “No. of DIDs”, “Num TNs”, “# DIDs”: how many there are. */
const COUNTED = /^(?:(?:no|nr|num|number|numbers) (?:of )?|of )(?:the )?(?:tns|dids|numbers|lines|phones)$/;
const MARKED_COUNT = /^\s*#\s*(?:of\s+)?(?:tns|dids|numbers|lines|phones)\s*$/i;
const COUNTRY_WORDS =
  /^(?:(?:phone|telephone|tel|number|tn|did|msisdn) )*(?:country|ctry|pais|pays|paese|land)(?: (?:calling|dial|dialing|dialling|phone|tel|name|region|iso ?[23]?|alpha ?[23]?|code|cd|prefix|abbr|abbreviation))*$/;
const CALLING_CODE =
  /(?:^| )(?:calling|dial|dialing|dialling|intl|international|isd|phone|tel|telephone) (?:code|prefix)$/;
const OTHERS = wordsOf(
  "contact contacts fax faxes emergency e911 911 billing bill alt alternate alternative secondary old previous prior former forward forwarding forwards cfwd callback cb contacto kontakt ansprechpartner notfall urgence emergencia",
);
/** People and places: a “customer TN” is acted on, a “customer phone” may be a contact's. */
const PEOPLE = wordsOf(
  "home office work owner manager rep agent support supervisor technician tech site personal caller calling destination dest customer client sales user",
);
const TRADE = wordsOf("tn tns did dids wtn ani mdn ctn msisdn e164 tfn");
const PHONES = wordsOf(
  "phone phones telephone telephones tel tele telno tn tns did dids wtn ani mdn ctn msisdn mobile mobiles cell cellphone cellular e164 tfn telefon telefono telefone telefoon telefonnummer telefoonnummer telefonszam rufnummer handy handynummer mobilnummer movil celular portable gsm telefonnumer puhelin puhelinnumero телефон телефона τηλεφωνο הטלפון טלפון هاتف الهاتف फोन फ़ोन",
);
const PHONE_PARTS = split("电话|電話|手机|手機|携帯|전화|휴대폰|phonenumber|telephonenumber|โทรศัพท์");
const NUMBERS = wordsOf("number numbers numero numeros nummer numer num no nr номер αριθμος");
/** A number of something else, unless a word for a telephone stands beside it. */
const OF_SOMETHING = wordsOf(
  "account acct customer order invoice po purchase id zip postal street extension ext date amount quantity lata serial kunde konto compte cuenta pedido ticket case reference ref circuit contract policy license tax row item part model",
);

/** Null where the heading says nothing. */
export function guessHeading(heading: string): HeadingGuess | null {
  // “Customer or (clear)”, as our template has it.
  const folded = foldName(heading).replace(/ or clear$/, "");
  if (folded === "") return null;
  if (MARKED_COUNT.test(heading)) return "rangeSize";
  const known = exact.get(folded) ?? exact.get(folded.replaceAll(" ", ""));
  if (known) return known;
  if (COUNTRY_WORDS.test(folded) || CALLING_CODE.test(folded)) return "countryCode";
  if (COUNTED.test(folded)) return "rangeSize";
  const words = folded.split(" ").filter((word) => !/^\d+$/.test(word));
  const has = (list: ReadonlySet<string>) => words.some((word) => list.has(word));
  if (has(SIZES) && words.every((word) => SIZES.has(word) || SIZE_OF.has(word))) return "rangeSize";
  const isPhone = has(PHONES) || PHONE_PARTS.some((part) => words.join("").includes(part));
  const isNumber = has(NUMBERS);
  const isRange = has(RANGE);
  const isOther = has(OTHERS) || (has(PEOPLE) && !has(TRADE));
  const isLine = words.includes("line") || words.includes("xxxx");
  if ((isPhone || isNumber || isRange || isLine || words.length === 1) && !isOther) {
    if (has(FIRST) && !has(LAST)) return "firstNumber";
    if (has(LAST) && !has(FIRST)) return "lastNumber";
  }
  if (isPhone) return isOther ? "otherNumber" : "number";
  if (has(OTHERS) && (isNumber || /^(?:contact|fax|emergency)s?$/.test(folded))) return "otherNumber";
  if (has(OF_SOMETHING)) return "irrelevant";
  return isNumber ? "anyNumber" : null;
}
