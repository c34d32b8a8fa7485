import { cleanText, cleanValue, MAX_DEPTH } from "./clean-text";

/**
 * Parses JSON from outside (a carrier's reply, a callback) and cleans its strings, including escaped characters. Throws
 * SyntaxError for invalid JSON, and RangeError before parsing for JSON nested deeper than `MAX_DEPTH` levels.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new RangeError("nested too deeply");
  const clean = cleanText(text);
  const value: unknown = JSON.parse(clean);
  // Only an escape can still hide a rejected character; most responses have none and need no second walk.
  return HIDING_ESCAPE.test(clean) ? cleanValue(value) : value;
}

const HIDING_ESCAPE = /\\(?:[bf]|u00(?:[0189]|7f)|ud[89a-f])/i;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInText = false;
    } else if (code === QUOTE) isInText = true;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) depth -= 1;
  }
  return false;
}
