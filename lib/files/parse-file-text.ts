/** Bytes of an uploaded file → text. What cannot be read as text is refused with a message that says what to do instead. */

export type FileEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
export type FileTextFailure = { ok: false; code: "workbook" | "not-text"; message: string };

const SAMPLE_BYTES = 4096;

const SIGNATURES: { bytes: number[]; code: FileTextFailure["code"]; name: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], code: "workbook", name: "an Excel workbook or another ZIP file" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], code: "workbook", name: "an old Excel workbook (.xls), or one with a password" },
  { bytes: [0x25, 0x50, 0x44, 0x46], code: "not-text", name: "a PDF" },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], code: "not-text", name: "an RTF document" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], code: "not-text", name: "a picture" },
  { bytes: [0xff, 0xd8, 0xff], code: "not-text", name: "a picture" },
  { bytes: [0x1f, 0x8b], code: "not-text", name: "a compressed file" },
];

// Node 20 decodes windows-1252 as Latin-1 and leaves these 32 as control characters.
const WINDOWS_1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/** Without a byte order mark. What is no character of the encoding becomes U+FFFD. */
export function decodeBytes(bytes: Uint8Array, encoding: FileEncoding): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== "windows-1252") return text;
  return text.replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252.charAt(char.charCodeAt(0) - 0x80));
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, index) => bytes[index] === byte);
}

/** UTF-16 without a byte order mark: Latin text has a zero in every second byte. */
export function guessUtf16(bytes: Uint8Array): FileEncoding | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = sample.length * 0.3;
  if (odd > enough && even * 10 < odd) return "utf-16le";
  return even > enough && odd * 10 < even ? "utf-16be" : null;
}

/** What the first bytes of a file say by themselves. */
export function findByteOrderMark(bytes: Uint8Array): FileEncoding | null {
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  return startsWith(bytes, [0xef, 0xbb, 0xbf]) ? "utf-8" : null;
}

/** Why a file with these first bytes is not read as text. */
export function refuseSignature(bytes: Uint8Array): FileTextFailure | null {
  const signature = SIGNATURES.find((known) => startsWith(bytes, known.bytes));
  if (!signature) return null;
  const advice =
    signature.code === "workbook"
      ? "In Excel choose File, Save As, “Excel Workbook (.xlsx)” or “CSV UTF-8”"
      : "Export the numbers as a CSV or text file";
  return { ok: false, code: signature.code, message: `The file is ${signature.name}. ${advice}, and upload that.` };
}

/** Why what was decoded is not read. `isStart`: it is the first of the file. */
export function refuseText(text: string, isStart: boolean): FileTextFailure | null {
  if (text.includes("\0")) {
    const message =
      "The file is not text: it holds zero bytes. Export the numbers as a CSV or text file, and upload that.";
    return { ok: false, code: "not-text", message };
  }
  if (isStart && /^\s*<(?:!doctype|html|table|\?xml)/i.test(text)) {
    const message =
      "The file is a web page or XML, not CSV. Open it in a spreadsheet, save it as CSV, and upload that.";
    return { ok: false, code: "not-text", message };
  }
  if (isStart && /^[\s\ufeff]*(?:\[\s*)?\{\s*"[^"\n]{0,100}"\s*:/.test(text)) {
    const message = "The file is JSON, not CSV. Export the numbers as a CSV or text file, and upload that.";
    return { ok: false, code: "not-text", message };
  }
  return null;
}
