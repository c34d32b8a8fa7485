import "server-only";
import { RESULT_HEADINGS } from "./export-rows";
import { listHeadings, type UploadHead } from "./upload-head";

type Inspected = Pick<UploadHead, "inspection">;

/**
 * The columns of the original by index, each with its column in a results file that came back: the first of that heading is the first there,
 * and so on. Columns that are ours, or that a person has deleted, are absent. `keyColumn`: of the row keys in the file.
 */
export function matchColumns(original: Inspected, file: Inspected, keyColumn: number): Map<number, number> {
  const headings = listHeadings(file).map((heading) => heading?.trim() ?? null);
  const ours = findOurs(headings, keyColumn);
  const free = headings.flatMap((heading, index) => (ours.has(index) ? [] : [{ heading, index }]));
  const matched = new Map<number, number>();
  for (const [index, heading] of listHeadings(original).entries()) {
    const name = nameColumn(heading, index);
    const at = free.findIndex((column) => column.heading === name);
    const [found] = at < 0 ? [] : free.splice(at, 1);
    if (found) matched.set(index, found.index);
  }
  return matched;
}

/** As a results file names it. */
const nameColumn = (heading: string | null | undefined, index: number) =>
  heading?.trim() ? heading.trim() : `Column ${index + 1}`;

/** Ours come last in the file that we write, so of equal headings the last one is ours. */
function findOurs(headings: readonly (string | null)[], keyColumn: number): Set<number> {
  const ours = new Set([keyColumn]);
  for (const heading of RESULT_HEADINGS) {
    const last = headings.lastIndexOf(heading);
    if (last > keyColumn) ours.add(last);
  }
  return ours;
}
