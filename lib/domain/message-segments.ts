/** The characters of the GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1); one septet each. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** The extension table (6.2.1.1): an escape and a septet, so each counts double. */
const EXTENDED = new Set("\f^{}\\[~]|€");

export type MessageSize = {
  encoding: "GSM-7" | "UCS-2";
  /** Septets of GSM-7, or 16-bit units of UCS-2. */
  units: number;
  segments: number;
  /** Units that still fit in the last segment. */
  left: number;
  /** The first character outside GSM-7, or null. */
  firstUnicode: string | null;
};

/** Units in a single message, and per segment of several, which need room for a joining header. */
const ROOM = { "GSM-7": { one: 160, many: 153 }, "UCS-2": { one: 70, many: 67 } } as const;

/** The encoding and number of segments of a text. No character is split between segments. */
export function measureMessage(text: string): MessageSize {
  const characters = [...text];
  const firstUnicode = characters.find((character) => !BASIC.has(character) && !EXTENDED.has(character)) ?? null;
  const encoding = firstUnicode === null ? "GSM-7" : "UCS-2";
  const widths = characters.map((character) =>
    encoding === "UCS-2" ? character.length : EXTENDED.has(character) ? 2 : 1,
  );
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { one, many } = ROOM[encoding];
  if (units <= one) return { encoding, units, segments: units === 0 ? 0 : 1, left: one - units, firstUnicode };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > many) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments, left: many - used, firstUnicode };
}
