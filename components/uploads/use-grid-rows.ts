"use client";

import { type RefObject, useState } from "react";
import { useRowWindow } from "../data-table/use-row-window";
import { ROW_HEIGHT } from "./grid-frame";
import { PART_ROWS } from "./grid-parts";
import { useRowPages } from "./use-row-pages";

/** The rows of one part of a grid: those in sight are read as they come into it. Places count from the beginning of the part. */
export function useGridRows<Row>({
  source,
  expected,
  part,
  body,
}: {
  source: string;
  /** How many rows there are, until the first answer says it. */
  expected: number;
  part: number;
  body: RefObject<HTMLTableSectionElement | null>;
}) {
  const offset = part * PART_ROWS;
  const [total, setTotal] = useState(expected);
  const count = Math.max(0, Math.min(PART_ROWS, total - offset));
  const { indexes, before, after } = useRowWindow({ count, body, estimate: ROW_HEIGHT });
  const pages = useRowPages<Row>({
    source,
    expected: total,
    first: offset + (indexes[0] ?? 0),
    last: offset + (indexes.at(-1) ?? 0),
  });
  if (pages.total !== total) setTotal(pages.total);
  return {
    ...pages,
    total,
    count,
    indexes,
    before,
    after,
    rowAt: (index: number) => pages.rowAt(index + offset),
    loaded: pages.loaded.map(({ row, index }) => ({ row, index: index - offset })),
  };
}
