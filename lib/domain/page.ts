/** How many there are; not exact where nobody counted further. */
export type Total = { count: number; isExact: boolean };

export const toTotal = (count: number | undefined, countedTo: number): Total => ({
  count: Math.min(count ?? 0, countedTo),
  isExact: (count ?? 0) <= countedTo,
});

/** Rows of a list, and where the pages before and after them begin. */
export type Page<Row> = { rows: Row[]; previous: string | null; next: string | null };

/** The place from which a page is read: after a row, or backwards from one before which it ends. `after` takes precedence. */
export const readPlace = <Cursor>({ after, before }: { after?: Cursor; before?: Cursor }) => ({
  cursor: after ?? before,
  isBackwards: after === undefined && before !== undefined,
});

/** `found`: as they were read from the place, one more than `size` where there are more. */
export function cutPage<Row>(
  found: readonly Row[],
  size: number,
  { cursor, isBackwards }: { cursor: unknown; isBackwards: boolean },
  toCursor: (row: Row) => string,
): Page<Row> {
  const hasMore = found.length > size;
  const rows = found.slice(0, size);
  if (isBackwards) rows.reverse();
  const [first, last] = [rows.at(0), rows.at(-1)];
  const hasPrevious = isBackwards ? hasMore : cursor !== undefined;
  return {
    rows,
    previous: hasPrevious && first !== undefined ? toCursor(first) : null,
    next: (isBackwards || hasMore) && last !== undefined ? toCursor(last) : null,
  };
}
