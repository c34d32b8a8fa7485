/** Converts what people and programs write to plain ASCII, without validating it. */

const PLAIN = /^[\x20-\x7e]*$/;
const INVISIBLE = /[\p{Cf}\u034f\ufe0e\ufe0f]/gu;
const SPACES = /[\s\u2800\u3164]/gu;
const DASHES = /[\p{Pd}\u2212\u02d7\u2043\u30fc\u00ac]/gu;
const DOTS = /[\u00b7\u2022\u2024\u2027\u2219\u22c5\u3002]/gu;
const SLASHES = /[\u2044\u2215\u29f8]/gu;
const QUOTES = /[\u2018-\u201f\u2032\u2033\u00ab\u00bb\u00b4\u02bc]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/gu;
const DIGIT = /\p{Nd}/gu;
const IS_DIGIT = /^\p{Nd}$/u;

/** Unicode keeps each script's digits in runs of ten, so the offset in the run is the value. */
function foldDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let start = code;
  while (IS_DIGIT.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((code - start) % 10);
}

/**
 * Folds Unicode spaces, dashes, dots, quotes, full-width forms and other scripts' digits to ASCII, and drops invisible
 * characters. Other characters stay for the caller to report.
 */
export function foldSpelling(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  return text
    .replace(/\u207a/gu, "+")
    .replace(INVISIBLE, "")
    .replace(SPACES, " ")
    .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(DASHES, "-")
    .replace(DOTS, ".")
    .replace(SLASHES, "/")
    .replace(QUOTES, "'")
    .replace(DIGIT, foldDigit)
    .trim();
}

const LABEL =
  /^(?:tel(?:ephone)?|phone|ph|mobile|mob|cell|sms|callto|call|fax|tn|did|number|num|no|nr)(?:\s*(?:number|num|no|nr))?\s*[.:#=]*\s*(?=[+(\d%])/i;

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Removes what surrounds a number: quotes, Excel's `="…"` and leading apostrophe, list bullets, a label such as `Tel.:`,
 * and `tel:` parameters (except `;ext=`, which the caller rejects).
 */
export function unwrapSpelling(folded: string): string {
  const bare = folded.replace(/^[\s'"`=<[*>.-]+/, "").replace(/[\s'"`>\],;:.]+$/, "");
  const isLink = /^(?:tel|sms|callto):/i.test(bare);
  const unlabelled = bare.replace(LABEL, "");
  if (!isLink) return unlabelled;
  return decodePercent(unlabelled)
    .replace(/^\/\//, "")
    .replace(/\?.*$/, "")
    .replace(/;(?!\s*ext\s*=)[a-z-]+=[^;]*/gi, "")
    .trim();
}

export type Scientific =
  | { kind: "exact"; digits: string }
  | { kind: "lost"; known: string; lost: number }
  | { kind: "fraction" };

/**
 * Parses scientific notation (`1.2015550123E+10`, decimal point or comma). `exact`: all digits are present; `lost`: digits
 * are missing; `fraction`: nonzero decimals. Null if the text has another form.
 */
export function readScientific(text: string): Scientific | null {
  const match = /^\+?(\d+)(?:[.,](\d+))?\s?[eE]\s?\+?(\d{1,3})$/.exec(text);
  if (!match) return null;
  const whole = match[1] ?? "";
  const fraction = match[2] ?? "";
  const exponent = Number(match[3]);
  if (exponent > fraction.length) return { kind: "lost", known: whole + fraction, lost: exponent - fraction.length };
  if (/[^0]/.test(fraction.slice(exponent))) return { kind: "fraction" };
  return { kind: "exact", digits: whole + fraction.slice(0, exponent) };
}

/** Removes spreadsheet and database formatting from a whole number: `2015550123.0`, `2015550123,00`, `2,015,550,123`. */
export function dropNumberFormat(text: string): string {
  if (/^\d{1,3}(?:,\d{3}){2,4}(?:\.0+)?$/.test(text)) return text.replace(/\.0+$/, "").replaceAll(",", "");
  if (/^\+?\d{7,15}[.,]0{1,6}$/.test(text)) return text.replace(/[.,]0+$/, "");
  return text;
}

const GROUPED = /^\D*(?:(?:00|011)\D*)?(?:1\D*)?\d{3}\D*\d{3}\D*\d{4}\D*$/;

/** Whether the digits of a folded spelling are parted only where people part a number: `1 201 555 0123`, `201 5550123`. */
export function isGroupedAsNumber(folded: string): boolean {
  return GROUPED.test(folded);
}

/** The keypad digits of a spelling with letters, such as `1-800-FLOWERS` → `18003569377`. */
export function readKeypad(text: string): string {
  return text.replace(/[^0-9a-z]/gi, "").replace(/[a-z]/gi, (letter) => {
    return "22233344455566677778889999".charAt(letter.toLowerCase().charCodeAt(0) - 97);
  });
}
