import { foldSpelling } from "./phone-number-spelling";

/** Of a country, as one dials it. */
export const CALLING_CODE =
  /^(?:\+|00|011)?(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[789]|8[058]|9[679])\d)$/;
const BEFORE_TEN_DIGITS = /^[(]?(\d{2,3})[)]?[\s.:/-]+\d{10}$/;
const MAX_LENGTH = 40;

/** `44` of `44 2079460123`: the code of a country before ten digits that would be a US number without it. */
export function readBareCode(spelling: string): string | null {
  const code = spelling.length > MAX_LENGTH ? undefined : BEFORE_TEN_DIGITS.exec(foldSpelling(spelling))?.[1];
  return code !== undefined && CALLING_CODE.test(code) ? code : null;
}
