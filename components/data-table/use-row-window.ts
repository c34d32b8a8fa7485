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
  /** The rows to render, by index. */
  indexes: readonly number[];
  /** Height in pixels of the rows above and below the window, for two spacer rows. */
  before: number;
  after: number;
  /** `ref` for each rendered row, with `data-index`, if row heights differ. */
  measure: (row: Element | null) => void;
};

/**
 * Renders only the visible rows. `body` is the `<tbody>` in a `Table` with limited height; the scrolling frame is found
 * from it. `estimate` is the usual row height in pixels.
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
