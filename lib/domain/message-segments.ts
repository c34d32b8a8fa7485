/** The characters of the GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1); one septet each. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Its extension table (6.2.1.1): an escape and a septet, so that each counts double. */
const EXTENDED = new Set("\f^{}\\[~]|€");

export type MessageSize = {
  encoding: "GSM-7" | "UCS-2";
  /** Septets of GSM-7, or 16-bit units of UCS-2. */
  units: number;
  segments: number;
  /** Units that still fit into the last segment. */
  left: number;
  /** The first character that GSM-7 does not know, or null. */
  stranger: string | null;
};

/** In one message, and in each of several, which lose room to the header that joins them. */
const ROOM = { "GSM-7": { one: 160, many: 153 }, "UCS-2": { one: 70, many: 67 } } as const;

/** How a text travels: in which alphabet, and in how many segments. No character is torn apart between two of them. */
export function measureMessage(text: string): MessageSize {
  const characters = [...text];
  const stranger = characters.find((character) => !BASIC.has(character) && !EXTENDED.has(character)) ?? null;
  const encoding = stranger === null ? "GSM-7" : "UCS-2";
  const widths = characters.map((character) =>
    encoding === "UCS-2" ? character.length : EXTENDED.has(character) ? 2 : 1,
  );
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { one, many } = ROOM[encoding];
  if (units <= one) return { encoding, units, segments: units === 0 ? 0 : 1, left: one - units, stranger };
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > many) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments, left: many - used, stranger };
}
