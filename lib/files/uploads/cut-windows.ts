import type { CsvDelimiter } from "../parse-csv-records";

/** Text that is read at once: whole records, or a line that is too long to be one. `line`: of its first line, from 1. */
export type TextWindow = { line: number; text: string; isLongLine: boolean };

const WINDOW_CHARACTERS = 1 << 18;
/** A quoted cell that is longer was opened by a stray quote. No line is longer. */
const MAX_RECORD_CHARACTERS = 65_536;
const LONG_LINE_CHARACTERS = 2_000;

/**
 * Cuts text (line breaks `\n`) at the ends of lines into windows of about a quarter of a million characters. With a delimiter never within a quoted cell of
 * several lines; a stray quote holds nothing back. Of a line that is longer than a window, only the beginning is kept.
 */
export async function* cutWindows(
  blocks: AsyncIterable<string>,
  delimiter: CsvDelimiter | null,
): AsyncGenerator<TextWindow> {
  let rest = "";
  let line = 1;
  let isSkipping = false;
  function* drain(isEnd: boolean): Generator<TextWindow> {
    while (rest.length > (isEnd ? 0 : WINDOW_CHARACTERS)) {
      if (isSkipping) {
        const end = rest.indexOf("\n");
        rest = end < 0 ? "" : rest.slice(end + 1);
        if (end < 0) return;
        line += 1;
        isSkipping = false;
        continue;
      }
      const head = rest.length > WINDOW_CHARACTERS ? rest.slice(0, WINDOW_CHARACTERS) : rest;
      const cut = isEnd && head.length === rest.length ? rest.length : findCut(head, delimiter);
      if (cut === 0) {
        yield { line, text: head.slice(0, LONG_LINE_CHARACTERS), isLongLine: true };
        isSkipping = true;
        continue;
      }
      const text = rest.slice(0, cut);
      yield { line, text, isLongLine: false };
      line += countLines(text);
      rest = rest.slice(cut);
    }
  }
  for await (const block of blocks) {
    rest += block;
    yield* drain(false);
  }
  yield* drain(true);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** The end of the last line that ends outside quotes; 0 where there is none. */
function findCut(text: string, delimiter: CsvDelimiter | null): number {
  if (delimiter === null) return text.lastIndexOf("\n") + 1;
  let at = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', at)) {
    const before = text[quote - 1];
    // Within an unquoted cell (`5" pipe`) it means nothing, and `="2015550123"` is quoted by the parser.
    const isOpening = quote === 0 || before === delimiter || before === "\n" || before === "=";
    if (!isOpening) {
      at = quote + 1;
      continue;
    }
    const end = findCellEnd(text, quote, delimiter);
    if (end !== null) at = end;
    else if (text.length - quote <= MAX_RECORD_CHARACTERS) return text.lastIndexOf("\n", quote) + 1;
    else {
      // The parser sets this line aside and goes on at the next.
      const next = text.indexOf("\n", quote);
      if (next < 0) return text.lastIndexOf("\n", quote) + 1;
      at = next + 1;
    }
  }
  return text.lastIndexOf("\n") + 1;
}

/** The place after a quoted cell; that of the next line where a stray quote opened it; null where its end is not in the text. */
function findCellEnd(text: string, quote: number, delimiter: CsvDelimiter): number | null {
  for (let at = text.indexOf('"', quote + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    const next = text[at + 1];
    if (next === '"') {
      at += 1;
      continue;
    }
    // At the end of the text it may be the first of two.
    if (next === undefined) return null;
    if (next === delimiter || next === "\n") {
      if (at - quote <= MAX_RECORD_CHARACTERS) return at + 1;
    }
    const lineEnd = text.indexOf("\n", quote);
    return lineEnd < 0 ? null : lineEnd + 1;
  }
  return null;
}
