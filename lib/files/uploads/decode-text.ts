import { isUtf8 } from "node:buffer";
import { cleanText } from "@/lib/domain/clean-text";
import { FileFault } from "../check-zip";
import {
  decodeBytes,
  type FileEncoding,
  findByteOrderMark,
  guessUtf16,
  refuseSignature,
  refuseText,
} from "../parse-file-text";

/** At most so many bytes are decoded at once; a block ends at a line's end where it has one. */
const BLOCK_BYTES = 1 << 20;
const LINE_FEED = 10;
/** Breaks within a cell as databases write them, and page breaks. */
const SOFT_BREAKS = /[\v\f]/g;
/** The mark at the start of a file that was appended. */
const INNER_MARKS = /\ufeff/g;

/** What is found out while text is decoded: the encoding (null as long as all is ASCII), and characters that could not be read. */
export type Decoding = { encoding: FileEncoding | null; unreadable: number };

/**
 * Decodes a text file in constant memory: clean text whose line breaks are `\n`, the same however the bytes are cut. UTF-16 is known from
 * its start. UTF-8 is taken for Windows-1252 where its first characters beyond ASCII are mostly broken; later ones are unreadable alone.
 * Throws FileFault where it is not text.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, decoding: Decoding): AsyncGenerator<string> {
  let hasReturn = false;
  let isStart = true;
  for await (const block of cutBlocks(bytes, decoding)) {
    const raw = decodeBlock(block, decoding);
    const refused = refuseText(raw, isStart);
    if (refused) throw new FileFault(refused.message);
    isStart = false;
    // A pair of return and line feed may be cut in two.
    const text = hasReturn && raw.startsWith("\n") ? raw.slice(1) : raw;
    hasReturn = raw.endsWith("\r");
    const lines = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    yield cleanText(lines.replace(SOFT_BREAKS, " ").replace(INNER_MARKS, ""));
  }
}

/** Blocks whose ends depend on the content alone, not on how it comes. */
async function* cutBlocks(bytes: AsyncIterable<Uint8Array>, decoding: Decoding): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let isStart = true;
  const begin = (block: Buffer) => {
    if (!isStart) return;
    isStart = false;
    const refused = refuseSignature(block);
    if (refused) throw new FileFault(refused.message);
    decoding.encoding = findByteOrderMark(block) ?? guessUtf16(block);
  };
  for await (const part of bytes) {
    waiting.push(part);
    size += part.byteLength;
    if (size < BLOCK_BYTES) continue;
    let rest = Buffer.concat(waiting, size);
    begin(rest);
    while (rest.length >= BLOCK_BYTES) {
      const end = findBlockEnd(rest, decoding.encoding);
      yield rest.subarray(0, end);
      rest = rest.subarray(end);
    }
    // Copied: a small rest would keep a large part in memory.
    waiting = [Buffer.from(rest)];
    size = rest.length;
  }
  if (size === 0) return;
  const last = Buffer.concat(waiting, size);
  begin(last);
  yield last;
}

function findBlockEnd(bytes: Buffer, encoding: FileEncoding | null): number {
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    // Not between the two halves of a character beyond the first 65,536.
    const high = bytes[BLOCK_BYTES - (encoding === "utf-16le" ? 1 : 2)] ?? 0;
    return (high & 0xfc) === 0xd8 ? BLOCK_BYTES - 2 : BLOCK_BYTES;
  }
  const feed = bytes.lastIndexOf(LINE_FEED, BLOCK_BYTES - 1);
  if (feed >= 0) return feed + 1;
  let end = BLOCK_BYTES;
  // Not within a character of UTF-8.
  for (let back = 0; back < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back += 1) end -= 1;
  return end;
}

function decodeBlock(block: Buffer, decoding: Decoding): string {
  const { encoding } = decoding;
  if (encoding === "utf-16le" || encoding === "utf-16be" || encoding === "windows-1252")
    return decodeBytes(block, encoding);
  if (isUtf8(block)) {
    const text = decodeBytes(block, "utf-8");
    // Bytes beyond ASCII take two to four for one character.
    if (text.length < block.length) decoding.encoding = "utf-8";
    return text;
  }
  const text = decodeBytes(block, "utf-8");
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const wide = text.match(/[^\x00-\x7f\uFFFD]/g)?.length ?? 0;
  decoding.encoding = encoding === "utf-8" || wide > broken ? "utf-8" : "windows-1252";
  if (decoding.encoding === "windows-1252") return decodeBytes(block, "windows-1252");
  decoding.unreadable += broken;
  return text;
}
