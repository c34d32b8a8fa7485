const MIN_DIGITS = 3;
const MAX_DIGITS = 9;

/** The digits that a text asks for, where it is nothing but digits and what parts them: three to nine. */
export function readDigits(text: string): string | null {
  if (!/^[\d+().\-\s/]*$/.test(text)) return null;
  const all = text.replace(/\D/g, "");
  const digits = /^\s*(?:\+\s*1|1[-\s(])/.test(text) ? all.replace(/^1/, "") : all;
  return digits.length >= MIN_DIGITS && digits.length <= MAX_DIGITS ? digits : null;
}
