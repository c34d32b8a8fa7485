/** How a carrier is recognized without reading its name: one or two letters, and a hue in degrees. */
export type CarrierMark = { monogram: string; hue: number };

/** What a screen knows of a carrier. */
export type MarkedCarrier = { id: string; label: string; mark: CarrierMark };

/** For a carrier without a mark of its own: its first letters, and a hue that stays the same. */
export function makeMark(label: string): CarrierMark {
  const letters = label.replace(/[^A-Za-z0-9]/g, "").slice(0, 2);
  const sum = [...label].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 360, 7);
  return { monogram: letters === "" ? "?" : letters.toUpperCase(), hue: sum };
}
