import { collectNumbers, type NumberCounts, type NumberRow, parseNumberList } from "@/lib/domain/number-list";
import { formatCount } from "../ui/format";
import { type ParsedNumber, parsePhoneNumber, type PhoneNumber } from "@/lib/domain/phone-number";

/** One spelling that came in a file; kept as text: it can be edited and read again. `fault`: the row could not be parsed. */
export type FileEntry = { line: number; column: number; original: string; fault?: string };
/** `notices` say what was assumed; `loss` what was not read. */
export type FileSource = { id: string; name: string; entries: FileEntry[]; notices: string[]; loss: string | null };

/** All that a person has given so far: the text in the box, and the files. It is kept when the page is left. */
export type NumberDraft = { text: string; files: FileSource[] };

export const EMPTY_DRAFT: NumberDraft = { text: "", files: [] };

/** Where a row came from: the box (`null`) or the file of this id, and its index there. */
export type DraftRow = NumberRow & { key: string; fileId: string | null; index: number };

export type CheckedDraft = {
  rows: DraftRow[];
  counts: NumberCounts;
  valid: PhoneNumber[];
  notices: string[];
  /** What was left out because of the limits. */
  losses: string[];
};

/** Reads the box together with the files: a number that is in both counts once. `max` bounds all rows together. */
export function checkDraft(draft: NumberDraft, max: number): CheckedDraft {
  const list = parseNumberList(draft.text, { max });
  const collector = collectNumbers();
  const rows: DraftRow[] = [];
  const notices: string[] = [];
  const losses = list.overflow ? [list.overflow.message] : [];
  const keep = (row: NumberRow, fileId: string | null, index: number) =>
    rows.push({ ...row, key: `${fileId ?? "box"}:${index}`, fileId, index });

  for (const [index, row] of list.rows.entries()) keep(collector.add(row, parseOnce(row.original)), null, index);
  for (const file of draft.files) {
    notices.push(...file.notices.map((notice) => `${file.name}: ${notice}`));
    if (file.loss !== null) losses.push(`${file.name}: ${file.loss}`);
    const room = Math.max(0, max - rows.length);
    if (file.entries.length > room) losses.push(describeCut(file, room, max));
    for (const [index, entry] of file.entries.slice(0, room).entries()) {
      const { original, fault } = entry;
      const row =
        fault === undefined
          ? collector.add(entry, parseOnce(original))
          : collector.addMalformed(entry, original, fault);
      keep(row, file.id, index);
    }
  }
  return { rows, counts: collector.counts, valid: collector.valid, notices, losses };
}

/** All that was given, as one list: for where more numbers are taken. */
export const writeDraft = ({ text, files }: NumberDraft): string =>
  [text, ...files.flatMap(({ entries }) => entries.map(({ original }) => original))].filter(Boolean).join("\n");

const describeCut = ({ name, entries }: FileSource, room: number, max: number) =>
  `${name}: only the first ${formatCount(room)} of its ${formatCount(entries.length)} rows were taken; ${formatCount(max)} are the most at a time.`;

// A draft is checked again at every change, and most of its spellings are the same as before.
const parsed = new Map<string, ParsedNumber>();

function parseOnce(original: string): ParsedNumber {
  const known = parsed.get(original);
  if (known) return known;
  if (parsed.size > 50_000) parsed.clear();
  const result = parsePhoneNumber(original);
  parsed.set(original, result);
  return result;
}

/** The draft with the rows' spellings changed; null takes a row out. What surrounds a spelling in the box stays as it is. */
export function changeRows(draft: NumberDraft, changes: readonly { row: DraftRow; to: string | null }[]): NumberDraft {
  const inBox = changes.filter(({ row }) => row.fileId === null);
  const files = draft.files.map((file) => {
    const own = new Map(changes.filter(({ row }) => row.fileId === file.id).map(({ row, to }) => [row.index, to]));
    if (own.size === 0) return file;
    const entries = file.entries.flatMap((entry, index) => {
      const to = own.get(index);
      if (to === undefined) return [entry];
      return to === null ? [] : [{ line: entry.line, column: entry.column, original: to }];
    });
    return { ...file, entries };
  });
  return { text: changeText(draft.text, inBox), files: files.filter((file) => file.entries.length > 0) };
}

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

function changeText(text: string, changes: readonly { row: DraftRow; to: string | null }[]): string {
  if (changes.length === 0) return text;
  const starts = [0, ...[...text.matchAll(LINE_BREAK)].map((found) => found.index + found[0].length)];
  const places = changes.map(({ row, to }) => ({
    at: (starts[row.line - 1] ?? 0) + row.column - 1,
    from: row.original,
    to: to ?? "",
  }));
  let changed = text;
  for (const { at, from, to } of places.sort((a, b) => b.at - a.at)) {
    // The rows on screen may be a moment older than the box: what has moved is left alone.
    if (changed.startsWith(from, at)) changed = changed.slice(0, at) + to + changed.slice(at + from.length);
  }
  return changed;
}
