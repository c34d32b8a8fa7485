"use client";

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from "@tanstack/react-virtual";
import { useLayoutEffect, useReducer, useState, type RefObject } from "react";

export type RowWindow = {
  /** The rows to draw, by index. */
  indexes: readonly number[];
  /** Pixels that the rows above and below the window take up: the heights of two spacer rows. */
  before: number;
  after: number;
  /** Give it as `ref` of each drawn row, with `data-index`, where rows differ in height. */
  measure: (row: Element | null) => void;
};

/**
 * Draws only the rows in sight, of any number of them. `body` is the `<tbody>` inside a `Table` with a limited height (the frame that
 * scrolls is found from it). `estimate` is the usual height of a row in pixels.
 */
export function useRowWindow({
  count,
  body,
  estimate,
}: {
  count: number;
  body: RefObject<HTMLElement | null>;
  estimate: number;
}): RowWindow {
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  const options: VirtualizerOptions<Element, Element> = {
    count,
    getScrollElement: () => body.current?.closest("[role=region]") ?? null,
    estimateSize: () => estimate,
    overscan: 12,
    initialRect: { width: 0, height: 600 },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: redraw,
  };
  const [virtualizer] = useState(() => new Virtualizer<Element, Element>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());

  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  return {
    indexes: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: last ? Math.max(0, virtualizer.getTotalSize() - last.end) : 0,
    measure: virtualizer.measureElement,
  };
}
