import type { CsvDelimiter, CsvRecord } from "../parse-csv-records";

const MAX_RECORD_CHARACTERS = 65_536;

/**
 * Reads CSV text (line breaks `\n`) that follows the rules throughout, several times as fast as `parseCsvRecords` and with the same result.
 * Null where anything is out of the ordinary: then that one has to read it. `width`: cells of most records; `firstLine`: of the text.
 */
export function parsePlainRecords(
  text: string,
  delimiter: CsvDelimiter,
  { width, firstLine }: { width: number | null; firstLine: number },
): CsvRecord[] | null {
  if (text.includes('="')) return null;
  const records: CsvRecord[] = [];
  const { length } = text;
  let expected = width;
  let line = firstLine;
  let at = 0;
  while (at < length) {
    const start = at;
    const cells: string[] = [];
    let breaks = 0;
    let isBlank = true;
    for (;;) {
      let cell: string;
      if (text.charCodeAt(at) === QUOTE) {
        const end = findClosingQuote(text, at + 1);
        if (end < 0) return null;
        cell = text.slice(at + 1, end);
        if (cell.includes('"')) cell = cell.replaceAll('""', '"');
        breaks += countBreaks(cell);
        at = end + 1;
      } else {
        const end = findCellEnd(text, at, delimiter);
        cell = text.slice(at, end);
        if (cell.includes('"')) return null;
        at = end;
      }
      cells.push(cell);
      if (isBlank && cell.trim() !== "") isBlank = false;
      if (at >= length || text.charCodeAt(at) === LINE_FEED) break;
      if (text[at] !== delimiter) return null;
      at += 1;
    }
    if (at - start > MAX_RECORD_CHARACTERS) return null;
    if (!isBlank) {
      expected ??= cells.length;
      if (breaks > 0 && cells.length !== expected) return null;
      records.push({ line, cells });
    } else if (breaks > 0) return null;
    line += breaks + 1;
    at += 1;
  }
  return records;
}

const QUOTE = 34;
const LINE_FEED = 10;

/** The quote that ends a cell; doubled ones are part of it. -1 where there is none. */
function findClosingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

function findCellEnd(text: string, from: number, delimiter: CsvDelimiter): number {
  const code = delimiter.charCodeAt(0);
  for (let at = from; at < text.length; at += 1) {
    const found = text.charCodeAt(at);
    if (found === code || found === LINE_FEED) return at;
  }
  return text.length;
}

function countBreaks(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) count += 1;
  return count;
}
