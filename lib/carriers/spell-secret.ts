/**
 * A pattern that matches `text` in every spelling in which it may come back: plain, percent-encoded, escaped for XML or JSON,
 * repeatedly and mixed. With `isPlain`, letters and digits of a long `text` match literally.
 */
export const spellSecret = (text: string, { isPlain = false } = {}): string =>
  [...text].map((char) => (isPlain && /[A-Za-z0-9]/.test(char) ? char : spellChar(char))).join("");

const NAMED: Readonly<Record<string, string>> = { "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

function spellChar(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const forms = [
    escape(char),
    [...Buffer.from(char, "utf8")].map((byte) => `%(?:25){0,3}${anyCase(byte.toString(16).padStart(2, "0"))}`).join(""),
    `&(?:amp;){0,3}#(?:0{0,6}${code}|[xX]0{0,6}${anyCase(hex)});`,
  ];
  if (code < 0x10000) forms.push(`\\\\{1,8}u${anyCase(hex.padStart(4, "0"))}`);
  if (char === " ") forms.push("\\+");
  if (char === "&") forms.push("&(?:amp;){1,4}");
  if (char === "\\") forms.push("\\\\{2,16}");
  if (char === '"' || char === "/") forms.push(`\\\\{1,8}${char}`);
  const name = NAMED[char];
  if (name) forms.push(`&(?:amp;){0,3}${name};`);
  // Longest first: a shorter match would leave a rest in the text.
  return `(?:${forms.reverse().join("|")})`;
}

const escape = (char: string) => char.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
const anyCase = (hex: string) => hex.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

/** The constant part of any Base64 that contains `text`, for each of its three alignments. */
export function listBase64Cores(text: string): string[] {
  const bytes = Buffer.from(text, "utf8");
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    return spellBothAlphabets(encoded.slice(from, to));
  });
}

export const spellBothAlphabets = (base64: string): string[] => [
  ...new Set([base64, base64.replaceAll("+", "-").replaceAll("/", "_")]),
];
