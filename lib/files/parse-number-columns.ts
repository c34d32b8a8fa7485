import { parsePhoneNumber } from "@/lib/domain/phone-number";

/** Finds the heading of a table and the column that holds the numbers, by words first and by content always. */

// Folded to bare small letters. Words for a telephone number, and words for any number.
const PHONE_WORDS =
  "phone phones telephone telephones tel telno tn tns did dids msisdn mobile cell cellphone e164 telefon telefono telefone telefoon telefonnummer telefoonnummer telefonszam rufnummer handy handynummer mobilnummer movil celular portable gsm telefonnumer puhelin puhelinnumero телефон телефона τηλεφωνο הטלפון טלפון هاتف الهاتف फोन फ़ोन";
const PHONE_PARTS = [
  "电话",
  "電話",
  "手机",
  "手機",
  "携帯",
  "전화",
  "휴대폰",
  "phonenumber",
  "telephonenumber",
  "โทรศัพท์",
];
const NUMBER_WORDS = "number numbers numero numeros nummer numer num no nr номер числo αριθμος";
const NUMBER_PARTS = ["号码", "號碼", "番号", "번호"];
const OTHER_WORDS =
  "account acct customer order invoice po id zip postal postcode street house ext extension fax date amount quantity qty lata serial kunde konto compte cuenta pedido";

const phoneWords = new Set(PHONE_WORDS.split(" "));
const numberWords = new Set(NUMBER_WORDS.split(" "));
const otherWords = new Set(OTHER_WORDS.split(" "));

/** How much a heading speaks for a column of telephone numbers: 3 for a word such as “phone”, 1 for “number”, less for “account”. */
function scoreHeading(heading: string): number {
  const folded = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
  const words = folded.split(/[^\p{L}\d]+/u).filter((word) => word !== "");
  const joined = words.join("");
  let score = 0;
  if (words.some((word) => phoneWords.has(word)) || PHONE_PARTS.some((part) => joined.includes(part))) score += 3;
  else if (words.some((word) => numberWords.has(word)) || NUMBER_PARTS.some((part) => joined.includes(part)))
    score += 1;
  if (words.some((word) => otherWords.has(word))) score -= 2;
  return score;
}

const NUMBER_LIKE = new Set([
  "too-long",
  "several-numbers",
  "extension",
  "foreign",
  "bad-area-code",
  "bad-exchange",
  "excel-lost-digits",
  "not-whole",
]);

type Kind = "number" | "like" | "other";

function classifyCell(text: string): Kind {
  const parsed = parsePhoneNumber(text);
  if (parsed.ok) return "number";
  if (NUMBER_LIKE.has(parsed.code)) return "like";
  return parsed.code === "too-short" && text.replace(/\D/g, "").length >= 7 ? "like" : "other";
}

export type NumberColumns = {
  hasHeader: boolean;
  /** The index of the column of numbers, from 0. */
  numberColumn: number;
  /** Further columns that hold mostly numbers: a person may have meant one of these. */
  otherNumberColumns: number[];
};

const SAMPLE_ROWS = 200;
const SAMPLE_COLUMNS = 200;
const NO_VALUE = /^(?:|n\/?a|none|null|unknown|-+|\?+)$/i;

function looksLikeHeader(first: readonly string[], body: readonly (readonly string[])[]): boolean {
  if (first.some((cell) => classifyCell(cell) !== "other")) return false;
  if (first.some((cell) => scoreHeading(cell) > 0)) return true;
  return first.some((cell, column) => {
    if (/\d/.test(cell) || NO_VALUE.test(cell.trim())) return false;
    const likes = body.filter((row) => classifyCell(row[column] ?? "") !== "other").length;
    return likes * 2 > body.length;
  });
}

/**
 * Judges the first rows of a table. A first row without any number is a heading when it has a known word, or when it stands above a column of
 * numbers. The column of numbers is the one for which heading and content speak loudest; of equals, the leftmost.
 */
export function findNumberColumns(
  rows: readonly (readonly string[])[],
  known: { hasHeader?: boolean; numberColumn?: number } = {},
): NumberColumns {
  const first = (rows[0] ?? []).slice(0, SAMPLE_COLUMNS);
  const hasHeader = known.hasHeader ?? looksLikeHeader(first, rows.slice(1, SAMPLE_ROWS));
  const body = rows.slice(hasHeader ? 1 : 0, SAMPLE_ROWS);
  const widest = Math.max(...rows.slice(0, SAMPLE_ROWS).map((row) => row.length), 1);
  const width = Math.min(widest, SAMPLE_COLUMNS);
  const columns = Array.from({ length: width }, (_, index) => {
    const kinds = body.map((row) => classifyCell(row[index] ?? ""));
    const share = (kind: Kind) => kinds.filter((found) => found === kind).length / Math.max(1, kinds.length);
    const heading = hasHeader ? scoreHeading(first[index] ?? "") : 0;
    return { index, score: heading + 4 * share("number") + 1.5 * share("like"), isNumbers: share("number") > 0.5 };
  });
  const best = [...columns].sort((one, other) => other.score - one.score || one.index - other.index)[0];
  const numberColumn = known.numberColumn ?? best?.index ?? 0;
  const otherNumberColumns = columns.filter(({ index, isNumbers }) => isNumbers && index !== numberColumn);
  return { hasHeader, numberColumn, otherNumberColumns: otherNumberColumns.map(({ index }) => index) };
}
