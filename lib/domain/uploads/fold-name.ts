const NOTHING = /^(?:n\/?a|none|null|nil|not applicable|[-–—?.]+)$/i;

/** A cell's value: without spaces around it and Excel's `="…"` or leading apostrophe. Empty where it says that there is none. */
export function readValue(text: string): string {
  const bare = text
    .replace(/^[\s\u00a0]*(?:="?|')?/, "")
    .replace(/"?[\s\u00a0]*$/, "")
    .trim();
  return NOTHING.test(bare) ? "" : bare;
}

/** A name as it is compared: small letters without accents, and single spaces for everything else: `Bandwidth · Main` → `bandwidth main`. */
export const foldName = (text: string): string =>
  text
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, " ")
    .trim();
